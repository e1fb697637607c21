"""Drafts: the last folded document of each, and the batches that came after it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fisoko.domain.drafts import Batch, Draft
from fisoko.store.engine import Engine, Reader, Row, Transaction
from fisoko.store.statement import load_statements


@dataclass(frozen=True, slots=True)
class Present:
    """A draft as it is now; `pending` batches are not in its stored document yet."""

    draft: Draft
    pending: int


@dataclass(frozen=True, slots=True)
class Changed:
    """A draft changed after some number: its first and last change since, and the latter's moment."""

    collection_id: int
    region: str
    organisation_id: int
    first_seq: int
    seq: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """A folded draft to be kept."""

    collection_id: int
    region: str
    organisation_id: int
    draft: Draft


class Drafts:
    """Reads and folds on any thread, or within a transaction `tx`; keeps folded documents."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sql = load_statements("drafts", engine.dialect)

    def present(
        self, collection_id: int, organisation_id: int, free: Mapping[str, int], tx: Reader | None = None
    ) -> Present:
        """The draft with every committed batch in it; `free` is domain.drafts.free_sheets of its form."""
        draft = self.document(collection_id, organisation_id, tx)
        batches = self.batches(collection_id, organisation_id, draft.seq, tx)
        return Present(draft.fold(batches, free), len(batches))

    def document(self, collection_id: int, organisation_id: int, tx: Reader | None = None) -> Draft:
        """The draft as it was last folded, an empty one when it never was."""
        row = (tx or self._engine).one(
            self._sql["document"], collection_id=collection_id, organisation_id=organisation_id
        )
        return Draft.from_json(row["body"]) if row else Draft()

    def batches(self, collection_id: int, organisation_id: int, after: int, tx: Reader | None = None) -> list[Batch]:
        """The batches of one draft later than the change `after`, in their order."""
        rows = (tx or self._engine).all(
            self._sql["batches_after"], collection_id=collection_id, organisation_id=organisation_id, seq=after
        )
        return [_batch(row) for row in rows]

    def changed_elsewhere(
        self, collection_id: int, organisation_id: int, window: str, base: int, tx: Reader | None = None
    ) -> int | None:
        """The last change by another window that `base` does not cover, or None."""
        row = (tx or self._engine).one(
            self._sql["foreign_after"],
            collection_id=collection_id,
            organisation_id=organisation_id,
            seq=base,
            window=window,
        )
        return row["seq"] if row else None

    def last_number(self, collection_id: int, organisation_id: int, window: str) -> int:
        """The number of a window's last batch in the log, 0 before the first."""
        row = self._engine.one(
            self._sql["last_of_window"], collection_id=collection_id, organisation_id=organisation_id, window=window
        )
        return (row["number"] or 0) if row else 0

    def changed(self, after: int) -> list[Changed]:
        """Every draft, of all regions, that has a batch later than the change `after`."""
        return [Changed(**row) for row in self._engine.all(self._sql["changed_after"], seq=after)]

    def changes(self, after: int) -> list[tuple[int, str, int, str]]:
        """Collection, region, organisation and window of everything, of all regions, typed after the change `after`."""
        rows = self._engine.all(self._sql["changes_after"], seq=after)
        return [(row["collection_id"], row["region"], row["organisation_id"], row["window_id"]) for row in rows]

    def submitted(self, after: int) -> list[tuple[int, str]]:
        """Collection and region of everything, of all regions, submitted after the change `after`."""
        rows = self._engine.all(self._sql["submitted_after"], seq=after)
        return [(row["collection_id"], row["region"]) for row in rows]

    def keep(self, tx: Transaction, documents: list[Document], folded_at: datetime) -> None:
        """Store folded drafts, unless a later fold is there.

        A document says nothing that the log does not, so its keeping is no event of the journal.
        """
        newest = {(document.collection_id, document.organisation_id): document for document in documents}
        if not newest:
            return
        kept = list(newest.values())
        tx.run(
            self._sql["keep"],
            collections=[document.collection_id for document in kept],
            regions=[document.region for document in kept],
            organisations=[document.organisation_id for document in kept],
            seqs=[document.draft.seq for document in kept],
            bodies=[document.draft.to_json() for document in kept],
            folded_at=folded_at,
        )


def _batch(row: Row) -> Batch:
    return Batch(row["seq"], row["window_id"], row["base"], row["saved_at"], json.loads(row["ops"]))
