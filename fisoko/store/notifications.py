"""What waits behind the bell of each account."""

from collections.abc import Callable, Iterable
from datetime import datetime
from sys import intern

from fisoko.domain.event import Event
from fisoko.domain.notification import Notification, NotificationKind
from fisoko.domain.publication import Audience
from fisoko.store.audit import Audit
from fisoko.store.engine import Engine, Reader, Row, Transaction
from fisoko.store.kept import NEVER, Kept
from fisoko.store.statement import load_statements

ACCOUNTS = 10_000  # whose lines are kept in memory


class Notifications:
    """Reads on any thread; writes within the writer's transactions. One dated ahead appears at its moment.

    The lines of an account are kept in memory where no other process writes: every page shows the bell.
    """

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine, self._audit = engine, audit
        self._sql = load_statements("notifications", engine.dialect)
        self._lines = Kept(self._all_of_account, most=ACCOUNTS, lasts=None if engine.sole_writer else NEVER)
        engine.touched.watch("notification", self._lines.forget)

    def on_written(self, heard: Callable[[frozenset[int] | None], None]) -> None:
        """Call with the accounts whose lines were written (None: perhaps anybody's), after each commit.

        On the writer's thread, or on that which hears of other processes.
        """
        self._engine.touched.watch("notification", lambda keys: heard(None if keys is None else frozenset(keys)))

    def of_account(self, account_id: int, now: datetime) -> list[Notification]:
        """All of one account, newest first."""
        return _there(self._lines.get(account_id), now)

    def known(self, account_id: int, now: datetime) -> list[Notification] | None:
        """The same from memory; None where the base must be asked."""
        lines = self._lines.known(account_id)
        return None if lines is None else _there(lines, now)

    def _all_of_account(self, account_id: int) -> list[Notification]:
        # Asked by the account alone and put in order here: DuckDB takes five times as long for the same.
        rows = self._engine.all(self._sql["of_account"], account_id=account_id)
        return sorted(map(_line, rows), key=lambda line: (line.created_at, line.id), reverse=True)

    def add(
        self,
        tx: Transaction,
        accounts: list[int],
        *,
        kind: NotificationKind,
        title: str,
        text: str = "",
        href: str = "",
        href_text: str = "",
        at: datetime,
        event: Event,
    ) -> None:
        """One line for each of these accounts."""
        tx.touch("notification", accounts)
        tx.run(
            self._sql["add"],
            accounts=sorted(set(accounts)),
            kind=kind.value,
            title=title,
            text=text,
            href=href,
            href_text=href_text,
            at=at,
        )
        self._audit.append(tx, event)

    def meant(self, audience: Audience, reader: Reader | None = None) -> dict[int, str]:
        """Account → role of those that a publication for this audience is told to: not of federal organisers, who see
        everything, and not of the blocked."""
        rows = (reader or self._engine).all(
            self._sql["meant"],
            all_roles=not audience.roles,
            roles=[*audience.roles],
            all_kinds=not audience.kinds,
            kinds=[*audience.kinds],
            all_regions=not audience.regions,
            regions=[*audience.regions],
            all_logins=not audience.logins,
            logins=sorted(audience.logins),
        )
        return {row["id"]: row["role"] for row in rows}

    def add_of_publication(
        self,
        tx: Transaction,
        accounts: Iterable[int],
        *,
        title: str,
        text: str,
        href: str,
        href_text: str,
        at: datetime,
    ) -> None:
        """One line of a publication for each of these accounts; under the publication's own event."""
        told = sorted({*accounts})
        tx.run(
            self._sql["add"],
            accounts=told,
            kind=NotificationKind.PUBLICATION.value,
            title=title,
            text=text,
            href=href,
            href_text=href_text,
            at=at,
        )
        tx.touch("notification", told)

    def remove_of_publication(self, tx: Transaction, accounts: Iterable[int], href: str) -> None:
        """Take the lines of a publication back from these accounts; under the publication's own event."""
        forgotten = sorted({*accounts})
        tx.run(self._sql["remove_of"], accounts=forgotten, kind=NotificationKind.PUBLICATION.value, href=href)
        tx.touch("notification", forgotten)

    def reword_of_publication(self, tx: Transaction, href: str, text: str) -> None:
        """Put another text in the lines of a publication; under the publication's own event."""
        told = tx.all(self._sql["reword"], kind=NotificationKind.PUBLICATION.value, href=href, text=text)
        tx.touch("notification", [row["account_id"] for row in told])

    def told(self, kind: NotificationKind, href: str, reader: Reader | None = None) -> frozenset[int]:
        """The accounts that have a line leading there."""
        rows = (reader or self._engine).all(self._sql["told"], kind=kind.value, href=href)
        return frozenset(row["account_id"] for row in rows)

    def remove(self, tx: Transaction, kind: NotificationKind, href: str, *, event: Event) -> None:
        """Take back the lines of what is no longer there (a withdrawn publication, a cleared report)."""
        removed = tx.all(self._sql["remove"], kind=kind.value, href=href)
        tx.touch("notification", {row["account_id"] for row in removed})
        self._audit.append(tx, event)

    def mark_read(self, tx: Transaction, account_id: int, one: int | None, *, at: datetime, event: Event) -> None:
        """Mark one of the account's own as read, or (None) all."""
        tx.touch("notification", [account_id])
        tx.run(self._sql["mark_read"], account_id=account_id, id=one, at=at)
        self._audit.append(tx, event)


def _line(row: Row) -> Notification:
    # The lines of a publication are the same for thousands: in memory their words are there once.
    words = {name: intern(row[name]) for name in ("title", "text", "href", "href_text")}
    return Notification(**{**row, **words, "kind": NotificationKind(row["kind"])})


def _there(lines: list[Notification], now: datetime) -> list[Notification]:
    return [line for line in lines if line.created_at <= now]
