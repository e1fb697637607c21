"""What of a form can be asked about: its columns and its fixed rows, by their names on the page."""

from dataclasses import dataclass

from fisoko.domain.forms.form import Form
from fisoko.domain.forms.subtotals import subtotals


@dataclass(frozen=True, slots=True)
class Field:
    """A column that can be asked about: ids of sheet and column, their names on the page, the type of its cells."""

    sheet: str
    sheet_name: str
    column: str
    title: str  # headings from the top level down, joined by « / »
    type: str
    free: bool  # rows of the sheet come and go
    subtotals: bool = False  # some of its cells repeat other rows; statistics of the column do not count them

    @property
    def key(self) -> tuple[str, str]:
        """By which frames name it."""
        return self.sheet, self.column

    @property
    def name(self) -> str:
        """As a list of columns names it."""
        return f"{self.sheet_name}: {self.title}"


def fields_of(form: Form) -> list[Field]:
    """Every column of the form, in its order."""
    repeated = {(sheet, column) for (sheet, _), columns in subtotals(form).items() for column in columns}
    return [
        Field(
            sheet.id,
            sheet.name,
            column.id,
            " / ".join(column.path),
            column.cell.type,
            sheet.free,
            (sheet.id, column.id) in repeated,
        )
        for sheet in form.sheets
        for column in sheet.columns
    ]


def row_names(form: Form) -> dict[str, str]:
    """Row id → its captions, or «строка 7» by Excel's number where it has none; fixed sheets only."""
    return {
        row.id: " / ".join(part for part in row.captions if part) or f"строка {row.number}"
        for sheet in form.sheets
        for row in sheet.rows
    }
