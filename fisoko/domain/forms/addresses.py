"""The cells of a form that a person may type into, for the quick check of every save."""

import re

from fisoko.domain.forms.form import Form

ROW_ID = re.compile(r"[a-z0-9]{8,16}")


class Addresses:
    """Answers by the ids of sheet, row and column."""

    def __init__(self, form: Form) -> None:
        self.free = {sheet.id: sheet.max_rows for sheet in form.sheets if sheet.free}
        self._writable: dict[str, set[str] | set[tuple[str, str]]] = {}
        self._there: dict[str, set[str] | set[tuple[str, str]]] = {}
        for sheet in form.sheets:
            if sheet.free:
                self._there[sheet.id] = {column.id for column in sheet.columns}
                self._writable[sheet.id] = {column.id for column in sheet.columns if column.cell.writable}
            else:
                places = [(row.id, column.id) for row in sheet.rows for column in sheet.columns]
                self._there[sheet.id] = set(places)
                self._writable[sheet.id] = {place for place in places if sheet.cell(*place).writable}

    def writable(self, sheet: str, row: str, column: str) -> bool:
        """Whether there is such a cell and a person may type into it."""
        return self._has(self._writable, sheet, row, column)

    def there(self, sheet: str, row: str, column: str) -> bool:
        """Whether there is such a cell."""
        return self._has(self._there, sheet, row, column)

    def _has(self, cells: dict[str, set[str] | set[tuple[str, str]]], sheet: str, row: str, column: str) -> bool:
        known = cells.get(sheet, set())
        if sheet in self.free:
            return column in known and ROW_ID.fullmatch(row) is not None
        return (row, column) in known
