"""The list of participants: those who have begun, those who have not, each by its login."""

import re
from dataclasses import dataclass
from datetime import datetime

from fisoko.domain.person import Scope
from fisoko.domain.progress import Facts
from fisoko.store.engine import Engine, Row
from fisoko.store.progress import facts_of, within
from fisoko.store.statement import Statement, load_statements, parse_statement

PAGE_SIZE = 50
_NAMES = " join organisation o on o.id = m.organisation_id"
# An organisation is made with its one account (store.accounts).
_LOGINS = " left join account a on a.organisation_id = m.organisation_id"
_TERMS = """ join collection c on c.id = m.collection_id left join (
    select distinct on (organisation_id) organisation_id, closes_at from term
    where collection_id = :collection_id and since <= :now::timestamp
    order by organisation_id, since desc, closes_at desc
) t on t.organisation_id = m.organisation_id"""
# Those who are waited for come first, by their terms; then those on time, then the late ones.
_TIME = """case
    when p.first_submitted_at is null then coalesce(t.closes_at, c.closes_at)
    when date_trunc('second', p.first_submitted_at) > coalesce(t.closes_at, c.closes_at) then timestamp '2999-01-02'
    else timestamp '2999-01-01' end"""
ORDERS = {  # by what, and what must be joined for it
    "login": ("a.login", _LOGINS),
    "name": ("o.name", _NAMES),
    "state": ("p.first_submitted_at is not null", ""),
    "term": (_TIME, _TERMS),
    "filled": ("p.filled * 1.0 / greatest(p.required, 1)", ""),
    "started_at": ("p.first_edit_at", ""),
    "submitted_at": ("p.last_submitted_at", ""),
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
        """The same as a regular expression that means one thing on both engines, part of a text; '' finds all."""
        words = ["".join(map(_either, word)) for word in self.q.split()]
        return r"\s+".join(words)


class Roster:
    """Reads on any thread, a page at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sql = load_statements("roster", engine.dialect)

    def begun(
        self, collection_id: int, scope: Scope, now: datetime, search: Search, order: str, page: int
    ) -> list[Worker]:
        """A page (from 1) of those who have begun, in an order of ORDERS («-name» for descending)."""
        key, down = order.removeprefix("-"), " desc" if order.startswith("-") else ""
        by, joins = ORDERS.get(key, ORDERS["login"])
        asked = {**within(collection_id, scope, now), "status": search.status}
        return [_worker(row) for row in self._page("begun", asked, search, by + down, joins, page)]

    def idle(self, collection_id: int, scope: Scope, now: datetime, search: Search, page: int) -> list[Person]:
        """A page (from 1) of those who have not begun, by login."""
        asked = within(collection_id, scope, now)
        return [_person(row) for row in self._page("idle", asked, search, "a.login", _LOGINS, page)]

    def begun_count(self, collection_id: int, scope: Scope, now: datetime, search: Search) -> int:
        """How many have begun, of those searched for."""
        asked = {**within(collection_id, scope, now), "status": search.status}
        return self._count("begun_count", asked, search)

    def idle_count(self, collection_id: int, scope: Scope, now: datetime, search: Search) -> int:
        """How many have not begun, of those searched for."""
        return self._count("idle_count", within(collection_id, scope, now), search)

    def participant(self, collection_id: int, login: str, scope: Scope, now: datetime) -> Person | None:
        """The participant to whom this login belongs, within the scope."""
        row = self._engine.one(self._sql["participant"], **within(collection_id, scope, now), login=login)
        return _person(row) if row else None

    def _page(self, name: str, asked: Row, search: Search, by: str, joins: str, page: int) -> list[Row]:
        statement = self._composed(name, search, by, joins)
        rows = self._engine.all(statement, **asked, pattern=search.pattern, size=PAGE_SIZE, skip=(page - 1) * PAGE_SIZE)
        order = [row["organisation_id"] for row in rows]
        if not order:
            return []
        shown = self._engine.all(
            self._sql["shown"], collection_id=asked["collection_id"], now=asked["now"], organisations=order
        )
        found = {row["organisation_id"]: row for row in shown}
        return [found[organisation] for organisation in order if organisation in found]

    def _count(self, name: str, asked: Row, search: Search) -> int:
        row = self._engine.one(self._composed(name, search, "", ""), **asked, pattern=search.pattern)
        return row["number"] if row else 0

    def _composed(self, name: str, search: Search, by: str, joins: str) -> Statement:
        """The statement with its order and the joins that order and search need."""
        statement, found = self._sql[name], "true"
        if search.pattern:
            match = "regexp_matches({}, :pattern)" if self._engine.dialect == "duckdb" else "{} ~ :pattern"
            found = f"{match.format('o.name')} or {match.format('a.login')}"
            joins += "".join(join for join in (_NAMES, _LOGINS) if join not in joins)
        text = statement.source.replace("/* joins */", joins).replace("/* found */", found).replace("/* order */", by)
        return parse_statement(statement.name, text)


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
