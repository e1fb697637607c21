"""The sheet «О файле»: what a workbook says of itself, alike in every kind of report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from fisoko.reports import texts
from fisoko.reports.book import Book
from fisoko.reports.cells import Typed
from fisoko.reports.sheet import Heading, Sheet

Fact = tuple[str, object]


@dataclass(frozen=True)
class About:
    """What is known of a report at the click.

    `title` is what it is about, `as_of` the moment (UTC), `as_of_number` the log's number then, `number` the report's.
    """

    title: str
    number: int
    as_of: datetime
    as_of_number: int
    selection: str
    asked_by: str


def facts_of(about: About, subject: str, first: Iterable[Fact], last: Iterable[Fact]) -> list[Fact]:
    """All of it, line by line: `first` stands below the title, which `subject` names, `last` below the selection."""
    return [
        (subject, about.title),
        *first,
        (texts.AS_OF, about.as_of),
        (texts.AS_OF_NUMBER, about.as_of_number),
        (texts.FILTER, about.selection),
        *last,
        (texts.REPORT_NUMBER, about.number),
        (texts.ASKED_BY, about.asked_by),
    ]


def write_about(book: Book, facts: Iterable[Fact]) -> None:
    """The last sheet."""
    sheet = Sheet(book, texts.ABOUT_SHEET, [Heading((texts.WHAT,), 260), Heading((texts.MEANING,), 560)], 0)
    for name, value in facts:
        sheet.add([name, Typed(value, "text") if isinstance(value, str) else value])
    sheet.finish()
