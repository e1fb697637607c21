"""The limits of a cell: whether a value keeps them, and the sentence that says what is needed."""

from collections.abc import Callable

from fisoko.domain.forms import day, texts
from fisoko.domain.forms.form import Cell, Limits, Tree, Value
from fisoko.domain.forms.formula import FormulaError, operand, references
from fisoko.domain.forms.formula.operand import Failure, compare, number, number_of_text, text
from fisoko.domain.forms.number import write

Run = Callable[[Tree], Value | FormulaError]  # what a tree comes to at the cell; None where it is an empty cell
Bounds = tuple[float, float | None]
_PAIRS = ("between", "notBetween")


def holds(condition: Value | FormulaError) -> bool:
    """Whether what a condition came to is TRUE, or a number other than 0."""
    return not isinstance(condition, FormulaError | str) and bool(condition)


def broken(value: Value, cell: Cell, limits: Limits, bounds: Bounds | None) -> bool:
    """Whether the value is beyond the bounds of limits other than custom ones; no bounds bind nobody."""
    if bounds is None:
        return False
    measured = operand(value, cell.type)
    if limits.kind == "length":
        measured = float(len(text(measured).encode("utf-16-le")) // 2)
    elif isinstance(measured, str):
        measured = number_of_text(measured)
    return not isinstance(measured, float) or not _within(measured, limits.operator, bounds)


def sentence(cell: Cell, limits: Limits, bounds: Bounds) -> str:
    """What is needed: «Нужно целое число от 0 до 400.»"""
    shown = [_shown(bound, limits.kind, cell.type) for bound in bounds]
    subject = texts.NEEDS[cell.type if cell.type in ("integer", "percent") else "decimal"]
    return texts.limits(limits.kind, limits.operator, subject, *shown)


def constant(limits: Limits) -> bool:
    """Whether the bounds are the same for every cell and all values."""
    trees = (limits.first, limits.second)
    return not any(tree is not None and next(references(tree), None) for tree in trees)


def bounds_of(limits: Limits, run: Run) -> Bounds | None:
    """The bounds at a cell; None when one is empty or no number, and for custom limits, which have none."""
    if limits.kind == "custom":
        return None
    first = _bound(run(limits.first))
    pair = limits.operator in _PAIRS
    second = _bound(run(limits.second)) if pair and limits.second is not None else None
    return None if first is None or (pair and second is None) else (first, second)


def _bound(value: Value | FormulaError) -> float | None:
    if value is None or isinstance(value, FormulaError):
        return None
    try:
        return number(operand(value))
    except Failure:
        return None


def _within(measured: float, operator: str, bounds: Bounds) -> bool:
    bound, other = bounds
    if other is not None:
        low, high = sorted([bound, other])
        between = compare(measured, low) >= 0 and compare(measured, high) <= 0
        return between == (operator == "between")
    order = compare(measured, bound)
    return {
        "equal": order == 0,
        "notEqual": order != 0,
        "greaterThan": order > 0,
        "lessThan": order < 0,
        "greaterThanOrEqual": order >= 0,
        "lessThanOrEqual": order <= 0,
    }[operator]


def _shown(bound: float | None, kind: str, cell_type: str) -> str:
    if bound is None:
        return ""
    if kind == "date":
        found = day.from_serial(bound)
        return day.show_date(found) if found else write(bound)
    if kind == "time":
        return day.from_fraction(bound)
    return write(bound, shift=2) + "\u00a0%" if kind == "number" and cell_type == "percent" else write(bound)
