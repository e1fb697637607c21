"""The work of one organisation in a collection: when it typed what, and when it submitted, as steps in time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from random import Random
from typing import Any

from fisoko.demo.answers import Answers
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
    login: str,
    state: State,
    answers: Answers,
    first: datetime,
    last: datetime,
    random: Random,
    *,
    grain: int | None = None,
) -> Iterator[Step]:
    """The steps of an organisation between two moments, in order of time.

    With a `grain` people stop in so many places only, so that a country has not as many different drafts as people.
    """
    if state is State.IDLE:
        return
    moment = _by_day(first + (last - first) * random.uniform(0, 0.95), first, last)
    share = 1.0 if state is State.DONE else random.uniform(0.05, 0.95)
    if grain:
        share = ceil(share * grain) / grain
    for piece in _pieces(answers, _count(answers, share), random):
        yield Step(moment, login, piece)
        moment = min(moment + timedelta(minutes=random.randint(3, 25), seconds=random.randint(0, 59)), last)
    if state is State.WORK:
        wrong = _edit(answers, "integer", random, lambda value: {"raw": f"{value} чел."}, grain)
        if wrong and random.random() < WRONG:
            yield Step(moment, login, (wrong,))
        return
    yield Step(moment, login)
    changed = _edit(answers, "text", random, lambda value: f"{value}, уточнено", grain)
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


def _pieces(answers: Answers, count: int, random: Random) -> Iterator[tuple[list[Any], ...]]:
    size = max(1, -(-count // random.randint(1, PIECES)))
    for start in range(0, count, size):
        yield answers.part(start, min(start + size, count))


def _count(answers: Answers, share: float) -> int:
    """How many of the edits are done; at least one."""
    return max(1, round(len(answers.edits) * share))


def _edit(
    answers: Answers, kind: str, random: Random, change: Callable[[Any], Any], grain: int | None
) -> list[Any] | None:
    """An edit of a value of this type that is there already, so that no check minds a text."""
    places = answers.typed(kind)
    if not places:
        return None
    if grain:
        places = places[:: max(1, len(places) // grain)]
    _, sheet, row, column, value = random.choice(places)
    return ["set", sheet, row, column, change(value)]
