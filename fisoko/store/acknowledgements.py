"""Who has said to have read a publication: by account for its own page, by organisation for those who watch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fisoko.domain.event import Event
from fisoko.domain.person import Role, Scope
from fisoko.domain.publication import Audience, Publication
from fisoko.store.audit import Audit
from fisoko.store.engine import Engine, Row, Transaction
from fisoko.store.kept import NEVER, Kept
from fisoko.store.roster import Search
from fisoko.store.statement import Statement, load_statements, parse_statement

ACCOUNTS = 60_000  # whose acknowledgements are kept in memory
PAGE_SIZE = 50
MOST = 1_000_000  # rows of a list that is asked for whole


@dataclass(frozen=True, slots=True)
class Acknowledger:
    """An organisation that a publication asks; `acknowledged_at` None: not yet."""

    login: str
    name: str
    region: str
    region_name: str
    acknowledged_at: datetime | None


class Acknowledgements:
    """Reads on any thread; adds within the writer's transactions; nothing is changed or removed.

    Those of an account are kept in memory where no other process writes: every page shows them.
    """

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine, self._audit = engine, audit
        self._sql = load_statements("acknowledgements", engine.dialect)
        self._own = Kept(self._read, most=ACCOUNTS, lasts=None if engine.sole_writer else NEVER)
        engine.touched.watch("acknowledgement", self._own.forget)

    def add(
        self,
        tx: Transaction,
        publication_id: int,
        account_id: int,
        organisation_id: int,
        *,
        at: datetime,
        event: Event,
    ) -> None:
        """This account has read the publication; the first time is the one that stays."""
        tx.run(
            self._sql["add"],
            publication_id=publication_id,
            account_id=account_id,
            organisation_id=organisation_id,
            at=at,
        )
        tx.touch("acknowledgement", [account_id])
        self._audit.append(tx, event)

    def of_account(self, account_id: int) -> Mapping[int, datetime]:
        """Publication → when this account has said to have read it."""
        return self._own.get(account_id)

    def known(self, account_id: int) -> Mapping[int, datetime] | None:
        """The same from memory; None where the base must be asked."""
        return self._own.known(account_id)

    def given(self, tx: Transaction, publication_id: int, account_id: int) -> datetime | None:
        """When it was given, as the transaction sees it."""
        rows = tx.all(self._sql["of_account"], account_id=account_id)
        return next((row["acknowledged_at"] for row in rows if row["publication_id"] == publication_id), None)

    def figures(self, publications: Sequence[Publication], scope: Scope) -> dict[int, tuple[int, int]]:
        """Publication → (organisations that have said so, organisations that are asked) within a scope."""
        if not publications:
            return {}
        organisations = self._engine.all(self._sql["organisations"], **scope.reach)
        given: dict[int, list[Row]] = {}
        for row in self._engine.all(self._sql["given"], publications=[one.id for one in publications], **scope.reach):
            given.setdefault(row["publication_id"], []).append(row)
        return {
            one.id: (
                # those of a list of logins are no sum of regions and kinds
                (self.count(one, scope, "given"), self.count(one, scope))
                if one.audience.logins
                else (_sum(given.get(one.id, []), one.audience), _sum(organisations, one.audience))
            )
            for one in publications
        }

    def page(
        self, publication: Publication, scope: Scope, state: str = "", q: str = "", page: int = 1
    ) -> list[Acknowledger]:
        """A page (from 1) of those asked, by region and login; `state` is "", given or missing."""
        return self._list(publication, scope, state, q, PAGE_SIZE, (page - 1) * PAGE_SIZE)

    def whole(self, publication: Publication, scope: Scope) -> list[Acknowledger]:
        """All of those asked, by region and login."""
        return self._list(publication, scope, "", "", MOST, 0)

    def count(self, publication: Publication, scope: Scope, state: str = "", q: str = "") -> int:
        """How many the list holds."""
        asked = _asked(publication, scope, state, q)
        row = self._engine.one(self._composed("list_count", q), **asked) if asked else None
        return row["number"] if row else 0

    def _list(
        self, publication: Publication, scope: Scope, state: str, q: str, size: int, skip: int
    ) -> list[Acknowledger]:
        asked = _asked(publication, scope, state, q)
        if asked is None:
            return []
        return [
            Acknowledger(**row) for row in self._engine.all(self._composed("list", q), **asked, size=size, skip=skip)
        ]

    def _composed(self, name: str, q: str) -> Statement:
        """The statement with what its search looks at."""
        statement, found = self._sql[name], "true"
        if q.strip():
            match = "regexp_matches({}, :pattern)" if self._engine.dialect == "duckdb" else "{} ~ :pattern"
            found = f"{match.format('o.name')} or {match.format('a.login')}"
        return parse_statement(statement.name, statement.source.replace("/* found */", found))

    def _read(self, account_id: int) -> Mapping[int, datetime]:
        rows = self._engine.all(self._sql["of_account"], account_id=account_id)
        return {row["publication_id"]: row["acknowledged_at"] for row in rows}


def _meant(audience: Audience) -> bool:
    """Whether organisations are asked at all."""
    return not audience.roles or Role.ORGANISER in audience.roles


def _sum(rows: Sequence[Row], audience: Audience) -> int:
    if not _meant(audience):
        return 0
    return sum(
        row["number"]
        for row in rows
        if (not audience.regions or row["region"] in audience.regions)
        and (not audience.kinds or row["kind"] in audience.kinds)
    )


def _asked(publication: Publication, scope: Scope, state: str, q: str) -> Row | None:
    audience = publication.audience
    if not _meant(audience):
        return None
    regions = set(audience.regions or scope.region_list)
    if not scope.all_regions:
        regions &= set(scope.region_list)
    return {
        "publication_id": publication.id,
        "all_regions": scope.all_regions and not audience.regions,
        "regions": sorted(regions),
        "all_kinds": not audience.kinds,
        "kinds": [*audience.kinds],
        "all_logins": not audience.logins,
        "logins": sorted(audience.logins),
        "state": state,
        "pattern": Search("", q).pattern,
    }
