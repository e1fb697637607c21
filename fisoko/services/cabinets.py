"""The cabinet as its component takes it: an organisation's own work, or a coordinator's figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fisoko.domain.collection import Collection, CollectionState, Participation, button_text
from fisoko.domain.moscow import iso
from fisoko.domain.person import Identity, Role
from fisoko.domain.progress import NOTHING, Facts, Status, action_text, status
from fisoko.domain.publication import Publication, Section
from fisoko.services.board import Board, Published
from fisoko.services.permissions import scope
from fisoko.services.shelf import Shelf, Stores
from fisoko.store.progress import Progress

NEW = timedelta(days=7)  # how long an unseen publication counts as new


@dataclass(frozen=True)
class Surroundings:
    """What every cabinet shows around its publications; `guide` is the address of the manual, if there is one."""

    support: str = "helpfisoko@fioco.ru"
    guide: str | None = None


class Cabinets:
    """Composes from what is kept in memory; only figures are asked of the base each time."""

    def __init__(
        self,
        board: Board,
        progress: Progress,
        shelf: Shelf,
        clock: Callable[[], datetime],
        around: Surroundings,
    ) -> None:
        self._board, self._progress, self._shelf, self._clock, self._around = board, progress, shelf, clock, around

    def page(self, identity: Identity, section_id: int | None = None) -> dict[str, Any]:
        """The properties of the cabinet component but for the bell; the first section unless another is asked for."""
        now, board = self._clock(), self._board.now()
        visible = board.visible(identity, now)
        seen = self._board.seen(identity.account_id) if identity.account_id is not None else set[int]()
        if identity.role is not Role.ORGANISER:
            collections = [one for publication in visible for one in board.collections.get(publication.id, ())]
            works = self._watched(identity, collections, now)
        elif identity.organisation_id is None:
            works = []
        else:
            facts = self._progress.of_organisation(identity.organisation_id)
            works = _works(self._board.works(identity.organisation_id), facts, visible, now)
        return self._page(identity, section_id, board, visible, works, self._shelf.stores(identity, visible), seen, now)

    def known_page(self, identity: Identity, section_id: int | None = None) -> dict[str, Any] | None:
        """An organiser's page from memory alone, for the event loop; None where the base must be asked."""
        if identity.role is not Role.ORGANISER or identity.organisation_id is None or identity.account_id is None:
            return None
        known = self._board.known(identity.organisation_id, identity.account_id)
        facts = self._progress.known(identity.organisation_id)
        if known is None or facts is None:
            return None
        (board, participations, seen), now = known, self._clock()
        visible = board.visible(identity, now)
        works, stores = _works(participations, facts, visible, now), self._shelf.known(identity, visible)
        if stores is None:
            return None
        return self._page(identity, section_id, board, visible, works, stores, seen, now)

    def _page(
        self,
        identity: Identity,
        section_id: int | None,
        board: Published,
        visible: list[Publication],
        works: list[dict[str, Any]],
        stores: Stores,
        seen: set[int],
        now: datetime,
    ) -> dict[str, Any]:
        section = next((one for one in board.sections if one.id == section_id), board.sections[0])
        shown = [one for one in visible if one.section_id == section.id]
        return {
            "user": _user(identity),
            "sections": [_section(one, current=one is section, first=not n) for n, one in enumerate(board.sections)],
            "publications": [_publication(one, seen, works, stores, now) for one in shown],
            "notice": _notice(works),
            "server_now": iso(now),
            "zone": {"offset": identity.utc_offset, "name": identity.region_name or "Москва"},
            "support": self._around.support,
            "guide": self._around.guide,
        }

    def _watched(self, identity: Identity, collections: list[Collection], now: datetime) -> list[dict[str, Any]]:
        narrowed = scope(identity)
        figures = self._progress.tiles([one.id for one in collections], narrowed, now)
        return [
            _common(one, one.state(now), one.closes_at)
            | {
                "tiles": figures[one.id].to_json() | {"at": iso(now)},
                "participants_href": f"/collections/{one.id}/participants",
            }
            for one in collections
            if figures[one.id].total or narrowed.all_regions  # a collection of other regions alone is not theirs
        ]


def _user(identity: Identity) -> dict[str, str]:
    return {
        "login": identity.login,
        "name": "" if identity.role is Role.ORGANISER else identity.name,
        "role": identity.role.value,
        "role_title": identity.role.title,
        "organisation": identity.organisation_name,
        "region": identity.region_name,
    }


def _section(section: Section, *, current: bool, first: bool) -> dict[str, Any]:
    href = "/" if first else f"/?section={section.id}"
    return {"id": section.id, "title": section.title, "href": href, "current": current}


def _publication(
    publication: Publication, seen: set[int], works: list[dict[str, Any]], stores: Stores, now: datetime
) -> dict[str, Any]:
    return {
        "id": publication.id,
        "title": publication.title,
        "published_at": iso(publication.published_at),
        "html": publication.html,
        "is_new": publication.id not in seen and now - publication.published_at < NEW,
        "collections": [
            {name: value for name, value in work.items() if name != "publication"}
            for work in works
            if work["publication"] == publication.id
        ],
        "stores": stores.get(publication.id, []),
    }


def _common(collection: Collection, state: CollectionState, closes_at: datetime) -> dict[str, Any]:
    return {
        "publication": collection.publication_id,
        "id": collection.id,
        "title": collection.title,
        "status": state.value,
        "opens_at": iso(collection.opens_at),
        "closes_at": iso(closes_at),
        "action": None,
        "button": None,
        "state": None,
        "progress": None,
        "tiles": None,
        "participants_href": None,
    }


def _own(mine: Participation, facts: Facts, now: datetime) -> dict[str, Any]:
    collection, state = mine.collection, mine.state(now)
    figures = {name: getattr(facts, name) for name in ("filled", "required", "errors", "differs")}
    return _common(collection, state, mine.closes_at or collection.closes_at) | {
        "action": action_text(facts),
        "button": {"text": button_text(state, started=facts.started), "href": f"/collections/{collection.id}"},
        "state": status(facts).value,
        "progress": figures if facts.started else None,
    }


def _works(
    participations: list[Participation], facts: Mapping[int, Facts], visible: list[Publication], now: datetime
) -> list[dict[str, Any]]:
    ids = {one.id for one in visible}
    return [
        _own(one, facts.get(one.collection.id, NOTHING), now)
        for one in participations
        if one.collection.publication_id in ids
    ]


def _notice(works: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The nearest term of what is open and not submitted yet."""
    due = [one for one in works if one["status"] == "open" and one["state"] in (Status.IDLE, Status.WORK)]
    if not due:
        return None
    nearest = min(due, key=lambda one: (one["closes_at"], one["id"]))
    return {
        "collection": nearest["id"],
        "title": nearest["title"],
        "closes_at": nearest["closes_at"],
        "href": nearest["button"]["href"],
        "button": nearest["button"]["text"],
    }
