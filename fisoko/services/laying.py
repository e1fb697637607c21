"""Work done before, laid in at once: what drafting, submitting and projecting would have written, in 1/50 of the time.

For a base that is being made (a demonstration, a base moved from elsewhere) and that nobody works in yet: each
participant types in one window. Everything is checked as a save and a submission are; equal drafts are judged once.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import Any

from fisoko.domain.drafts import Batch
from fisoko.domain.edits import checked
from fisoko.domain.error import Gap, Refused
from fisoko.domain.moscow import today
from fisoko.domain.person import Identity
from fisoko.domain.submission import differing
from fisoko.services.admission import Admission, Door
from fisoko.services.judged import Judged
from fisoko.services.laid_work import NotTheSame, Work, read_event, submitted_event, taken_event
from fisoko.services.looked import Looked, look
from fisoko.services.permissions import Action, Thing, check
from fisoko.store.engine import Transaction
from fisoko.store.forms import Forms
from fisoko.store.laid import Laid, LaidAcknowledgement, LaidBatch, LaidDownload, LaidProgress
from fisoko.store.log import NewBatch
from fisoko.store.projection import Projection
from fisoko.store.submissions import Submission
from fisoko.store.writer import Writer

TOGETHER = 4_000  # rows of one sort in one transaction
Key = tuple[int, int]


class Laying:
    """Takes work in order of time; `finish` writes what is left. Until then the base is not whole.

    Not for two threads at once.
    """

    def __init__(
        self,
        *,
        admission: Admission,
        forms: Forms,
        projection: Projection,
        laid: Laid,
        writer: Writer,
    ) -> None:
        self._admission, self._forms, self._projection = admission, forms, projection
        self._laid, self._writer = laid, writer
        self._seq = writer.log.position(writer.engine).seq
        self._works: dict[Key, Work] = {}
        self._collections: set[int] = set()
        # by the version of the form and the identity of operations, which are kept
        self._texts: dict[tuple[int, int], tuple[Any, list[list[Any]], str]] = {}
        self._looked: dict[tuple[int, bytes], Looked] = {}
        self._judged: dict[tuple[int, bytes], Judged] = {}
        self._differs: dict[tuple[int, bytes, bytes], int] = {}
        self._last: datetime | None = None
        self._given = 0  # numbers not taken from the log yet
        self._batches: list[LaidBatch] = []
        self._made: list[Submission] = []
        self._downloads: list[LaidDownload] = []
        self._acknowledgements: list[LaidAcknowledgement] = []

    def save(
        self, identity: Identity, collection_id: int, window: str, ops: Sequence[list[Any]], *, at: datetime
    ) -> None:
        """A batch of the participant's window, which has seen all before. The same `ops` object is read once.

        Raises Refused, Closed, BadValues as a save does.
        """
        door = self._admission.door(collection_id)
        work = self._work(identity, door, Action.EDIT_DRAFT)
        work.participation.check_open(at)
        listed, text = self._typed(door, ops)
        base = work.batches[-1].seq if work.batches else 0
        seq = self._next(at)
        new = NewBatch(
            collection_id=collection_id,
            region=work.participation.region or "",
            organisation_id=identity.organisation_id or 0,
            account_id=identity.account_id or 0,
            window=window,
            number=len(work.batches) + 1,
            base=base,
            ops=text,
        )
        work.add(Batch(seq, window, base, at, listed), text)
        self._batches.append(LaidBatch(seq, at, new))
        self._write_some()

    def submit(
        self, identity: Identity, collection_id: int, request_id: str, explanations: dict[str, str], *, at: datetime
    ) -> None:
        """A submission of what has been typed so far. Raises Refused, Closed, HasFindings, Unexplained."""
        door = self._admission.door(collection_id)
        work = self._work(identity, door, Action.SUBMIT)
        work.participation.check_open(at)
        if not work.batches:
            raise Gap(expected=1)
        key = (door.collection.form_version_id, work.known.digest())
        if key not in self._judged:
            values = self._look(work, at).values
            self._judged[key] = Judged(work.form, values, today(at), explanations)
        work.judged = self._judged[key]
        work.moments.append(at)
        work.submitted = key[1]
        if work.folded is None or work.folded[0] < len(work.batches):
            work.folded = (len(work.batches), at)
        made = work.judged.submission(
            identity,
            work.participation,
            request_id=request_id,
            draft_seq=work.batches[-1].seq,
            seq=self._next(at),
            number=len(work.moments),
            at=at,
        )
        self._made.append(made)
        self._write_some()

    def take(self, identity: Identity, files: Sequence[tuple[int, int]], store_id: int, *, at: datetime) -> None:
        """Files (id, version) of a store were taken."""
        self._downloads.append(LaidDownload(identity, store_id, files, at))
        self._write_some()

    def acknowledge(self, identity: Identity, publication_id: int, *, at: datetime) -> None:
        """A publication was read."""
        self._acknowledgements.append(LaidAcknowledgement(publication_id, identity, at))
        self._write_some()

    def finish(self, now: datetime) -> None:
        """Write what is left, the folded drafts, and the facts and figures of each participant as of `now`."""
        self._write()
        works = [*self._works.items()]
        patterns: dict[tuple[int, tuple[str, ...]], str] = {}
        for start in range(0, len(works), TOGETHER):
            some = works[start : start + TOGETHER]
            documents = [document for _, work in some if (document := work.document(patterns))]
            facts = [self._facts(key, work, now) for key, work in some]

            def keep(tx: Transaction, documents: Any = documents, facts: Any = facts) -> None:
                self._laid.documents(tx, documents)
                self._laid.progress(tx, facts)

            self._writer.run(keep).result()
        last = max((work.batches[-1].seq for _, work in works), default=0)
        known = self._projection.cursor()
        self._writer.run(lambda tx: self._projection.move(tx, last, known=known)).result()

    def sample(self, random: Random, count: int) -> list[tuple[int, Identity]]:
        """Some of the participants that have done something: (collection, identity)."""
        keys = random.sample(sorted(self._works), min(count, len(self._works)))
        return [(key[0], self._works[key].identity) for key in keys]

    def _work(self, identity: Identity, door: Door, action: Action) -> Work:
        organisation = identity.organisation_id
        if organisation is None:
            raise Refused
        key = (door.collection.id, organisation)
        work = self._works.get(key)
        if work is None:
            if key[0] not in self._collections:
                if not self._laid.free(key[0]):
                    raise NotTheSame(f"somebody works in the collection {key[0]}")
                self._collections.add(key[0])
            participation = door.participation(organisation)
            form = self._forms.version(door.collection.form_version_id).form
            work = self._works[key] = Work(identity, participation, form)
        check(identity, action, Thing(work.participation.region, organisation))
        return work

    def _typed(self, door: Door, ops: Sequence[list[Any]]) -> tuple[list[list[Any]], str]:
        """The operations as they are stored, and their text."""
        known = self._texts.get((door.collection.form_version_id, id(ops)))
        if known is None:
            listed = checked([*ops], door.addresses)
            text = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))
            known = self._texts[door.collection.form_version_id, id(ops)] = (ops, listed, text)
        return known[1], known[2]

    def _next(self, at: datetime) -> int:
        if self._last is not None and at < self._last:
            raise ValueError("work is laid in in order of time")
        self._last = at
        self._given += 1
        return self._seq + self._given

    def _look(self, work: Work, at: datetime) -> Looked:
        """What the projector would find in the draft."""
        key = (work.participation.collection.form_version_id, work.known.digest())
        if key not in self._looked:
            self._looked[key] = look(work.form, work.draft(), at)
        return self._looked[key]

    def _facts(self, key: Key, work: Work, now: datetime) -> LaidProgress:
        found, differs = self._look(work, now), 0
        if work.judged is not None:
            pair = (work.participation.collection.form_version_id, work.known.digest(), work.submitted)
            if pair not in self._differs:
                self._differs[pair] = differing(work.form, found.values, work.judged.values)
            differs = self._differs[pair]
        return LaidProgress(
            collection_id=key[0],
            region=work.participation.region or "",
            organisation_id=key[1],
            first_edit_at=work.batches[0].saved_at,
            last_edit_at=work.batches[-1].saved_at,
            first_submitted_at=work.moments[0] if work.moments else None,
            last_submitted_at=work.moments[-1] if work.moments else None,
            submissions=len(work.moments),
            seq=work.batches[-1].seq,
            filled=found.filled,
            required=found.required,
            errors=found.errors,
            warnings=found.warnings,
            differs=differs,
            faults=found.faults,
        )

    def _write_some(self) -> None:
        if max(map(len, (self._batches, self._made, self._downloads, self._acknowledgements))) >= TOGETHER:
            self._write()

    def _write(self) -> None:
        """What has gathered, in one transaction, with its events and its numbers of the log."""
        batches, made, downloads, read = self._batches, self._made, self._downloads, self._acknowledgements
        given, last = self._given, self._last

        def write(tx: Transaction) -> None:
            if given and last is not None:
                position = self._writer.log.advance(tx, given, last)
                if position.seq != self._seq + given:
                    raise NotTheSame("somebody else writes into the log")
            self._laid.batches(tx, batches)
            self._laid.submissions(tx, made, [submitted_event(one) for one in made])
            self._laid.downloads(tx, downloads, [taken_event(one) for one in downloads])
            self._laid.acknowledgements(tx, read, [read_event(one) for one in read])

        self._writer.run(write).result()
        self._seq, self._given = self._seq + given, 0
        self._batches, self._made, self._downloads, self._acknowledgements = [], [], [], []
