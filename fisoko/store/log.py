"""The log of edits: batches in the order of commits, each window's numbers without gaps or doubles."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from fisoko.domain.error import Gap
from fisoko.store.engine import Engine, Reader, Row, Transaction
from fisoko.store.statement import load_statements, parse_statement

REMEMBERED = 100_000  # drafts whose windows are kept in memory; others are looked up
TOGETHER = 64  # organisations looked up by one statement
FAR_BEHIND = 100_000  # past so many foreign changes it is cheaper to forget than to catch up

Key = tuple[int, int]  # collection, organisation
Windows = dict[str, tuple[int, int]]  # window → its last number and sequence number


@dataclass(frozen=True, slots=True)
class NewBatch:
    """A checked batch on its way into the log; `ops` is its JSON, `base` the last change its window had seen."""

    collection_id: int
    region: str
    organisation_id: int
    account_id: int
    window: str
    number: int
    base: int
    ops: str

    @property
    def key(self) -> Key:
        """The draft it belongs to."""
        return self.collection_id, self.organisation_id


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer to a batch; `elsewhere`: another window has changed the draft since the batch's base."""

    number: int
    seq: int
    saved_at: datetime
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Position:
    """The last sequence number given, and when (UTC); moments never go back."""

    seq: int
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """What changed, for those who watch."""

    collection_id: int
    region: str
    organisation_id: int
    window: str
    seq: int


@dataclass(frozen=True)
class Written:
    """A group within its transaction: answers in its order, and what to remember once it is committed."""

    answers: list[Saved | Gap]
    changes: list[Change]
    windows: dict[Key, Windows]
    seq: int


