"""Who takes part in a collection: dated rows, never deleted."""

from dataclasses import dataclass
from datetime import datetime

from fisoko.domain.event import Event
from fisoko.domain.person import Scope
from fisoko.store.audit import Audit
from fisoko.store.engine import Engine, Transaction
from fisoko.store.statement import load_statements


@dataclass(frozen=True, slots=True)
class Participant:
    """An organisation that takes part, with the login of its first account ('' when it has none)."""

    organisation_id: int
    region: str
    kind: str
    name: str
    login: str


class Participants:
    """Reads on any thread; writes within the writer's transactions."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine, self._audit = engine, audit
        self._sql = load_statements("participants", engine.dialect)

    def at(self, collection_id: int, moment: datetime, scope: Scope) -> list[Participant]:
        """Who took part at the moment, within the scope, by login."""
        rows = self._engine.all(
            self._sql["at"],
            id=collection_id,
            moment=moment,
            **scope.parameters,
        )
        return [Participant(**row) for row in rows]

    def number_at(self, collection_id: int, moment: datetime, scope: Scope) -> int:
        """How many took part at the moment within the regions of the scope."""
        row = self._engine.one(
            self._sql["number_at"],
            id=collection_id,
            moment=moment,
            **scope.reach,
        )
        return (row or {})["number"]

    def join(
        self,
        tx: Transaction,
        collection_id: int,
        organisations: dict[int, str],
        *,
        since: datetime,
        reason: str,
        by_account: int | None,
        event: Event,
    ) -> None:
        """Add organisations (id → region); those that take part already stay as they are."""
        tx.touch("publication")
        tx.run(
            self._sql["join"],
            id=collection_id,
            organisations=list(organisations),
            regions=list(organisations.values()),
            since=since,
            reason=reason,
            by_account=by_account,
        )
        self._audit.append(tx, event)

    def leave(
        self, tx: Transaction, collection_id: int, organisations: list[int], *, until: datetime, event: Event
    ) -> None:
        """End the participation of organisations; what they have typed stays."""
        tx.touch("publication")
        tx.run(self._sql["leave"], id=collection_id, organisations=organisations, until=until)
        self._audit.append(tx, event)
