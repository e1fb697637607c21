"""Monitoring: figures, the list of participants, and what one of them has filled in, for those who watch."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from fisoko.domain.collection import Collection
from fisoko.domain.drafts import free_sheets, place
from fisoko.domain.error import NotFound
from fisoko.domain.moscow import iso, today
from fisoko.domain.person import Identity, Scope
from fisoko.services import permissions
from fisoko.services.lost_cells import named
from fisoko.services.monitoring_rows import (
    narrowed,
    pages_of,
    person_of,
    row_of,
    search_of,
    submission_told,
    versions_of,
)
from fisoko.services.participants_text import EVERYONE, columns_of, text_of
from fisoko.services.permissions import Action, Thing
from fisoko.store.accounts import Accounts
from fisoko.store.collections import Collections
from fisoko.store.drafts import Drafts
from fisoko.store.forms import Forms
from fisoko.store.progress import Progress
from fisoko.store.roster import ORDERS, PAGE_SIZE, Person, Roster, Worker
from fisoko.store.submissions import Submission, Submissions

STATUSES = ("", "idle", "work", "done")


class Monitoring:
    """Everything here is narrowed to the person's scope; who may not watch is refused."""

    def __init__(
        self,
        *,
        accounts: Accounts,
        collections: Collections,
        forms: Forms,
        drafts: Drafts,
        submissions: Submissions,
        progress: Progress,
        roster: Roster,
        clock: Callable[[], datetime],
    ) -> None:
        self._accounts, self._collections, self._forms, self._drafts = accounts, collections, forms, drafts
        self._submissions, self._progress, self._roster, self._clock = submissions, progress, roster, clock

    def tiles(self, identity: Identity, collection_id: int) -> dict[str, Any]:
        """«Всего», «Не приступило», «В работе», «Сдано», and how the first submissions stand to the term."""
        scope = self._scope(identity)
        self._collections.one(collection_id)
        now = self._clock()
        counts = self._progress.tiles([collection_id], scope, now)[collection_id]
        times = self._progress.times(collection_id, scope, now)
        return {
            **counts.to_json(),
            "at": iso(now),
            "times": [{"id": one.value, "title": one.title, "count": number} for one, number in times.items()],
        }

    def about(self, identity: Identity, collection_id: int) -> dict[str, Any]:
        """{title, opens_at, closes_at, every_region, regions}; the last is code → name of the regions of the scope."""
        scope = self._scope(identity)
        collection = self._collections.one(collection_id)
        names = {code: region.name for code, region in self._accounts.regions().items()}
        if not scope.all_regions:
            names = {code: names.get(code, code) for code in scope.region_list}
        return {
            "title": collection.title,
            "opens_at": collection.opens_at,
            "closes_at": collection.closes_at,
            "every_region": scope.all_regions,
            "regions": names,
        }

    def regions(self, identity: Identity, collection_id: int) -> list[dict[str, Any]]:
        """The same figures region by region."""
        scope = self._scope(identity)
        names = self._accounts.regions()
        figures = self._progress.tiles_by_region(collection_id, scope, self._clock())
        return [
            {"code": code, "name": names[code].name if code in names else code, **counts.to_json()}
            for code, counts in figures.items()
        ]

    def participants(
        self,
        identity: Identity,
        collection_id: int,
        status: str = "",
        q: str = "",
        page: int = 1,
        sort: str = "login",
        *,
        region: str = "",
        idle_page: int = 1,
        term: str = "",
        fill: str = "",
        fresh: str = "",
        view: str = "",
    ) -> dict[str, Any]:
        """The properties of «Список участников»: a page of those who have begun and one of those who have not.

        Each of the four facts narrows it: `status`, `term` (a value of Time), `fill` and `fresh` (of the roster), the
        last two to those who have begun; `counts` are of those whom the others and `q` leave. `view` «regions»:
        figures region by region instead. What is none of them counts as not given; a foreign region is Refused.
        """
        scope = self._scope(identity)
        collection = self._collections.one(collection_id)
        now = self._clock()
        regions = self._regions(scope)
        view = view if view == "regions" and regions else ""
        by_region = self.regions(identity, collection_id) if view else []
        scope = narrowed(scope, region)
        status = status if status in STATUSES else ""
        sort = sort if sort.removeprefix("-") in ORDERS else "login"
        search = search_of(status, q, term, fill, fresh)
        begun: list[Worker] = []
        idle: list[Person] = []
        if search.narrows:
            counts = self._roster.counts(collection_id, scope, now, search)
        else:
            counts = self._progress.tiles([collection_id], scope, now)[collection_id]
        total = idle_total = 0
        if status != "idle":
            begun = self._roster.begun(collection_id, scope, now, search, sort, max(1, page))
            total = {"": counts.work + counts.done, "work": counts.work, "done": counts.done}[status]
        if status in ("", "idle") and not search.fill and not search.fresh:
            idle = self._roster.idle(collection_id, scope, now, search, max(1, idle_page))
            idle_total = counts.idle
        facts = {"term": search.term, "fill": search.fill, "fresh": search.fresh, "view": view}
        query = {"status": status, "q": search.q, "region": region, "page": page, "idle_page": idle_page, "sort": sort}
        return {
            "collection": {"id": collection.id, "title": collection.title},
            "counts": counts.to_json(),
            "rows": [row_of(collection.id, one, now, several=bool(regions)) for one in begun],
            "idle_rows": [person_of(one, several=bool(regions)) for one in idle],
            "total": total,
            "idle_total": idle_total,
            "query": query | facts,
            "by_region": by_region,
            "account": identity.login,
            "pages": pages_of(total),
            "idle_pages": pages_of(idle_total),
            "page_size": PAGE_SIZE,
            "regions": regions,
            "close_href": "/",
        }

    def participants_text(self, identity: Identity, collection_id: int, query: dict[str, Any], columns: str) -> str:
        """Everybody of the list as it is narrowed and ordered, for a spreadsheet: see participants_text.

        `query` are parameters of `participants`, `columns` names with commas. Raises Refused, NotFound.
        """
        scope = narrowed(self._scope(identity), query.get("region", ""))
        self._collections.one(collection_id)
        now, sort = self._clock(), query.get("sort", "login")
        asked = {name: query.get(name, "") for name in ("status", "q", "term", "fill", "fresh")}
        search, status = search_of(**asked), asked["status"]
        begun: list[Worker] = []
        idle: list[Person] = []
        if status != "idle":
            begun = self._roster.begun(collection_id, scope, now, search, sort, 1, EVERYONE)
        if status in ("", "idle") and not search.fill and not search.fresh:
            idle = self._roster.idle(collection_id, scope, now, search, 1, EVERYONE)
        return text_of(begun, idle, columns_of(columns), now)

    def participant(
        self, identity: Identity, collection_id: int, login: str, version: str | None = None
    ) -> dict[str, Any]:
        """The properties of the grid, to read: a participant's draft, or its submission of this number.

        Raises NotFound for a login that does not take part within the person's scope.
        """
        now = self._clock()
        collection = self._collections.one(collection_id)
        person = self._roster.participant(collection_id, login, permissions.scope(identity), now)
        if person is None:
            raise NotFound
        permissions.check(identity, Action.SEE_DATA, Thing(person.region, person.organisation_id))
        last = self._submissions.last(collection_id, person.organisation_id)
        shown = self._submission(collection_id, person, version) if version else None
        form, draft = self._shown(collection, person, shown)
        href = f"/collections/{collection_id}/organisations/{person.login}"
        own = identity.organisation_id == person.organisation_id
        return {
            "form": form,
            "draft": draft,
            "mode": "read",
            "title": collection.title,
            "subtitle": f"{person.name} ({person.login})",
            "account": identity.login,
            "collection": collection_id,
            "save_url": "",
            "submit_url": "",
            "back": "/" if own else f"/collections/{collection_id}/participants",
            "opens_at": iso(collection.opens_at),
            "closes_at": iso(collection.closes_at),
            "server_now": iso(now),
            "zone": {"offset": identity.utc_offset, "name": identity.region_name},
            "submission": submission_told(shown or last),
            "versions": versions_of(href, last, shown, draft=f"/collections/{collection_id}" if own else href),
            "today": today(now).isoformat(),
        }

    def _scope(self, identity: Identity) -> Scope:
        permissions.check(identity, Action.WATCH)
        return permissions.scope(identity)

    def _regions(self, scope: Scope) -> list[dict[str, str]]:
        """What the filter of regions offers: nothing to those who have one."""
        if not scope.all_regions:
            return []
        return [{"code": code, "name": region.name} for code, region in self._accounts.regions().items()]

    def _submission(self, collection_id: int, person: Person, version: str) -> Submission:
        found = None
        if version.isdecimal() and len(version) < 10:
            found = self._submissions.one(collection_id, person.organisation_id, int(version))
        if found is None:
            raise NotFound
        return found

    def _shown(
        self, collection: Collection, person: Person, shown: Submission | None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        if shown:
            form = self._forms.version(shown.form_version_id).form
            return form.to_json(), {"seq": shown.draft_seq, "sheets": shown.values, "not_in": []}
        form = self._forms.version(collection.form_version_id).form
        present = self._drafts.present(collection.id, person.organisation_id, free_sheets(form))
        sheets, not_in = place(present.draft, form)
        not_in = named(not_in, self._forms, collection.form_version_id)
        return form.to_json(), {"seq": present.draft.seq, "sheets": sheets, "not_in": not_in}
