"""The queue of reports, and what became of each."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fisoko.domain.error import NotFound
from fisoko.domain.event import Event
from fisoko.domain.report import Report, ReportState, Wish
from fisoko.store.audit import Audit
from fisoko.store.engine import Engine, Reader, Row, Transaction
from fisoko.store.log import Log
from fisoko.store.statement import Statement, load_statements


@dataclass(frozen=True, slots=True)
class Built:
    """A finished file; `size` in bytes, `blob` its SHA-256."""

    file_name: str
    blob: str
    size: int


class Reports:
    """Reads on any thread; writes within the writer's transactions. First come, first served."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine, self._audit, self._log = engine, audit, Log(engine.dialect)
        self._sql = load_statements("reports", engine.dialect)

    def one(self, report_id: int, reader: Reader | None = None) -> Report:
        """The report of this id with its place in the queue. Raises NotFound."""
        row = (reader or self._engine).one(self._sql["one"], id=report_id)
        if row is None:
            raise NotFound
        return _report(row)

    def of_account(self, account_id: int | None, reader: Reader | None = None, *, limit: int = 50) -> list[Report]:
        """The reports of one account (None: the operator's), newest first."""
        rows = (reader or self._engine).all(self._sql["of_account"], account_id=account_id, limit=limit)
        return [_report(row) for row in rows]

    def pending(self, tx: Transaction, account_id: int | None) -> list[Report]:
        """Those of one account that are still to come; until the end of the transaction nobody else adds one."""
        tx.run(self._sql["add_alone"])
        return [_report(row) for row in tx.all(self._sql["pending"], account_id=account_id)]

    def add(
        self,
        tx: Transaction,
        wish: Wish,
        *,
        account_id: int | None,
        asked_at: datetime,
        event: Event,
    ) -> Report:
        """Queue a report of what is committed by now, or was by the moment that is asked for."""
        row = tx.one(
            self._sql["add"],
            kind=wish.kind.value,
            account_id=account_id,
            parameters=json.dumps(wish.parameters()),
            asked_at=asked_at,
            as_of=self._log.position(tx).seq if wish.past is None else self._log.at(tx, wish.past),
        )
        self._audit.append(tx, event)
        return self.one((row or {})["id"], tx)

    def take(self, tx: Transaction, at: datetime) -> Report | None:
        """Begin the report that has waited longest; None when none waits, or another process was faster."""
        row = tx.one(self._sql["take"], at=at)
        return self.one(row["id"], tx) if row else None

    def seen(self, tx: Transaction, report_id: int, at: datetime) -> bool:
        """Whoever builds it is alive; False where it is not to be built any more."""
        return tx.one(self._sql["seen"], id=report_id, at=at) is not None

    def running(self, seen_before: datetime) -> list[Report]:
        """Those being built of which nothing was seen since the moment: whoever began them has died."""
        return [_report(row) for row in self._engine.all(self._sql["running"], before=seen_before)]

    def waiting(self) -> int:
        """How many wait now."""
        return (self._engine.one(self._sql["waiting"]) or {})["count"]

    def put_back(self, tx: Transaction, report_id: int) -> None:
        """Let it be begun once more, under the event of its asking."""
        tx.run(self._sql["put_back"], id=report_id)

    def cancel(self, tx: Transaction, report_id: int, *, at: datetime, event: Event) -> bool:
        """It is not wanted any more; whether it was still to come."""
        return self._end(tx, self._sql["cancel"], event, id=report_id, at=at)

    def finish(self, tx: Transaction, report_id: int, built: Built, *, at: datetime, event: Event) -> bool:
        """It is ready; False where it is no longer being built."""
        return self._end(
            tx,
            self._sql["finish"],
            event,
            id=report_id,
            at=at,
            state=ReportState.READY.value,
            file_name=built.file_name,
            blob=built.blob,
            size=built.size,
            problem=None,
        )

    def fail(self, tx: Transaction, report_id: int, problem: str, *, at: datetime, event: Event) -> bool:
        """It will not come; `problem` is what its owner reads. False where it is no longer being built."""
        return self._end(
            tx,
            self._sql["finish"],
            event,
            id=report_id,
            at=at,
            state=ReportState.FAILED.value,
            file_name=None,
            blob=None,
            size=None,
            problem=problem,
        )

    def _end(self, tx: Transaction, statement: Statement, event: Event, **values: Any) -> bool:
        ended = tx.one(statement, **values) is not None
        if ended:
            self._audit.append(tx, event)
        return ended

    def ready_before(self, moment: datetime) -> list[Report]:
        """Those whose files have been kept since before the moment."""
        return [_report(row) for row in self._engine.all(self._sql["ready_before"], moment=moment)]

    def spoken_of(self, blob: str) -> bool:
        """Whether a content belongs to a ready report or to anything else that is kept."""
        return self._engine.one(self._sql["spoken_of"], blob=blob) is not None

    def contents(self) -> frozenset[str]:
        """Every content that a report, a file or a form speaks of."""
        return frozenset(row["blob"] for row in self._engine.all(self._sql["contents"]))

    def clear(self, tx: Transaction, reports: list[int], *, event: Event) -> None:
        """Note that the files of these are kept no longer."""
        tx.run(self._sql["clear"], ids=reports)
        self._audit.append(tx, event)


def _report(row: Row) -> Report:
    return Report.from_row(row, json.loads(row["parameters"]))
