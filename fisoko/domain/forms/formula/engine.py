"""What functions share: what they may ask of the evaluator, how one is described, and how arguments are walked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from fisoko.domain.forms.form import Tree
from fisoko.domain.forms.formula.operand import Failure, Operand, number
from fisoko.domain.forms.formula.tree import Area
from fisoko.domain.forms.number import rounded
from fisoko.domain.forms.value import FormulaError

MANY = 255  # the most arguments that Excel knows


class Engine(Protocol):
    """What a function may ask of the evaluator."""

    @property
    def today(self) -> date | None:
        """The day in Moscow."""
        ...

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


Run = Callable[[Engine, Sequence[Tree]], Operand | Area]


@dataclass(frozen=True)
class Function:
    """One function; `ranges` are the places of arguments that may be ranges (None: all of them)."""

    name: str
    russian: str
    least: int
    most: int
    run: Run
    ranges: frozenset[int] | None = frozenset()

    def takes_range(self, place: int) -> bool:
        """Whether the argument at this place (from 0) may be a range."""
        return self.ranges is None or place in self.ranges


def checked(value: Operand | FormulaError) -> Operand:
    """The operand. Raises Failure when it is an error."""
    if isinstance(value, FormulaError):
        raise Failure(value.code)
    return value


def numbers(engine: Engine, arguments: Sequence[Tree]) -> Iterator[float]:
    """The numbers of all arguments: of cells only numbers, else whatever can be read as one. Raises Failure."""
    for tree in arguments:
        given = engine.argument(tree)
        if isinstance(given, Area):
            yield from (cell for cell in map(checked, engine.cells(given)) if isinstance(cell, float))
        else:
            yield number(given)


def area(engine: Engine, tree: Tree) -> Area:
    """The cells that an argument names. Raises Failure."""
    given = engine.argument(tree)
    if not isinstance(given, Area):
        raise Failure("#VALUE!")
    return given


def whole(engine: Engine, tree: Tree) -> int:
    """The whole part of an argument's number, within ±10 000 000. Raises Failure."""
    return int(max(-1e7, min(1e7, rounded(number(engine.scalar(tree))))))
