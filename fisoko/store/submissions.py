"""Submissions: kept for ever as they were, found by number, by request and by control code."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from fisoko.domain.event import Event
from fisoko.domain.person import Scope
from fisoko.store.audit import Audit
from fisoko.store.engine import Engine, Reader, Row, Transaction
from fisoko.store.statement import load_statements

PAGE = 200  # documents in memory at once


@dataclass(frozen=True)
class Submission:
    """One submission; `body` is its whole document as canonical JSON, empty where only the list was asked for."""

    collection_id: int
    region: str
    organisation_id: int
    number: int
    request_id: str
    seq: int
    draft_seq: int
    form_version_id: int
    submitted_at: datetime
    account_id: int
    body: str
    sha256: str
    code: str
    filled: int
    required: int
    explanations: list[dict[str, str]]  # of warnings: rule, address, text, explanation

    @cached_property
    def values(self) -> dict[str, Any]:
        """Every cell as it was, first values and computed ones included, in the shape of draft values."""
        return json.loads(self.body)["values"]


class Submissions:
    """Reads on any thread, or within a transaction `tx`, and adds; nothing is ever changed or removed."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine, self._audit = engine, audit
        self._sql = load_statements("submissions", engine.dialect)

    def last(self, collection_id: int, organisation_id: int, tx: Reader | None = None) -> Submission | None:
        """The last one of an organisation."""
        return _one(
            (tx or self._engine).one(self._sql["last"], collection_id=collection_id, organisation_id=organisation_id)
        )

    def one(self, collection_id: int, organisation_id: int, number: int) -> Submission | None:
        """By its number in its organisation."""
        return _one(
            self._engine.one(
                self._sql["one"], collection_id=collection_id, organisation_id=organisation_id, number=number
            )
        )

    def by_request(
        self, collection_id: int, organisation_id: int, request_id: str, tx: Reader | None = None
    ) -> Submission | None:
        """The one that this request has made, if it has."""
        return _one(
            (tx or self._engine).one(
                self._sql["by_request"],
                collection_id=collection_id,
                organisation_id=organisation_id,
                request_id=request_id,
            )
        )

    def of_organisation(self, organisation_id: int) -> list[Submission]:
        """All of one organisation, newest first, without their documents."""
        rows = self._engine.all(self._sql["of_organisation"], organisation_id=organisation_id)
        return [submission_of({**row, "request_id": "", "body": ""}) for row in rows]

    def by_code(self, code: str, scope: Scope) -> Submission | None:
        """The newest of this control code within the scope."""
        return _one(
            self._engine.one(
                self._sql["by_code"],
                code=code,
                **scope.parameters,
            )
        )

    def as_of(self, collection_id: int, seq: int, scope: Scope) -> Iterator[Submission]:
        """The last submission of each organisation within the scope at the change `seq`, some in memory at a time."""
        rows = self._engine.all(
            self._sql["numbers_as_of"],
            collection_id=collection_id,
            as_of=seq,
            **scope.parameters,
        )
        for start in range(0, len(rows), PAGE):
            page = rows[start : start + PAGE]
            bodies = self._engine.all(
                self._sql["bodies"],
                collection_id=collection_id,
                organisations=[row["organisation_id"] for row in page],
                numbers=[row["number"] for row in page],
            )
            yield from map(submission_of, bodies)

    def version_as_of(self, collection_id: int, seq: int) -> int | None:
        """The form's version of the newest submission, of any region, at the change `seq`; None before the first."""
        row = self._engine.one(self._sql["version_as_of"], collection_id=collection_id, as_of=seq)
        return row["form_version_id"] if row else None

    def add(self, tx: Transaction, submission: Submission, *, event: Event) -> None:
        """Keep a submission, whose number this transaction has taken; its facts go into the progress by itself."""
        row = {**vars(submission), "explanations": json.dumps(submission.explanations, ensure_ascii=False)}
        row.pop("values", None)
        tx.run(self._sql["add"], **row)
        tx.run(self._sql["note_given"], seq=submission.seq)
        self._audit.append(tx, event)


def _one(row: Row | None) -> Submission | None:
    return submission_of(row) if row else None


def submission_of(row: Row) -> Submission:
    """The submission of a whole row of its table."""
    return Submission(**{**row, "explanations": json.loads(row["explanations"])})
