"""The functions that a formula may call: a table of name, Russian name, arguments, and what each does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Protocol

from fisoko.domain.forms.form import Tree
from fisoko.domain.forms.formula.criterion import criterion
from fisoko.domain.forms.formula.operand import Failure, Operand, finish, logical, number, number_of_text
from fisoko.domain.forms.formula.tree import Area
from fisoko.domain.forms.number import add, round_half_away, rounded
from fisoko.domain.forms.value import FormulaError

MANY = 255  # the most arguments that Excel knows


class Engine(Protocol):
    """What a function may ask of the evaluator."""

    def scalar(self, tree: Tree) -> Operand:
        """The value of an argument. Raises Failure."""
        ...

    def argument(self, tree: Tree) -> Operand | Area:
        """The same, but a reference stays the cells that it names. Raises Failure."""
        ...

    def cells(self, area: Area) -> Iterator[Operand | FormulaError]:
        """The operands of the cells, row by row; of whole columns and rows, those in use."""
        ...

    def clipped(self, area: Area) -> Area:
        """The same area, whole columns and rows only as far as the sheet is used."""
        ...


@dataclass(frozen=True)
class Function:
    """One function; `ranges` are the places of arguments that may be ranges (None: all of them)."""

    name: str
    russian: str
    least: int
    most: int
    run: Callable[[Engine, Sequence[Tree]], Operand | Area]
    ranges: frozenset[int] | None = frozenset()

    def takes_range(self, place: int) -> bool:
        """Whether the argument at this place (from 0) may be a range."""
        return self.ranges is None or place in self.ranges


def checked(value: Operand | FormulaError) -> Operand:
    """The operand. Raises Failure when it is an error."""
    if isinstance(value, FormulaError):
        raise Failure(value.code)
    return value


def _sum(engine: Engine, arguments: Sequence[Tree]) -> float:
    total = 0.0
    for tree in arguments:
        given = engine.argument(tree)
        if not isinstance(given, Area):
            total = add(total, number(given))
            continue
        for cell in engine.cells(given):
            value = checked(cell)
            if isinstance(value, float):
                total = add(total, value)
    return finish(total)


def _sum_if(engine: Engine, arguments: Sequence[Tree]) -> float:
    searched = engine.argument(arguments[0])
    matches = criterion(engine.scalar(arguments[1]))
    summed = engine.argument(arguments[2]) if len(arguments) > 2 else searched
    if not isinstance(searched, Area) or not isinstance(summed, Area):
        raise Failure("#VALUE!")
    searched = engine.clipped(searched)
    down, right = searched.bottom - searched.top, searched.right - searched.left
    summed = summed._replace(bottom=summed.top + down, right=summed.left + right)
    total = 0.0
    for cell, addend in zip_longest(engine.cells(searched), engine.cells(summed)):
        value = checked(addend) if not isinstance(cell, FormulaError) and matches(cell) else None
        if isinstance(value, float):
            total = add(total, value)
    return finish(total)


def _count(engine: Engine, arguments: Sequence[Tree]) -> float:
    total = 0
    for tree in arguments:
        try:
            given = engine.argument(tree)
        except Failure:
            continue
        if isinstance(given, Area):
            total += sum(isinstance(cell, float) for cell in engine.cells(given))
        else:
            total += not isinstance(given, str) or number_of_text(given) is not None
    return float(total)


def _count_filled(engine: Engine, arguments: Sequence[Tree]) -> float:
    total = 0
    for tree in arguments:
        try:
            given = engine.argument(tree)
        except Failure:
            total += 1
            continue
        total += sum(cell is not None for cell in engine.cells(given)) if isinstance(given, Area) else 1
    return float(total)


def _if(engine: Engine, arguments: Sequence[Tree]) -> Operand | Area:
    if logical(engine.scalar(arguments[0])):
        return engine.argument(arguments[1])
    return engine.argument(arguments[2]) if len(arguments) > 2 else False


def _truths(engine: Engine, arguments: Sequence[Tree]) -> list[bool]:
    found: list[bool] = []
    for tree in arguments:
        given = engine.argument(tree)
        if isinstance(given, Area):
            cells = (checked(cell) for cell in engine.cells(given))
            found.extend(bool(cell) for cell in cells if isinstance(cell, bool | float))
        else:
            found.append(logical(given))
    if not found:
        raise Failure("#VALUE!")
    return found


def _and(engine: Engine, arguments: Sequence[Tree]) -> bool:
    return all(_truths(engine, arguments))


def _or(engine: Engine, arguments: Sequence[Tree]) -> bool:
    return any(_truths(engine, arguments))


def _not(engine: Engine, arguments: Sequence[Tree]) -> bool:
    return not logical(engine.scalar(arguments[0]))


def _round(engine: Engine, arguments: Sequence[Tree]) -> float:
    value, places = number(engine.scalar(arguments[0])), number(engine.scalar(arguments[1]))
    return finish(round_half_away(rounded(value), int(max(-400.0, min(400.0, places)))))


def _is_blank(engine: Engine, arguments: Sequence[Tree]) -> bool:
    try:
        return engine.scalar(arguments[0]) is None
    except Failure:
        return False


TABLE = {
    function.name: function
    for function in (
        Function("SUM", "СУММ", 1, MANY, _sum, None),
        Function("SUMIF", "СУММЕСЛИ", 2, 3, _sum_if, frozenset({0, 2})),
        Function("COUNT", "СЧЁТ", 1, MANY, _count, None),
        Function("COUNTA", "СЧЁТЗ", 1, MANY, _count_filled, None),
        Function("IF", "ЕСЛИ", 2, 3, _if),
        Function("AND", "И", 1, MANY, _and, None),
        Function("OR", "ИЛИ", 1, MANY, _or, None),
        Function("NOT", "НЕ", 1, 1, _not),
        Function("ROUND", "ОКРУГЛ", 2, 2, _round),
        Function("ISBLANK", "ЕПУСТО", 1, 1, _is_blank),
    )
}
