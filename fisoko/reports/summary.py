"""A summary as a workbook: one table and the sheet «О файле»."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from fisoko.reports.about import Fact, write_about
from fisoko.reports.book import Book
from fisoko.reports.sheet import Heading, Sheet

NARROW, WIDE = 110, 320  # pixels


def build_summary(
    target: Path | IO[bytes],
    name: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    facts: Iterable[Fact],
    *,
    frozen: int = 1,
) -> None:
    """Write the table on a sheet of this name and the facts about it on another.

    Values of rows are texts, numbers or None; the first `frozen` columns stay in view.
    """
    with Book(target) as book:
        wide = [Heading((text,), WIDE if place < frozen else NARROW) for place, text in enumerate(headings)]
        sheet = Sheet(book, name, wide, frozen)
        for row in rows:
            sheet.add(row)
        sheet.finish()
        write_about(book, facts)
