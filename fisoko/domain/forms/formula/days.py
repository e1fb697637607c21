"""Dates of formulas: serial numbers of days, by Excel's calendar."""

import math
from collections.abc import Sequence

from fisoko.domain.forms import day
from fisoko.domain.forms.form import Tree
from fisoko.domain.forms.formula.engine import Engine, Run, whole
from fisoko.domain.forms.formula.operand import Failure, number
from fisoko.domain.forms.number import rounded


def made(engine: Engine, arguments: Sequence[Tree]) -> float:
    """DATE: months and days beyond their number run on; a year below 1900 counts from 1900."""
    year, month, days = (whole(engine, tree) for tree in arguments)
    if not 0 <= year <= 9999:
        raise Failure("#NUM!")
    further, month = divmod(month - 1, 12)
    year += further + (1900 if year < 1900 else 0)
    if not 1900 <= year <= 9999:
        raise Failure("#NUM!")
    serial = day.serial(f"{year}-{month + 1:02d}-01") + days - 1
    if not 0 <= serial <= day.LAST:
        raise Failure("#NUM!")
    return float(serial)


def part(place: int) -> Run:
    """YEAR (0), MONTH (1) or DAY (2)."""

    def run(engine: Engine, arguments: Sequence[Tree]) -> float:
        serial = math.floor(rounded(number(engine.scalar(arguments[0]))))
        found = day.calendar(serial)
        if found is None:
            raise Failure("#NUM!")
        return float(found[place])

    return run


def today(engine: Engine, _arguments: Sequence[Tree]) -> float:
    """TODAY: the day in Moscow."""
    if engine.today is None:
        raise Failure("#VALUE!")
    return float(day.serial(engine.today.isoformat()))
