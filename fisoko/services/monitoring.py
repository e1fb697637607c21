"""Monitoring: figures, the list of participants, and what one of them has filled in, for those who watch."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from fisoko.domain.collection import Collection
from fisoko.domain.drafts import free_sheets, place
from fisoko.domain.error import NotFound
from fisoko.domain.moscow import iso, iso_or_none, today
from fisoko.domain.person import Identity, Scope
from fisoko.domain.progress import status, time
from fisoko.domain.texts import DRAFT, SUBMISSION
from fisoko.services import permissions
from fisoko.services.permissions import Action, Thing
from fisoko.store.accounts import Accounts
from fisoko.store.collections import Collections
from fisoko.store.drafts import Drafts
from fisoko.store.forms import Forms
from fisoko.store.progress import Progress
from fisoko.store.roster import ORDERS, PAGE_SIZE, Person, Roster, Search, Worker
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
        """{title, closes_at, every_region, regions}: the collection, and code → name of the regions of the scope."""
        scope = self._scope(identity)
        collection = self._collections.one(collection_id)
        names = {code: region.name for code, region in self._accounts.regions().items()}
        if not scope.all_regions:
            names = {code: names.get(code, code) for code in scope.region_list}
        return {
            "title": collection.title,
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
    ) -> dict[str, Any]:
        """The properties of «Список участников»: a page of those who have begun and one of those who have not."""
        scope = self._scope(identity)
        collection = self._collections.one(collection_id)
        now = self._clock()
        regions = self._regions(scope)
        if region and (scope.all_regions or region in scope.region_list):
            scope = Scope((region,))
        status = status if status in STATUSES else ""
        sort = sort if sort.removeprefix("-") in ORDERS else "login"
        search = Search("" if status == "idle" else status, q.strip()[:200])
        begun: list[Worker] = []
        idle: list[Person] = []
        counts = self._progress.tiles([collection_id], scope, now)[collection_id]
        total = idle_total = 0
        if status != "idle":
            begun = self._roster.begun(collection_id, scope, now, search, sort, max(1, page))
            total = {"": counts.work + counts.done, "work": counts.work, "done": counts.done}[status]
            total = self._roster.begun_count(collection_id, scope, now, search) if search.q else total
        if status in ("", "idle"):
            idle = self._roster.idle(collection_id, scope, now, search, max(1, idle_page))
            idle_total = self._roster.idle_count(collection_id, scope, now, search) if search.q else counts.idle
        query = {"status": status, "q": search.q, "region": region, "page": page, "idle_page": idle_page, "sort": sort}
        return {
            "collection": {"id": collection.id, "title": collection.title},
            "counts": counts.to_json(),
            "rows": [_row(collection.id, one, now, several=bool(regions)) for one in begun],
            "idle_rows": [_person(one, several=bool(regions)) for one in idle],
            "total": total,
            "idle_total": idle_total,
            "query": query,
            "pages": _pages(total),
            "idle_pages": _pages(idle_total),
            "page_size": PAGE_SIZE,
            "regions": regions,
            "close_href": "/",
        }

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
            "back": f"/collections/{collection_id}/participants",
            "opens_at": iso(collection.opens_at),
            "closes_at": iso(collection.closes_at),
            "server_now": iso(now),
            "zone": {"offset": identity.utc_offset, "name": identity.region_name},
            "submission": _submission(shown or last),
            "versions": _versions(href, last, shown),
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
        return form.to_json(), {"seq": present.draft.seq, "sheets": sheets, "not_in": not_in}


def _row(collection_id: int, worker: Worker, now: datetime, *, several: bool) -> dict[str, Any]:
    facts = worker.facts
    number = f"?version={facts.submissions}" if facts.submissions else ""
    return {
        "login": worker.login,
        "name": worker.name,
        "region": worker.region_name if several else "",
        "state": status(facts).value,
        "term": time(facts, term=worker.term, own_term=worker.own_term, now=now).title,
        "started_at": iso_or_none(facts.first_edit_at),
        "submitted_at": iso_or_none(facts.last_submitted_at),
        "filled": facts.filled,
        "required": facts.required,
        "errors": facts.errors,
        "differs": facts.differs,
        "href": f"/collections/{collection_id}/organisations/{worker.login}{number}",
    }


def _person(person: Person, *, several: bool) -> dict[str, Any]:
    return {"login": person.login, "name": person.name, "region": person.region_name if several else ""}


def _submission(submission: Submission | None) -> dict[str, Any] | None:
    if submission is None:
        return None
    return {
        "number": submission.number,
        "submitted_at": iso(submission.submitted_at),
        "code": submission.code,
    }


def _versions(href: str, last: Submission | None, shown: Submission | None) -> list[dict[str, Any]]:
    """The draft and each submission, the newest first after the draft."""
    numbers = range(last.number if last else 0, 0, -1)
    return [{"title": DRAFT, "href": href, "current": shown is None}] + [
        {
            "title": SUBMISSION.format(number=number),
            "href": f"{href}?version={number}",
            "current": shown is not None and shown.number == number,
        }
        for number in numbers
    ]


def _pages(total: int) -> int:
    return max(1, -(-total // PAGE_SIZE))
