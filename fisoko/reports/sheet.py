"""A sheet written row by row: headings in levels, typed cells, frozen panes, and text that never becomes a formula."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from fisoko.reports.looks import Looks

MAX_ROWS = 1_048_576  # Excel's own limit
MAX_NAME = 31
FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\]")
DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")
TIME = re.compile(r"(\d\d):(\d\d)(?::(\d\d))?\Z")
EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
FIRST_SAFE_DAY = 61  # Excel believes in 29.02.1900: earlier days would be shown wrong, so they stay text
MOSCOW = timedelta(hours=3)
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Heading:
    """A column: `path` are its headings from the top level down; `width` in pixels."""

    path: tuple[str, ...]
    width: int = 90


@dataclass(frozen=True)
class Typed:
    """A value with the type that its cell has; a bare value in a row means text, a number or a moment as it is."""

    value: Any
    type: str
    decimals: int = 0


class Sheet:
    """A sheet under construction. Rows go out as they come: memory does not grow with them.

    A sheet that reaches Excel's limit of rows goes on in another one, «Лист (2)».
    """

    def __init__(self, workbook: Workbook, looks: Looks, name: str, headings: Sequence[Heading], frozen: int) -> None:
        self._workbook, self._looks, self._name = workbook, looks, name
        self._headings, self._frozen = headings, frozen
        self._levels = max((len(heading.path) for heading in headings), default=1)
        self._parts = 0
        self.rows = 0
        self._begin()

    def _begin(self) -> None:
        self._parts += 1
        suffix = f" ({self._parts})" if self._parts > 1 else ""
        self._sheet: Worksheet = self._workbook.add_worksheet(_free_name(self._workbook, self._name, suffix))
        self._row = self._levels
        for column, heading in enumerate(self._headings):
            self._sheet.set_column_pixels(column, column, heading.width)
        for level in range(self._levels):
            self._write_level(level)
        self._sheet.freeze_panes(self._levels, self._frozen)
        # Printed on A4 across, no column cut off, headings on every page.
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0, self._levels - 1)

    def _write_level(self, level: int) -> None:
        """One level of headings: a short path has gaps above its last one, equal neighbours make one merged group."""
        texts = [_padded(heading.path, self._levels) for heading in self._headings]
        column = 0
        while column < len(texts):
            end = column
            if level < self._levels - 1 and texts[column][level]:
                while end + 1 < len(texts) and texts[end + 1][: level + 1] == texts[column][: level + 1]:
                    end += 1
            text = _plain(texts[column][level])
            if end > column:
                self._sheet.merge_range(level, column, level, end, "", self._looks.heading)
            self._sheet.write_string(level, column, text, self._looks.heading)
            column = end + 1

    def add(self, row: Sequence[Any]) -> None:
        """Write the next row: bare values (text, number, bool, aware moment, None) or Typed ones."""
        if self._row >= MAX_ROWS:
            self._finish_part()
            self._begin()
        for column, item in enumerate(row):
            if item is not None:
                self._write(column, item)
        self._row += 1
        self.rows += 1

    def finish(self) -> None:
        """Put the filter on the headings; nothing may be added afterwards."""
        self._finish_part()

    def _finish_part(self) -> None:
        if self._headings:
            self._sheet.autofilter(self._levels - 1, 0, max(self._row - 1, self._levels), len(self._headings) - 1)

    def _write(self, column: int, item: Any) -> None:
        value, kind, decimals = (item.value, item.type, item.decimals) if isinstance(item, Typed) else (item, "", 0)
        sheet, row = self._sheet, self._row
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, self._looks.of(kind, decimals))
        elif isinstance(value, datetime):
            sheet.write_number(row, column, _serial(value), self._looks.of("moment"))
        elif isinstance(value, dict):
            sheet.write_string(row, column, _plain(str(value.get("raw", ""))), self._looks.wrong)
        else:
            self._write_text(column, str(value), kind)

    def _write_text(self, column: int, text: str, kind: str) -> None:
        number = _day(text) if kind == "date" else _time(text) if kind == "time" else None
        if number is not None:
            self._sheet.write_number(self._row, column, number, self._looks.of(kind))
            return
        look = self._looks.literal if text.startswith(DANGEROUS) else self._looks.of("text" if kind == "text" else "")
        self._sheet.write_string(self._row, column, _plain(text), look)


def _serial(moment: datetime) -> float:
    """The Excel number of an aware moment, in Moscow time, to the second."""
    span = moment.astimezone(UTC).replace(microsecond=0) + MOSCOW - EPOCH
    return span.days + span.seconds / 86_400


def _day(text: str) -> int | None:
    parts = DATE.match(text)
    if not parts:
        return None
    try:
        days = (datetime(*map(int, parts.groups()), tzinfo=UTC) - EPOCH).days
    except ValueError:
        return None
    return days if days >= FIRST_SAFE_DAY else None


def _time(text: str) -> float | None:
    parts = TIME.match(text)
    if not parts:
        return None
    hours, minutes, seconds = (int(part or 0) for part in parts.groups())
    if hours > 23 or minutes > 59 or seconds > 59:
        return None
    return (hours * 3600 + minutes * 60 + seconds) / 86_400


def _plain(text: str) -> str:
    """Text as XlsxWriter must get it to write it literally.

    XlsxWriter 3.3 takes any text of the shape <r>…</r> for its own rich text and writes it unescaped: such a text
    from a school could break the file, so it is given as a real rich text with the escaped words inside.
    """
    if text.startswith("<r>") and text.endswith("</r>"):
        return f'<r><t xml:space="preserve">{escape(text)}</t></r>'
    return text


def _padded(path: tuple[str, ...], levels: int) -> tuple[str, ...]:
    return path[:-1] + ("",) * (levels - len(path)) + path[-1:]


def _free_name(workbook: Workbook, name: str, suffix: str) -> str:
    """A sheet name that Excel accepts and that is not taken: at most 31 signs, none of []:*?/\\, no outer quote."""
    clean = FORBIDDEN_IN_NAME.sub(" ", name).strip(" '")[: MAX_NAME - len(suffix)].strip(" '") or "_"
    taken = {str(sheet.get_name()).lower() for sheet in workbook.worksheets()}
    candidate, number = clean + suffix, 1
    while candidate.lower() in taken:
        number += 1
        tail = f" {number}{suffix}"
        candidate = clean[: MAX_NAME - len(tail)] + tail
    return candidate
