"""The audit journal: every write leaves its event here, in its own transaction."""

import json
from collections.abc import Iterable
from datetime import datetime

from fisoko.domain.event import Event, EventKind
from fisoko.store.engine import Reader, Transaction
from fisoko.store.statement import load_statements


class Audit:
    """Appends and reads events; nothing changes or removes them."""

    def __init__(self, dialect: str) -> None:
        self._sql = load_statements("audit", dialect)

    def append(self, tx: Transaction, event: Event) -> None:
        """Append one event within the transaction of its write."""
        self.append_all(tx, [event])

    def append_all(self, tx: Transaction, events: Iterable[Event]) -> None:
        """Append many events at once."""
        listed = list(events)
        if listed:
            tx.run(
                self._sql["append"],
                moments=[event.happened_at for event in listed],
                kinds=[event.kind.value for event in listed],
                accounts=[event.account_id for event in listed],
                objects=[event.object for event in listed],
                details=[json.dumps(event.detail, ensure_ascii=False) for event in listed],
            )

    def of_object(self, reader: Reader, name: str, *, limit: int = 100) -> list[Event]:
        """The events of one object («account:12»), the newest first."""
        return [_event(row) for row in reader.all(self._sql["of_object"], object=name, limit=limit)]

    def since(self, reader: Reader, moment: datetime, *, limit: int = 1000) -> list[Event]:
        """What has happened since the moment, the newest first."""
        return [_event(row) for row in reader.all(self._sql["since"], since=moment, limit=limit)]


def _event(row: dict) -> Event:
    detail = json.loads(row["detail"])
    return Event(EventKind(row["kind"]), row["happened_at"], row["account_id"], row["object"], detail)
