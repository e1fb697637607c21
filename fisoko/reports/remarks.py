"""Errors and warnings of what was submitted: the sheet «Замечания».

A report with errors is not taken, so what is submitted has warnings only, each with its explanation. Two sorts of
errors can stand in it all the same: a value that does not fit its column, where a draft was accepted by decision, and
a value that has no place in the version of the form that the report is laid out by.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NamedTuple

from fisoko.domain.forms.form import Form, Sheet
from fisoko.reports import texts
from fisoko.reports.result_rows import Laid, ResultRow


class Remark(NamedTuple):
    """One line of the sheet; `level` in words, `address` as people see it."""

    login: str
    name: str
    region: str
    number: int
    submitted_at: datetime
    level: str
    sheet: str
    address: str
    text: str
    explanation: str


class Remarks:
    """Gathers remarks row by row on the disk, in `folder`: memory does not grow with them. Close it when done."""

    def __init__(self, laid: Laid, folder: Path) -> None:
        self._laid = laid
        self._places = _Places(laid.form)
        self._file = TemporaryFile("w+", encoding="utf-8", dir=folder)  # noqa: SIM115 - `close` closes it
        self.count = 0

    def take(self, row: ResultRow) -> None:
        """Everything that is to be said of one submission."""
        for told in row.explanations:
            sheet, address = told.get("sheet", ""), told.get("address", "")
            self._add(row, texts.EXPLAINED, sheet, address, told.get("text", ""), told.get("explanation", ""))
        if row.form_version != self._laid.id:
            for sheet, value in self._places.outside(row.values):
                self._add(row, texts.ERROR, sheet, "", texts.NO_PLACE.format(value=value, version=self._laid.version))
        for sheet, address, raw in self._places.misfits(row.values):
            self._add(row, texts.ERROR, sheet, address, texts.MISFIT.format(value=raw))

    def all(self) -> Iterator[Remark]:
        """All of them, in the order of the rows."""
        self._file.seek(0)
        for line in self._file:
            told = json.loads(line)
            told[4] = datetime.fromisoformat(told[4])
            yield Remark(*told)

    def close(self) -> None:
        """Forget them."""
        self._file.close()

    def _add(self, row: ResultRow, level: str, sheet: str, address: str, text: str, explanation: str = "") -> None:
        moment = row.submitted_at.isoformat()
        told = (row.login, row.name, row.region, row.number, moment, level, sheet, address, text, explanation)
        self._file.write(json.dumps(told, ensure_ascii=False) + "\n")
        self.count += 1


class _Places:
    """Where values stand in a form."""

    def __init__(self, form: Form) -> None:
        self._sheets = {sheet.id: sheet for sheet in form.sheets}
        self._columns = {sheet.id: {column.id for column in sheet.columns} for sheet in form.sheets}
        self._rows = {sheet.id: {row.id for row in sheet.rows} for sheet in form.sheets}

    def outside(self, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """The sheet's name ('' when it has gone) and the value of each cell that has no place in the form."""
        for sheet_id, content in values.items():
            sheet = self._sheets.get(sheet_id)
            for row_id, cells in (content.get("cells") or {}).items():
                here = sheet is not None and (sheet.free or row_id in self._rows[sheet_id])
                for column_id, value in cells.items():
                    if value not in (None, "") and not (here and column_id in self._columns[sheet_id]):
                        yield sheet.name if sheet else "", _shown(value)

    def misfits(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
        """Sheet, address and text of each value that was kept as typed since it does not fit."""
        for sheet_id, content in values.items():
            sheet = self._sheets.get(sheet_id)
            for row_id, cells in (content.get("cells") or {}).items():
                for column_id, value in cells.items():
                    if type(value) is dict and sheet is not None:
                        yield sheet.name, _address(sheet, row_id, column_id, content.get("rows") or ()), _shown(value)


def _shown(value: Any) -> str:
    return str(value.get("raw", "")) if isinstance(value, dict) else str(value)


def _address(sheet: Sheet, row_id: str, column_id: str, order: Any) -> str:
    try:
        return sheet.address(row_id, column_id, order)
    except KeyError:  # it has no place any more
        return ""
