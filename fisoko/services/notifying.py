"""The bell: what waits behind it, what was read, and word to open pages that something new is there."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zlib import crc32

from fisoko.domain.event import Event, EventKind
from fisoko.domain.moscow import iso
from fisoko.domain.notification import Notification, NotificationKind
from fisoko.domain.person import Identity
from fisoko.services.listeners import Listeners
from fisoko.store.engine import Transaction
from fisoko.store.notifications import Notifications
from fisoko.store.writer import Writer

SHOWN = 30
NO_BELL: dict[str, Any] = {"unread": 0, "items": [], "mark": ""}
News = Callable[[frozenset[int] | None], None]


class Notifying:
    """Everybody reads and marks one's own lines only; the operator has no bell."""

    def __init__(self, notifications: Notifications, writer: Writer, clock: Callable[[], datetime]) -> None:
        self._notifications, self._writer, self._clock = notifications, writer, clock
        self._listeners = Listeners[[frozenset[int] | None]]()
        notifications.on_written(self.tell)

    def on_news(self, listener: News) -> Callable[[], None]:
        """Call with the accounts whose lines have changed, on any thread, after the commit; answers how to stop.

        None: those of anybody may have, since word of other processes was not heard for a while.

        Whoever writes lines need not think of it: every transaction that has written some is told of.
        """
        return self._listeners.add(listener)

    def bell(self, identity: Identity) -> dict[str, Any]:
        """{"unread", "items", "mark"} of this person, newest first; the mark changes with what is shown."""
        if identity.account_id is None:
            return NO_BELL
        return _bell(self._notifications.of_account(identity.account_id, self._clock()))

    def known_bell(self, identity: Identity) -> dict[str, Any] | None:
        """The same from memory, for the event loop; None where the base must be asked."""
        if identity.account_id is None:
            return NO_BELL
        lines = self._notifications.known(identity.account_id, self._clock())
        return None if lines is None else _bell(lines)

    def read(self, identity: Identity, notification_id: int | None = None) -> None:
        """Mark one of this person's own as read, or all; another's stays as it is."""
        account_id = identity.account_id
        if account_id is not None:
            now = self._clock()
            which = "all" if notification_id is None else str(notification_id)
            event = Event(EventKind.NOTIFICATION_READ, now, account_id, f"notification:{which}")
            self._writer.run(
                lambda tx: self._notifications.mark_read(tx, account_id, notification_id, at=now, event=event)
            ).result()

    def notify(
        self,
        accounts: list[int],
        kind: NotificationKind,
        title: str,
        *,
        text: str = "",
        href: str = "",
        href_text: str = "",
        tx: Transaction | None = None,
    ) -> None:
        """A line for each account, with `tx` in that transaction."""
        now = self._clock()

        def write(transaction: Transaction) -> None:
            self._notifications.add(
                transaction,
                accounts,
                kind=kind,
                title=title,
                text=text,
                href=href,
                href_text=href_text,
                at=now,
                event=Event(EventKind.NOTIFIED, now, None, href or "bell", {"title": title, "accounts": len(accounts)}),
            )

        if tx is not None:
            write(tx)
        else:
            self._writer.run(write).result()

    def tell(self, accounts: frozenset[int] | None) -> None:
        """Pass the word to open pages; None: to all of them."""
        if accounts is None or accounts:
            self._listeners.tell(accounts)


def _bell(lines: list[Notification]) -> dict[str, Any]:
    unread = sum(line.read_at is None for line in lines)
    items = [_item(line) for line in lines[:SHOWN]]
    return {"unread": unread, "items": items, "mark": f"{unread} {crc32(repr(items).encode()):08x}"}


def _item(line: Notification) -> dict[str, Any]:
    return {
        "id": line.id,
        "title": line.title,
        "text": line.text,
        "created_at": iso(line.created_at),
        "read": line.read_at is not None,
        "href": line.href or None,
        "href_text": line.href_text or None,
    }
