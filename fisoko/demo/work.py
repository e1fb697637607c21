"""The work of one organisation in a collection: when it typed what, and when it submitted, as steps in time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from typing import Any

from fisoko.demo.answers import Answers, begun
from fisoko.domain.moscow import MOSCOW

DAY_BEGINS, DAY_ENDS = 8, 18  # hours in Moscow
RETURNS = 0.15  # of those who have submitted: they edit their draft afterwards
AGAIN = 0.5  # of those who return: they submit once more
WRONG = 0.2  # of those at work: a value does not fit its column
PIECES = 2  # at most so many batches on the way


class State(StrEnum):
    """How far an organisation gets."""

    IDLE = "idle"
    WORK = "work"
    DONE = "done"


@dataclass(frozen=True)
class Step:
    """Something done at a moment: edits, or, with none, «Сдать отчет»."""

    at: datetime
    login: str
    ops: tuple[list[Any], ...] = ()


def steps(
    login: str, state: State, answers: Answers, first: datetime, last: datetime, random: Random
) -> Iterator[Step]:
    """The steps of an organisation between two moments, in order of time."""
    if state is State.IDLE:
        return
    moment = _by_day(first + (last - first) * random.uniform(0, 0.95), first, last)
    for piece in _pieces(begun(answers, 1.0 if state is State.DONE else random.uniform(0.05, 0.95)), random):
        yield Step(moment, login, piece)
        moment = min(moment + timedelta(minutes=random.randint(3, 25), seconds=random.randint(0, 59)), last)
    if state is State.WORK:
        wrong = _edit(answers, "integer", random, lambda value: {"raw": f"{value} чел."})
        if wrong and random.random() < WRONG:
            yield Step(moment, login, (wrong,))
        return
    yield Step(moment, login)
    changed = _edit(answers, "text", random, lambda value: f"{value}, уточнено")
    if changed and random.random() < RETURNS:
        moment = min(moment + timedelta(hours=random.randint(1, 30)), last)
        yield Step(moment, login, (changed,))
        if random.random() < AGAIN:
            yield Step(min(moment + timedelta(minutes=4), last), login)


def _by_day(moment: datetime, first: datetime, last: datetime) -> datetime:
    """The moment moved into the working hours of its day, within the span."""
    hour = moment.astimezone(MOSCOW).hour
    if hour < DAY_BEGINS:
        moment += timedelta(hours=DAY_BEGINS - hour)
    elif hour >= DAY_ENDS:
        moment -= timedelta(hours=hour - DAY_ENDS + 1)
    return max(first, min(moment, last))


def _pieces(ops: list[list[Any]], random: Random) -> Iterator[tuple[list[Any], ...]]:
    size = max(1, -(-len(ops) // random.randint(1, PIECES)))
    for start in range(0, len(ops), size):
        yield tuple(ops[start : start + size])


def _edit(answers: Answers, kind: str, random: Random, change: Callable[[Any], Any]) -> list[Any] | None:
    """An edit of a value of this type that is there already; a text without limits, so that no check minds."""
    places = [op for op in answers.ops() if op[0] == "set" and op[4] is not None and _free(answers, op, kind)]
    if not places:
        return None
    _, sheet, row, column, value = random.choice(places)
    return ["set", sheet, row, column, change(value)]


def _free(answers: Answers, op: list[Any], kind: str) -> bool:
    cell = answers.form.sheet(op[1]).cell(op[2], op[3])
    return cell.type == kind and not cell.list and (kind != "text" or cell.limits is None)
