"""Personal tokens: made, shown once, revoked; and who is behind one now."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from fisoko.domain.error import BadRequest, FisokoError, NotFound
from fisoko.domain.event import Event, EventKind
from fisoko.domain.moscow import iso
from fisoko.domain.person import Identity
from fisoko.domain.token import (
    DAYS,
    LONGEST_NAME,
    MOST_DAYS,
    MOST_TOKENS,
    PREFIX,
    SIGNS,
    TOO_MANY,
    BadToken,
    TokenState,
    end_of,
    key_of,
    name_of,
)
from fisoko.services.permissions import Action, Thing, check
from fisoko.store.accounts import Account, Accounts
from fisoko.store.engine import Transaction
from fisoko.store.tokens import Token, Tokens
from fisoko.store.writer import Writer

WRITE_EVERY = timedelta(minutes=1)  # one token's `used_at`
NO_LOGIN = "Логина «{login}» нет. Проверьте его написание и регистр букв."
NO_TOKEN = "Такого токена нет. Обновите страницу: возможно, он уже удален."  # noqa: S105 - a sentence
NO_TOKEN_NAMED = "Действующего токена «{name}» у учетной записи {login} нет. Проверьте название."  # noqa: S105


@dataclass(frozen=True, slots=True)
class Made:
    """A new token: its text, which is answered only here, and what is known of it from now on."""

    text: str
    token: Token

    def to_json(self) -> dict[str, Any]:
        """As pages and commands take it."""
        return {**self.token.to_json(), "token": self.text}


class TokenKeeping:
    """For coordinators and the federal organiser; the operator keeps anybody's of theirs."""

    def __init__(self, tokens: Tokens, accounts: Accounts, writer: Writer, clock: Callable[[], datetime]) -> None:
        self._tokens, self._accounts, self._writer, self._clock = tokens, accounts, writer, clock
        self._used: dict[int, datetime] = {}
        self._lock = Lock()

    def of(self, identity: Identity) -> list[Token]:
        """This person's own tokens, the newest first. Raises Refused."""
        check(identity, Action.KEEP_TOKENS, Thing(identity.region, owner=identity.account_id))
        return self._tokens.of_account(identity.account_id or 0)

    def page(self, identity: Identity) -> dict[str, Any]:
        """What the page of tokens shows: this person's own, each with its state, and the limits. Raises Refused."""
        now = self._clock()
        told = [one.to_json() | {"state": one.state(now).value} for one in self.of(identity)]
        limits = {"days": DAYS, "most_days": MOST_DAYS, "most": MOST_TOKENS, "longest": LONGEST_NAME}
        return {"tokens": told, "limits": limits, "server_now": iso(now)}

    def make(self, identity: Identity, name: object, days: object = DAYS) -> Made:
        """A token of one's own. Raises Refused, BadRequest."""
        check(identity, Action.KEEP_TOKENS, Thing(identity.region, owner=identity.account_id))
        return self._make(identity, identity, name, days)

    def make_for(self, actor: Identity, login: str, name: object, days: object = DAYS) -> Made:
        """A token of an account, made by the operator. Raises Refused, NotFound, BadRequest."""
        account = self._accounts.by_login(login)
        check(actor, Action.KEEP_TOKENS, Thing(owner=account.id if account else None))
        if account is None:
            raise NotFound(NO_LOGIN.format(login=login))
        owner = account.identity()
        check(owner, Action.KEEP_TOKENS, Thing(owner.region, owner=owner.account_id))
        return self._make(actor, owner, name, days)

    def revoke(self, identity: Identity, token_id: int) -> None:
        """End a token of one's own at once; one revoked before stays as it was. Raises Refused, NotFound."""
        found = self._tokens.one(token_id)
        if found is None:
            raise NotFound(NO_TOKEN)
        check(identity, Action.KEEP_TOKENS, Thing(identity.region, owner=found.account_id))
        if found.token.revoked_at is not None:
            return
        now = self._clock()
        event = Event(
            EventKind.TOKEN_REVOKED, now, identity.account_id, f"login:{found.login}", {"name": found.token.name}
        )
        self._writer.run(lambda tx: self._tokens.revoke(tx, token_id, at=now, event=event)).result()

    def revoke_named(self, actor: Identity, login: str, name: str) -> int:
        """End an account's tokens of this name; how many. Raises Refused, and NotFound where there is none."""
        account = self._accounts.by_login(login)
        if account is None:
            raise NotFound(NO_LOGIN.format(login=login))
        found = [
            one.id for one in self._tokens.of_account(account.id) if one.name == name.strip() and one.revoked_at is None
        ]
        if not found:
            raise NotFound(NO_TOKEN_NAMED.format(name=name, login=login))
        for token_id in found:
            self.revoke(actor, token_id)
        return len(found)

    def identity(self, text: str) -> Identity:
        """Who is behind a token now. Raises BadToken alike for every reason."""
        found = self._live(text)
        if found is None:
            raise BadToken
        token_id, account = found
        self._note_used(token_id)
        return account.identity()

    def good(self, text: str) -> bool:
        """Whether the token still counts, asked anew: between the parts of a long answer."""
        return self._live(text) is not None

    def _live(self, text: str) -> tuple[int, Account] | None:
        return self._tokens.live(key_of(text), self._clock()) if SIGNS.fullmatch(text) else None

    def _make(self, actor: Identity, owner: Identity, name: object, days: object) -> Made:
        now, called = self._clock(), name_of(name)
        ends, account = end_of(now, days), owner.account_id or 0
        if sum(one.state(now) is TokenState.LIVE for one in self._tokens.of_account(account)) >= MOST_TOKENS:
            raise BadRequest(TOO_MANY)
        text = PREFIX + secrets.token_urlsafe(32)
        detail = {"name": called, "expires_at": ends.isoformat()}
        event = Event(EventKind.TOKEN_MADE, now, actor.account_id, f"login:{owner.login}", detail)

        def write(tx: Transaction) -> int:
            return self._tokens.add(
                tx, key_of(text), account_id=account, name=called, created_at=now, expires_at=ends, event=event
            )

        number = self._writer.run(write).result()
        return Made(text, Token(number, called, now, ends, None, None))

    def _note_used(self, token_id: int) -> None:
        """Nobody waits for it; without room on the disk it is not written."""
        now = self._clock()
        with self._lock:
            last = self._used.get(token_id)
            if last is not None and now - last < WRITE_EVERY:
                return
            self._used[token_id] = now
        with suppress(FisokoError):
            self._writer.run(lambda tx: self._tokens.note_used(tx, token_id, now))
