"""Progress of participants: facts kept with the writes, and figures over them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime

from fisoko.domain.faults import Fault, of_text, to_text
from fisoko.domain.person import EVERYWHERE, Scope
from fisoko.domain.progress import Counts, Facts, Time
from fisoko.store.engine import Engine, Row, Transaction
from fisoko.store.kept import NEVER, Kept
from fisoko.store.statement import load_statements

ORGANISATIONS = 20_000  # whose facts are kept in memory
_FACTS = tuple(one.name for one in fields(Facts))


@dataclass(frozen=True, slots=True)
class Judged:
    """What the projector found in a draft: `seq` is the draft's, `submissions` how many there were when it looked."""

    collection_id: int
    organisation_id: int
    seq: int
    submissions: int
    filled: int
    required: int
    errors: int
    warnings: int
    differs: int
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Faulty:
    """A participant whose draft has errors, as the projector found them."""

    organisation_id: int
    region: str
    kind: str
    login: str
    name: str
    errors: int  # cells
    faults: list[Fault]
    last_edit_at: datetime
    first_submitted_at: datetime | None


class Progress:
    """Reads on any thread; writes within the writer's transactions, beside the events of what they follow from.

    The facts of one organisation are kept in memory where no other process writes.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sql = load_statements("progress", engine.dialect)
        lasts = None if engine.sole_writer else NEVER
        self._own = Kept(self._of_organisation, most=ORGANISATIONS, lasts=lasts)
        engine.touched.watch("progress", self._own.forget)

    def one(self, collection_id: int, organisation_id: int) -> Facts:
        """The facts about one participant; nothing yet is a fact, too."""
        row = self._engine.one(self._sql["one"], collection_id=collection_id, organisation_id=organisation_id)
        return facts_of(row) if row else Facts()

    def of_organisation(self, organisation_id: int) -> Mapping[int, Facts]:
        """Collection → facts of one organisation, where it has begun."""
        return self._own.get(organisation_id)

    def known(self, organisation_id: int) -> Mapping[int, Facts] | None:
        """The same from memory; None where the base must be asked."""
        return self._own.known(organisation_id)

    def _of_organisation(self, organisation_id: int) -> Mapping[int, Facts]:
        rows = self._engine.all(self._sql["of_organisation"], organisation_id=organisation_id)
        return {row["collection_id"]: facts_of(row) for row in rows}

    def tiles(self, collections: list[int], scope: Scope, now: datetime) -> dict[int, Counts]:
        """Collection → «Всего», «Не приступило», «В работе», «Сдано» within the scope, in one statement."""
        if scope == EVERYWHERE:
            rows = self._engine.all(self._sql["tiles_everywhere"], collections=collections, now=now)
        else:
            rows = self._engine.all(
                self._sql["tiles"],
                collections=collections,
                now=now,
                **scope.parameters,
            )
        return {collection: Counts() for collection in collections} | {
            row["collection_id"]: counts_of(row) for row in rows
        }

    def tiles_by_region(self, collection_id: int, scope: Scope, now: datetime) -> dict[str, Counts]:
        """Region → figures of one collection, for the regions of the scope that take part."""
        rows = self._engine.all(self._sql["tiles_by_region"], **within(collection_id, scope, now))
        return {row["region"]: counts_of(row) for row in rows}

    def times(self, collection_id: int, scope: Scope, now: datetime) -> dict[Time, int]:
        """How many participants stand how to their term; the six figures add up to «Всего»."""
        rows = self._engine.all(self._sql["times"], **within(collection_id, scope, now))
        return dict.fromkeys(Time, 0) | {Time(row["time"]): row["number"] for row in rows}

    def faulty(self, collection_id: int, scope: Scope, now: datetime, most: int) -> list[Faulty]:
        """Participants within the scope whose drafts have errors: those with the most of them, at most so many."""
        rows = self._engine.all(self._sql["faulty"], **within(collection_id, scope, now), most=most)
        return [Faulty(**{**row, "faults": of_text(row["faults"])}) for row in rows]

    def submitted(
        self,
        tx: Transaction,
        *,
        collection_id: int,
        region: str,
        organisation_id: int,
        submitted_at: datetime,
        filled: int,
        required: int,
        warnings: int,
        seq: int,
    ) -> None:
        """The facts of a submission, in the transaction of the submission and under its event."""
        tx.touch("progress", [organisation_id])
        tx.run(
            self._sql["submitted"],
            collection_id=collection_id,
            region=region,
            organisation_id=organisation_id,
            submitted_at=submitted_at,
            filled=filled,
            required=required,
            warnings=warnings,
            seq=seq,
        )

    def edited(self, tx: Transaction, edits: dict[tuple[int, int], datetime]) -> None:
        """The moments of last edits by (collection, organisation)."""
        if edits:
            tx.touch("progress", [organisation for _, organisation in edits])
            tx.run(
                self._sql["edited"],
                collections=[key[0] for key in edits],
                organisations=[key[1] for key in edits],
                edited_at=list(edits.values()),
            )

    def judged(self, tx: Transaction, found: Iterable[Judged]) -> None:
        """What was found in drafts, unless a submission or a later look has come in between."""
        rows = list({(row.collection_id, row.organisation_id): row for row in found}.values())
        if rows:
            tx.touch("progress", [row.organisation_id for row in rows])
            tx.run(
                self._sql["judged"],
                collections=[row.collection_id for row in rows],
                organisations=[row.organisation_id for row in rows],
                seqs=[row.seq for row in rows],
                submissions=[row.submissions for row in rows],
                filled=[row.filled for row in rows],
                required=[row.required for row in rows],
                errors=[row.errors for row in rows],
                warnings=[row.warnings for row in rows],
                differs=[row.differs for row in rows],
                faults=[to_text(row.faults) for row in rows],
            )


def within(collection_id: int, scope: Scope, now: datetime) -> Row:
    """The parameters of a statement about one collection, narrowed to a scope at a moment."""
    return {"collection_id": collection_id, "now": now, **scope.reach}


def facts_of(row: Row) -> Facts:
    """The facts in a row that has their columns."""
    return Facts(**{name: row[name] for name in _FACTS})


def counts_of(row: Row) -> Counts:
    """The figures in a row of {total, started, done}."""
    return Counts(row["total"] - row["started"], row["started"] - row["done"], row["done"])
