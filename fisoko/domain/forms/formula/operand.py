"""What a formula calculates with: numbers, texts, booleans, nothing; and how one becomes another."""

from collections.abc import Mapping
from typing import Any

from fisoko.domain.forms import day
from fisoko.domain.forms.form import Value
from fisoko.domain.forms.letters import lower, upper
from fisoko.domain.forms.number import LARGEST, SMALLEST, TooManyDigits, read, rounded, write
from fisoko.domain.forms.value import FormulaError

Operand = Any  # float, str, bool or None (an empty cell)
TRUE, FALSE = "ИСТИНА", "ЛОЖЬ"  # as a Russian Excel writes them


class Failure(Exception):
    """An error of Excel on its way up through a formula."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.error = FormulaError(code)


def operand(value: Value | FormulaError, kind: str | None = None) -> Operand | FormulaError:
    """A value of a cell as formulas see it: dates and times as serial numbers, what does not fit as text.

    `kind` is the cell's type; without one, any text in the shape of a date or a time is one.
    """
    if type(value) is int or type(value) is float:
        return rounded(float(value))
    if isinstance(value, str):
        if kind in (None, "date") and day.is_date(value):
            return float(day.serial(value))
        if kind in (None, "time") and day.is_time(value):
            return day.fraction(value)
        return value
    if isinstance(value, Mapping):
        return str(value.get("raw", ""))
    return value


def number(given: Operand) -> float:
    """The number of an operand; a text is read as a Russian Excel reads it. Raises Failure(#VALUE!)."""
    if isinstance(given, float):
        return given
    if given is None:
        return 0.0
    if isinstance(given, bool):
        return 1.0 if given else 0.0
    found = number_of_text(given)
    if found is None:
        raise Failure("#VALUE!")
    return found


def number_of_text(text: str) -> float | None:
    """«1 234,5», «50%», «07.09.2026», «9:30» as numbers; None when the text is none."""
    try:
        found = read(text)
    except TooManyDigits:
        return None
    if found is not None:
        return rounded(float(found))
    if date := day.read_date(text):
        return float(day.serial(date))
    time = day.read_time(text)
    return None if time is None else day.fraction(time)


def text(given: Operand) -> str:
    """The text of an operand, with a decimal comma."""
    if isinstance(given, str):
        return given
    if given is None:
        return ""
    if isinstance(given, bool):
        return TRUE if given else FALSE
    return write(rounded(given))


def logical(given: Operand) -> bool:
    """The truth of an operand. Raises Failure(#VALUE!) for a text that is no boolean."""
    if isinstance(given, bool):
        return given
    if isinstance(given, str):
        found = boolean_of_text(given)
        if found is None:
            raise Failure("#VALUE!")
        return found
    return bool(given)


def boolean_of_text(word: str) -> bool | None:
    """ИСТИНА and ЛОЖЬ, in Russian or English; None when the text is neither."""
    return {"ИСТИНА": True, "TRUE": True, "ЛОЖЬ": False, "FALSE": False}.get(upper(word))


def compare(one: Operand, other: Operand) -> int:
    """-1, 0 or 1: numbers (15 digits) before texts (whatever the case) before booleans; nothing is 0, "", FALSE."""
    if type(one) is float and type(other) is float:
        one, other = rounded(one), rounded(other)
        return 0 if one == other else -1 if one < other else 1
    if one is None:
        one = _nothing_beside(other)
    if other is None:
        other = _nothing_beside(one)
    rank, other_rank = _rank(one), _rank(other)
    if rank != other_rank:
        return -1 if rank < other_rank else 1
    if isinstance(one, str):
        one, other = lower(one), lower(other)
        if one == other:
            return 0
        one, other = _order(one), _order(other)
    elif rank == 0:
        one, other = rounded(one), rounded(other)
    return 0 if one == other else -1 if one < other else 1


def finish(result: float) -> float:
    """A calculated number within Excel's range. Raises Failure(#NUM!)."""
    if not abs(result) <= LARGEST:  # also when it is not a number
        raise Failure("#NUM!")
    return result if abs(result) >= SMALLEST else 0.0


def _nothing_beside(other: Operand) -> Operand:
    return "" if isinstance(other, str) else False if isinstance(other, bool) else 0.0


def _rank(given: Operand) -> int:
    return 2 if isinstance(given, bool) else 1 if isinstance(given, str) else 0


def _order(text: str) -> tuple[bytes, bytes]:
    """A key that puts ё beside е, and otherwise goes by units of UTF-16, as JavaScript does."""
    return text.replace("ё", "е").encode("utf-16-be", "surrogatepass"), text.encode("utf-16-be", "surrogatepass")
