"""What is published, kept in memory: publications are few, readers are many."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from fisoko.domain.collection import Collection
from fisoko.domain.person import Identity
from fisoko.domain.publication import Publication, Section
from fisoko.store.collections import Collections
from fisoko.store.publications import Publications

FRESH = timedelta(seconds=2)  # where other processes write too


@dataclass(frozen=True)
class Published:
    """Every publication with its collections, at one moment."""

    sections: tuple[Section, ...]
    publications: tuple[Publication, ...]
    collections: dict[int, list[Collection]]  # by publication

    def visible(self, identity: Identity, now: datetime) -> list[Publication]:
        """What this person sees, newest first."""
        return [one for one in self.publications if one.visible(identity, now)]


class Board:
    """Reads once, and again after `changed`, or every two seconds where other processes write too."""

    def __init__(
        self,
        publications: Publications,
        collections: Collections,
        clock: Callable[[], datetime],
        *,
        alone: bool,
    ) -> None:
        self._publications, self._collections, self._clock, self._alone = publications, collections, clock, alone
        self._kept: Published | None = None
        self._kept_at = clock()
        self._turn = 0
        self._lock = Lock()

    def now(self) -> Published:
        """What is published."""
        moment, kept, turn = self._clock(), self._kept, self._turn
        if kept is not None and (self._alone or timedelta(0) <= moment - self._kept_at < FRESH):
            return kept
        read = self._read()
        with self._lock:
            if turn == self._turn:  # nothing was written while it was read
                self._kept, self._kept_at = read, moment
        return read

    def changed(self) -> None:
        """Something was written and committed."""
        with self._lock:
            self._turn += 1
            self._kept = None

    def _read(self) -> Published:
        publications = self._publications.all()
        collections: dict[int, list[Collection]] = {}
        for one in self._collections.of_publications([publication.id for publication in publications]):
            collections.setdefault(one.publication_id, []).append(one)
        return Published(tuple(self._publications.sections()), tuple(publications), collections)
