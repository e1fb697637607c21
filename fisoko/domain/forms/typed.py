"""Cells of submissions as typed columns, as the analytical copy keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fisoko.domain.forms.form import Form
from fisoko.domain.forms.subtotals import Subtotals, subtotals
from fisoko.domain.forms.value import empty


@dataclass(frozen=True, slots=True)
class Places:
    """What only a value's place in its form tells of it.

    `dates`: (sheet, column), or (sheet, row, column) where a cell is a date by itself: a submitted date is a text.
    `subtotals`: what is worked out from other rows of its column.
    """

    dates: frozenset[tuple[str, ...]]
    subtotals: Subtotals


def places(form: Form) -> Places:
    """What the form says of its places."""
    dates: set[tuple[str, ...]] = set()
    for sheet in form.sheets:
        dates |= {(sheet.id, column.id) for column in sheet.columns if column.cell.type == "date"}
        dates |= {(sheet.id, row.id, at) for row in sheet.rows for at, cell in row.cells.items() if cell.type == "date"}
    return Places(frozenset(dates), subtotals(form))


class TypedCells:
    """Filled cells one after another, empty ones left out; most are numbers, so the other types are kept by place.

    `rows`: (sheet, row, how many cells of it follow); `columns` and `numbers` are as long as there are cells (a number
    is None where the value is of another type); `texts`, `days` and `flags` by the cell's index. `wrong`: indexes of
    values that do not fit their cell; the text is what was typed. `subtotals`: indexes of what repeats other rows.
    Numbers have at most 15 significant digits, which a double carries.
    """

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, int]] = []
        self.columns: list[str] = []
        self.numbers: list[float | None] = []
        self.texts: dict[int, str] = {}
        self.days: dict[int, date] = {}
        self.flags: dict[int, bool] = {}
        self.wrong: set[int] = set()
        self.subtotals: set[int] = set()

    def add(self, values: Mapping[str, Any], places: Places) -> int:
        """Lay in a submission's values (draft values by the interfaces); answers how many cells it has."""
        columns, numbers = self.columns, self.numbers
        begun = len(columns)
        for sheet, content in values.items():
            for row, cells in content.get("cells", {}).items():
                before = len(columns)
                for column, value in cells.items():
                    kind = type(value)
                    if kind is int or kind is float:
                        numbers.append(value)
                        columns.append(column)
                    elif not empty(value):
                        self._other((sheet, row, column), value, places.dates)
                        numbers.append(None)
                        columns.append(column)
                if len(columns) > before:
                    self.rows.append((sheet, row, len(columns) - before))
                    if repeated := places.subtotals.get((sheet, row)):
                        self.subtotals.update(at for at in range(before, len(columns)) if columns[at] in repeated)
        return len(columns) - begun

    def _other(self, place: tuple[str, str, str], value: Any, dates: frozenset[tuple[str, ...]]) -> None:
        at, (sheet, _, column) = len(self.columns), place
        if isinstance(value, bool):
            self.flags[at] = value
        elif isinstance(value, Mapping):
            self.texts[at] = str(value.get("raw", ""))
            self.wrong.add(at)
        else:
            day = _day(value) if (sheet, column) in dates or place in dates else None
            if day is None:
                self.texts[at] = value
            else:
                self.days[at] = day


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
