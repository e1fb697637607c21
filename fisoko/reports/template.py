"""A form as a workbook to be filled in Excel: values, lists, prompts, formulas and protection alive.

Run as a process of its own: `python -m fisoko.reports.template` takes the job as JSON and answers with the workbook.
openpyxl writes it, since no other part of Excel's format has so many: validations, comments, protection, styles.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from copy import copy
from datetime import date, time
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from fisoko.domain.forms.calculation import FilledSheet
from fisoko.domain.forms.form import Form, Sheet, Tree, letter
from fisoko.domain.forms.form import number as column_number
from fisoko.domain.forms.formula import shifted
from fisoko.domain.forms.formula.written import quoted, written
from fisoko.domain.forms.template.content import constant, outgoing
from fisoko.domain.forms.template.layout import Layout
from fisoko.domain.forms.template.stamp import Stamp
from fisoko.domain.forms.template.texts import LISTS_SHEET, STAMP_SHEET
from fisoko.reports import texts
from fisoko.reports.cells import DANGEROUS
from fisoko.reports.names import free_name
from fisoko.reports.template_checks import Checks
from fisoko.reports.template_looks import FORMATS, Looks, clean

MOST_CELLS = 60_000  # of a free sheet that are laid out in advance
SPARE = 100  # empty rows that a free sheet has at least
PIXELS = 7  # of a digit


def main() -> None:
    """The job on the input, the workbook on the output."""
    job = json.loads(sys.stdin.buffer.read())
    stamp = Stamp(**job["stamp"])
    sys.stdout.buffer.write(template(Form.from_json(job["form"]), job["values"], stamp))


def template(form: Form, values: Mapping[str, Any], stamp: Stamp) -> bytes:
    """The workbook of a form with the values of a draft; `stamp` as yet without names of sheets and rows."""
    return _Template(form, values).workbook(stamp)


class _Template:
    def __init__(self, form: Form, values: Mapping[str, Any]) -> None:
        self._form = form
        self._book = Workbook()
        self._names: list[str] = []
        for sheet in form.sheets:
            self._names.append(free_name(sheet.name, "", [*self._names, STAMP_SHEET, LISTS_SHEET, *form.constants]))
        self._filled = [FilledSheet(sheet, values.get(sheet.id) or {}) for sheet in form.sheets]
        self._looks = Looks(self._book)
        self._hiding: set[tuple[str, str]] = set()
        self._checks = Checks(self._named)

    def workbook(self, stamp: Stamp) -> bytes:
        """The bytes of the workbook."""
        for index, name in enumerate(self._names):
            self._sheet(index, self._book.create_sheet(name))
        self._hidden(stamp)
        self._looks.leave()
        self._book.calculation.fullCalcOnLoad = True
        self._book.properties.title, self._book.properties.creator = self._form.title, texts.CREATOR
        target = BytesIO()
        self._book.save(target)
        return target.getvalue()

    def _named(self, sheet: int | str, own: int) -> str:
        """What stands before a reference to a sheet, for a formula on the sheet `own`."""
        if sheet == own:
            return ""
        return quoted(self._names[sheet] if isinstance(sheet, int) else sheet)

    def _hidden(self, stamp: Stamp) -> None:
        """The sheets that nobody sees: what formulas look at, long lists, the stamp."""
        for name, values in self._form.constants.items():
            if name.isdecimal() and int(name) < len(self._names):
                continue
            page = self._book.create_sheet(name)
            page.sheet_state = "hidden"
            for address, value in values.items():
                _put(page[address], constant(value))
        lists = self._book.create_sheet(LISTS_SHEET)
        for column, options in enumerate(self._checks.lists, 1):
            for row, option in enumerate(options, 1):
                cell = lists.cell(row, column)
                _put(cell, option)
                cell.number_format = "@"
        page = self._book.create_sheet(STAMP_SHEET)
        lists.sheet_state = page.sheet_state = "hidden"
        ids = [sheet.id for sheet in self._form.sheets]
        made = Stamp(
            **{
                **vars(stamp),
                "sheets": dict(zip(ids, self._names, strict=True)),
                "rows": {
                    filled.sheet.id: [row for row, _ in filled.rows] for filled in self._filled if filled.sheet.free
                },
            }
        )
        for row, line in enumerate(made.lines(), 1):
            for column, text in enumerate(line, 1):
                _put(page.cell(row, column), text)

    def _sheet(self, index: int, page: Any) -> None:
        layout, filled = Layout(self._form, index), self._filled[index]
        self._around(layout, page)
        for number, row in self._rows(filled):
            for column in filled.sheet.columns:
                self._cell(index, page, filled, number, row, column.id)
        self._checks.lay(page)
        sheet = filled.sheet
        page.freeze_panes = page.cell(sheet.top, 1 if sheet.free else sheet.left)
        page.protection.enable()
        page.protection.formatColumns = page.protection.formatRows = False  # widths and heights may be changed
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_setup.fitToHeight = 0
        page.print_title_rows = f"1:{sheet.top - 1}" if sheet.top > 1 else None

    def _around(self, layout: Layout, page: Worksheet) -> None:
        sheet = layout.sheet
        for place, content in layout.around():
            cell = page.cell(*place)
            _put(cell, content)
            if place in layout.headings:
                cell._style = self._looks.of("title" if place[0] < layout.first else "head")
        for top, left, bottom, right in layout.merged:
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    page.cell(row, column)._style = self._looks.of("head" if row < sheet.top else "caption")
            page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for caption in sheet.captions:
            for row in sheet.rows:
                page[f"{caption.letter}{row.number}"]._style = self._looks.of("caption")
        for part in (*sheet.captions, *sheet.columns):
            page.column_dimensions[part.letter].width = part.width / PIXELS
        used = {column_number(part.letter) for part in (*sheet.captions, *sheet.columns)}
        for column in range(1, max(used)):  # hidden in the form, too: formulas may look there
            page.column_dimensions[letter(column)].hidden = column not in used
        for row in range(sheet.top, max(layout.rows, default=0)):
            page.row_dimensions[row].hidden = row not in layout.rows
        for column in sheet.columns:
            if column.hint:
                self._comment(page.cell(*_leaf(layout, column.number)), column.hint)
        if sheet.rules:
            self._comment(page.cell(1, 1), sheet.rules)

    def _rows(self, filled: FilledSheet) -> Iterator[tuple[int, str]]:
        """Number and id of each row; of a free sheet also empty ones, without an id."""
        for row, number in filled.rows:
            yield number, row
        sheet = filled.sheet
        if sheet.free:
            used = len(filled.rows)
            most = max(used + SPARE, MOST_CELLS // max(len(sheet.columns), 1))
            yield from ((sheet.top + at, "") for at in range(used, min(sheet.max_rows, most)))

    def _cell(self, index: int, page: Worksheet, filled: FilledSheet, number: int, row: str, column_id: str) -> None:
        sheet = filled.sheet
        column = sheet.column(column_id)
        definition = filled.cell(row, column) if row else column.cell
        cell: Any = page.cell(number, column.number)
        cell._style = self._looks.of("data", definition)
        home = sheet.top if sheet.free else number
        if definition.formula is not None:
            tree = shifted(definition.formula, number - home, 0)
            cell.value = "=" + self._text(tree, index)
            if sheet.free:
                self._hide_unused(page, sheet, column.letter)
        else:
            _put(cell, outgoing(filled.held(row, column) if row else column.cell.value, definition))
        if definition.writable:
            required = definition.required or column.required
            self._checks.add(cell.coordinate, definition, index, required=required, shared=not sheet.free)

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

    def _comment(self, cell: Any, text: str) -> None:
        comment = Comment(clean(text), texts.CREATOR)
        comment.width, comment.height = 320, 40 + 18 * (len(text) // 42 + text.count("\n") + 1)
        cell.comment = comment


def _leaf(layout: Layout, column: int) -> tuple[int, int]:
    """Where the last heading of a column stands."""
    return max((place for place in layout.headings if place[1] == column), default=(layout.sheet.top - 1, column))


def _put(cell: Any, content: Any) -> None:
    """A content into a cell; text never becomes a formula, also after somebody has edited it."""
    if isinstance(content, str):
        cell.value, cell.data_type = clean(content), "s"
        if content.startswith(DANGEROUS):
            cell._style = copy(cell._style)  # which many cells share
            cell.quotePrefix = True
    elif content is not None:
        if isinstance(content, date | time) and cell.number_format == "General":
            cell.number_format = FORMATS["date" if isinstance(content, date) else "time"]
        cell.value = content
