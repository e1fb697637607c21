"""What waits behind the bell of each account."""

from datetime import datetime

from fisoko.domain.event import Event
from fisoko.domain.notification import Notification, NotificationKind
from fisoko.domain.publication import Audience
from fisoko.store.audit import Audit
from fisoko.store.engine import Engine, Transaction
from fisoko.store.statement import load_statements


class Notifications:
    """Reads on any thread; writes within the writer's transactions. One dated ahead appears at its moment."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine, self._audit = engine, audit
        self._sql = load_statements("notifications", engine.dialect)

    def of_account(self, account_id: int, now: datetime) -> list[Notification]:
        """All of one account, newest first."""
        # Asked by the account alone and put in order here: DuckDB takes five times as long for the same.
        rows = self._engine.all(self._sql["of_account"], account_id=account_id)
        lines = [Notification(**{**row, "kind": NotificationKind(row["kind"])}) for row in rows]
        there = [line for line in lines if line.created_at <= now]
        return sorted(there, key=lambda line: (line.created_at, line.id), reverse=True)

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

    def add_for_audience(
        self, tx: Transaction, audience: Audience, *, title: str, text: str, href: str, href_text: str, at: datetime
    ) -> None:
        """One line of a publication for each account it is meant for; under the publication's own event."""
        tx.run(
            self._sql["add_for_audience"],
            all_roles=not audience.roles,
            roles=[*audience.roles],
            all_kinds=not audience.kinds,
            kinds=[*audience.kinds],
            all_regions=not audience.regions,
            regions=[*audience.regions],
            kind=NotificationKind.PUBLICATION.value,
            title=title,
            text=text,
            href=href,
            href_text=href_text,
            at=at,
        )

    def remove(self, tx: Transaction, kind: NotificationKind, href: str, *, event: Event) -> None:
        """Take back the lines of what is no longer there (a withdrawn publication, a cleared report)."""
        tx.run(self._sql["remove"], kind=kind.value, href=href)
        self._audit.append(tx, event)

    def mark_read(self, tx: Transaction, account_id: int, one: int | None, *, at: datetime, event: Event) -> None:
        """Mark one of the account's own as read, or (None) all."""
        tx.run(self._sql["mark_read"], account_id=account_id, id=one, at=at)
        self._audit.append(tx, event)
