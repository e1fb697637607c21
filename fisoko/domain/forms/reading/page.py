"""A worksheet as reading sees it: what stands where, what is merged, hidden, frozen, and how wide columns are."""

import re
from datetime import date, time
from typing import Any

from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from fisoko.domain.forms.form import address

THREAD = re.compile(r"^\[[^\]\n]*\]\s*\n.*?\n\s*(?:Comment|Комментарий|Примечание):\s*", re.DOTALL)
LAST_COLUMN = 1_000
SPACE = re.compile(r"\s+")


def plain(value: Any) -> str:
    """A text on one line with single spaces; '' for an empty cell; 3.0 as «3», 0.5 as «0,5»."""
    if value is None:
        return ""
    if isinstance(value, float):
        value = int(value) if value.is_integer() else f"{value:.15g}".replace(".", ",")
    if isinstance(value, bool):
        value = "ИСТИНА" if value else "ЛОЖЬ"
    if isinstance(value, date | time):
        value = value.strftime("%d.%m.%Y" if isinstance(value, date) else "%H:%M")
    return SPACE.sub(" ", str(value).replace("\u00ad", "")).strip()


class Page:
    """One worksheet; rows and columns are Excel's numbers from 1."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.name = sheet.title
        self.protected = bool(sheet.protection.sheet)
        self.merges: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        for merged in sheet.merged_cells.ranges:
            area = (merged.min_row, merged.min_col, merged.max_row, merged.max_col)
            for row in range(merged.min_row, merged.max_row + 1):
                for column in range(merged.min_col, merged.max_col + 1):
                    self.merges[row, column] = area
        self.content: dict[tuple[int, int], ExcelCell] = {}
        self.rows: dict[int, list[int]] = {}  # the columns that hold something, by row
        self.columns: dict[int, list[int]] = {}  # the rows that hold something, by column
        for (row, column), cell in sorted(sheet._cells.items(), key=lambda item: item[0]):
            value = cell.value
            blank = value is None or (isinstance(value, str) and not value.strip())
            # what old programs leave under a merge is not seen by anybody
            if isinstance(cell, ExcelCell) and not blank and self.anchor(row, column) == (row, column):
                self.content[row, column] = cell
                self.rows.setdefault(row, []).append(column)
                self.columns.setdefault(column, []).append(row)
        self.hidden_rows = {
            number
            for number, row in sheet.row_dimensions.items()
            if row.hidden or (row.height == 0 and row.customHeight)
        }
        self._dimensions: dict[int, Any] = {}
        self.hidden_columns: set[int] = set()
        for dimension in sheet.column_dimensions.values():
            first, last = dimension.min or 1, min(dimension.max or 0, LAST_COLUMN)
            for number in range(first, last + 1):
                self._dimensions[number] = dimension
                if dimension.hidden or dimension.width == 0:
                    self.hidden_columns.add(number)
        self.last_row = max((row for row, _ in self.content), default=0)
        self.last_column = max((column for _, column in self.content), default=0)

    def visible_rows(self, first: int, last: int) -> list[int]:
        """The numbers of the rows from first to last that are not hidden."""
        return [number for number in range(first, last + 1) if number not in self.hidden_rows]

    def visible_columns(self, first: int, last: int) -> list[int]:
        """The numbers of the columns from first to last that are not hidden."""
        return [number for number in range(first, last + 1) if number not in self.hidden_columns]

    def raw(self, row: int, column: int) -> Any:
        """What the file has in this very cell: a value, a formula's text, or None."""
        cell = self.content.get((row, column))
        return cell.value if cell is not None else None

    def is_formula(self, row: int, column: int) -> bool:
        """Whether a formula stands here."""
        cell = self.content.get((row, column))
        return cell is not None and cell.data_type == "f"

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The upper left cell of the merge that this cell belongs to, else itself."""
        area = self.merges.get((row, column))
        return (area[0], area[1]) if area else (row, column)

    def text(self, row: int, column: int) -> str:
        """The text that is seen here, taken from the merge's first cell; on one line."""
        return plain(self.raw(*self.anchor(row, column)))

    def comment(self, row: int, column: int) -> str:
        """The note of this cell without its author's name."""
        cell = self.sheet._cells.get((row, column))
        comment = getattr(cell, "comment", None)
        if comment is None:
            return ""
        text = (comment.text or "").replace("\r\n", "\n")
        if comment.author and text.startswith(f"{comment.author}:"):
            text = text[len(comment.author) + 1 :]
        return THREAD.sub("", text.strip()).strip()

    def look(self, row: int, column: int) -> Any:
        """What carries the cell's format: itself, else its row's or column's default (an openpyxl StyleableObject)."""
        cell = self.sheet._cells.get((row, column))
        if cell is not None and hasattr(cell, "number_format"):
            return cell
        line = self.sheet.row_dimensions.get(row) if row in self.sheet.row_dimensions else None
        if line is not None and line.customFormat:
            return line
        return self._dimensions.get(column)

    def width(self, column: int) -> int:
        """The width of a column in pixels, between 40 and 600."""
        dimension = self._dimensions.get(column)
        default = self.sheet.sheet_format.defaultColWidth or 8.43 + 0.71
        signs = dimension.width if dimension is not None and dimension.width else default
        return max(40, min(600, round(signs * 7)))

    def frozen(self) -> tuple[int, int]:
        """The first row and column that move when one scrolls; 1 where nothing is frozen."""
        pane = self.sheet.sheet_view.pane
        if pane is None or pane.state not in ("frozen", "frozenSplit"):
            return 1, 1
        start = coordinate_to_tuple(self.sheet.sheet_view.topLeftCell or "A1")
        edge = coordinate_to_tuple(pane.topLeftCell or "A1")
        return (
            _edge(start[0], int(pane.ySplit or 0), self.hidden_rows, edge[0]),
            _edge(start[1], int(pane.xSplit or 0), self.hidden_columns, edge[1]),
        )

    def place(self, row: int, column: int) -> str:
        """The A1 address, for messages."""
        return address(row, column)


def _edge(start: int, count: int, hidden: set[int], seen: int) -> int:
    """Where a split of `count` rows from `start` ends; programs differ in whether hidden ones are counted."""
    if not count:
        return 1
    whole = start + count
    number, left = start, count
    while left:
        if number not in hidden:
            left -= 1
        number += 1
    return seen if seen in (whole, number) else number
