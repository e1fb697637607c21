"""The list of participants: those who have begun, those who have not, each by its login."""

import re
from dataclasses import dataclass
from datetime import datetime

from fisoko.domain.person import Scope
from fisoko.domain.progress import Counts, Facts, Time
from fisoko.store.engine import Engine, Row
from fisoko.store.progress import counts_of, facts_of, within
from fisoko.store.statement import Statement, load_statements, parse_statement

PAGE_SIZE = 50
_NAMES = " join organisation o on o.id = m.organisation_id"
# An organisation is made with its one account (store.accounts).
_LOGINS = " join account a on a.organisation_id = m.organisation_id"
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
_OWN_TERM = "coalesce(t.closes_at, c.closes_at)"
# How first submissions stand to terms, as in progress.sql; the rule is domain.progress.time.
TIMES = {
    Time.WAITING: f"p.first_submitted_at is null and date_trunc('second', :now::timestamp) <= {_OWN_TERM}",
    Time.OVERDUE: f"p.first_submitted_at is null and date_trunc('second', :now::timestamp) > {_OWN_TERM}",
    Time.DECIDED: "p.first_submitted_at is not null and p.by_decision",
    Time.LATE: f"not p.by_decision and date_trunc('second', p.first_submitted_at) > {_OWN_TERM}",
    Time.ON_TIME: "not p.by_decision and date_trunc('second', p.first_submitted_at) <= c.closes_at "
    f"and date_trunc('second', p.first_submitted_at) <= {_OWN_TERM}",
    Time.EXTENDED: "not p.by_decision and date_trunc('second', p.first_submitted_at) > c.closes_at "
    f"and date_trunc('second', p.first_submitted_at) <= {_OWN_TERM}",
}
FILLS = {  # of those who have begun
    "whole": "p.filled >= p.required",
    "part": "p.filled < p.required",
    "empty": "p.filled = 0 and p.required > 0",
    "errors": "p.errors > 0",
    "warnings": "p.warnings > 0",
}
FRESHNESS = {  # of those who have submitted
    "differs": "p.first_submitted_at is not null and p.differs > 0",
    "same": "p.first_submitted_at is not null and p.differs = 0",
}
ORDERS = {  # by what, and what must be joined for it
    "login": ("a.login", _LOGINS),
    "name": ("o.name", _NAMES),
    "state": ("p.first_submitted_at is not null", ""),
    "term": (_TIME, _TERMS),
    "filled": ("p.filled * 1.0 / greatest(p.required, 1)", ""),
    "started_at": ("p.first_edit_at", ""),
    "submitted_at": ("p.last_submitted_at", ""),
    "errors": ("p.errors", ""),
    "warnings": ("p.warnings", ""),
    "differs": ("p.differs", ""),
    "submissions": ("p.submissions", ""),
    "edited_at": ("p.last_edit_at", ""),
    "region": ("m.region", ""),
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
    term: str = ""  # a value of Time
    fill: str = ""  # of FILLS
    fresh: str = ""  # of FRESHNESS

    @property
    def narrows(self) -> bool:
        """Whether it finds fewer than those of its status."""
        return bool(self.q or self.term or self.fill or self.fresh)

    @property
    def conditions(self) -> list[str]:
        """What rows must be, in SQL of this module."""
        parts = [TIMES[Time(self.term)]] if self.term else []
        parts += [FILLS[self.fill]] if self.fill else []
        return parts + ([FRESHNESS[self.fresh]] if self.fresh else [])

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
        self,
        collection_id: int,
        scope: Scope,
        now: datetime,
        search: Search,
        order: str,
        page: int,
        size: int = PAGE_SIZE,
    ) -> list[Worker]:
        """A page (from 1) of those who have begun, in an order of ORDERS («-name» for descending)."""
        key, down = order.removeprefix("-"), " desc" if order.startswith("-") else ""
        by, joins = ORDERS.get(key, ORDERS["login"])
        asked = {**within(collection_id, scope, now), "status": search.status}
        return [_worker(row) for row in self._page("begun", asked, search, by + down, joins, page, size)]

    def idle(
        self, collection_id: int, scope: Scope, now: datetime, search: Search, page: int, size: int = PAGE_SIZE
    ) -> list[Person]:
        """A page (from 1) of those who have not begun, by login."""
        asked = within(collection_id, scope, now)
        return [_person(row) for row in self._page("idle", asked, search, "a.login", _LOGINS, page, size)]

    def counts(self, collection_id: int, scope: Scope, now: datetime, search: Search) -> Counts:
        """The figures of those searched for, whatever their status; who has not begun has no fullness or freshness."""
        statement = self._composed("counts", search, "", "")
        row = self._engine.one(statement, **within(collection_id, scope, now), pattern=search.pattern)
        return counts_of(row) if row else Counts()

    def participant(self, collection_id: int, login: str, scope: Scope, now: datetime) -> Person | None:
        """The participant to whom this login belongs, within the scope."""
        row = self._engine.one(self._sql["participant"], **within(collection_id, scope, now), login=login)
        return _person(row) if row else None

    def _page(self, name: str, asked: Row, search: Search, by: str, joins: str, page: int, size: int) -> list[Row]:
        statement = self._composed(name, search, by, joins)
        rows = self._engine.all(statement, **asked, pattern=search.pattern, size=size, skip=(page - 1) * size)
        order = [row["organisation_id"] for row in rows]
        if not order:
            return []
        shown = self._engine.all(
            self._sql["shown"], collection_id=asked["collection_id"], now=asked["now"], organisations=order
        )
        found = {row["organisation_id"]: row for row in shown}
        return [found[organisation] for organisation in order if organisation in found]

    def _composed(self, name: str, search: Search, by: str, joins: str) -> Statement:
        """The statement with its order and the joins that order and search need."""
        statement, found = self._sql[name], "true"
        if search.pattern:
            match = "regexp_matches({}, :pattern)" if self._engine.dialect == "duckdb" else "{} ~ :pattern"
            found = f"{match.format('o.name')} or {match.format('a.login')}"
            joins += "".join(join for join in (_NAMES, _LOGINS) if join not in joins)
        if search.term and _TERMS not in joins:
            joins += _TERMS
        narrowed = "".join(f" and ({one})" for one in search.conditions)
        put = {"joins": joins, "found": found, "order": by, "narrowed": narrowed}
        text = statement.source
        for place, piece in put.items():
            text = text.replace(f"/* {place} */", piece)
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
