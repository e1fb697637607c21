"""The results of a collection: submitted data only, a sheet per form sheet, remarks, and one about the file."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from fisoko.domain.forms.form import Form
from fisoko.domain.forms.form import Sheet as FormSheet
from fisoko.domain.forms.subtotals import total_rows
from fisoko.domain.report import ReportFormat
from fisoko.reports import texts
from fisoko.reports.about import About, Fact, facts_of
from fisoko.reports.frozen import Frozen
from fisoko.reports.remarks import Remark, Remarks
from fisoko.reports.result_rows import Laid, ResultRow
from fisoko.reports.results_book import ResultsBook
from fisoko.reports.results_csv import ResultsCsv
from fisoko.reports.results_parquet import ResultsParquet


class Target(Protocol):
    """A file under construction; a context: what raises leaves no file. Sheets are begun and ended one by one."""

    @property
    def notes(self) -> Sequence[str]:
        """What its reader has to know of its kind."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def begin(self, sheet: FormSheet, totals: frozenset[str], /) -> None:
        """The next sheet of the form; `totals` are its rows that repeat others."""
        ...

    def add(self, row: ResultRow) -> None:
        """An organisation's rows of the sheet."""
        ...

    def end(self) -> int:
        """The sheet is whole; how many rows it has."""
        ...

    def remarks(self, remarks: Iterable[Remark]) -> None:
        """The sheet of errors and warnings."""
        ...

    def about(self, facts: Iterable[Fact]) -> None:
        """The sheet about the file, the last."""
        ...


TARGETS: dict[ReportFormat, Callable[[Path], Target]] = {
    ReportFormat.XLSX: ResultsBook,
    ReportFormat.CSV: ResultsCsv,
    ReportFormat.PARQUET: ResultsParquet,
}


def build(frozen: Frozen, path: Path) -> None:
    """Build the file of a frozen job."""
    form = Form.from_json(frozen.job["form"])
    laid = Laid(form, frozen.job["version"], frozen.job["version_id"])
    steps = frozen.steps(len(form.sheets))

    def rows() -> Iterator[ResultRow]:
        for line in frozen.lines():
            yield ResultRow.of_line(line)
            steps.done()

    build_results(laid, rows, frozen.about, path, ReportFormat(frozen.job["format"]))


def build_results(
    laid: Laid,
    rows: Callable[[], Iterable[ResultRow]],
    about: About,
    path: Path,
    form: ReportFormat = ReportFormat.XLSX,
) -> int:
    """Write the file to `path` and return how many organisations it holds.

    `rows` are asked for once for each sheet of the form and taken one by one. The control sum is the SHA-256 of the
    lines «login number sha256» in the order of the rows, each ended by \\n; it is the same in every format.
    """
    control, organisations, counts = hashlib.sha256(), 0, []
    remarks = Remarks(laid, path.parent)
    try:
        with TARGETS[form](path) as target:
            for place, sheet in enumerate(laid.form.sheets):
                target.begin(sheet, total_rows(laid.form, sheet))
                for row in rows():
                    if place == 0:
                        control.update(f"{row.login} {row.number} {row.sha256}\n".encode())
                        remarks.take(row)
                        organisations += 1
                    target.add(row)
                counts.append((sheet.name, target.end()))
            target.remarks(remarks.all())
            first: list[Fact] = [(texts.FORM, laid.form.title), (texts.FORM_KEY, laid.form.key)]
            first.append((texts.FORM_VERSION, laid.version))
            notes = (texts.ONLY_SUBMITTED, *target.notes, texts.REMARKS_ARE)
            last: list[Fact] = [(texts.CONTENT, note) for note in notes]
            if not organisations:
                last.append((texts.CONTENT, texts.NOTHING_SUBMITTED))
            last.append((texts.ORGANISATIONS, organisations))
            last += [(texts.ROWS.format(sheet=name), count) for name, count in counts]
            last += [(texts.REMARKS_COUNT, remarks.count), (texts.CONTROL_SUM, control.hexdigest())]
            target.about(facts_of(about, texts.COLLECTION, first, last))
    finally:
        remarks.close()
    return organisations
