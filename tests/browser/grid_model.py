"""A model of a form that is being filled: what each deed must come to, with history, told without a page."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import openpyxl
from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation

from fisoko.domain.forms.form import Cell, Form, Value
from fisoko.domain.forms.value import coerce, show

ROWS, LIMIT = 8, 14
LONGEST = 200  # steps back
State = tuple[tuple[tuple[Value, ...], ...], ...]
Place = tuple[int, int]


def workbook() -> bytes:
    """Two sheets: fixed rows with a sum, decimals, dates, a choice, texts and a locked code; free rows, 14 at most."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Числа"
    sheet.append(["Показатель", "Очно", "Заочно", "Всего", "Доля", "Дата", "Примечание", "Код"])
    formats = ["0", "0", "0", "0.0", "dd.mm.yyyy", "@", "@"]
    for row in range(2, ROWS + 2):
        sheet.append([f"Строка {row - 1}", None, None, f"=B{row}+C{row}", None, None, None, "42"])
        for column, kind in enumerate(formats, 2):
            cell = sheet.cell(row, column)
            cell.number_format, cell.protection = kind, Protection(locked=column in (4, 8))
    sheet.freeze_panes, sheet.protection.sheet = "B2", True
    limits = DataValidation("whole", operator="between", formula1="0", formula2="400", allow_blank=True)
    limits.add(f"B2:C{ROWS + 1}")
    sheet.add_data_validation(limits)
    people = book.create_sheet("Люди")
    people.append(["Фамилия", "Телефон", "Стаж"])
    for column, kind in enumerate(["@", "@", "0"], 1):
        people.cell(2, column).number_format = kind
    people.freeze_panes = "A2"
    about = book.create_sheet("О форме")
    about.append(["Название", "Проверка"])
    about.append(["Строк не более: Люди", LIMIT])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass(frozen=True)
class Range:
    """Selected cells: the first one is the active one."""

    row: int
    column: int
    head_row: int
    head_column: int

    @property
    def top(self) -> int:
        return min(self.row, self.head_row)

    @property
    def bottom(self) -> int:
        return max(self.row, self.head_row)

    @property
    def left(self) -> int:
        return min(self.column, self.head_column)

    @property
    def right(self) -> int:
        return max(self.column, self.head_column)

    def cells(self) -> Iterator[Place]:
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column


