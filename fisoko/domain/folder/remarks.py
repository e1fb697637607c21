"""What reading a folder has to say: problems, which stop it, and notes."""

from fisoko.domain.folder import texts
from fisoko.domain.forms.form import address


class Remarks:
    """Collects while a folder is read; each remark once, in the order of reading."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.notes: list[str] = []

    def problem(self, place: str, text: str) -> None:
        """Something to put right, at a place: a file, a line of it, a cell."""
        _add(self.problems, place, text)

    def note(self, place: str, text: str) -> None:
        """Something to know."""
        _add(self.notes, place, text)


def at_line(file: str, line: int | None) -> str:
    """«publication.toml, строка 3»; the file alone where no line is known."""
    return file if line is None else texts.AT_LINE.format(file=file, line=line)


def at_cell(file: str, row: int, column: int) -> str:
    """«список.xlsx, ячейка B7» for the row and the column from 0."""
    return texts.AT_CELL.format(file=file, cell=address(row + 1, column + 1))


def _add(said: list[str], place: str, text: str) -> None:
    whole = f"{place}: {text}" if place else text
    if whole not in said:
        said.append(whole)
