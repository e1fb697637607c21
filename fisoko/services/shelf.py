"""File stores as pages show them: what this person sees of each, what may be taken, when it was."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from fisoko.domain.files import FileStore, Shelves, StoredFile
from fisoko.domain.moscow import iso_or_none
from fisoko.domain.person import Identity, Role
from fisoko.domain.publication import Publication
from fisoko.services.permissions import Action, Thing, may
from fisoko.store.downloads import Downloads
from fisoko.store.files import Files

SHOWN = 5  # files of a folded store (S14)
PAGE_SIZE = 10  # of an unfolded one (S15)
Times = Mapping[int, datetime]
Stores = dict[int, list[dict[str, Any]]]


class Shelf:
    """Composes from memory; the times of an account are asked of the base once."""

    def __init__(self, files: Files, downloads: Downloads) -> None:
        self._files, self._downloads = files, downloads

    def now(self) -> Shelves:
        """Every store there is."""
        return self._files.shelves()

    def stores(self, identity: Identity, publications: Iterable[Publication]) -> Stores:
        """Publication → its stores with their first files, for those that this person sees."""
        return _stores(self.now(), self.times(identity), identity, publications)

    def known(self, identity: Identity, publications: Iterable[Publication]) -> Stores | None:
        """The same from memory; None where the base must be asked."""
        shelves = self._files.known()
        times = None if identity.account_id is None else self._downloads.known(identity.account_id)
        return None if shelves is None or times is None else _stores(shelves, times, identity, publications)

    def page(self, identity: Identity, publication: Publication, store: FileStore, q: str, page: int) -> dict[str, Any]:
        """{"files", "total", "page", "pages", "q"} of an unfolded store; a page that is not there is the nearest."""
        found = self.now().found(store, q)
        pages = max(1, -(-len(found) // PAGE_SIZE))
        page = min(max(page, 1), pages)
        shown = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        return {
            "files": _listed(shown, allowed(identity, publication), self.times(identity)),
            "total": len(found),
            "page": page,
            "pages": pages,
            "q": q,
        }

    def times(self, identity: Identity) -> Times:
        """When this person has taken each file."""
        return {} if identity.account_id is None else self._downloads.of_account(identity.account_id)


def allowed(identity: Identity, publication: Publication) -> frozenset[bool]:
    """Which files of a publication this person may have: of those that are for organisations only, of the others.

    Files differ in this one thing alone: two questions for a store, not one for each of its files.
    """
    return frozenset(one for one in (False, True) if may(identity, Action.TAKE_FILE, thing(publication, one)))


def thing(publication: Publication, organisations_only: bool) -> Thing:  # noqa: FBT001 - a fact, not a switch
    """A file of this publication as permissions ask about it."""
    return Thing(audience=publication.audience, organisations_only=organisations_only)


def _stores(shelves: Shelves, times: Times, identity: Identity, publications: Iterable[Publication]) -> Stores:
    made: Stores = {}
    for publication in publications:
        held = [one for one in shelves.of(publication.id) if one.files]
        if held:
            mine = allowed(identity, publication)
            made[publication.id] = [_store(one, times, identity, mine) for one in held]
    return made


def _store(store: FileStore, times: Times, identity: Identity, mine: frozenset[bool]) -> dict[str, Any]:
    count = sum(store.sums[narrow][0] for narrow in mine)
    made = {
        "id": store.id,
        "title": store.title,
        "total": len(store.files),
        "takeable": count,
        "size": sum(store.sums[narrow][1] for narrow in mine),
        "files": _listed(store.files[:SHOWN], mine, times),
        "archive_href": f"/stores/{store.id}.zip" if count else None,
    }
    return made if identity.role is Role.ORGANISER else made | {"report": True}


def _listed(files: Sequence[StoredFile], mine: frozenset[bool], times: Times) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "name": one.name,
            "size": one.size,
            "href": f"/files/{one.id}" if one.organisations_only in mine else None,
            "downloaded_at": iso_or_none(times.get(one.id)),
        }
        for one in files
    ]
