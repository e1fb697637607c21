"""Results as CSV for a Russian Excel: UTF-8 with a mark, semicolons, a comma in numbers, a file for each sheet.

Of text that begins as a formula does (= + - @, their wide twins, a tab, a line's end) Excel makes a formula when it
opens such a file. As OWASP advises, an apostrophe goes before it and the cell in quotes if need be; numbers, dates and
times are not texts and stay as they are. A workbook needs no such change: its cells say that they are texts.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from fisoko.domain.forms.form import Sheet
from fisoko.domain.moscow import show_seconds
from fisoko.domain.spreadsheet import FORMULA
from fisoko.reports import texts
from fisoko.reports.about import Fact
from fisoko.reports.archive import Archive
from fisoko.reports.cells import DATE, Typed
from fisoko.reports.remarks import Remark
from fisoko.reports.result_rows import ResultRow, SheetRows

MARK = b"\xef\xbb\xbf"
BEGINS_FORMULA = (*FORMULA, "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
PIECE = 400  # lines that are compressed together
FRONT = (texts.LOGIN, texts.ORGANISATION, texts.REGION, texts.SUBMITTED)


class CsvFile:
    """One file: headings, then lines."""

    def __init__(self, stream: IO[bytes], headings: Sequence[str]) -> None:
        self._stream, self._lines = stream, [self._line(headings)]
        self.rows = 0
        stream.write(MARK)

    def add(self, row: Iterable[Any]) -> None:
        """The next line: bare values or Typed ones."""
        self._lines.append(self._line(row))
        self.rows += 1
        if len(self._lines) >= PIECE:
            self._flush()

    def close(self) -> None:
        """It is whole."""
        self._flush()
        self._stream.close()

    def _flush(self) -> None:
        self._stream.write("".join(self._lines).encode())
        self._lines = []

    def _line(self, row: Iterable[Any]) -> str:
        return ";".join([quoted(csv_text(item)) for item in row]) + "\r\n"


class ResultsCsv:
    """An archive of them."""

    notes = (texts.CSV_TEXTS, texts.CSV_TYPES)

    def __init__(self, path: Path) -> None:
        self._archive = Archive(path, ".csv")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.__exit__(kind, error, trace)

    def begin(self, sheet: Sheet, _totals: frozenset[str], /) -> None:
        """See Target."""
        captions = [caption.title for caption in sheet.captions]
        columns = [" / ".join(part for part in column.path if part) or column.letter for column in sheet.columns]
        self._file = CsvFile(self._archive.begin(sheet.name), [*FRONT, *captions, *columns])
        self._rows = SheetRows(sheet)

    def add(self, row: ResultRow) -> None:
        """See Target."""
        front = (row.login, row.name, row.region, row.submitted_at)
        for line in self._rows.of(row.values):
            self._file.add((*front, *line))

    def end(self) -> int:
        """See Target."""
        self._file.close()
        return self._file.rows

    def remarks(self, remarks: Iterable[Remark]) -> None:
        """See Target."""
        file = CsvFile(self._archive.begin(texts.REMARKS_SHEET), texts.REMARKS)
        for remark in remarks:
            file.add(remark)
        file.close()

    def about(self, facts: Iterable[Fact]) -> None:
        """See Target."""
        write_facts(self._archive.begin(texts.ABOUT_SHEET, ".csv"), facts)


def write_facts(stream: IO[bytes], facts: Iterable[Fact]) -> None:
    """What a file says of itself, as a table of two columns."""
    file = CsvFile(stream, (texts.WHAT, texts.MEANING))
    for fact in facts:
        file.add(fact)
    file.close()


def csv_text(item: Any) -> str:
    """What stands in the cell of a bare value (text, number, bool, aware moment, None) or a Typed one."""
    value, kind = (item.value, item.type) if isinstance(item, Typed) else (item, "")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, int | float):
        return _number(value, kind)
    if isinstance(value, datetime):
        return show_seconds(value)
    if isinstance(value, dict):
        value = value.get("raw", "")
    text = str(value)
    day = DATE.match(text) if kind == "date" else None
    if day:
        return f"{day[3]}.{day[2]}.{day[1]}"
    return "'" + text if text.startswith(BEGINS_FORMULA) else text


def quoted(text: str) -> str:
    """The text as the format wants it."""
    if any(sign in text for sign in ';"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _number(value: float, kind: str) -> str:
    if kind == "percent":
        return f"{(Decimal(repr(value)) * 100).normalize():f}".replace(".", ",") + "%"
    return repr(value).replace(".", ",")
