"""The results of a collection as a workbook: submitted data only, a sheet per form sheet, one about the file."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from fisoko.domain.forms.form import Form
from fisoko.domain.forms.form import Sheet as FormSheet
from fisoko.reports import texts
from fisoko.reports.about import About, write_about
from fisoko.reports.book import Book
from fisoko.reports.cells import Typed
from fisoko.reports.frozen import Frozen, freeze_job
from fisoko.reports.sheet import Heading, Sheet

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


def freeze(folder: Path, form: Form, version: int, rows: Iterable[ResultRow], about: About) -> None:
    """Write everything the report is built from into `folder`: the rows as they are at the click."""
    packed = (asdict(row) | {"submitted_at": row.submitted_at.isoformat()} for row in rows)
    freeze_job(folder, about, {"kind": "results", "form": form.to_json(), "version": version}, packed)


def build(frozen: Frozen, path: Path) -> None:
    """Build the workbook of a frozen job."""
    form = Form.from_json(frozen.job["form"])
    steps = frozen.steps(len(form.sheets))

    def rows() -> Iterator[ResultRow]:
        for row in frozen.rows():
            yield ResultRow(**(row | {"submitted_at": datetime.fromisoformat(row["submitted_at"])}))
            steps.done()

    build_results(form, frozen.job["version"], rows, frozen.about, path)


def build_results(form: Form, version: int, rows: Callable[[], Iterable[ResultRow]], about: About, path: Path) -> int:
    """Write the workbook to `path` and return how many organisations it holds.

    `rows` are asked for once for each sheet of the form and taken one by one. The control sum is the SHA-256 of the
    lines «login number sha256» in the order of the rows, each ended by \\n.
    """
    control, organisations, counts = hashlib.sha256(), 0, []
    with Book(path) as book:
        for place, form_sheet in enumerate(form.sheets):
            sheet = _begin(book, form_sheet)
            for row in rows():
                if place == 0:
                    control.update(f"{row.login} {row.number} {row.sha256}\n".encode())
                    organisations += 1
                front = [Typed(text, "text") for text in (row.login, row.name, row.region)]
                front_cells = [sheet.cells.of(item) for item in (*front, row.submitted_at)]
                for cells in _rows(form_sheet, row.values.get(form_sheet.id) or {}):
                    sheet.write(front_cells + [sheet.cells.of(cell) for cell in cells])
            sheet.finish()
            counts.append((form_sheet.name, sheet.rows))
        write_about(
            book,
            about,
            texts.COLLECTION,
            [(texts.FORM, form.title), (texts.FORM_KEY, form.key), (texts.FORM_VERSION, version)],
            [
                (texts.CONTENT, texts.ONLY_SUBMITTED),
                (texts.CONTENT, texts.WRONG),
                (texts.ORGANISATIONS, organisations),
                *((texts.ROWS.format(sheet=name), count) for name, count in counts),
                (texts.CONTROL_SUM, control.hexdigest()),
            ],
        )
    return organisations


def _begin(book: Book, sheet: FormSheet) -> Sheet:
    captions = [Heading((caption.title,), caption.width) for caption in sheet.captions]
    columns = [Heading(column.path, column.width) for column in sheet.columns]
    return Sheet(book, sheet.name, [*FRONT, *captions, *columns], FROZEN)


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
