"""The list of participants: those who have begun, those who have not, each by its login."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from fisoko.domain.person import Scope
from fisoko.domain.progress import Facts
from fisoko.store.engine import Engine, Row
from fisoko.store.progress import facts_of, within
from fisoko.store.statement import Statement, load_statements

PAGE_SIZE = 50
_TIME = """case
    when w.first_submitted_at is null then w.own_term
    when date_trunc('second', w.first_submitted_at) > coalesce(w.own_term, w.term) then timestamp '2999-01-02'
    else timestamp '2999-01-01' end"""
ORDERS = {
    "login": "w.login",
    "name": "w.name",
    "state": "w.first_submitted_at is not null",
    "term": _TIME,
    "filled": "w.filled * 1.0 / greatest(w.required, 1)",
    "started_at": "w.first_edit_at",
    "submitted_at": "w.last_submitted_at",
}


@dataclass(frozen=True, slots=True)
class Worker:
    """One who has begun, as the list of participants has it; `own_term` None where the term for all counts."""

    organisation_id: int
    login: str
    name: str
    region: str
    region_name: str
    term: datetime
    own_term: datetime | None
    facts: Facts


@dataclass(frozen=True, slots=True)
class Person:
    """A participant by its login."""

    organisation_id: int
    login: str
    name: str
    region: str
    region_name: str
    utc_offset: int = 0


@dataclass(frozen=True, slots=True)
class Search:
    """What a list of participants is narrowed to; `q` is looked for in logins and names, whatever the case."""

    status: str = ""  # "", work, done
    q: str = ""

    @property
    def pattern(self) -> str:
        """The same as a regular expression that means one thing on both engines; '' finds everything."""
        words = ["".join(map(_either, word)) for word in self.q.split()]
        return ".*" + r"\s+".join(words) + ".*" if words else ""


class Roster:
    """Reads on any thread, a page at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sql = load_statements("roster", engine.dialect)

    def begun(
        self, collection_id: int, scope: Scope, now: datetime, search: Search, order: str, page: int
    ) -> tuple[list[Worker], int]:
        """A page (from 1) of those who have begun, in an order of ORDERS («-name» for descending), and how many."""
        key, down = order.removeprefix("-"), " desc" if order.startswith("-") else ""
        statement = self._sql["begun"]
        by = f"{ORDERS.get(key, ORDERS['login'])}{down} nulls last, w.login, w.organisation_id"
        ordered: Statement = replace(statement, text=statement.text.replace("order by 1\n", f"order by {by}\n"))
        rows = self._engine.all(
            ordered,
            **within(collection_id, scope, now),
            status=search.status,
            pattern=search.pattern,
            size=PAGE_SIZE,
            skip=(page - 1) * PAGE_SIZE,
        )
        return [_worker(row) for row in rows], rows[0]["found"] if rows else 0

    def idle(
        self, collection_id: int, scope: Scope, now: datetime, search: Search, page: int
    ) -> tuple[list[Person], int]:
        """A page (from 1) of those who have not begun, by login, and how many."""
        rows = self._engine.all(
            self._sql["idle"],
            **within(collection_id, scope, now),
            pattern=search.pattern,
            size=PAGE_SIZE,
            skip=(page - 1) * PAGE_SIZE,
        )
        return [_person(row) for row in rows], rows[0]["found"] if rows else 0

    def participant(self, collection_id: int, login: str, scope: Scope, now: datetime) -> Person | None:
        """The participant to whom this login belongs, within the scope."""
        row = self._engine.one(self._sql["participant"], **within(collection_id, scope, now), login=login)
        return _person(row) if row else None


def _worker(row: Row) -> Worker:
    names = ("organisation_id", "login", "name", "region", "region_name", "term", "own_term")
    return Worker(*(row[name] for name in names), facts=facts_of(row))


def _person(row: Row) -> Person:
    names = ("organisation_id", "login", "name", "region", "region_name")
    return Person(*(row[name] for name in names), utc_offset=row.get("utc_offset") or 0)


def _either(sign: str) -> str:
    """A sign in either case, Russian letters too; «е» finds «ё»."""
    if sign.lower() in "её":
        return "[еёЕЁ]"
    if sign.isalpha():
        return f"[{sign.lower()}{sign.upper()}]"
    return sign if sign.isdigit() else re.escape(sign)
