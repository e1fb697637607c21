"""The headings of a sheet: title rows told apart from them, merged groups, numbers under them, stars."""

from dataclasses import dataclass

from fisoko.domain.forms.reading.page import Page
from fisoko.domain.forms.reading.problem import Problems

LEVELS = 3


@dataclass(frozen=True)
class Heading:
    """The headings of one column from the top level down; `leaf` is the cell of the lowest one."""

    path: tuple[str, ...]
    required: bool
    leaf: tuple[int, int]
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Headings:
    """The rows of headings of a sheet, what its title rows say, and the first column with row data."""

    rows: list[int]
    title: str

    def of(self, page: Page, column: int) -> Heading | None:
        """The heading of a column, None where nothing is written over it."""
        path: list[str] = []
        places: list[tuple[int, int]] = []
        starred = False
        for row in self.rows:
            place = page.anchor(row, column)
            text = page.text(row, column)
            if not text or place in places:
                continue
            bare = text.rstrip("* ").rstrip()
            starred = starred or text.rstrip().endswith("*")
            path.append(bare or text)
            places.append(place)
        if not path:
            return None
        return Heading(tuple(path), starred, places[-1], tuple(places))


def read_headings(page: Page, top: int, left: int, problems: Problems) -> Headings:
    """The heading rows above `top`; title rows and rows of column numbers are left out with a note."""
    rows = [row for row in page.visible_rows(1, top - 1) if _texts(page, row)]
    titles: list[int] = []
    while len(rows) > 1 and _is_title(page, rows[0], rows[-1], left):
        titles.append(rows.pop(0))
    title = page.text(*_texts(page, titles[0])[0]) if titles else ""
    if titles:
        problems.note(f"{_rows(titles)} над заголовком: прочитано как название таблицы, в форму не входит", page.name)
    if len(rows) > 1 and _is_numbering(page, rows[-1]):
        problems.note(f"строка {rows[-1]}: прочитана как номера столбцов, в форму не входит", page.name)
        rows.pop()
    if len(rows) > LEVELS:
        problems.error(
            f"Заголовок занимает {len(rows)} строки, допустимо не больше {LEVELS}; "
            "уберите лишние строки над таблицей или закрепите области прямо под заголовком",
            page.name,
            page.place(rows[0], 1),
        )
    for row in rows:
        for _, column in _texts(page, row):
            if page.is_formula(row, column):
                problems.error("В заголовке стоит формула; впишите готовый текст", page.name, page.place(row, column))
    return Headings(rows, title)


def _texts(page: Page, row: int) -> list[tuple[int, int]]:
    """The visible anchors that show a text in this row."""
    found: list[tuple[int, int]] = []
    for column in page.visible_columns(1, page.last_column):
        place = page.anchor(row, column)
        if place not in found and page.text(row, column):
            found.append(place)
    return found


def _is_title(page: Page, row: int, last: int, left: int) -> bool:
    """Whether a row above others is a title: one text that belongs to no column."""
    texts = _texts(page, row)
    if len(texts) != 1:
        return False
    area = page.merges.get(texts[0])
    if area and area[2] >= last:
        return False
    column = texts[0][1]
    if column < left:
        return True
    if left > 1:
        return False
    first, width = (area[1], area[3] - area[1] + 1) if area else (column, 1)
    headed = [number for number in page.visible_columns(1, page.last_column) if page.text(last, number)]
    return width == 1 or (first <= min(headed) and first + width > max(headed))


def _is_numbering(page: Page, row: int) -> bool:
    """Whether a row holds nothing but 1, 2, 3 … (captions may have letters)."""
    texts = [page.text(*place) for place in _texts(page, row)]
    numbers = [int(text) for text in texts if text.isdecimal() and text.isascii()]
    letters = [text for text in texts if not text.isdecimal()]
    if len(numbers) < 2 or any(len(text) > 1 for text in letters):
        return False
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] in (1, 2, 3)


def _rows(numbers: list[int]) -> str:
    return f"строка {numbers[0]}" if len(numbers) == 1 else f"строки {numbers[0]}–{numbers[-1]}"
