"""What is kept in memory is told of every write that it rests on, before whoever wrote is answered."""

from datetime import timedelta

import pytest

from fisoko.store.engine import Engine
from fisoko.store.kept import NEVER, Kept


class Base:
    """A table of numbers that counts how often it was asked."""

    def __init__(self) -> None:
        self.rows: dict[int, str] = {}
        self.asked = 0

    def read(self, key: int) -> str:
        self.asked += 1
        return self.rows.get(key, "")


def test_an_answer_is_read_once_and_again_after_a_write() -> None:
    base = Base()
    kept = Kept(base.read, most=10)
    assert kept.known(1) is None
    assert (kept.get(1), kept.get(1), kept.known(1), base.asked) == ("", "", "", 1)
    base.rows[1] = "новое"
    kept.forget([2])
    assert kept.get(1) == ""
    kept.forget([1])
    assert (kept.known(1), kept.get(1), base.asked) == (None, "новое", 2)
    kept.forget()
    assert kept.known(1) is None


def test_what_was_being_read_while_something_was_written_is_not_kept() -> None:
    base = Base()

    def read(key: int) -> str:
        answer = base.read(key)
        if base.asked == 1:  # another thread commits at this moment
            base.rows[key] = "новое"
            kept.forget([key])
        return answer

    kept = Kept(read, most=10)
    assert kept.get(1) == ""
    assert kept.get(1) == "новое"


def test_only_the_last_read_are_kept() -> None:
    base = Base()
    kept = Kept(base.read, most=2)
    for key in (1, 2, 3):
        kept.get(key)
    assert [kept.known(key) for key in (1, 2, 3)] == [None, "", ""]


def test_where_others_write_an_answer_counts_for_its_time_alone(clock) -> None:
    base = Base()
    kept = Kept(base.read, most=10, lasts=timedelta(seconds=2), clock=clock)
    kept.get(1)
    clock.forward(seconds=1.9)
    assert kept.known(1) == ""
    clock.forward(seconds=0.2)
    assert kept.known(1) is None
    never = Kept(base.read, most=10, lasts=NEVER)
    never.get(1)
    assert never.known(1) is None


def test_what_a_transaction_touches_is_told_when_it_is_over(engine: Engine) -> None:
    heard: list = []
    engine.touched.watch("progress", lambda keys: heard.append(keys))
    with engine.transaction() as tx:
        tx.touch("progress", [7])
        tx.touch("notification")
        assert heard == []
    assert heard == [[7]]
    with engine.transaction():
        pass
    assert heard == [[7]]


def test_a_transaction_that_failed_is_told_too(engine: Engine) -> None:
    heard: list = []
    engine.touched.watch("progress", heard.append)

    def fail() -> None:
        with engine.transaction() as tx:
            tx.touch("progress")
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert heard == [None]
