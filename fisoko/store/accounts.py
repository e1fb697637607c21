"""Accounts with their organisations and regions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fisoko.domain.event import Event
from fisoko.domain.person import MOSCOW_OFFSET, Identity, Role, Scope
from fisoko.store.audit import Audit
from fisoko.store.engine import Engine, Reader, Row, Transaction
from fisoko.store.statement import load_statements

NO_LIMIT = 2**62


@dataclass(frozen=True, slots=True)
class Region:
    """A region; `utc_offset` in minutes."""

    code: str
    name: str
    utc_offset: int


@dataclass(frozen=True, slots=True)
class Account:
    """An account without its password; `blocked_at` None: it may sign in."""

    id: int
    login: str
    role: Role
    name: str
    region: str | None
    region_name: str
    utc_offset: int
    organisation_id: int | None
    organisation_name: str
    organisation_kind: str | None
    created_at: datetime
    password_set_at: datetime
    blocked_at: datetime | None

    def identity(self, sign_in: str | None = None) -> Identity:
        """Who this account is, signed in under that key."""
        return Identity(
            account_id=self.id,
            login=self.login,
            role=self.role,
            name=self.name,
            region=self.region,
            region_name=self.region_name,
            utc_offset=self.utc_offset,
            organisation_id=self.organisation_id,
            organisation_name=self.organisation_name,
            sign_in=sign_in,
            organisation_kind=self.organisation_kind,
        )


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be made; an organiser's brings its organisation (kind, name, contact)."""

    login: str
    password_hash: str
    role: Role
    region: str | None
    name: str
    kind: str = ""
    contact: str = ""


class Accounts:
    """Reads on any thread; writes within the writer's transactions."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine, self._audit = engine, audit
        self._sql = load_statements("accounts", engine.dialect)

    def with_password(self, login: str) -> tuple[Account, str] | None:
        """The account of this login, case and all, with its password's hash."""
        row = self._engine.one(self._sql["by_login"], login=login)
        return (account_of(row), row["password_hash"]) if row else None

    def by_login(self, login: str) -> Account | None:
        """The account of this login, case and all."""
        found = self.with_password(login)
        return found[0] if found else None

    def one(self, account_id: int, reader: Reader | None = None) -> Account | None:
        """The account of this id."""
        row = (reader or self._engine).one(self._sql["by_id"], id=account_id)
        return account_of(row) if row else None

    def taken(self, logins: list[str], reader: Reader | None = None) -> set[str]:
        """Which of these logins exist."""
        rows = (reader or self._engine).all(self._sql["taken"], logins=logins)
        return {row["login"] for row in rows}

    def regions(self) -> dict[str, Region]:
        """Every region by its code."""
        return {row["code"]: Region(**row) for row in self._engine.all(self._sql["regions"])}

    def within(
        self, scope: Scope, *, q: str = "", role: str = "", limit: int | None = None, offset: int = 0
    ) -> list[Account]:
        """Accounts within the scope by login; `q` is part of a login or a name, `role` '' means every role."""
        rows = self._engine.all(
            self._sql["within"], **_narrowed(scope, q, role), limit=NO_LIMIT if limit is None else limit, offset=offset
        )
        return [account_of(row) for row in rows]

    def count(self, scope: Scope, *, q: str = "", role: str = "") -> int:
        """How many `within` would give without a limit."""
        return (self._engine.one(self._sql["count"], **_narrowed(scope, q, role)) or {})["count"]

    def organisations(self, scope: Scope, *, logins: list[str] | None = None, kinds: list[str]) -> dict[int, str]:
        """Organisation → region: of these logins (None: of any), of these kinds (none: of any), within the scope."""
        rows = self._engine.all(
            self._sql["organisations"],
            all_logins=logins is None,
            logins=logins or [],
            all_kinds=not kinds,
            kinds=kinds,
            **scope.reach,
        )
        return {row["id"]: row["region"] for row in rows}

    def of_organisations(self, organisations: list[int]) -> list[int]:
        """The accounts of these organisations."""
        return [row["id"] for row in self._engine.all(self._sql["of_organisations"], organisations=organisations)]

    def add(self, tx: Transaction, new: list[NewAccount], *, created_at: datetime, event: Event) -> None:
        """Make accounts, and an organisation for each organiser; the logins are new and differ."""
        organisers = [one for one in new if one.role is Role.ORGANISER]
        rows = tx.all(self._sql["take_organisation_ids"], count=len(organisers))
        ids = [row["id"] for row in rows]
        if organisers:
            tx.run(
                self._sql["add_organisations"],
                ids=ids,
                regions=[one.region for one in organisers],
                kinds=[one.kind for one in organisers],
                names=[one.name for one in organisers],
                contacts=[one.contact for one in organisers],
            )
        of_login = {one.login: number for one, number in zip(organisers, ids, strict=True)}
        tx.run(
            self._sql["add_accounts"],
            logins=[one.login for one in new],
            hashes=[one.password_hash for one in new],
            roles=[one.role.value for one in new],
            regions=[one.region for one in new],
            organisations=[of_login.get(one.login) for one in new],
            names=[one.name for one in new],
            created_at=created_at,
        )
        self._audit.append(tx, event)

    def set_password(self, tx: Transaction, account_id: int, password_hash: str, *, at: datetime, event: Event) -> None:
        """Replace the password; the account's personal tokens end with the old one."""
        tx.run(self._sql["set_password"], id=account_id, hash=password_hash, at=at)
        tx.run(self._sql["end_tokens"], account_id=account_id, at=at)
        self._audit.append(tx, event)

    def set_blocked(self, tx: Transaction, account_id: int, at: datetime | None, *, event: Event) -> None:
        """Block from this moment on, personal tokens for good, or (None) let in again."""
        tx.run(self._sql["set_blocked"], id=account_id, at=at)
        if at is not None:
            tx.run(self._sql["end_tokens"], account_id=account_id, at=at)
        self._audit.append(tx, event)


def account_of(row: Row) -> Account:
    """The account of a row of `account_row` (see accounts.sql)."""
    return Account(
        id=row["id"],
        login=row["login"],
        role=Role(row["role"]),
        name=row["name"],
        region=row["region"],
        region_name=row["region_name"] or "",
        utc_offset=MOSCOW_OFFSET if row["utc_offset"] is None else row["utc_offset"],
        organisation_id=row["organisation_id"],
        organisation_name=row["organisation_name"] or "",
        organisation_kind=row["organisation_kind"],
        created_at=row["created_at"],
        password_set_at=row["password_set_at"],
        blocked_at=row["blocked_at"],
    )


def _narrowed(scope: Scope, q: str, role: str) -> dict[str, Any]:
    return {**scope.parameters, "part": q.casefold(), "role": role}
