"""Rows of work done before, many to a statement: for a base that is being made and that nobody works in yet."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fisoko.domain.event import Event
from fisoko.domain.faults import Fault, to_text
from fisoko.domain.person import Identity
from fisoko.store.audit import Audit
from fisoko.store.engine import Engine, Transaction
from fisoko.store.log import NewBatch
from fisoko.store.statement import load_statements
from fisoko.store.submissions import Submission


@dataclass(frozen=True, slots=True)
class LaidBatch:
    """A batch with its place in the log."""

    seq: int
    saved_at: datetime
    batch: NewBatch


@dataclass(frozen=True, slots=True)
class LaidDocument:
    """A draft folded up to `seq`; `body` is its document."""

    collection_id: int
    region: str
    organisation_id: int
    seq: int
    body: str
    folded_at: datetime


@dataclass(frozen=True, slots=True)
class LaidProgress:
    """All the facts about one participant, and what the projector would find in its draft up to the change `seq`."""

    collection_id: int
    region: str
    organisation_id: int
    first_edit_at: datetime
    last_edit_at: datetime
    first_submitted_at: datetime | None
    last_submitted_at: datetime | None
    submissions: int
    seq: int
    filled: int
    required: int
    errors: int
    warnings: int
    differs: int
    faults: list[Fault]


@dataclass(frozen=True, slots=True)
class LaidDownload:
    """One act of taking (file, version) pairs of a store."""

    identity: Identity
    store_id: int
    files: Sequence[tuple[int, int]]
    at: datetime


@dataclass(frozen=True, slots=True)
class LaidAcknowledgement:
    """Somebody has read a publication."""

    publication_id: int
    identity: Identity
    at: datetime


class Laid:
    """Writes within the writer's transactions, under the events that are given with the rows."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine, self._audit = engine, audit
        self._sql = load_statements("laid", engine.dialect)

    def free(self, collection_id: int) -> bool:
        """Whether nothing of this collection has been written yet."""
        return bool((self._engine.one(self._sql["free"], collection_id=collection_id) or {})["free"])

    def batches(self, tx: Transaction, rows: Sequence[LaidBatch]) -> None:
        """Rows of the log, each its own event."""
        if rows:
            batches = [row.batch for row in rows]
            tx.run(
                self._sql["batches"],
                seqs=[row.seq for row in rows],
                collections=[batch.collection_id for batch in batches],
                regions=[batch.region for batch in batches],
                organisations=[batch.organisation_id for batch in batches],
                windows=[batch.window for batch in batches],
                numbers=[batch.number for batch in batches],
                bases=[batch.base for batch in batches],
                ops=[batch.ops for batch in batches],
                moments=[row.saved_at for row in rows],
                accounts=[batch.account_id for batch in batches],
            )

    def submissions(self, tx: Transaction, rows: Sequence[Submission], events: Sequence[Event]) -> None:
        """Submissions with their events; each number was given at the submission's own moment."""
        if rows:
            tx.run(
                self._sql["submissions"],
                collections=[row.collection_id for row in rows],
                regions=[row.region for row in rows],
                organisations=[row.organisation_id for row in rows],
                numbers=[row.number for row in rows],
                requests=[row.request_id for row in rows],
                seqs=[row.seq for row in rows],
                draft_seqs=[row.draft_seq for row in rows],
                versions=[row.form_version_id for row in rows],
                moments=[row.submitted_at for row in rows],
                accounts=[row.account_id for row in rows],
                bodies=[row.body for row in rows],
                sums=[row.sha256 for row in rows],
                codes=[row.code for row in rows],
                filled=[row.filled for row in rows],
                required=[row.required for row in rows],
                explanations=[json.dumps(row.explanations, ensure_ascii=False) for row in rows],
            )
            tx.run(self._sql["given"], seqs=[row.seq for row in rows], moments=[row.submitted_at for row in rows])
            self._audit.append_all(tx, events)

    def documents(self, tx: Transaction, rows: Sequence[LaidDocument]) -> None:
        """Folded drafts, one of each participant."""
        if rows:
            tx.run(
                self._sql["documents"],
                collections=[row.collection_id for row in rows],
                regions=[row.region for row in rows],
                organisations=[row.organisation_id for row in rows],
                seqs=[row.seq for row in rows],
                bodies=[row.body for row in rows],
                moments=[row.folded_at for row in rows],
            )

    def progress(self, tx: Transaction, rows: Sequence[LaidProgress]) -> None:
        """The facts, one row of each participant."""
        if rows:
            tx.touch("progress")
            tx.run(
                self._sql["progress"],
                collections=[row.collection_id for row in rows],
                regions=[row.region for row in rows],
                organisations=[row.organisation_id for row in rows],
                begun=[row.first_edit_at for row in rows],
                first_submitted=[row.first_submitted_at for row in rows],
                last_submitted=[row.last_submitted_at for row in rows],
                submissions=[row.submissions for row in rows],
                edited=[row.last_edit_at for row in rows],
                filled=[row.filled for row in rows],
                required=[row.required for row in rows],
                errors=[row.errors for row in rows],
                warnings=[row.warnings for row in rows],
                differs=[row.differs for row in rows],
                seqs=[row.seq for row in rows],
                faults=[to_text(row.faults) for row in rows],
            )

    def downloads(self, tx: Transaction, rows: Sequence[LaidDownload], events: Sequence[Event]) -> None:
        """Acts of taking files, with their events."""
        acts = [(row, file, version) for row in rows for file, version in row.files]
        if acts:
            tx.touch("download")
            tx.run(
                self._sql["downloads"],
                regions=[row.identity.region for row, _, _ in acts],
                organisations=[row.identity.organisation_id for row, _, _ in acts],
                accounts=[row.identity.account_id for row, _, _ in acts],
                files=[file for _, file, _ in acts],
                versions=[version for _, _, version in acts],
                moments=[row.at for row, _, _ in acts],
            )
            self._audit.append_all(tx, events)

    def acknowledgements(self, tx: Transaction, rows: Sequence[LaidAcknowledgement], events: Sequence[Event]) -> None:
        """Words of having read, with their events."""
        if rows:
            tx.touch("acknowledgement")
            tx.run(
                self._sql["acknowledgements"],
                publications=[row.publication_id for row in rows],
                accounts=[row.identity.account_id for row in rows],
                organisations=[row.identity.organisation_id for row in rows],
                moments=[row.at for row in rows],
            )
            self._audit.append_all(tx, events)
