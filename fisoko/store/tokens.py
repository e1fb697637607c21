"""Personal tokens for programs: of each only its SHA-256."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fisoko.domain.event import Event
from fisoko.domain.moscow import iso, iso_or_none
from fisoko.domain.token import TokenState
from fisoko.store.accounts import Account, account_of
from fisoko.store.audit import Audit
from fisoko.store.engine import Engine, Row, Transaction
from fisoko.store.statement import load_statements


@dataclass(frozen=True, slots=True)
class Token:
    """A token as its owner sees it; moments in UTC, `used_at` to the minute."""

    id: int
    name: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None

    def state(self, now: datetime) -> TokenState:
        """Whether it counts now."""
        if self.revoked_at is not None:
            return TokenState.REVOKED
        return TokenState.EXPIRED if self.expires_at <= now else TokenState.LIVE

    def to_json(self) -> dict[str, Any]:
        """As pages and commands take it."""
        return {
            "id": self.id,
            "name": self.name,
            "created_at": iso(self.created_at),
            "expires_at": iso(self.expires_at),
            "used_at": iso_or_none(self.used_at),
            "revoked_at": iso_or_none(self.revoked_at),
        }


@dataclass(frozen=True, slots=True)
class Owned:
    """A token with whose it is."""

    token: Token
    account_id: int
    login: str


class Tokens:
    """Reads on any thread; writes within the writer's transactions."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine, self._audit = engine, audit
        self._sql = load_statements("tokens", engine.dialect)

    def live(self, key: str, now: datetime) -> tuple[int, Account] | None:
        """The token of this key (its id) and its account, unless it is over, revoked, or its account shut it."""
        row = self._engine.one(self._sql["live"], key=key, now=now)
        return (row["token_id"], account_of(row)) if row else None

    def of_account(self, account_id: int) -> list[Token]:
        """Every token of an account, the newest first."""
        return [_token(row) for row in self._engine.all(self._sql["of_account"], account_id=account_id)]

    def one(self, token_id: int) -> Owned | None:
        """The token of this id."""
        row = self._engine.one(self._sql["one"], id=token_id)
        return Owned(_token(row), row["account_id"], row["login"]) if row else None

    def add(
        self,
        tx: Transaction,
        key: str,
        *,
        account_id: int,
        name: str,
        created_at: datetime,
        expires_at: datetime,
        event: Event,
    ) -> int:
        """Keep a new token by its key; answers its id."""
        row = tx.one(
            self._sql["add"],
            key=key,
            account_id=account_id,
            name=name,
            created_at=created_at,
            expires_at=expires_at,
        )
        self._audit.append(tx, event)
        return (row or {})["id"]

    def revoke(self, tx: Transaction, token_id: int, *, at: datetime, event: Event) -> None:
        """End a token; one revoked before keeps its first end."""
        tx.run(self._sql["revoke"], id=token_id, at=at)
        self._audit.append(tx, event)

    def note_used(self, tx: Transaction, token_id: int, at: datetime) -> None:
        """Write when a token was used; a fact of its own, with no event."""
        tx.run(self._sql["note_used"], id=token_id, at=at)


def _token(row: Row) -> Token:
    names = ("id", "name", "created_at", "expires_at", "used_at", "revoked_at")
    return Token(*(row[name] for name in names))
