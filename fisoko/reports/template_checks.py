"""Lists, limits and prompts of a template as Excel's data validations."""

import re
from collections.abc import Callable
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from fisoko.domain.forms.form import Cell, Limits, Tree
from fisoko.domain.forms.formula import references
from fisoko.domain.forms.formula.written import quoted, written
from fisoko.domain.forms.template.texts import LISTS_SHEET
from fisoko.domain.forms.texts import NEEDS
from fisoko.reports import texts
from fisoko.reports.template_looks import clean

LONGEST_LIST, LONGEST_TEXT = 255, 255  # signs, Excel's own
UNSAFE = re.compile(r'[,"\n]|^[ =]|^$| $')  # what a list written out cannot hold
KINDS = {"date": "date", "time": "time", "length": "textLength", "custom": "custom"}
ANY = {
    "integer": ("whole", "between", "-999999999999999", "999999999999999"),
    "decimal": ("decimal", "between", "-1E+300", "1E+300"),
    "percent": ("decimal", "between", "-1E+300", "1E+300"),
    "date": ("date", "greaterThanOrEqual", "1", None),
    "time": ("time", "between", "0", "0.999999"),
}
BOOLEANS = ("да", "нет")


class Checks:
    """Validations gathered cell by cell, those alike put together; `lists` go to a hidden sheet, a column each."""

    def __init__(self, named: Callable[[int | str, int], str]) -> None:
        self._named = named
        self._made: dict[Any, tuple[DataValidation, list[str]]] = {}
        self.lists: list[tuple[str, ...]] = []

    def add(self, address: str, cell: Cell, sheet: int, *, required: bool, shared: bool) -> None:
        """Remember what a cell on the sheet of this index takes; `shared` limits are the same for all, unshifted."""
        key = (cell.type, cell.list, _key(cell.limits), cell.error, cell.strict, cell.hint, required)
        if key not in self._made:
            self._made[key] = self._check(cell, sheet, required=required, shared=shared), []
        self._made[key][1].append(address)

    def lay(self, page: Worksheet) -> None:
        """Put what was gathered on its sheet."""
        for check, addresses in self._made.values():
            if check.type or check.prompt:
                for area in _areas(addresses):
                    check.add(area)
                page.add_data_validation(check)
        self._made = {}

    def _check(self, cell: Cell, sheet: int, *, required: bool, shared: bool) -> DataValidation:
        check: Any = DataValidation(allow_blank=not required, errorStyle="stop" if cell.strict else "warning")
        check.showErrorMessage = True
        if cell.hint:
            check.promptTitle, check.prompt, check.showInputMessage = None, _short(cell.hint), True
        options = BOOLEANS if cell.type == "boolean" and cell.list is None else cell.list
        if options is not None:
            check.type, check.formula1 = "list", self._list(options)
        elif cell.limits is not None:
            self._limit(check, cell, cell.limits, sheet, shared=shared)
        elif cell.type in ANY:
            check.type, check.operator, check.formula1, check.formula2 = ANY[cell.type]
        check.error = _short(cell.error or (NEEDS[cell.type] + "." if cell.type in ANY else texts.NOT_ACCEPTED))
        return check

    def _limit(self, check: Any, cell: Cell, limits: Limits, sheet: int, *, shared: bool) -> None:
        def text(tree: Tree | None) -> str | None:
            if tree is None:
                return None
            pinned = shared and next(references(tree), None) is not None
            return written(tree, lambda name: self._named(name, sheet), pinned=pinned)

        check.type = KINDS.get(limits.kind) or ("whole" if cell.type == "integer" else "decimal")
        if limits.kind != "custom":
            check.operator = limits.operator
        check.formula1, check.formula2 = text(limits.first), text(limits.second)

    def _list(self, options: tuple[str, ...]) -> str:
        joined = ",".join(options)
        if len(joined) <= LONGEST_LIST and not any(UNSAFE.search(option) for option in options):
            return f'"{joined}"'
        if options not in self.lists:
            self.lists.append(options)
        letter = get_column_letter(self.lists.index(options) + 1)
        return f"{quoted(LISTS_SHEET)}${letter}$1:${letter}${len(options)}"


def _key(limits: Limits | None) -> Any:
    return limits and repr(limits.to_json())


def _short(text: str) -> str:
    text = clean(text)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def _areas(addresses: list[str]) -> list[str]:
    """The addresses as few ranges: cells below one another first, then equal ranges beside one another."""
    columns: dict[int, list[int]] = {}
    for address in addresses:
        place = CellRange(address)
        columns.setdefault(place.min_col, []).append(place.min_row)
    runs: dict[tuple[int, int], list[int]] = {}
    for column, rows in sorted(columns.items()):
        first = last = None
        for row in [*sorted(rows), None]:
            if last is not None and row == last + 1:
                last = row
                continue
            if first is not None and last is not None:
                runs.setdefault((first, last), []).append(column)
            first = last = row
    areas = []
    for (top, bottom), found in sorted(runs.items()):
        start = found[0]
        for at, column in enumerate(found):
            if at + 1 == len(found) or found[at + 1] != column + 1:
                areas.append(f"{get_column_letter(start)}{top}:{get_column_letter(column)}{bottom}")
                start = found[at + 1] if at + 1 < len(found) else start
    return areas
