"""Both engines behave alike where the stores rely on it."""

from datetime import UTC, datetime

import pytest

from fisoko.store.duckdb_engine import DuckDBEngine
from fisoko.store.engine import Engine
from fisoko.store.schema import NewerBase, migrate, migrations
from fisoko.store.statement import parse_statement

SAVE = parse_statement("save", "insert into section values (:id, :title, :place)")
TITLES = parse_statement("titles", "select title from section order by id")


def test_a_transaction_that_raises_leaves_nothing(engine: Engine) -> None:
    def fail() -> None:
        with engine.transaction() as tx:
            tx.run(SAVE, id=91, title="a", place=1)
            raise ValueError("no")

    before = engine.all(TITLES)
    with pytest.raises(ValueError, match="no"):
        fail()
    assert engine.all(TITLES) == before
    with engine.transaction() as tx:
        tx.run(SAVE, id=92, title="б 😀", place=2)
    assert engine.all(TITLES) == [*before, {"title": "б 😀"}]


def test_moments_go_in_and_come_out_in_utc(engine: Engine) -> None:
    moment = datetime(2026, 11, 25, 14, 43, 12, 345678, tzinfo=UTC)
    ask = parse_statement("ask", "select cast(:moment as timestamp) as moment, cast(:none as text) as nothing")
    assert engine.one(ask, moment=moment, none=None) == {"moment": moment, "nothing": None}


def test_lists_go_in_as_parameters(engine: Engine) -> None:
    ask = parse_statement(
        "ask",
        "select n, t from (select unnest(:numbers::bigint[]) as n, unnest(:texts::text[]) as t) as given "
        "where n = any(:wanted::bigint[]) order by n",
    )
    rows = engine.all(ask, numbers=[1, 2, 3], texts=["a", None, "в"], wanted=[2, 3])
    assert rows == [{"n": 2, "t": None}, {"n": 3, "t": "в"}]
    assert engine.all(ask, numbers=[], texts=[], wanted=[]) == []


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    assert migrate(engine) == max(migrations(engine.dialect))


def test_a_base_newer_than_the_program_is_refused(engine: Engine) -> None:
    with engine.transaction() as tx:
        tx.run(parse_statement("newer", "insert into migration values (:number)"), number=9999)
    with pytest.raises(NewerBase, match="9999"):
        migrate(engine)


def test_a_reopened_duckdb_serves_every_thread_again(duckdb_path) -> None:
    engine = DuckDBEngine(duckdb_path)
    before = engine.all(TITLES)
    engine.reopen()
    assert engine.all(TITLES) == before
    engine.close()
