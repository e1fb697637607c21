"""The rows of a small workbook as people type them: headings in one of the first rows, in any spelling of theirs."""

from collections.abc import Sequence

HEAD_ROWS = 20  # the headings stand in one of the first rows


def column_of(rows: Sequence[Sequence[str]], titles: Sequence[str]) -> tuple[int, int | None]:
    """The row (from 0) and the column of the first heading with one of these titles; column None: there is none."""
    for number, row in enumerate(rows[:HEAD_ROWS]):
        for place, cell in enumerate(row):
            if plain(cell) in titles:
                return number, place
    return 0, None


def plain(text: str) -> str:
    """For comparing: small letters, «ё» as «е», one space between words."""
    return " ".join(text.casefold().replace("ё", "е").split())
