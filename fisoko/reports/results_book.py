"""Results as a workbook."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from fisoko.domain.forms.form import Sheet as FormSheet
from fisoko.reports import texts
from fisoko.reports.about import Fact, write_about
from fisoko.reports.book import Book
from fisoko.reports.cells import Typed
from fisoko.reports.remarks import Remark
from fisoko.reports.result_rows import ResultRow, SheetRows
from fisoko.reports.sheet import Heading, Sheet

FRONT = (
    Heading((texts.LOGIN,), 90),
    Heading((texts.ORGANISATION,), 320),
    Heading((texts.REGION,), 150),
    Heading((texts.SUBMITTED,), 120),
)
FROZEN = 2  # login and name stay in view
REMARK_WIDTHS = (90, 320, 150, 90, 120, 180, 140, 70, 420, 420)


class ResultsBook:
    """A sheet per form sheet with typed cells, then «Замечания», then «О файле»."""

    notes = (texts.WRONG,)

    def __init__(self, path: Path) -> None:
        self._book = Book(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.__exit__(kind, error, trace)

    def begin(self, sheet: FormSheet, _totals: frozenset[str], /) -> None:
        """See Target."""
        captions = [Heading((caption.title,), caption.width) for caption in sheet.captions]
        columns = [Heading(column.path, column.width) for column in sheet.columns]
        self._sheet = Sheet(self._book, sheet.name, [*FRONT, *captions, *columns], FROZEN)
        self._rows = SheetRows(sheet)

    def add(self, row: ResultRow) -> None:
        """See Target."""
        sheet, of = self._sheet, self._sheet.cells.of
        front = [of(Typed(text, "text")) for text in (row.login, row.name, row.region)] + [of(row.submitted_at)]
        for line in self._rows.of(row.values):
            sheet.write(front + ["" if item is None else of(item) for item in line])

    def end(self) -> int:
        """See Target."""
        self._sheet.finish()
        return self._sheet.rows

    def remarks(self, remarks: Iterable[Remark]) -> None:
        """See Target."""
        headings = [Heading((text,), width) for text, width in zip(texts.REMARKS, REMARK_WIDTHS, strict=True)]
        sheet = Sheet(self._book, texts.REMARKS_SHEET, headings, FROZEN)
        for remark in remarks:
            sheet.add([Typed(part, "text") if isinstance(part, str) else part for part in remark])
        sheet.finish()

    def about(self, facts: Iterable[Fact]) -> None:
        """See Target."""
        write_about(self._book, facts)
