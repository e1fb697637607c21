"""«Ознакомлен(а)»: an organisation says that it has read a publication; those who watch see who has."""

import csv
from collections.abc import Callable
from datetime import datetime
from io import StringIO
from typing import Any

from fisoko.domain.error import BadRequest, NotFound
from fisoko.domain.event import Event, EventKind
from fisoko.domain.moscow import iso, iso_or_none, show
from fisoko.domain.person import Identity, Role, Scope
from fisoko.domain.publication import Publication
from fisoko.domain.spreadsheet import harmless
from fisoko.domain.texts import ACKNOWLEDGED_HEADINGS, NOT_ASKED_TO_ACKNOWLEDGE
from fisoko.services.permissions import Action, Thing, check, scope
from fisoko.store.acknowledgements import PAGE_SIZE, Acknowledgements
from fisoko.store.engine import Transaction
from fisoko.store.publications import Publications
from fisoko.store.writer import Writer

STATES = ("", "given", "missing")
LONGEST_SEARCH = 200


class Acknowledging:
    """The first word of an organisation's account counts and stays."""

    def __init__(
        self,
        publications: Publications,
        acknowledgements: Acknowledgements,
        writer: Writer,
        clock: Callable[[], datetime],
    ) -> None:
        self._publications, self._acknowledgements = publications, acknowledgements
        self._writer, self._clock = writer, clock

    def acknowledge(self, identity: Identity, publication_id: int) -> dict[str, Any]:
        """{"at": when it was given first}. Raises NotFound, Refused, and BadRequest where nothing is asked for."""
        publication = self._asking(publication_id)
        check(identity, Action.ACKNOWLEDGE, Thing(audience=publication.audience))
        account_id, organisation_id = identity.account_id, identity.organisation_id
        if account_id is None or organisation_id is None:
            raise NotFound

        def write(tx: Transaction) -> datetime:
            given = self._acknowledgements.given(tx, publication_id, account_id)
            if given is not None:
                return given
            now = self._clock()
            event = Event(EventKind.PUBLICATION_ACKNOWLEDGED, now, account_id, f"publication:{publication_id}")
            self._acknowledgements.add(tx, publication_id, account_id, organisation_id, at=now, event=event)
            return now

        return {"at": iso(self._writer.run(write).result())}

    def list(
        self,
        identity: Identity,
        publication_id: int,
        state: str = "",
        q: str = "",
        page: int = 1,
        *,
        region: str = "",
    ) -> dict[str, Any]:
        """A page of those who are asked, and the figures of all.

        {"given", "total", "rows", "found", "page", "pages", "q", "state"}. Raises NotFound, Refused for another region.
        """
        publication, narrowed = self._watched(identity, publication_id, region)
        state, q = state if state in STATES else "", q.strip()[:LONGEST_SEARCH]
        found = self._acknowledgements.count(publication, narrowed, state, q)
        pages = max(1, -(-found // PAGE_SIZE))
        page = min(max(page, 1), pages)
        given, total = self._acknowledgements.figures([publication], narrowed)[publication_id]
        rows = self._acknowledgements.page(publication, narrowed, state, q, page)
        return {
            "given": given,
            "total": total,
            "rows": [
                {
                    "login": one.login,
                    "name": one.name,
                    "region": one.region_name,
                    "at": iso_or_none(one.acknowledged_at),
                }
                for one in rows
            ],
            "found": found,
            "page": page,
            "pages": pages,
            "q": q,
            "state": state,
        }

    def table(self, identity: Identity, publication_id: int, *, region: str = "") -> str:
        """The whole list as CSV that a Russian Excel opens: semicolons, the mark of UTF-8 in front.

        Raises NotFound, and Refused for another region.
        """
        publication, narrowed = self._watched(identity, publication_id, region)
        text = StringIO()
        lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
        lines.writerow(ACKNOWLEDGED_HEADINGS)
        for one in self._acknowledgements.whole(publication, narrowed):
            when = show(one.acknowledged_at) if one.acknowledged_at else ""
            lines.writerow([harmless(cell) for cell in (one.login, one.name, one.region_name, when)])
        return "\ufeff" + text.getvalue()

    def _asking(self, publication_id: int) -> Publication:
        publication = self._publications.one(publication_id)
        if publication.withdrawn_at is not None or publication.published_at > self._clock():
            raise NotFound
        if not publication.acknowledge:
            raise BadRequest(NOT_ASKED_TO_ACKNOWLEDGE)
        return publication

    def _watched(self, identity: Identity, publication_id: int, region: str) -> tuple[Publication, Scope]:
        publication = self._asking(publication_id)
        own = identity.region if identity.role is Role.COORDINATOR else None
        check(identity, Action.SEE_ACKNOWLEDGEMENTS, Thing(region=region or own, audience=publication.audience))
        return publication, Scope((region,)) if region else scope(identity)
