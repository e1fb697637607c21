"""Rows of the list of participants and of one participant's data, as pages take them."""

from datetime import datetime
from typing import Any

from fisoko.domain.error import Refused
from fisoko.domain.moscow import iso, iso_or_none
from fisoko.domain.person import Scope
from fisoko.domain.progress import Time, status, time
from fisoko.domain.texts import DRAFT, SUBMISSION
from fisoko.store.roster import FILLS, FRESHNESS, PAGE_SIZE, Person, Search, Worker
from fisoko.store.submissions import Submission

COMPARE = "Сравнить"


def narrowed(scope: Scope, region: str) -> Scope:
    """The scope, narrowed to a region. Raises Refused for a foreign one."""
    if not region:
        return scope
    if not scope.all_regions and region not in scope.region_list:
        raise Refused
    return Scope((region,))


def search_of(status: str, q: str, term: str, fill: str, fresh: str) -> Search:
    """What the list is narrowed to; what is none of the facts counts as not given."""
    return Search(
        "" if status == "idle" else status,
        q.strip()[:200],
        term if term in [*Time] else "",
        fill if fill in FILLS else "",
        fresh if fresh in FRESHNESS else "",
    )


def row_of(collection_id: int, worker: Worker, now: datetime, *, several: bool) -> dict[str, Any]:
    """A row of those who have begun; `several`: of more than one region."""
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
        "warnings": facts.warnings,
        "submissions": facts.submissions,
        "edited_at": iso_or_none(facts.last_edit_at),
        "href": f"/collections/{collection_id}/organisations/{worker.login}{number}",
    }


def person_of(person: Person, *, several: bool) -> dict[str, Any]:
    """A row of those who have not begun."""
    return {"login": person.login, "name": person.name, "region": person.region_name if several else ""}


def submission_told(submission: Submission | None) -> dict[str, Any] | None:
    """A submission in short."""
    if submission is None:
        return None
    return {
        "number": submission.number,
        "submitted_at": iso(submission.submitted_at),
        "code": submission.code,
    }


def versions_of(href: str, last: Submission | None, shown: Submission | None, *, draft: str) -> list[dict[str, Any]]:
    """The draft and each submission, the newest first after the draft; last, where those who watch compare them.

    `draft` is where the draft is: the organisation itself (for whom that is not `href`) goes on filling it in there.
    """
    numbers = range(last.number if last else 0, 0, -1)
    states = [{"title": DRAFT, "href": draft, "current": shown is None}] + [
        {
            "title": SUBMISSION.format(number=number),
            "href": f"{href}?version={number}",
            "current": shown is not None and shown.number == number,
        }
        for number in numbers
    ]
    if last is None or draft != href:
        return states
    two = f"?new={shown.number}&old={shown.number - 1}" if shown and shown.number > 1 else ""
    return [*states, {"title": COMPARE, "href": f"{href}/difference{two}", "current": False}]


def pages_of(total: int) -> int:
    """How many pages so many rows make."""
    return max(1, -(-total // PAGE_SIZE))