@dataclass
class Model:
    """The form's values, one list of rows for each sheet, and the steps back and forth."""

    form: Form
    rows: list[list[list[Value]]] = field(default_factory=list)
    done: list[State] = field(default_factory=list)
    undone: list[State] = field(default_factory=list)

    def __post_init__(self) -> None:
        for sheet in self.form.sheets:
            self.rows.append([[sheet.cell(row.id, one.id).value for one in sheet.columns] for row in sheet.rows])

    def cell(self, sheet: int, row: int, column: int) -> Cell:
        of = self.form.sheets[sheet]
        return of.columns[column].cell if of.free else of.cell(of.rows[row].id, of.columns[column].id)

    def width(self, sheet: int) -> int:
        return len(self.form.sheets[sheet].columns)

    def height(self, sheet: int) -> int:
        """With the empty row that waits below free ones."""
        return len(self.rows[sheet]) + (self.form.sheets[sheet].free and len(self.rows[sheet]) < LIMIT)

    def value(self, sheet: int, row: int, column: int) -> Value:
        return self.rows[sheet][row][column] if row < len(self.rows[sheet]) else None

    def text(self, sheet: int, row: int, column: int) -> str:
        return show(self.value(sheet, row, column), self.cell(sheet, row, column))

    # Deeds: each is one step of history where it has changed anything.

    def _state(self) -> State:
        return tuple(tuple(tuple(row) for row in rows) for rows in self.rows)

    def step(self, deed: Any, *given: Any) -> None:
        before = self._state()
        deed(*given)
        if self._state() != before:
            self.done = [*self.done, before][-LONGEST:]
            self.undone = []

    def _travel(self, source: list[State], target: list[State]) -> None:
        if source:
            target.append(self._state())
            self.rows = [[list(row) for row in rows] for rows in source.pop()]

    def undo(self) -> None:
        self._travel(self.done, self.undone)

    def redo(self) -> None:
        self._travel(self.undone, self.done)

    def reload(self) -> None:
        self.done, self.undone = [], []

    def put(self, sheet: int, row: int, column: int, value: Value) -> None:
        if not self.cell(sheet, row, column).writable:
            return
        if row == len(self.rows[sheet]):
            if value is None:
                return
            self.rows[sheet].append([None] * self.width(sheet))
        self.rows[sheet][row][column] = value

    def type(self, sheet: int, row: int, column: int, text: str) -> None:
        if text != self.text(sheet, row, column):
            self.put(sheet, row, column, coerce(text, self.cell(sheet, row, column)))

    def clear(self, sheet: int, chosen: Range) -> None:
        for row, column in chosen.cells():
            self.put(sheet, row, column, None)

    def paste(self, sheet: int, chosen: Range, matrix: list[list[str]]) -> None:
        tall, broad = len(matrix), len(matrix[0])
        height = chosen.bottom - chosen.top + 1
        width = chosen.right - chosen.left + 1
        height, width = (height if height % tall == 0 else tall), (width if width % broad == 0 else broad)
        rows = self.rows[sheet]
        if self.form.sheets[sheet].free:
            while len(rows) < min(chosen.top + height, LIMIT):
                rows.append([None] * self.width(sheet))
        for i in range(min(height, len(rows) - chosen.top)):
            for j in range(min(width, self.width(sheet) - chosen.left)):
                row, column = chosen.top + i, chosen.left + j
                self.put(sheet, row, column, coerce(matrix[i % tall][j % broad], self.cell(sheet, row, column)))

    def fill(self, sheet: int, chosen: Range, *, down: bool) -> None:
        """Ctrl+D, Ctrl+R: the first row or column of the range over the rest; of one alone, from its neighbour."""
        if down:
            chosen = chosen if chosen.top < chosen.bottom else replace(chosen, row=chosen.top - 1, head_row=chosen.top)
        else:
            one = chosen.left == chosen.right
            chosen = replace(chosen, column=chosen.left - 1, head_column=chosen.left) if one else chosen
        if chosen.top < 0 or chosen.left < 0:
            return
        for row, column in chosen.cells():
            source = (chosen.top, column) if down else (row, chosen.left)
            if (row, column) != source:
                self._carry(sheet, source, row, column)

    def _carry(self, sheet: int, source: Place, row: int, column: int) -> None:
        value, of, to = self.value(sheet, *source), self.cell(sheet, *source), self.cell(sheet, row, column)
        self.put(sheet, row, column, value if value is None or of.type == to.type else coerce(show(value, of), to))

    def insert(self, sheet: int, at: int) -> None:
        if len(self.rows[sheet]) < LIMIT:
            self.rows[sheet].insert(min(at, len(self.rows[sheet])), [None] * self.width(sheet))

    def remove(self, sheet: int, chosen: Range) -> None:
        del self.rows[sheet][chosen.top : chosen.bottom + 1]

    def duplicate(self, sheet: int, chosen: Range) -> None:
        copies = [list(row) for row in self.rows[sheet][chosen.top : chosen.bottom + 1]]
        if len(self.rows[sheet]) + len(copies) <= LIMIT:
            self.rows[sheet][chosen.top + len(copies) : chosen.top + len(copies)] = copies

    def move(self, sheet: int, chosen: Range, by: int) -> None:
        rows, last = self.rows[sheet], len(self.rows[sheet]) - 1
        bottom = min(chosen.bottom, last)
        passed = chosen.top - 1 if by < 0 else bottom + 1
        if chosen.top <= last and 0 <= passed <= last:
            row = rows.pop(passed)
            rows.insert(bottom if by < 0 else chosen.top, row)
