"""Cells as XML, all but their address: every value by its type, every text as text."""

import math
import re
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from fisoko.domain.spreadsheet import FORMULA
from fisoko.reports.book import Book

DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")
TIME = re.compile(r"(\d\d):(\d\d)(?::(\d\d))?\Z")
EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
DAY_SECONDS = 86_400
MOSCOW_DAYS = 25_569 + 3 / 24  # from Excel's day 0 to 01.01.1970 UTC, in Moscow
FIRST_SAFE_DAY = 61  # Excel believes in 29.02.1900: earlier days would be shown wrong, so they stay text


class Typed(NamedTuple):
    """A value with the type that its cell has; a bare value in a row means text, a number or a moment as it is."""

    value: Any
    type: str
    decimals: int = 0


class Cells:
    """Makes the cells of one book; '' is an empty one, which is not written."""

    def __init__(self, book: Book) -> None:
        self._book, self._looks = book, book.looks
        self._moment = f' s="{self._looks.of("moment")}"><v>'
        self._integer = f' s="{self._looks.of("integer")}"><v>'
        self._text = f' s="{self._looks.of("text")}"'
        self._numbers: dict[tuple[str, int], str] = {}  # how a number's cell begins

    def of(self, item: Any) -> str:
        """The cell of a bare value (text, number, bool, aware moment, None) or a Typed one."""
        value, kind, decimals = item if isinstance(item, Typed) else (item, "", 0)
        made = type(value)
        if made is str:
            if kind in FROM_TEXT:
                return self._from_text(value, kind)
            if value.startswith(FORMULA):
                return self.text(value, self._looks.literal)
            return (self._text if kind == "text" else "") + self._book.text(value)
        if made is int or (made is float and math.isfinite(value)):
            begin = self._numbers.get((kind, decimals))
            if begin is None:
                begin = self._numbers[kind, decimals] = f' s="{self._looks.of(kind, decimals)}"><v>'
            return f"{begin}{value!r}</v></c>"
        return self._rare(value)

    def _rare(self, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return f' t="b"><v>{int(value)}</v></c>'
        if isinstance(value, datetime):
            return self.at(math.floor(value.timestamp()))
        if isinstance(value, dict):
            return self.text(str(value.get("raw", "")), self._looks.wrong)
        return self.text(str(value))

    def text(self, text: str, look: int = 0) -> str:
        """A text as it is."""
        return f' s="{look}"{self._book.text(text)}'

    def blank(self, look: int) -> str:
        """An empty cell that has a look all the same."""
        return f' s="{look}"/>'

    def number(self, number: int | str) -> str:
        """A whole number, or its digits."""
        return f"{self._integer}{number}</v></c>"

    def at(self, seconds: int) -> str:
        """The moment so many seconds after 01.01.1970 UTC, in Moscow time."""
        return f"{self._moment}{seconds / DAY_SECONDS + MOSCOW_DAYS:.8f}</v></c>"

    def _from_text(self, text: str, kind: str) -> str:
        number = FROM_TEXT[kind](text)
        if number is None:  # not of its kind after all: as typed
            return self.text(text, self._looks.literal if text.startswith(FORMULA) else 0)
        return f' s="{self._looks.of(kind)}"><v>{number!r}</v></c>'


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
    return timedelta(hours=hours, minutes=minutes, seconds=seconds) / timedelta(days=1)


FROM_TEXT = {"date": _day, "time": _time}  # kinds whose values come as text
