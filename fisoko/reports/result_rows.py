"""The rows of a report of results: the last submission of each organisation, frozen at the click and read back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from fisoko.domain.forms.form import Cell, Form, Sheet
from fisoko.domain.report import ReportFormat
from fisoko.reports.about import About
from fisoko.reports.cells import Typed
from fisoko.reports.frozen import freeze_job


@dataclass(frozen=True, slots=True)
class Laid:
    """The form that a report is laid out by: its number among the form's versions, and its id in the store."""

    form: Form
    version: int
    id: int = 0


@dataclass(frozen=True, slots=True)
class ResultRow:
    """The last submission of one organisation: `values` as drafts keep them, computed ones included.

    `explanations` are of the warnings it was made with: rule, sheet, address, text, explanation. `form_version` is the
    id of the version it was made by.
    """

    login: str
    name: str
    region: str
    number: int
    submitted_at: datetime
    sha256: str
    values: Mapping[str, Any] = field(default_factory=dict)
    kind: str = ""
    region_code: str = ""
    form_version: int = 0
    explanations: tuple[Mapping[str, str], ...] = ()

    def line(self, document: str = "") -> str:
        """As a line of JSON; `document` is the submission's own text, which then need not be read to be written."""
        names = _WITHOUT_VALUES if document else _NAMES
        told = orjson.dumps({name: getattr(self, name) for name in names}).decode()
        return f'{told[:-1]},"document":{document}}}' if document else told

    @classmethod
    def of_line(cls, line: bytes) -> "ResultRow":
        """The row of its line."""
        told = orjson.loads(line)
        document = told.pop("document", None)
        if document is not None:
            told["values"] = document["values"]
        told["submitted_at"] = datetime.fromisoformat(told["submitted_at"])
        return cls(**told)


_NAMES = tuple(one.name for one in fields(ResultRow))
_WITHOUT_VALUES = tuple(name for name in _NAMES if name != "values")


def freeze(
    folder: Path, laid: Laid, lines: Iterable[str], about: About, form: ReportFormat = ReportFormat.XLSX
) -> None:
    """Write everything the report is built from into `folder`: the rows, as `ResultRow.line`, and the form."""
    job = {"kind": "results", "form": laid.form.to_json(), "version": laid.version, "version_id": laid.id}
    freeze_job(folder, about, job | {"format": form.value}, lines)


class SheetRows:
    """The rows of one sheet of the form in a submission: captions, then every column by the type of its cell."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._columns = [column.id for column in sheet.columns]
        self._free = [_kind(column.cell) for column in sheet.columns]
        self._blank: list[Typed | None] = [None] * len(sheet.captions)
        self._fixed = [
            (
                row.id,
                [Typed(text, "text") if text else None for text in row.captions],
                [_kind(row.cells.get(column.id) or column.cell) for column in sheet.columns],
            )
            for row in sheet.rows
        ]

    def of(self, values: Mapping[str, Any]) -> Iterator[list[Typed | None]]:
        """Row by row; `values` are of one submission. An absent cell has its first value, a computed "" is blank."""
        content = values.get(self._sheet.id) or {}
        cells = content.get("cells") or {}
        rows = self._fixed
        if self._sheet.free:
            rows = [(row_id, self._blank, self._free) for row_id in content.get("rows") or ()]
        for row_id, captions, kinds in rows:
            get = (cells.get(row_id) or {}).get
            line = [*captions]
            for column, (first, kind, decimals) in zip(self._columns, kinds, strict=True):
                value = get(column, first)
                # A formula that gives "" looks empty to its reader, and is left so: blank cells are counted as blank.
                line.append(None if value is None or value == "" else Typed(value, kind, decimals))
            yield line


def _kind(cell: Cell) -> tuple[Any, str, int]:
    return cell.value, cell.type, cell.decimals
