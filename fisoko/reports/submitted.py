"""What was submitted, as a workbook: every cell as it was, computed ones as values, and the receipt."""

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.styles import Alignment, Font

from fisoko.domain.forms.form import Column, Form
from fisoko.domain.forms.template.content import outgoing
from fisoko.reports import texts
from fisoko.reports.laid import Laid, put
from fisoko.reports.names import free_name

WIDTHS = (34, 72)  # of the receipt, in signs


def submitted(form: Form, values: Mapping[str, Any], receipt: Sequence[Sequence[str]]) -> bytes:
    """The workbook of a submission; `receipt` are the lines (name, value) of its last sheet."""
    return _Submitted(form, values, receipt).workbook()


class _Submitted(Laid):
    def __init__(self, form: Form, values: Mapping[str, Any], receipt: Sequence[Sequence[str]]) -> None:
        super().__init__(form, values)
        self._values, self._receipt = values, receipt

    def cell(self, index: int, page: Any, number: int, row: str, column: Column) -> None:
        """The value as it was submitted."""
        sheet = self.filled[index].sheet
        definition = sheet.cell(row, column.id)
        held = self._values.get(sheet.id, {}).get("cells", {}).get(row, {}).get(column.id)
        cell = page.cell(number, column.number)
        cell._style = self.looks.of("told", definition)
        put(cell, outgoing(held, definition))

    def further(self) -> None:
        """The receipt."""
        page = self.book.create_sheet(free_name(texts.RECEIPT_SHEET, "", self.names))
        for letter, width in zip("AB", WIDTHS, strict=True):
            page.column_dimensions[letter].width = width
        for row, line in enumerate(self._receipt, 1):
            for column, text in enumerate(line, 1):
                cell: Any = page.cell(row, column)
                put(cell, text)
                cell.font = Font(bold=column == 1)
                cell.alignment = Alignment(vertical="top", wrap_text=True)
        page.protection.enable()