class Log:
    """Decides and appends; the memory of windows only saves look-ups and may be dropped at any time."""

    def __init__(self, dialect: str) -> None:
        self._sql = load_statements("log", dialect)
        self._windows: OrderedDict[Key, Windows] = OrderedDict()
        self._seen = -1

    def preload(self, engine: Engine, since: datetime) -> None:
        """Fill the memory with the drafts edited since then, so that the first batches need no look-up."""
        self.forget()
        self._seen = self.position(engine).seq
        self._note(engine.all(self._sql["recent_windows"], since=since))

    def forget(self) -> None:
        """Drop the memory: the base was reopened, or somebody wrote past us."""
        self._windows.clear()
        self._seen = -1

    def position(self, reader: Reader) -> Position:
        """The position as a reader sees it now; more may be on its way with the same moment."""
        row = reader.one(self._sql["position"]) or {}
        return Position(row["seq"], row["given_at"])

    def at(self, reader: Reader, moment: datetime) -> int:
        """The last sequence number committed by the moment; 0 before the first."""
        return (reader.one(self._sql["at"], moment=moment) or {})["seq"]

    def advance(self, tx: Transaction, count: int, now: datetime) -> Position:
        """Take `count` sequence numbers, the last of them in the answer; on PostgreSQL others wait until we commit."""
        row = tx.one(self._sql["advance"], count=count, now=now) or {}
        return Position(row["seq"], row["given_at"])

    def write(self, tx: Transaction, group: list[NewBatch], now: datetime) -> Written:
        """Accept, recognise repeats and find gaps in the order of arrival; append what is accepted.

        The numbers of batches not accepted stay unused.
        """
        position = self.advance(tx, len(group), now)
        seq = position.seq - len(group)
        windows = self._states(tx, {batch.key for batch in group}, seq)
        started = {key for key, state in windows.items() if not state}
        answers: list[Saved | Gap] = []
        accepted: dict[tuple[Key, str, int], tuple[NewBatch, Saved]] = {}
        for batch in group:
            state = windows[batch.key]
            last = state[batch.window][0] if batch.window in state else 0
            if batch.number > last + 1:
                answers.append(Gap(expected=last + 1))
                continue
            name = (batch.key, batch.window, batch.number)
            if batch.number <= last:
                answers.append(accepted[name][1] if name in accepted else self._answer(tx, batch))
                continue
            seq += 1
            elsewhere = any(s > batch.base for window, (_, s) in state.items() if window != batch.window)
            saved = Saved(batch.number, seq, position.given_at, elsewhere)
            state[batch.window] = (batch.number, seq)
            accepted[name] = (batch, saved)
            answers.append(saved)
        self._append(tx, list(accepted.values()), position.given_at)
        self._begin(tx, [batch for batch, _ in accepted.values()], started, position.given_at)
        changes = [
            Change(batch.collection_id, batch.region, batch.organisation_id, batch.window, saved.seq)
            for batch, saved in accepted.values()
        ]
        return Written(answers, changes, windows, position.seq)

    def remember(self, written: Written) -> None:
        """After the commit, and only then."""
        self._seen = written.seq
        for key, state in written.windows.items():
            self._windows[key] = state
            self._windows.move_to_end(key)
        while len(self._windows) > REMEMBERED:
            self._windows.popitem(last=False)

    def _states(self, tx: Transaction, keys: set[Key], seq: int) -> dict[Key, Windows]:
        """Copies of what is known of these drafts, true to the change `seq`."""
        if seq != self._seen:
            if not 0 <= seq - self._seen <= FAR_BEHIND or self._seen < 0:
                self.forget()
            else:
                rows = tx.all(self._sql["windows_after"], seq=self._seen)
                self._note([row for row in rows if (row["collection_id"], row["organisation_id"]) in self._windows])
            self._seen = seq
        missing = {key for key in keys if key not in self._windows}  # a difference of sets would go through all known
        if missing:
            rows = self._of(tx, "windows_of", {organisation for _, organisation in missing})
            for key in missing:
                self._windows[key] = {}
            self._note([row for row in rows if (row["collection_id"], row["organisation_id"]) in missing])
        return {key: dict(self._windows[key]) for key in keys}

    def _of(self, tx: Transaction, name: str, organisations: set[int]) -> list[Row]:
        """The rows of a statement about these organisations; a few texts serve every number of them."""
        rows: list[Row] = []
        listed = sorted(organisations)
        for start in range(0, len(listed), TOGETHER):
            some = listed[start : start + TOGETHER]
            size = 1 << (len(some) - 1).bit_length()
            names = [f"o{at}" for at in range(size)]
            text = self._sql[name].source.replace(":organisations", ", ".join(f":{name}" for name in names))
            values = dict(zip(names, some + some[-1:] * (size - len(some)), strict=True))
            rows += tx.all(parse_statement(name, text), **values)
        return rows

    def _note(self, rows: list[Row]) -> None:
        for row in rows:
            state = self._windows.setdefault((row["collection_id"], row["organisation_id"]), {})
            state[row["window_id"]] = (row["number"], row["seq"])

    def _answer(self, tx: Transaction, batch: NewBatch) -> Saved:
        row = tx.one(
            self._sql["answer"],
            organisation_id=batch.organisation_id,
            collection_id=batch.collection_id,
            window=batch.window,
            number=batch.number,
        )
        if row is None:
            raise LookupError(f"batch {batch.number} of window {batch.window} is counted but not in the log")
        return Saved(row["number"], row["seq"], row["saved_at"], row["elsewhere"])

    def _append(self, tx: Transaction, accepted: list[tuple[NewBatch, Saved]], saved_at: datetime) -> None:
        if not accepted:
            return
        batches = [batch for batch, _ in accepted]
        tx.run(
            self._sql["append"],
            seqs=[saved.seq for _, saved in accepted],
            collections=[batch.collection_id for batch in batches],
            regions=[batch.region for batch in batches],
            organisations=[batch.organisation_id for batch in batches],
            windows=[batch.window for batch in batches],
            numbers=[batch.number for batch in batches],
            bases=[batch.base for batch in batches],
            ops=[batch.ops for batch in batches],
            accounts=[batch.account_id for batch in batches],
            saved_at=saved_at,
        )

    def _begin(self, tx: Transaction, batches: list[NewBatch], started: set[Key], edited_at: datetime) -> None:
        first = {batch.key: batch.region for batch in batches if batch.key in started}
        if first:
            begun = self._of(tx, "begun", {organisation for _, organisation in first})
            for row in begun:
                first.pop((row["collection_id"], row["organisation_id"]), None)
        if first:
            tx.touch("progress", [organisation for _, organisation in first])
            tx.run(
                self._sql["first_edits"],
                collections=[key[0] for key in first],
                organisations=[key[1] for key in first],
                regions=list(first.values()),
                edited_at=edited_at,
            )
