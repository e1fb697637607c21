"""files.xlsx: a list of what lies in the folder «files», in its order, with stores and marks."""

from dataclasses import dataclass

from fisoko.domain.folder import texts
from fisoko.domain.folder.entry import alike
from fisoko.domain.folder.remarks import Remarks, at_cell
from fisoko.domain.folder.rows import HEAD_ROWS, column_of, plain
from fisoko.domain.forms.form import address

BOOK = "files.xlsx"
FILE, STORE = ("файл", "имя файла", "файлы"), ("хранилище", "хранилище файлов")
MARK = ("только для организаций", "только организациям", "только для оо", "только оо")
YES, NO = ("да", "+", "1", "x", "х", "v", "истина", "true"), ("", "нет", "-", "0", "ложь", "false")


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list; `place` is the cell of the file's name."""

    name: str
    store: str
    organisations_only: bool
    place: str


def read_listing(rows: list[list[str]], remarks: Remarks) -> list[Listed]:
    """The rows in their order; an empty «Хранилище» is that of the row above."""
    head, column = column_of(rows, FILE)
    if column is None:
        remarks.problem(BOOK, texts.NO_FILE_COLUMN)
        return []
    titles = [plain(cell) for cell in rows[head]] if head < HEAD_ROWS else []
    store_at = next((place for place, title in enumerate(titles) if title in STORE), None)
    mark_at = next((place for place, title in enumerate(titles) if title in MARK), None)
    found: list[Listed] = []
    met: dict[str, str] = {}
    store = ""
    for number, row in enumerate(rows[head + 1 :], head + 1):
        name = _cell(row, column).removeprefix("files/")
        mark = plain(_cell(row, mark_at))
        if not any(cell.strip() for cell in row):
            continue
        store = " ".join(_cell(row, store_at).split()) or store
        if not name:
            continue  # a heading of a store alone
        place = at_cell(BOOK, number, column)
        if mark not in YES + NO and mark_at is not None:
            remarks.problem(at_cell(BOOK, number, mark_at), texts.BAD_MARK.format(value=_cell(row, mark_at)))
        if alike(name) in met:
            remarks.problem(place, texts.LISTED_TWICE.format(name=name, cell=met[alike(name)]))
            continue
        met[alike(name)] = address(number + 1, column + 1)
        found.append(Listed(name, store, mark in YES, place))
    if not found:
        remarks.problem(BOOK, texts.NO_ROWS)
    return found


def _cell(row: list[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""
