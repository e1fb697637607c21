"""Cells that a form works out from other rows of its own: «Итого» and the like, which repeat what others say."""

from collections.abc import Iterator, Mapping

from fisoko.domain.forms.form import Cell, Form, Row, Sheet
from fisoko.domain.forms.formula import references
from fisoko.domain.forms.formula.tree import Area, area

Subtotals = Mapping[tuple[str, str], frozenset[str]]  # (sheet, row) → its columns


def total_rows(form: Form, sheet: Sheet) -> frozenset[str]:
    """The rows of one sheet of the form that have such cells."""
    return frozenset(row for at, row in subtotals(form) if at == sheet.id)


def subtotals(form: Form) -> Subtotals:
    """The cells that statistics of a whole column leave out, since they would count its values twice.

    On a fixed sheet: cells worked out from other rows of their own column, and those of the same row that look at
    nothing but these and other rows (a share of totals is no value beside its parts). What is typed counts wherever it
    stands. Rows of a free sheet are alike, so none is the total of others.
    """
    found: dict[tuple[str, str], frozenset[str]] = {}
    for index, sheet in enumerate(form.sheets):
        lines = {} if sheet.free else {row.number: row for row in sheet.rows}
        for row in lines.values():
            computed = [
                _Computed(index, sheet, row, column.id, lines)
                for column in sheet.columns
                if sheet.cell(row.id, column.id).formula is not None
            ]
            if known := _known(computed):
                found[sheet.id, row.id] = frozenset(known)
    return found


class _Computed:
    """What one computed cell looks at on its own sheet: rows of its own column, other rows, cells beside it."""

    def __init__(self, index: int, sheet: Sheet, row: Row, column: str, lines: Mapping[int, Row]) -> None:
        own = sheet.column(column).number
        self.column = column
        self.sums_up, self.elsewhere, self.beside = False, False, set[str]()
        for cells in _areas(index, sheet.cell(row.id, column)):
            others = any(cells.top <= number <= cells.bottom for number in lines if number != row.number)
            self.elsewhere |= others
            self.sums_up |= others and cells.left <= own <= cells.right
            if cells.top <= row.number <= cells.bottom:
                self.beside |= set(_filled(sheet, row, cells))


def _areas(index: int, cell: Cell) -> Iterator[Area]:
    """What the cell's formula looks at on its own sheet."""
    for node in references(cell.formula or []):
        cells = area(node)
        if cells is not None and cells.sheet == index:
            yield cells


def _filled(sheet: Sheet, row: Row, cells: Area) -> Iterator[str]:
    """Columns within the area whose cell in this row is typed or computed."""
    for column in sheet.columns:
        cell = sheet.cell(row.id, column.id)
        if cells.left <= column.number <= cells.right and (cell.writable or cell.formula is not None):
            yield column.id


def _known(computed: list[_Computed]) -> set[str]:
    """The columns of one row that repeat other rows."""
    known = {cell.column for cell in computed if cell.sums_up}
    while known:
        more = {cell.column for cell in computed if (cell.beside or cell.elsewhere) and cell.beside <= known} - known
        if not more:
            break
        known |= more
    return known
