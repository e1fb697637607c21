"""Rounding and remainders, decimal as the rest of the arithmetic."""

import math
from collections.abc import Sequence

from fisoko.domain.forms.form import Tree
from fisoko.domain.forms.formula.engine import Engine
from fisoko.domain.forms.formula.operand import Failure, finish, number
from fisoko.domain.forms.number import add, round_half_away, rounded

MOST = 1_125_900_000_000  # a quotient from which on Excel knows no remainder


def round_to(engine: Engine, arguments: Sequence[Tree]) -> float:
    """ROUND, half away from zero."""
    value, places = number(engine.scalar(arguments[0])), number(engine.scalar(arguments[1]))
    return finish(round_half_away(rounded(value), int(max(-400.0, min(400.0, places)))))


def size(engine: Engine, arguments: Sequence[Tree]) -> float:
    """ABS."""
    return abs(number(engine.scalar(arguments[0])))


def floor(engine: Engine, arguments: Sequence[Tree]) -> float:
    """INT: down to the whole number below, of negative ones too."""
    return finish(float(math.floor(rounded(number(engine.scalar(arguments[0]))))) + 0.0)


def remainder(engine: Engine, arguments: Sequence[Tree]) -> float:
    """MOD, with the sign of the divisor."""
    value, divisor = number(engine.scalar(arguments[0])), number(engine.scalar(arguments[1]))
    if divisor == 0:
        raise Failure("#DIV/0!")
    quotient = value / divisor
    if not abs(quotient) < MOST:
        raise Failure("#NUM!")
    return finish(add(value, -rounded(math.floor(rounded(quotient)) * divisor)))
