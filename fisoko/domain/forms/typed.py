"""Cells of a submission as rows of typed columns, as the analytical copy keeps them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from fisoko.domain.forms.form import Form
from fisoko.domain.forms.value import empty


class TypedCell(NamedTuple):
    """One filled cell: its value stands in the field of its type, the others are None.

    `wrong`: it does not fit its cell's type, and `text` is what was typed.
    """

    sheet: str
    row: str
    column: str
    number: float | None
    text: str | None
    day: date | None
    flag: bool | None
    wrong: bool = False


def typed_cells(form: Form, values: Mapping[str, Any]) -> Iterator[TypedCell]:
    """Every filled cell of submitted values (draft values by the interfaces); empty ones are left out.

    `form` is the version that the values were submitted by: it tells a date from a text. Whole and decimal numbers
    have at most 15 significant digits, which a double carries.
    """
    for sheet, content in values.items():
        dated = _dated(form, sheet)
        for row, cells in content.get("cells", {}).items():
            for column, value in cells.items():
                if isinstance(value, bool):
                    yield TypedCell(sheet, row, column, None, None, None, value)
                elif isinstance(value, int | float):
                    yield TypedCell(sheet, row, column, float(value), None, None, None)
                elif isinstance(value, Mapping):
                    yield TypedCell(sheet, row, column, None, str(value.get("raw", "")), None, None, wrong=True)
                elif not empty(value):
                    day = _day(value) if column in dated or (row, column) in dated else None
                    yield TypedCell(sheet, row, column, None, value if day is None else None, day, None)


def _dated(form: Form, sheet_id: str) -> set[Any]:
    """The columns of dates, and the (row, column) of cells that are dates by themselves."""
    found: set[Any] = set()
    for sheet in form.sheets:
        if sheet.id == sheet_id:
            found |= {column.id for column in sheet.columns if column.cell.type == "date"}
            found |= {(row.id, at) for row in sheet.rows for at, cell in row.cells.items() if cell.type == "date"}
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
