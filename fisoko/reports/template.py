"""A form as a workbook to be filled in Excel: values, lists, prompts, formulas and protection alive."""

from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from fisoko.domain.forms.calculation import FilledSheet
from fisoko.domain.forms.form import Column, Form, Sheet, Tree
from fisoko.domain.forms.formula import shifted
from fisoko.domain.forms.formula.written import quoted, written
from fisoko.domain.forms.template.content import constant, outgoing
from fisoko.domain.forms.template.stamp import Stamp
from fisoko.domain.forms.template.texts import LISTS_SHEET, STAMP_SHEET
from fisoko.reports.laid import Laid, put
from fisoko.reports.template_checks import Checks

MOST_CELLS = 60_000  # of a free sheet that are laid out in advance
SPARE = 100  # empty rows that a free sheet has at least


def template(form: Form, values: Mapping[str, Any], stamp: Stamp) -> bytes:
    """The workbook of a form with the values of a draft; `stamp` as yet without names of sheets and rows."""
    return _Template(form, values, stamp).workbook()


class _Template(Laid):
    def __init__(self, form: Form, values: Mapping[str, Any], stamp: Stamp) -> None:
        super().__init__(form, values)
        self._stamp = stamp
        self._hiding: set[tuple[str, str]] = set()
        self._checks = Checks(self._named)

    def _named(self, sheet: int | str, own: int) -> str:
        """What stands before a reference to a sheet, for a formula on the sheet `own`."""
        if sheet == own:
            return ""
        return quoted(self.names[sheet] if isinstance(sheet, int) else sheet)

    def further(self) -> None:
        """The sheets that nobody sees: what formulas look at, long lists, the stamp."""
        for name, values in self.form.constants.items():
            if name.isdecimal() and int(name) < len(self.names):
                continue
            page = self.book.create_sheet(name)
            page.sheet_state = "hidden"
            for address, value in values.items():
                put(page[address], constant(value))
        lists = self.book.create_sheet(LISTS_SHEET)
        for column, options in enumerate(self._checks.lists, 1):
            for row, option in enumerate(options, 1):
                cell = lists.cell(row, column)
                put(cell, option)
                cell.number_format = "@"
        page = self.book.create_sheet(STAMP_SHEET)
        lists.sheet_state = page.sheet_state = "hidden"
        ids = [sheet.id for sheet in self.form.sheets]
        made = Stamp(
            **{
                **vars(self._stamp),
                "sheets": dict(zip(ids, self.names, strict=True)),
                "rows": {
                    filled.sheet.id: [row for row, _ in filled.rows] for filled in self.filled if filled.sheet.free
                },
            }
        )
        for row, line in enumerate(made.lines(), 1):
            for column, text in enumerate(line, 1):
                put(page.cell(row, column), text)

    def rows(self, filled: FilledSheet) -> Iterator[tuple[int, str]]:
        """Of a free sheet also empty rows, without an id."""
        yield from super().rows(filled)
        sheet = filled.sheet
        if sheet.free:
            used = len(filled.rows)
            most = max(used + SPARE, MOST_CELLS // max(len(sheet.columns), 1))
            yield from ((sheet.top + at, "") for at in range(used, min(sheet.max_rows, most)))

    def cell(self, index: int, page: Any, number: int, row: str, column: Column) -> None:
        """The value with its check, or the formula."""
        filled = self.filled[index]
        sheet = filled.sheet
        definition = filled.cell(row, column) if row else column.cell
        cell = page.cell(number, column.number)
        cell._style = self.looks.of("data", definition)
        if definition.formula is not None:
            home = sheet.top if sheet.free else number
            cell.value = "=" + self._text(shifted(definition.formula, number - home, 0), index)
            if sheet.free:
                self._hide_unused(page, sheet, column.letter)
        else:
            put(cell, outgoing(filled.held(row, column) if row else column.cell.value, definition))
        if definition.writable:
            required = definition.required or column.required
            self._checks.add(cell.coordinate, definition, index, required=required, shared=not sheet.free)

    def finish(self, page: Any) -> None:
        """Lay the checks."""
        self._checks.lay(page)

    def _text(self, tree: Tree, index: int) -> str:
        return written(tree, lambda name: self._named(name, index))

    def _hide_unused(self, page: Worksheet, sheet: Sheet, letter: str) -> None:
        """What is computed in a row that nobody has begun is not seen."""
        key = (page.title, letter)
        if key in self._hiding:
            return
        self._hiding.add(key)
        typed = [column.letter for column in sheet.columns if column.cell.writable and column.cell.value is None][:30]
        if typed:
            empty = ",".join(f'${one}{sheet.top}=""' for one in typed)
            area = f"{letter}{sheet.top}:{letter}{sheet.top + sheet.max_rows - 1}"
            page.conditional_formatting.add(area, FormulaRule([f"AND({empty})"], font=Font(color="FFFFFFFF")))
