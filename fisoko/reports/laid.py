"""A form laid out as a workbook: headings, captions, widths, comments, protection.

openpyxl writes it, since no other part of Excel's format has so many: validations, comments, protection, styles.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from datetime import date, time
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.properties import PageSetupProperties

from fisoko.domain.forms.calculation import FilledSheet
from fisoko.domain.forms.form import Column, Form, letter
from fisoko.domain.forms.form import number as column_number
from fisoko.domain.forms.template.layout import Layout
from fisoko.domain.forms.template.texts import LISTS_SHEET, STAMP_SHEET
from fisoko.domain.spreadsheet import FORMULA
from fisoko.reports import texts
from fisoko.reports.names import free_name
from fisoko.reports.template_looks import FORMATS, Looks, clean

PIXELS = 7  # of a digit


class Laid:
    """A form laid out as a workbook; what its cells hold, and what stands on further sheets, is said by others."""

    def __init__(self, form: Form, values: Mapping[str, Any]) -> None:
        self.form = form
        self.book = Workbook()
        self.names: list[str] = []
        for sheet in form.sheets:
            self.names.append(free_name(sheet.name, "", [*self.names, STAMP_SHEET, LISTS_SHEET, *form.constants]))
        self.filled = [FilledSheet(sheet, values.get(sheet.id) or {}) for sheet in form.sheets]
        self.looks = Looks(self.book)

    def workbook(self) -> bytes:
        """The bytes of the workbook."""
        for index, name in enumerate(self.names):
            self._sheet(index, self.book.create_sheet(name))
        self.further()
        self.looks.leave()
        self.book.calculation.fullCalcOnLoad = True
        self.book.properties.title, self.book.properties.creator = self.form.title, texts.CREATOR
        target = BytesIO()
        self.book.save(target)
        return target.getvalue()

    def rows(self, filled: FilledSheet) -> Iterator[tuple[int, str]]:
        """Number and id of each row."""
        for row, number in filled.rows:
            yield number, row

    def cell(self, index: int, page: Any, number: int, row: str, column: Column) -> None:
        """Fill and dress one cell of the sheet of this index."""
        raise NotImplementedError

    def further(self) -> None:
        """What stands on no sheet of the form."""

    def finish(self, page: Any) -> None:
        """What a sheet gets when all its cells are there."""

    def _sheet(self, index: int, page: Any) -> None:
        layout, filled = Layout(self.form, index), self.filled[index]
        self._around(layout, page)
        for number, row in self.rows(filled):
            for column in filled.sheet.columns:
                self.cell(index, page, number, row, column)
        self.finish(page)
        sheet = filled.sheet
        page.freeze_panes = page.cell(sheet.top, 1 if sheet.free else sheet.left)
        page.protection.enable()
        page.protection.formatColumns = page.protection.formatRows = False  # widths and heights may be changed
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_setup.fitToHeight = 0
        page.print_title_rows = f"1:{sheet.top - 1}" if sheet.top > 1 else None

    def _around(self, layout: Layout, page: Any) -> None:
        sheet = layout.sheet
        for place, content in layout.around():
            cell = page.cell(*place)
            put(cell, content)
            if place in layout.headings:
                cell._style = self.looks.of("title" if place[0] < layout.first else "head")
        for top, left, bottom, right in layout.merged:
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    page.cell(row, column)._style = self.looks.of("head" if row < sheet.top else "caption")
            page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for caption in sheet.captions:
            for row in sheet.rows:
                page[f"{caption.letter}{row.number}"]._style = self.looks.of("caption")
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

    def _comment(self, cell: Any, text: str) -> None:
        comment = Comment(clean(text), texts.CREATOR)
        comment.width, comment.height = 320, 40 + 18 * (len(text) // 42 + text.count("\n") + 1)
        cell.comment = comment


def _leaf(layout: Layout, column: int) -> tuple[int, int]:
    """Where the last heading of a column stands."""
    return max((place for place in layout.headings if place[1] == column), default=(layout.sheet.top - 1, column))


def put(cell: Any, content: Any) -> None:
    """A content into a cell; text never becomes a formula, also after somebody has edited it."""
    if isinstance(content, str):
        cell.value, cell.data_type = clean(content), "s"
        if content.startswith(FORMULA):
            cell._style = copy(cell._style)  # which many cells share
            cell.quotePrefix = True
    elif content is not None:
        if isinstance(content, date | time) and cell.number_format == "General":
            cell.number_format = FORMATS["date" if isinstance(content, date) else "time"]
        cell.value = content
