"""A small world for tests, built through services: regions 24 and 05, a federal organiser, and whatever a test adds."""

from dataclasses import dataclass
from pathlib import Path

from fisoko.domain.event import Event, EventKind
from fisoko.domain.forms.form import Cell, Column, Form, Row, Sheet
from fisoko.domain.person import OPERATOR, Identity, Role, kind_of_login, role_of_login
from fisoko.services.passwords import hash_password
from fisoko.services.signing_in import SigningIn
from fisoko.store.accounts import Accounts, NewAccount
from fisoko.store.audit import Audit
from fisoko.store.engine import Engine
from fisoko.store.sign_ins import SignIns
from fisoko.store.writer import Writer

PASSWORD = "k7mp-x3qa-9wte"
HASH = hash_password(PASSWORD)  # one for all: hashing is slow on purpose
ADDRESS = "10.0.0.1"


@dataclass
class World:
    """Stores and services over one engine; `close` stops the writer."""

    engine: Engine
    clock: "object"
    folder: Path

    def __post_init__(self) -> None:
        self.audit = Audit(self.engine.dialect)
        self.writer = Writer(self.engine, self.clock)
        self.accounts = Accounts(self.engine, self.audit)
        self.sign_ins = SignIns(self.engine, self.audit)
        self.signing_in = SigningIn(self.accounts, self.sign_ins, self.writer, self.clock)

    def close(self) -> None:
        self.signing_in.close()
        self.writer.close()

    def account(self, login: str, region: str | None = None, name: str = "") -> Identity:
        """An account of this login with PASSWORD; its region is the login's unless another is given."""
        role = role_of_login(login)
        assert role
        if role is not Role.FEDERAL and region is None:
            region = login[-2:] if role is Role.COORDINATOR else login[3:5]
        kind = kind_of_login(login) if role is Role.ORGANISER else ""
        new = NewAccount(login, HASH, role, region, name or f"Организация {login}", kind)
        event = Event(EventKind.ACCOUNTS_IMPORTED, self.clock(), None, "accounts")
        self.writer.run(lambda tx: self.accounts.add(tx, [new], created_at=self.clock(), event=event)).result(10)
        made = self.accounts.by_login(login)
        assert made
        return made.identity()


def make_form(key: str = "kontingent", title: str = "Контингент") -> Form:
    """A form of one sheet with two fixed rows and two columns of whole numbers, the first of them required."""
    columns = (
        Column("colaaaa1", "B", "Лист!B", ("Обучающихся",), Cell("integer", required=True), required=True),
        Column("colaaaa2", "C", "Лист!C", ("Групп",), Cell("integer")),
    )
    rows = (Row("rowaaaa1", 2, ("очно",)), Row("rowaaaa2", 3, ("заочно",)))
    return Form(key, title, (Sheet("shtaaaa1", "Лист", 2, 2, (), columns, rows),))


__all__ = ["ADDRESS", "HASH", "OPERATOR", "PASSWORD", "World", "make_form"]
