"""What every cell of a filled workbook holds; the file is judged first and read in a process of its own.

`read_filled` is for the server; run as a module this is that process.
"""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from fisoko.domain.forms.reading.child import ChildFailed, answer, ask, limit
from fisoko.domain.forms.reading.guard import judge
from fisoko.domain.forms.texts import ERRORS
from fisoko.domain.forms.value import FormulaError

TOO_HEAVY = (
    "Прочитать книгу не удалось: она слишком сложна или повреждена. "
    "Скачайте шаблон заново и перенесите значения в него."
)
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
ZERO, DAY, HALF = timedelta(), timedelta(days=1), timedelta(seconds=0.5)
MIDNIGHT = datetime(1900, 1, 1)  # noqa: DTZ001 (of any day)

Contents = Mapping[tuple[int, int], Any]  # by row and column: str, int, float, bool, datetime, time or FormulaError


@dataclass(frozen=True)
class Filled:
    """The sheets of a workbook by name, or a Russian sentence that says why it cannot be read."""

    sheets: Mapping[str, Contents] = field(default_factory=dict)
    problem: str = ""


def read_filled(data: bytes) -> Filled:
    """The contents of a foreign workbook; never raises for bad files."""
    for problem in judge(data):
        if problem.level == "error":
            return Filled(problem=problem.text)
    try:
        found = ask(data, "fisoko.domain.forms.reading.filled")
    except ChildFailed:
        return Filled(problem=TOO_HEAVY)
    if found["problem"]:
        return Filled(problem=found["problem"])
    return Filled(
        {
            sheet["name"]: {(row, column): _content(kind, value) for row, column, kind, value in sheet["cells"]}
            for sheet in found["sheets"]
        }
    )


def main() -> None:
    """Read the workbook on the input and answer what its cells hold."""
    limit()
    sys.modules["numpy"] = None  # type: ignore[assignment]
    from fisoko.domain.forms.reading.book import Unreadable, open_book

    try:
        book = open_book(sys.stdin.buffer.read(), results=True)
    except Unreadable as reason:
        answer({"problem": str(reason), "sheets": []})
        return
    sheets = [
        {
            "name": sheet.title,
            "cells": [
                [row, column, *_packed(cell.value)]
                for (row, column), cell in sorted(sheet._cells.items(), key=lambda item: item[0])
                if cell.value is not None and cell.value != ""
            ],
        }
        for sheet in book.sheets
    ]
    answer({"problem": "", "sheets": sheets})


def _packed(value: Any) -> tuple[str, Any]:
    """A content as JSON: its kind and value."""
    if isinstance(value, bool):
        return "bool", value
    if isinstance(value, int | float):
        return "number", value
    if isinstance(value, timedelta):  # what is formatted as hours beyond a day
        return (
            ("time", _second(MIDNIGHT + value).time().isoformat()) if ZERO <= value < DAY else ("number", value / DAY)
        )
    if isinstance(value, date):
        whole = value if isinstance(value, datetime) else datetime.combine(value, time())
        return "moment", _second(whole).isoformat()
    if isinstance(value, time):
        return "time", _second(datetime.combine(MIDNIGHT, value)).time().isoformat()
    text = str(value)
    return ("error", text) if text in ERRORS else ("text", text)


def _second(moment: datetime) -> datetime:
    """The nearest whole second: parts of a day are no exact numbers."""
    return (moment + HALF).replace(microsecond=0)


def _sign(match: re.Match[str]) -> str:
    sign = chr(int(match[1], 16))
    return "\ufffd" if "\ud800" <= sign <= "\udfff" else sign


def _content(kind: str, value: Any) -> Any:
    if kind == "moment":
        return datetime.fromisoformat(value)
    if kind == "time":
        return time.fromisoformat(value)
    if kind == "error":
        return FormulaError(value)
    if kind == "text":  # line breaks of old programs, and signs that XML cannot hold
        return ESCAPED.sub(_sign, value)
    return value


if __name__ == "__main__":
    main()
