"""Looking up: only what is exactly the same is found."""

from collections.abc import Sequence

from fisoko.domain.forms.form import Tree
from fisoko.domain.forms.formula.criterion import Matches, pattern
from fisoko.domain.forms.formula.engine import Engine, area, checked, whole
from fisoko.domain.forms.formula.operand import Failure, Operand
from fisoko.domain.forms.formula.tree import Area
from fisoko.domain.forms.number import rounded


def look_up(engine: Engine, arguments: Sequence[Tree]) -> Operand:
    """VLOOKUP with an exact match."""
    wanted, table, column = engine.scalar(arguments[0]), area(engine, arguments[1]), whole(engine, arguments[2])
    if column < 1:
        raise Failure("#VALUE!")
    if column > table.right - table.left + 1:
        raise Failure("#REF!")
    at = _place(engine, wanted, table._replace(right=table.left))
    row, column = table.top + at, table.left + column - 1
    return checked(next(engine.cells(Area(table.sheet, row, column, row, column))))


def index(engine: Engine, arguments: Sequence[Tree]) -> Area:
    """INDEX; 0 is the whole row or column, one number counts along a single row."""
    cells = area(engine, arguments[0])
    row = whole(engine, arguments[1])
    column = whole(engine, arguments[2]) if len(arguments) > 2 else None
    rows, columns = cells.bottom - cells.top + 1, cells.right - cells.left + 1
    if column is None:
        if rows > 1 and columns > 1 and row:
            raise Failure("#REF!")
        row, column = (0, row) if rows == 1 else (row, 0)
    if row < 0 or column < 0:
        raise Failure("#VALUE!")
    if row > rows or column > columns:
        raise Failure("#REF!")
    top, left = cells.top + row - 1, cells.left + column - 1
    cells = cells._replace(top=top, bottom=top) if row else cells
    return cells._replace(left=left, right=left) if column else cells


def match(engine: Engine, arguments: Sequence[Tree]) -> float:
    """MATCH with an exact match."""
    wanted, cells = engine.scalar(arguments[0]), area(engine, arguments[1])
    if cells.top != cells.bottom and cells.left != cells.right:
        raise Failure("#N/A")
    return _place(engine, wanted, cells) + 1.0


def _place(engine: Engine, wanted: Operand, cells: Area) -> int:
    """Which of the cells (from 0) is the first to hold what is wanted. Raises Failure(#N/A)."""
    same = _same(wanted)
    for at, cell in enumerate(engine.cells(cells)):
        if same(cell):
            return at
    raise Failure("#N/A")


def _same(wanted: Operand) -> Matches:
    if isinstance(wanted, str):
        return pattern(wanted)
    if isinstance(wanted, bool):
        return lambda cell: cell is wanted
    found = rounded(wanted or 0.0)
    return lambda cell: isinstance(cell, float) and cell == found
