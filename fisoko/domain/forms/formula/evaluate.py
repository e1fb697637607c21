"""The evaluator: a tree and what its cells hold become a value or an error, by the rules of Excel."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from fisoko.domain.forms.form import Tree, Value
from fisoko.domain.forms.formula.engine import checked
from fisoko.domain.forms.formula.functions import TABLE
from fisoko.domain.forms.formula.operand import Failure, Operand, compare, finish, number, operand, text
from fisoko.domain.forms.formula.tree import COLUMNS, ROWS, Area, area
from fisoko.domain.forms.number import add, plain, power, rounded
from fisoko.domain.forms.value import LONGEST, FormulaError

COMPARISONS = {
    "=": lambda order: order == 0,
    "<>": lambda order: order != 0,
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
}


class Lookup(Protocol):
    """What the cells hold: called with sheet, row and column, answers with an operand or an error."""

    def __call__(self, sheet: int | str, row: int, column: int) -> Operand | FormulaError:
        """The operand of a cell by Excel numbers; None when it is empty."""
        ...

    def bounds(self, sheet: int | str) -> tuple[int, int]:
        """The last row and column in use; ranges are read no further."""
        ...


def evaluate(
    tree: Tree, lookup: Lookup, shift: tuple[int, int] = (0, 0), today: date | None = None
) -> Value | FormulaError:
    """The value of a formula evaluated `shift` (rows, columns) away from its home: a number, text or boolean."""
    try:
        result = Evaluator(lookup, shift, today).scalar(tree)
    except Failure as failure:
        return failure.error
    if result is None:
        return 0
    return plain(rounded(result)) if isinstance(result, float) else result


class Evaluator:
    """One evaluation; see `functions.Engine` for what it offers to functions."""

    def __init__(self, lookup: Lookup, shift: tuple[int, int], today: date | None) -> None:
        self.lookup, self.today = lookup, today
        self.down, self.right = shift

    def scalar(self, tree: Tree) -> Operand:
        """The operand that the tree comes to. Raises Failure."""
        kind = tree[0]
        if kind == "num":
            return float(tree[1])
        if kind == "ref":
            cells = area(tree, self.down, self.right)
            if cells is None:
                raise Failure("#REF!")
            return checked(self._read(cells.sheet, cells.top, cells.left))
        if kind == "op":
            return self._operation(tree[1], self.scalar(tree[2]), self.scalar(tree[3]))
        if kind in ("str", "bool"):
            return tree[1]
        if kind == "call":
            result = TABLE[tree[1]].run(self, tree[2])
            return self._single(result) if isinstance(result, Area) else result
        if kind == "neg":
            return 0.0 - number(self.scalar(tree[1]))
        if kind == "percent":
            return finish(number(self.scalar(tree[1])) / 100)
        if kind == "empty":
            return None
        if kind == "range" and area(tree, self.down, self.right) is None:
            raise Failure("#REF!")
        raise Failure(tree[1] if kind == "error" else "#VALUE!")

    def argument(self, tree: Tree) -> Operand | Area:
        """The operand, or the cells that a reference names. Raises Failure."""
        if tree[0] in ("ref", "range"):
            cells = area(tree, self.down, self.right)
            if cells is None:
                raise Failure("#REF!")
            return cells
        if tree[0] == "call":
            return TABLE[tree[1]].run(self, tree[2])
        return self.scalar(tree)

    def cells(self, area: Area) -> Iterator[Operand | FormulaError]:
        """The operands of the cells, row by row; of whole columns and rows, those in use."""
        sheet, top, left, bottom, right = self.clipped(area)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield self._read(sheet, row, column)

    def clipped(self, area: Area) -> Area:
        """The same area, whole columns and rows only as far as the sheet is used."""
        last_row, last_column = (
            self.lookup.bounds(area.sheet) if area.bottom == ROWS or area.right == COLUMNS else (0, 0)
        )
        bottom = max(last_row, area.top) if area.bottom == ROWS else area.bottom
        right = max(last_column, area.left) if area.right == COLUMNS else area.right
        return area._replace(bottom=bottom, right=right)

    def _read(self, sheet: int | str, row: int, column: int) -> Operand | FormulaError:
        value = self.lookup(sheet, row, column)
        return value if value is None or isinstance(value, float | bool) else operand(value, "general")

    def _single(self, cells: Area) -> Operand:
        if cells.top != cells.bottom or cells.left != cells.right:
            raise Failure("#VALUE!")
        return checked(self._read(cells.sheet, cells.top, cells.left))

    def _operation(self, sign: str, one: Operand, other: Operand) -> Operand:
        if sign in COMPARISONS:
            return COMPARISONS[sign](compare(one, other))
        if sign == "&":
            joined = text(one) + text(other)
            if len(joined.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST:
                raise Failure("#VALUE!")
            return joined
        left, right = number(one), number(other)
        if sign == "+":
            return finish(add(left, right))
        if sign == "-":
            return finish(add(left, -right))
        if sign == "*":
            return finish(left * right)
        if sign == "/":
            if right == 0:
                raise Failure("#DIV/0!")
            return finish(left / right)
        return finish(_power(left, right))


def _power(base: float, exponent: float) -> float:
    if base == 0 and exponent <= 0:
        raise Failure("#NUM!" if exponent == 0 else "#DIV/0!")
    if base == 0:
        return 0.0
    try:
        return power(base, exponent)
    except (ValueError, OverflowError):
        raise Failure("#NUM!") from None
