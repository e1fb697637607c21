"""What is published and for whom, kept in memory: it changes seldom, and readers are many."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import TypeVar

from fisoko.domain.collection import Collection, Participation
from fisoko.domain.person import Identity
from fisoko.domain.publication import Publication, Section
from fisoko.store.collections import Collections
from fisoko.store.publications import Publications

T = TypeVar("T")
REMEMBERED = 60_000  # organisations, accounts
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
        self._works: OrderedDict[int, tuple[datetime, list[Participation]]] = OrderedDict()
        self._seen: OrderedDict[int, tuple[datetime, set[int]]] = OrderedDict()
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

    def works(self, organisation_id: int) -> list[Participation]:
        """The collections in which an organisation takes part now, of all publications."""
        return self._remembered(self._works, organisation_id, self._read_works)

    def seen(self, account_id: int) -> set[int]:
        """The publications that an account has unfolded."""
        return self._remembered(self._seen, account_id, self._publications.seen_by)

    def changed(self) -> None:
        """Something was written and committed."""
        with self._lock:
            self._turn += 1
            self._kept = None
            self._works.clear()
            self._seen.clear()

    def forget_seen(self, account_id: int) -> None:
        """An account has unfolded one more."""
        with self._lock:
            self._turn += 1  # what is being read at this moment is not kept
            self._seen.pop(account_id, None)

    def _remembered(self, kept: OrderedDict[int, tuple[datetime, T]], key: int, read: Callable[[int], T]) -> T:
        moment, turn = self._clock(), self._turn
        found = kept.get(key)
        if found is not None and (self._alone or timedelta(0) <= moment - found[0] < FRESH):
            return found[1]
        made = read(key)
        with self._lock:
            if turn == self._turn:
                kept[key] = (moment, made)
                while len(kept) > REMEMBERED:
                    kept.popitem(last=False)
        return made

    def _read_works(self, organisation_id: int) -> list[Participation]:
        publications = [one.id for one in self.now().publications]
        return self._collections.of_organisation(organisation_id, publications, self._clock())

    def _read(self) -> Published:
        publications = self._publications.all()
        collections: dict[int, list[Collection]] = {}
        for one in self._collections.of_publications([publication.id for publication in publications]):
            collections.setdefault(one.publication_id, []).append(one)
        return Published(tuple(self._publications.sections()), tuple(publications), collections)
