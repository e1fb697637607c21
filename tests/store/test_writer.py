"""The writer answers after the commit, keeps every window's order, and lets nothing fail but what is bad."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from fisoko.domain.error import DiskFull, Gap, Unavailable
from fisoko.store.duckdb_engine import DuckDBEngine
from fisoko.store.engine import Engine, EngineLost
from fisoko.store.postgres_engine import PostgresEngine
from fisoko.store.progress import Progress
from fisoko.store.statement import parse_statement
from fisoko.store.writer import Writer
from tests.store.batches import make_batch

ROWS = parse_statement(
    "rows", "select seq, organisation_id, window_id, number, base, ops, saved_at, account_id from batch order by seq"
)
PROGRESS = parse_statement("progress", "select * from progress order by organisation_id")
TITLE = parse_statement("title", "insert into section values (:id, :title, 1)")
TITLES = parse_statement("titles", "select title from section order by id")


@pytest.fixture
def writer(engine: Engine, clock) -> Iterator[Writer]:
    made = Writer(engine, clock)
    yield made
    made.close()


def put(writer: Writer, *args, **named):
    return writer.put(make_batch(*args, **named)).result(10)


def test_a_batch_is_in_the_log_when_its_answer_comes(writer: Writer, engine: Engine, clock) -> None:
    saved = put(writer, 1, ops='[["set","s","r","c",5]]')
    assert (saved.number, saved.saved_at, saved.elsewhere) == (1, clock(), False)
    assert engine.all(ROWS) == [
        {
            "seq": saved.seq,
            "organisation_id": 1,
            "window_id": "w1",
            "number": 1,
            "base": 0,
            "ops": '[["set","s","r","c",5]]',
            "saved_at": clock(),
            "account_id": 7,
        }
    ]


def test_the_first_batch_alone_begins_the_progress(writer: Writer, engine: Engine, clock) -> None:
    first = put(writer, 1)
    clock.forward(minutes=5)
    put(writer, 2, base=first.seq)
    put(writer, 1, window="w2")
    put(writer, 1, organisation=2)
    rows = engine.all(PROGRESS)
    assert [(row["organisation_id"], row["first_edit_at"]) for row in rows] == [
        (1, clock() - timedelta(minutes=5)),
        (2, clock()),
    ]


def test_who_has_begun_by_a_submission_keeps_that_moment(writer: Writer, engine: Engine, clock) -> None:
    progress, before = Progress(engine), clock()
    facts = {"region": "24", "submitted_at": before, "filled": 0, "required": 0, "warnings": 0, "seq": 0}
    writer.run(lambda tx: progress.submitted(tx, collection_id=1, organisation_id=1, **facts)).result(10)
    clock.forward(minutes=5)
    put(writer, 1)
    assert progress.one(1, 1).first_edit_at == before


def test_a_repeat_gets_its_first_answer_and_is_not_written_again(writer: Writer, engine: Engine, clock) -> None:
    first = put(writer, 1)
    clock.forward(seconds=1)
    second = put(writer, 2, base=first.seq)
    put(writer, 1, window="w2")  # which did not exist for the two answers above
    clock.forward(seconds=1)
    assert put(writer, 1) == first
    assert put(writer, 2, base=first.seq) == second
    assert len(engine.all(ROWS)) == 3


def test_repeats_within_one_group_get_one_answer(writer: Writer, engine: Engine) -> None:
    answers = [writer.put(make_batch(number)) for number in (1, 1, 2, 1, 2, 3)]
    saved = [answer.result(10) for answer in answers]
    assert [answer.number for answer in saved] == [1, 1, 2, 1, 2, 3]
    assert saved[0] == saved[1] == saved[3]
    assert saved[2] == saved[4]
    assert [row["number"] for row in engine.all(ROWS)] == [1, 2, 3]


def test_a_batch_ahead_of_its_turn_is_told_what_is_expected(writer: Writer, engine: Engine) -> None:
    with pytest.raises(Gap) as gap:
        put(writer, 3)
    assert gap.value.details == {"expected": 1}
    put(writer, 1)
    with pytest.raises(Gap) as gap:
        put(writer, 3)
    assert gap.value.details == {"expected": 2}
    put(writer, 2)
    put(writer, 3)
    assert [row["number"] for row in engine.all(ROWS)] == [1, 2, 3]


def test_a_window_of_the_same_name_in_another_organisation_blocks_nobody(writer: Writer) -> None:
    put(writer, 1)
    put(writer, 2)
    assert put(writer, 1, organisation=2).number == 1
    with pytest.raises(Gap):
        put(writer, 3, organisation=2)


def test_a_change_by_another_window_is_told_until_it_has_been_seen(writer: Writer) -> None:
    mine = put(writer, 1)
    theirs = put(writer, 1, window="w2", base=0)
    assert theirs.elsewhere
    assert put(writer, 2, base=mine.seq).elsewhere
    assert not put(writer, 3, base=theirs.seq).elsewhere
    assert not put(writer, 1, organisation=2).elsewhere


def test_sequence_numbers_and_moments_follow_the_order_of_commits(writer: Writer, engine: Engine, clock) -> None:
    for number in range(1, 6):
        put(writer, number)
        clock.forward(seconds=-1)  # a clock set back
    rows = engine.all(ROWS)
    assert [row["number"] for row in rows] == [1, 2, 3, 4, 5]
    moments = [row["saved_at"] for row in rows]
    assert moments == sorted(moments)


def test_a_restarted_writer_remembers_every_window(writer: Writer, engine: Engine, clock) -> None:
    first = put(writer, 1)
    put(writer, 2)
    writer.close()
    clock.forward(days=10)
    again = Writer(engine, clock)
    try:
        assert put(again, 1) == first
        with pytest.raises(Gap):
            put(again, 4)
        assert put(again, 3).number == 3
    finally:
        again.close()


def test_two_writers_of_one_base_keep_one_order(postgres_url: str, clock) -> None:
    engines = [PostgresEngine(postgres_url), PostgresEngine(postgres_url)]
    writers = [Writer(engine, clock) for engine in engines]
    try:
        answers = [put(writers[number % 2], number) for number in range(1, 21)]
        assert [answer.number for answer in answers] == list(range(1, 21))
        assert put(writers[0], 20) == answers[-1]
        flood = [writers[i % 2].put(make_batch(1 + i // 100, organisation=i % 100 + 2)) for i in range(2000)]
        seqs = [saved.seq for saved in (answer.result(30) for answer in flood)]
        assert len(set(seqs)) == 2000
        both = [writers[side].put(make_batch(21, window="w1")) for side in (0, 1)]
        assert both[0].result(10) == both[1].result(10)
    finally:
        for writer, engine in zip(writers, engines, strict=True):
            writer.close()
            engine.close()


def test_a_job_that_raises_is_rolled_back_and_hurts_nobody(writer: Writer, engine: Engine) -> None:
    def fails(tx) -> None:
        tx.run(TITLE, id=91, title="no")
        raise ValueError("bad job")

    before = engine.all(TITLES)
    bad, good = writer.run(fails), writer.run(lambda tx: tx.run(TITLE, id=92, title="да"))
    with pytest.raises(ValueError, match="bad job"):
        bad.result(10)
    good.result(10)
    assert engine.all(TITLES) == [*before, {"title": "да"}]


def test_one_bad_batch_fails_alone(writer: Writer, engine: Engine) -> None:
    hold = writer.run(lambda tx: tx.one(parse_statement("wait", "select 1 as x")))
    answers = [writer.put(make_batch(1, organisation=n, ops="\ud800" if n == 3 else "[]")) for n in range(1, 6)]
    hold.result(10)
    failed = [answer.exception(10) is not None for answer in answers]
    assert failed == [False, False, True, False, False]
    assert [row["organisation_id"] for row in engine.all(ROWS)] == [1, 2, 4, 5]
    assert [row["organisation_id"] for row in engine.all(PROGRESS)] == [1, 2, 4, 5]


def test_an_asker_who_has_gone_away_stops_nothing(writer: Writer, engine: Engine) -> None:
    gone = writer.put(make_batch(1))
    gone.cancel()
    assert put(writer, 2).number == 2
    assert [row["number"] for row in engine.all(ROWS)] == [1, 2]


def test_watchers_are_told_after_the_commit_and_cannot_stop_the_writer(engine: Engine, clock) -> None:
    seen = []

    def watch(changes) -> None:
        seen.extend((change.collection_id, change.region, len(engine.all(ROWS)) > 0) for change in changes)
        raise RuntimeError("a watcher's own trouble")

    writer = Writer(engine, clock, changed=watch)
    put(writer, 1)
    put(writer, 1, organisation=2, region="05")
    writer.close()
    assert seen == [(1, "24", True), (1, "05", True)]


def test_below_the_reserve_nothing_is_written_until_there_is_room(duckdb_path, clock) -> None:
    engine = DuckDBEngine(duckdb_path)
    writer = Writer(engine, clock, reserve=1 << 60)
    try:
        with pytest.raises(DiskFull):
            put(writer, 1)
        with pytest.raises(DiskFull):
            writer.run(lambda tx: None).result(10)
        writer._room._reserve = 0
        assert put(writer, 1).number == 1
    finally:
        writer.close()
        engine.close()


def test_closing_answers_everything_queued_and_then_refuses(writer: Writer, engine: Engine) -> None:
    answers = [writer.put(make_batch(n)) for n in range(1, 101)]
    writer.close()
    assert [answer.result(0).number for answer in answers] == list(range(1, 101))
    with pytest.raises(Unavailable):
        put(writer, 101)


class Dying:
    """An engine whose transaction is lost once: before or after it was committed."""

    def __init__(self, engine: Engine, *, durable: bool) -> None:
        self.engine, self.durable, self.lost, self.reopened = engine, durable, False, 0
        self.dialect, self.sole_writer = engine.dialect, engine.sole_writer

    def __getattr__(self, name):
        return getattr(self.engine, name)

    def transaction(self):
        @contextmanager
        def transaction():
            lose, self.lost = not self.lost, True
            with self.engine.transaction() as tx:
                yield tx
                if lose and not self.durable:
                    raise EngineLost("lost before the commit")
            if lose:
                raise EngineLost("COMMIT succeeded and is durable, but the autocheckpoint failed")

        return transaction()

    def reopen(self) -> None:
        self.reopened += 1


@pytest.mark.parametrize("durable", [True, False])
def test_a_base_lost_at_a_commit_is_reopened_and_no_batch_is_doubled_or_lost(engine: Engine, clock, durable) -> None:
    dying = Dying(engine, durable=durable)
    writer = Writer(dying, clock)
    try:
        answers = [writer.put(make_batch(n)) for n in (1, 2, 3)]
        assert [answer.result(10).number for answer in answers] == [1, 2, 3]
        assert dying.reopened == 1
        assert [row["number"] for row in engine.all(ROWS)] == [1, 2, 3]
    finally:
        writer.close()


def test_a_job_lost_at_its_commit_is_not_run_twice(engine: Engine, clock) -> None:
    writer = Writer(Dying(engine, durable=True), clock)
    try:
        with pytest.raises(Unavailable):
            writer.run(lambda tx: tx.run(TITLE, id=91, title="раз")).result(10)
        writer.run(lambda tx: tx.run(TITLE, id=92, title="два")).result(10)
    finally:
        writer.close()
    assert [row["title"] for row in engine.all(TITLES)].count("раз") == 1
