"""What is published and for whom, kept in memory: it changes seldom, and readers are many."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fisoko.domain.collection import Collection, Participation
from fisoko.domain.person import Identity
from fisoko.domain.publication import Publication, Section
from fisoko.store.collections import Collections
from fisoko.store.kept import FRESH, WHOLE, Kept
from fisoko.store.publications import Publications

REMEMBERED = 60_000  # organisations, accounts


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
    """Reads once, and again when something of it was written; where others write too, every two seconds as well."""

    def __init__(
        self,
        publications: Publications,
        collections: Collections,
        clock: Callable[[], datetime],
        *,
        alone: bool,
    ) -> None:
        self._publications, self._collections, self._clock = publications, collections, clock
        lasts = None if alone else FRESH
        self._published = Kept(self._read, most=1, lasts=lasts, clock=clock)
        self._works = Kept(self._read_works, most=REMEMBERED, lasts=lasts, clock=clock)
        self._seen = Kept(publications.seen_by, most=REMEMBERED, lasts=lasts, clock=clock)
        publications.on_written(self._changed)

    def now(self) -> Published:
        """What is published."""
        return self._published.get(WHOLE)

    def works(self, organisation_id: int) -> list[Participation]:
        """The collections in which an organisation takes part now, of all publications."""
        return self._works.get(organisation_id)

    def seen(self, account_id: int) -> set[int]:
        """The publications that an account has unfolded."""
        return self._seen.get(account_id)

    def known(self, organisation_id: int, account_id: int) -> tuple[Published, list[Participation], set[int]] | None:
        """All three from memory, for the event loop; None where the base must be asked for one of them."""
        published, works = self._published.known(WHOLE), self._works.known(organisation_id)
        seen = self._seen.known(account_id)
        return None if published is None or works is None or seen is None else (published, works, seen)

    def _changed(self) -> None:
        """Something was written and committed, here or by another process."""
        self._published.forget()  # before the works, which are read by it
        self._works.forget()
        self._seen.forget()

    def forget_seen(self, account_id: int) -> None:
        """An account has unfolded one more."""
        self._seen.forget([account_id])

    def _read_works(self, organisation_id: int) -> list[Participation]:
        publications = [one.id for one in self.now().publications]
        return self._collections.of_organisation(organisation_id, publications, self._clock())

    def _read(self, _: int) -> Published:
        publications = self._publications.all()
        collections: dict[int, list[Collection]] = {}
        for one in self._collections.of_publications([publication.id for publication in publications]):
            collections.setdefault(one.publication_id, []).append(one)
        return Published(tuple(self._publications.sections()), tuple(publications), collections)
