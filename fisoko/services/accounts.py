"""Keeping accounts: imported from a workbook, given new passwords, blocked, listed."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from fisoko.domain.error import NotFound
from fisoko.domain.event import Event, EventKind
from fisoko.domain.forms.reading import judge
from fisoko.domain.forms.reading.child import ChildFailed, ask
from fisoko.domain.person import Identity, Role, kind_of_login
from fisoko.services import passwords
from fisoko.services.account_list import Wanted, read_list
from fisoko.services.permissions import Action, check, scope
from fisoko.store.accounts import Account, Accounts, NewAccount
from fisoko.store.engine import Transaction
from fisoko.store.sign_ins import SignIns
from fisoko.store.writer import Writer

UNREADABLE = "Прочитать книгу не удалось: она повреждена. Скопируйте таблицу в новую книгу Excel и загрузите ее снова."
TAKEN = "Логин «{login}» уже есть. Удалите его строку: существующие учетные записи загрузка не меняет."


@dataclass(frozen=True)
class Imported:
    """What came of a workbook: (login, password, name) of each new account, or every problem and no account."""

    issued: list[tuple[str, str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class Taken(Exception):
    """Logins that exist already."""


class AccountKeeping:
    """For the federal organiser and the operator. `ended` is told the keys of sign-ins that are over."""

    def __init__(
        self,
        accounts: Accounts,
        sign_ins: SignIns,
        writer: Writer,
        clock: Callable[[], datetime],
        ended: Callable[[set[str]], None],
    ) -> None:
        self._accounts, self._sign_ins, self._writer = accounts, sign_ins, writer
        self._clock, self._ended = clock, ended

    def import_workbook(self, actor: Identity, data: bytes, *, password: str | None = None) -> Imported:
        """Make the accounts of a workbook, or none when anything is wrong with it; passwords are answered only here.

        With `password` every account gets that one (a demonstration).
        """
        check(actor, Action.KEEP_ACCOUNTS)
        errors = [problem.text for problem in judge(data) if problem.level == "error"]
        if errors:
            return Imported(problems=errors)
        try:
            rows = ask(data, "fisoko.services.account_rows")
        except ChildFailed:
            return Imported(problems=[UNREADABLE])
        regions = {code: region.name for code, region in self._accounts.regions().items()}
        wanted, problems = read_list(rows, regions)
        problems += self._taken(wanted)
        if problems:
            return Imported(problems=problems)
        return self.issue(actor, wanted, password=password)

    def issue(self, actor: Identity, wanted: list[Wanted], *, password: str | None = None) -> Imported:
        """Make accounts of people who are known to be sound, all or none."""
        check(actor, Action.KEEP_ACCOUNTS)
        secrets = [password or passwords.generate() for _ in wanted]
        made = [_new(one, secret) for one, secret in zip(wanted, _hashes(secrets), strict=True)]
        now = self._clock()
        logins = [one.login for one in wanted]
        detail = {"count": len(made), "logins": logins[:1000]}
        event = Event(EventKind.ACCOUNTS_IMPORTED, now, actor.account_id, "accounts", detail)

        def write(tx: Transaction) -> None:
            if self._accounts.taken(logins, tx):  # another import was faster
                raise Taken
            self._accounts.add(tx, made, created_at=now, event=event)

        try:
            self._writer.run(write).result()
        except Taken:
            return Imported(problems=self._taken(wanted))
        return Imported([(one.login, secret, one.name) for one, secret in zip(wanted, secrets, strict=True)])

    def reset_password(self, actor: Identity, login: str) -> str:
        """Give a new password, answered once, and end every sign-in. Raises Refused, NotFound."""
        account = self._account(actor, login)
        password = passwords.generate()
        hashed = passwords.hash_password(password)
        event = self._event(EventKind.PASSWORD_RESET, actor, login)

        def write(tx: Transaction, now: datetime) -> None:
            self._accounts.set_password(tx, account.id, hashed, at=now, event=event)

        self._end(account, "новый пароль", actor, write)
        return password

    def block(self, actor: Identity, login: str) -> None:
        """Let nobody in with it and end every sign-in. Raises Refused, NotFound."""
        account = self._account(actor, login)
        event = self._event(EventKind.ACCOUNT_BLOCKED, actor, login)

        def write(tx: Transaction, now: datetime) -> None:
            self._accounts.set_blocked(tx, account.id, now, event=event)

        self._end(account, "учетная запись заблокирована", actor, write)

    def unblock(self, actor: Identity, login: str) -> None:
        """Let it in again. Raises Refused, NotFound."""
        account = self._account(actor, login)
        event = self._event(EventKind.ACCOUNT_UNBLOCKED, actor, login)
        self._writer.run(lambda tx: self._accounts.set_blocked(tx, account.id, None, event=event)).result()

    def count(self, actor: Identity, *, q: str = "", role: str = "") -> int:
        """How many `list` would give without a limit."""
        check(actor, Action.KEEP_ACCOUNTS)
        return self._accounts.count(scope(actor), q=q, role=role)

    def _end(self, account: Account, why: str, actor: Identity, write: Callable[[Transaction, datetime], None]) -> None:
        """Write, and end the account's sign-ins in the same transaction; then close their pages."""
        now = self._clock()
        event = self._event(EventKind.SIGN_INS_ENDED, actor, account.login, why=why)

        def both(tx: Transaction) -> set[str]:
            write(tx, now)
            keys = self._sign_ins.of_account(account.id, tx)
            if keys:
                self._sign_ins.end(tx, keys, at=now, why=why, event=event)
            return keys

        keys = self._writer.run(both).result()
        if keys:
            self._ended(keys)

    def _account(self, actor: Identity, login: str) -> Account:
        check(actor, Action.KEEP_ACCOUNTS)
        account = self._accounts.by_login(login)
        if account is None:
            raise NotFound(f"Логина «{login}» нет. Проверьте его написание и регистр букв.")
        return account

    def _taken(self, wanted: list[Wanted]) -> list[str]:
        return [TAKEN.format(login=login) for login in sorted(self._accounts.taken([one.login for one in wanted]))]

    def _event(self, kind: EventKind, actor: Identity, login: str, **detail: str) -> Event:
        return Event(kind, self._clock(), actor.account_id, f"login:{login}", detail)

    def list(
        self, actor: Identity, *, q: str = "", role: str = "", limit: int | None = None, offset: int = 0
    ) -> list[Account]:
        """Accounts by login; `q` is part of a login or a name, no `limit` gives all."""
        check(actor, Action.KEEP_ACCOUNTS)
        return self._accounts.within(scope(actor), q=q, role=role, limit=limit, offset=offset)


def _new(one: Wanted, password_hash: str) -> NewAccount:
    kind = kind_of_login(one.login) if one.role is Role.ORGANISER else ""
    return NewAccount(one.login, password_hash, one.role, one.region, one.name, kind, one.contact)


def _hashes(secrets: list[str]) -> list[str]:
    """Each its own hash, on every core; one password for all is hashed once."""
    if len({*secrets}) == 1:
        return [passwords.hash_password(secrets[0])] * len(secrets)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return [*pool.map(passwords.hash_password, secrets)]
