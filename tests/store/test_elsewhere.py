"""Processes on one PostgreSQL hear of each other's commits, and after a break they take everything for written."""

from collections.abc import Callable, Iterator
from time import monotonic, sleep

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fisoko.store.elsewhere import Word, gathered, words
from fisoko.store.postgres_engine import PostgresEngine

SENDER = "0123456789abcdef"
IN_TIME = 2.0  # seconds within which word must be there
LISTENING = "select pid from pg_stat_activity where datname = current_database() and query ilike 'listen %'"


def within(what: Callable[[], bool], seconds: float = IN_TIME) -> bool:
    until = monotonic() + seconds
    while not what() and monotonic() < until:
        sleep(0.01)
    return what()


class Process:
    """An engine on the base that others use too, and what it hears of the tables «bell» and «file»."""

    def __init__(self, url: str) -> None:
        self.engine = PostgresEngine(url)
        self.heard: list[tuple[str, frozenset[int] | None]] = []
        self.elsewhere: list[tuple[str, frozenset[int] | None]] = []
        for table in ("bell", "file"):
            self.engine.touched.watch(table, lambda keys, table=table: self._note(self.heard, table, keys))
            self.engine.touched.watch_elsewhere(
                table, lambda keys, table=table: self._note(self.elsewhere, table, keys)
            )
        self.engine.hear_others()
        assert within(lambda: ("file", None) in self.elsewhere, 10), "what was before counts as written"
        self.forget()

    def _note(self, heard: list, table: str, keys: object) -> None:
        heard.append((table, None if keys is None else frozenset(keys)))  # pyright: ignore

    def forget(self) -> None:
        self.heard.clear()
        self.elsewhere.clear()

    def write(self, table: str, keys: object) -> None:
        with self.engine.transaction() as tx:
            tx.touch(table, keys)  # pyright: ignore


@pytest.fixture
def pair(postgres_url: str) -> Iterator[tuple[Process, Process]]:
    one, other = Process(postgres_url), Process(postgres_url)
    yield one, other
    one.engine.close()
    other.engine.close()


def test_a_commit_is_heard_by_the_others_and_by_oneself_once(pair: tuple[Process, Process]) -> None:
    one, other = pair
    one.write("bell", [7, 5])
    told = ("bell", frozenset({5, 7}))
    assert within(lambda: other.elsewhere == [told])
    assert other.heard == [told]
    other.write("file", None)
    assert within(lambda: one.elsewhere == [("file", None)])
    assert one.heard == [told, ("file", None)], "the own write was told at its end, and not again"


def test_what_is_rolled_back_is_not_told_to_others(pair: tuple[Process, Process]) -> None:
    one, other = pair

    def fail() -> None:
        with one.engine.transaction() as tx:
            tx.touch("bell", [1])
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    one.write("bell", [2])
    assert within(lambda: len(other.heard) > 0)
    assert other.heard == [("bell", frozenset({2}))]


def test_thousands_of_accounts_are_told_at_once(pair: tuple[Process, Process]) -> None:
    one, other = pair
    everybody = frozenset(range(10**15, 10**15 + 45_000))
    one.write("bell", everybody)
    assert within(lambda: sum(len(keys or ()) for _, keys in other.elsewhere) == len(everybody))
    assert len(other.elsewhere) <= 3, "few words, so that pages are spread over time"
    assert frozenset().union(*(keys or () for _, keys in other.elsewhere)) == everybody


def test_a_listener_that_was_cut_off_comes_back_and_takes_everything_for_written(
    pair: tuple[Process, Process], postgres_url: str
) -> None:
    one, other = pair
    with psycopg.connect(postgres_url, autocommit=True) as operator:
        before = {row[0] for row in operator.execute(LISTENING).fetchall()}
        assert len(before) == 2
        for pid in before:
            operator.execute("select pg_terminate_backend(%s)", [pid])
        one.write("bell", [1])  # nobody hears it
        assert within(lambda: ("bell", None) in other.elsewhere and ("bell", None) in one.elsewhere, 10)
        assert within(lambda: len({r[0] for r in operator.execute(LISTENING).fetchall()} - before) == 2)
    other.forget()
    one.write("bell", [2])
    assert within(lambda: other.elsewhere == [("bell", frozenset({2}))])


def test_a_listener_that_fails_and_words_of_strangers_do_not_stop_it(
    pair: tuple[Process, Process], postgres_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    one, other = pair
    other.engine.touched.watch("broken", lambda keys: 1 / 0)
    one.write("broken", [1])
    with psycopg.connect(postgres_url, autocommit=True) as stranger:
        for text in ("", "hello", f"{SENDER} bell 1,,2", f"{SENDER} bell {'9' * 20}"):
            stranger.execute("select pg_notify('fisoko', %s)", [text])
    one.write("bell", [3])
    assert within(lambda: other.elsewhere == [("bell", frozenset({3}))])
    assert "a listener failed" in caplog.text


TABLES = st.sampled_from(["notification", "download", "file"])
KEYS = st.none() | st.lists(st.integers(min_value=0, max_value=2**63 - 1), max_size=2000)


@given(st.lists(st.tuples(TABLES, KEYS), max_size=6))
def test_whatever_is_noted_arrives_in_words_that_postgresql_takes(noted: list) -> None:
    said = words(SENDER, noted)
    assert all(len(text.encode()) < 8000 for text in said)
    read = [word for text in said if (word := Word.read(text))]
    assert len(read) == len(said)
    arrived = dict(gathered(read))
    for table in {table for table, _ in noted}:
        told = [keys for name, keys in noted if name == table]
        expected = None if None in told else {key for keys in told for key in keys}
        assert arrived.get(table, set()) == expected
