"""The results of a collection as a workbook: submitted data only, a sheet per form sheet, one about the file."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from fisoko.domain.forms.form import Form
from fisoko.domain.forms.form import Sheet as FormSheet
from fisoko.reports import texts
from fisoko.reports.looks import Looks
from fisoko.reports.sheet import Heading, Sheet, Typed

FRONT = (
    Heading((texts.LOGIN,), 90),
    Heading((texts.ORGANISATION,), 320),
    Heading((texts.REGION,), 150),
    Heading((texts.SUBMITTED,), 120),
)
FROZEN = 2  # login and name stay in view


@dataclass(frozen=True)
class ResultRow:
    """The last submission of one organisation: `values` as drafts keep them, computed ones included."""

    login: str
    name: str
    region: str
    number: int
    submitted_at: datetime
    sha256: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class About:
    """What the file says of itself: `as_of` is the moment of the click (UTC), `as_of_number` the log's number then."""

    collection: str
    form_version: int
    as_of: datetime
    as_of_number: int
    selection: str
    asked_by: str


def build_results(form: Form, rows: Iterable[ResultRow], about: About, path: Path) -> int:
    """Write the workbook to `path` and return how many organisations it holds. Rows are taken one by one.

    The control sum is the SHA-256 of the lines «login number sha256» in the order of the rows, each ended by \\n.
    """
    workbook = Workbook(str(path), {"constant_memory": True, "in_memory": False})
    looks = Looks(workbook)
    sheets = [(sheet, _begin(workbook, looks, sheet)) for sheet in form.sheets]
    control, organisations = hashlib.sha256(), 0
    for row in rows:
        control.update(f"{row.login} {row.number} {row.sha256}\n".encode())
        organisations += 1
        front = [Typed(row.login, "text"), Typed(row.name, "text"), Typed(row.region, "text"), row.submitted_at]
        for form_sheet, sheet in sheets:
            for cells in _rows(form_sheet, row.values.get(form_sheet.id) or {}):
                sheet.add(front + cells)
    for _, sheet in sheets:
        sheet.finish()
    _write_about(workbook, looks, form, about, [(s.name, sheet.rows) for s, sheet in sheets], organisations, control)
    workbook.close()
    return organisations


def _begin(workbook: Workbook, looks: Looks, sheet: FormSheet) -> Sheet:
    captions = [Heading((caption.title,), caption.width) for caption in sheet.captions]
    columns = [Heading(column.path, column.width) for column in sheet.columns]
    return Sheet(workbook, looks, sheet.name, [*FRONT, *captions, *columns], FROZEN)


def _rows(sheet: FormSheet, values: Mapping[str, Any]) -> Iterator[list[Any]]:
    """The rows of one organisation: captions, then every column typed; an absent cell has its first value."""
    cells = values.get("cells") or {}
    if sheet.free:
        blank: list[Any] = [None] * len(sheet.captions)
        rows = [(row_id, blank) for row_id in values.get("rows") or ()]
    else:
        rows = [(row.id, [Typed(text, "text") if text else None for text in row.captions]) for row in sheet.rows]
    for row_id, captions in rows:
        typed = cells.get(row_id) or {}
        yield [*captions, *(_cell(sheet, row_id, column.id, typed) for column in sheet.columns)]


def _cell(sheet: FormSheet, row_id: str, column_id: str, typed: Mapping[str, Any]) -> Typed | None:
    cell = sheet.cell(row_id, column_id)
    value = typed.get(column_id, cell.value)
    # A formula that gives "" looks empty to its reader, and is left so: blank cells are counted as blank.
    return None if value is None or value == "" else Typed(value, cell.type, cell.decimals)


def _write_about(
    workbook: Workbook,
    looks: Looks,
    form: Form,
    about: About,
    counts: list[tuple[str, int]],
    organisations: int,
    control: Any,
) -> None:
    sheet = Sheet(workbook, looks, texts.ABOUT_SHEET, [Heading((texts.WHAT,), 260), Heading((texts.MEANING,), 560)], 0)
    facts: list[tuple[str, Any]] = [
        (texts.COLLECTION, about.collection),
        (texts.FORM, form.title),
        (texts.FORM_KEY, form.key),
        (texts.FORM_VERSION, about.form_version),
        (texts.AS_OF, about.as_of),
        (texts.AS_OF_NUMBER, about.as_of_number),
        (texts.FILTER, about.selection),
        (texts.CONTENT, texts.ONLY_SUBMITTED),
        (texts.CONTENT, texts.WRONG),
        (texts.ORGANISATIONS, organisations),
        *((texts.ROWS.format(sheet=name), count) for name, count in counts),
        (texts.CONTROL_SUM, control.hexdigest()),
        (texts.ASKED_BY, about.asked_by),
    ]
    for name, value in facts:
        sheet.add([name, Typed(value, "text") if isinstance(value, str) else value])
