"""The cabinet as its component takes it: an organisation's own work, or a coordinator's figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fisoko.domain.collection import Collection, CollectionState, Participation, button_text
from fisoko.domain.moscow import iso, iso_or_none
from fisoko.domain.person import Identity, Role
from fisoko.domain.progress import NOTHING, Facts, Status, action_text, status
from fisoko.domain.publication import Publication
from fisoko.services.board import Board, Published
from fisoko.services.permissions import scope
from fisoko.services.shelf import Shelf, Stores
from fisoko.services.surroundings import Surroundings
from fisoko.store.acknowledgements import Acknowledgements
from fisoko.store.progress import Progress

NEW = timedelta(days=7)  # how long an unseen publication counts as new


class Cabinets:
    """Composes from what is kept in memory; only figures are asked of the base each time."""

    def __init__(
        self,
        board: Board,
        progress: Progress,
        shelf: Shelf,
        acknowledgements: Acknowledgements,
        clock: Callable[[], datetime],
        around: Surroundings,
    ) -> None:
        self._board, self._progress, self._shelf, self._clock, self._around = board, progress, shelf, clock, around
        self._acknowledgements = acknowledgements

    def now(self) -> datetime:
        """The moment that pages are made for."""
        return self._clock()

    def page(self, identity: Identity, section_id: int | None = None) -> dict[str, Any]:
        """The properties of the cabinet component but for the bell; the first section unless another is asked for."""
        now, board = self._clock(), self._board.now()
        visible = board.visible(identity, now)
        return self._page(identity, section_id, board, visible, self._content(identity, board, visible, now), now)

    def frame(self, identity: Identity) -> dict[str, Any]:
        """What stands around every page, see Surroundings; none of the sections is the current one."""
        return self._around.frame(identity, self._board.now().sections, None)

    def shown(self, identity: Identity, publications: list[Publication]) -> list[dict[str, Any]]:
        """These publications, which this person may see, as a page has them."""
        now, board = self._clock(), self._board.now()
        content = self._content(identity, board, publications, now)
        return [content.of(one, now) for one in publications]

    def fresh(self, identity: Identity, publications: list[Publication]) -> list[Publication]:
        """Those of them that are marked «Новое»."""
        now = self._clock()
        seen = self._board.seen(identity.account_id) if identity.account_id is not None else set[int]()
        return [one for one in publications if _is_new(one, seen, now)]

    def known_page(self, identity: Identity, section_id: int | None = None) -> dict[str, Any] | None:
        """An organiser's page from memory alone, for the event loop; None where the base must be asked."""
        if identity.role is not Role.ORGANISER or identity.organisation_id is None or identity.account_id is None:
            return None
        known = self._board.known(identity.organisation_id, identity.account_id)
        facts = self._progress.known(identity.organisation_id)
        given = self._acknowledgements.known(identity.account_id)
        if known is None or facts is None or given is None:
            return None
        (board, participations, seen), now = known, self._clock()
        visible = board.visible(identity, now)
        works, stores = _works(participations, facts, visible, now), self._shelf.known(identity, visible)
        if stores is None:
            return None
        return self._page(
            identity, section_id, board, visible, _Content(works, stores, _own_word(visible, given), seen), now
        )

    def _content(
        self, identity: Identity, board: Published, publications: list[Publication], now: datetime
    ) -> "_Content":
        seen = self._board.seen(identity.account_id) if identity.account_id is not None else set[int]()
        if identity.role is not Role.ORGANISER:
            collections = [one for publication in publications for one in board.collections.get(publication.id, ())]
            works = self._watched(identity, collections, now)
        elif identity.organisation_id is None:
            works = []
        else:
            facts = self._progress.of_organisation(identity.organisation_id)
            works = _works(self._board.works(identity.organisation_id), facts, publications, now)
        stores = self._shelf.stores(identity, publications)
        return _Content(works, stores, self._acknowledged(identity, publications), seen)

    def _page(
        self,
        identity: Identity,
        section_id: int | None,
        board: Published,
        visible: list[Publication],
        content: "_Content",
        now: datetime,
    ) -> dict[str, Any]:
        section = next((one for one in board.sections if one.id == section_id), board.sections[0])
        shown = [one for one in visible if one.section_id == section.id]
        return {
            **self._around.frame(identity, board.sections, section),
            "publications": [content.of(one, now) for one in shown],
            "notice": _notice(content.works),
            "server_now": iso(now),
        }

    def _acknowledged(self, identity: Identity, publications: list[Publication]) -> dict[int, dict[str, Any]]:
        """Publication → its acknowledgement, where one is asked for: one's own, or the figures of those who watch."""
        asking = [one for one in publications if one.acknowledge]
        if identity.role is Role.ORGANISER:
            if identity.account_id is None or identity.organisation_id is None:
                return {}
            return _own_word(asking, self._acknowledgements.of_account(identity.account_id))
        figures = self._acknowledgements.figures(asking, scope(identity))
        return {number: {"given": given, "total": total} for number, (given, total) in figures.items() if total}

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


@dataclass(frozen=True, slots=True)
class _Content:
    """What stands in publications beside their texts; `seen` are those that this person has unfolded."""

    works: list[dict[str, Any]]
    stores: Stores
    acknowledged: Mapping[int, dict[str, Any]]
    seen: set[int]

    def of(self, publication: Publication, now: datetime) -> dict[str, Any]:
        """One publication with all of its own."""
        return {
            "id": publication.id,
            "title": publication.title,
            "published_at": iso(publication.published_at),
            "html": publication.html,
            "is_new": _is_new(publication, self.seen, now),
            "acknowledge": self.acknowledged.get(publication.id),
            "collections": [
                {name: value for name, value in work.items() if name != "publication"}
                for work in self.works
                if work["publication"] == publication.id
            ],
            "stores": self.stores.get(publication.id, []),
        }


def _is_new(publication: Publication, seen: set[int], now: datetime) -> bool:
    return publication.id not in seen and now - publication.published_at < NEW


def _own_word(publications: list[Publication], given: Mapping[int, datetime]) -> dict[int, dict[str, Any]]:
    return {one.id: {"at": iso_or_none(given.get(one.id))} for one in publications if one.acknowledge}


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
