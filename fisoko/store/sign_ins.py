"""Sign-ins, failed tries and the browsers that are known: of cookies and tokens only their SHA-256."""

from dataclasses import dataclass
from datetime import datetime

from fisoko.domain.event import Event
from fisoko.store.accounts import Account, account_of
from fisoko.store.audit import Audit
from fisoko.store.engine import Engine, Reader, Row, Transaction
from fisoko.store.statement import load_statements


@dataclass(frozen=True, slots=True)
class SignInRow:
    """A sign-in with its account."""

    key: str
    account: Account
    started_at: datetime
    seen_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Failures:
    """How often and when last a sign-in failed."""

    count: int
    last: datetime | None


class SignIns:
    """Reads on any thread; writes within the writer's transactions."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine, self._audit = engine, audit
        self._sql = load_statements("sign_ins", engine.dialect)

    def one(self, key: str) -> SignInRow | None:
        """The sign-in of this key, ended ones too."""
        row = self._engine.one(self._sql["one"], key=key)
        return _sign_in(row) if row else None

    def alive(self, started_since: datetime, seen_since: datetime) -> list[SignInRow]:
        """The sign-ins that have not ended, begun and seen since these moments."""
        rows = self._engine.all(self._sql["alive"], started_since=started_since, seen_since=seen_since)
        return [_sign_in(row) for row in rows]

    def ended_since(self, moment: datetime) -> set[str]:
        """The keys of what was ended since the moment, by whatever process."""
        return {row["key"] for row in self._engine.all(self._sql["ended_since"], since=moment)}

    def sights(self, keys: set[str]) -> dict[str, datetime]:
        """When these sign-ins were last seen by any process; those that have ended are left out."""
        return {row["key"]: row["seen_at"] for row in self._engine.all(self._sql["sights"], keys=sorted(keys))}

    def of_account(self, account_id: int, reader: Reader | None = None) -> set[str]:
        """The keys of an account's sign-ins that have not ended."""
        rows = (reader or self._engine).all(self._sql["of_account"], account_id=account_id)
        return {row["key"] for row in rows}

    def add(
        self,
        tx: Transaction,
        key: str,
        *,
        account_id: int,
        browser: str,
        login: str,
        address: str,
        at: datetime,
        event: Event,
    ) -> None:
        """Begin a sign-in: the browser (its key) is known from now on, this address's failures are forgotten."""
        tx.run(self._sql["add"], key=key, account_id=account_id, at=at, address=address)
        tx.run(self._sql["know_browser"], key=browser, account_id=account_id, at=at)
        tx.run(self._sql["forget_failures"], login=login, address=address)
        self._audit.append(tx, event)

    def end(self, tx: Transaction, keys: set[str], *, at: datetime, why: str, event: Event) -> None:
        """End sign-ins; those that have ended before keep their first end."""
        tx.run(self._sql["end"], keys=sorted(keys), at=at, why=why)
        self._audit.append(tx, event)

    def note_seen(self, tx: Transaction, seen: dict[str, datetime]) -> None:
        """Write when sign-ins were last seen; a fact of its own, with no event."""
        tx.run(self._sql["note_seen"], keys=list(seen), moments=list(seen.values()))

    def add_failure(self, tx: Transaction, login: str, address: str, *, at: datetime, event: Event) -> None:
        """Remember a failed try."""
        tx.run(self._sql["add_failure"], login=login, address=address, at=at)
        self._audit.append(tx, event)

    def failures_of_login(self, login: str, address: str, since: datetime) -> Failures:
        """Failures of this login from this address since the moment, or since its last success from there."""
        row = self._engine.one(self._sql["failures_of_login"], login=login, address=address, since=since) or {}
        return Failures(row["count"], row["last"])

    def failures_of_address(self, address: str, since: datetime) -> Failures:
        """Failures of any login from this address since the moment."""
        row = self._engine.one(self._sql["failures_of_address"], address=address, since=since) or {}
        return Failures(row["count"], row["last"])

    def browser_known(self, key: str, since: datetime) -> bool:
        """Whether this browser has signed in since the moment."""
        return self._engine.one(self._sql["browser"], key=key, since=since) is not None

    def remove_old(
        self, tx: Transaction, *, failures_before: datetime, sign_ins_before: datetime, event: Event
    ) -> None:
        """Remove failures that no longer count and sign-ins that are long over."""
        tx.run(self._sql["remove_failures"], before=failures_before)
        tx.run(self._sql["remove_sign_ins"], before=sign_ins_before)
        self._audit.append(tx, event)


def _sign_in(row: Row) -> SignInRow:
    return SignInRow(row["key"], account_of(row), row["started_at"], row["seen_at"], row["ended_at"])
