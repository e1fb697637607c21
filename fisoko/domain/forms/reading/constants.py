"""What formulas and lists may see outside the cells that a person fills: hidden sheets, headings, captions."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from fisoko.domain.forms.form import Value, address, letter
from fisoko.domain.forms.formula.tree import Area, area
from fisoko.domain.forms.reading.formulas import Formulas
from fisoko.domain.forms.reading.page import Page, plain
from fisoko.domain.forms.reading.problem import Problems


def value_of(raw: Any) -> Value:
    """What openpyxl read from a cell as a value of ours: numbers with at most 15 digits, dates and times as texts."""
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() or raw.year > 1900 else raw.strftime("%H:%M")
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, time):
        return raw.strftime("%H:%M")
    if isinstance(raw, timedelta):
        minutes = round(raw.total_seconds() / 60) % 1440
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    if isinstance(raw, bool) or raw is None:
        return raw
    if isinstance(raw, int | float):
        number = float(f"{raw:.15g}")
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    return str(raw).replace("_x000D_", "").replace("\r\n", "\n")


class Constants:
    """The values outside of data areas; `pages` are the form's sheets in order, `hidden` those never shown."""

    def __init__(
        self,
        pages: list[Page],
        hidden: Mapping[str, Page],
        data: Mapping[int, tuple[frozenset[int], frozenset[int]]],
        formulas: Formulas,
        problems: Problems,
    ) -> None:
        self._pages = pages
        self._hidden = hidden
        self._data = data  # the rows and columns of each form sheet that people fill
        self._formulas = formulas
        self._problems = problems
        self._used: set[int | str] = set()

    def is_data(self, sheet: int, row: int, column: int) -> bool:
        """Whether a person fills this cell (rows of free sheets have no end)."""
        rows, columns = self._data.get(sheet, (frozenset(), frozenset()))
        return column in columns and (row in rows or (0 in rows and row >= max(rows)))

    def listed(self, source: str, sheet: str, row: int, column: int, where: str) -> list[str] | None:
        """The texts of a list's source: a range or a defined name; None when it cannot be read, which is told."""
        tree = self._formulas.tree(source, sheet, row, column, where)
        if tree is None:
            return None
        if tree[0] not in ("ref", "range"):
            self._problems.error(
                "Список для выбора задан формулой; укажите диапазон ячеек или перечислите значения", sheet, where
            )
            return None
        source_area = area(tree)
        if source_area is None:
            return None
        page = self._page(source_area.sheet)
        items: list[str] = []
        for place in _within(page, source_area):
            if isinstance(source_area.sheet, int) and self.is_data(source_area.sheet, *place):
                self._problems.error(
                    "Список для выбора берется из ячеек, которые заполняет участник; перенесите их на скрытый лист",
                    sheet,
                    where,
                )
                return None
            if page.is_formula(*place):
                self._formula_in_constants(page, *place)
            items.append(plain(page.raw(*place)))
        return items

    def see(self, seen: Area) -> None:
        """Remember that a formula looks there; a formula that stands outside the data is told as a problem."""
        page = self._page(seen.sheet)
        for place in _within(page, seen):
            if isinstance(seen.sheet, int) and self.is_data(seen.sheet, *place):
                continue
            self._used.add(seen.sheet)
            if page.is_formula(*place):
                self._formula_in_constants(page, *place)

    def to_json(self) -> dict[str, dict[str, Value]]:
        """The constants that some formula looks at, by sheet, then by address."""
        found: dict[str, dict[str, Value]] = {}
        for sheet in sorted(self._used, key=str):
            page = self._page(sheet)
            found[str(sheet)] = {
                address(*place): value_of(cell.value)
                for place, cell in sorted(page.content.items())
                if cell.data_type != "f" and not (isinstance(sheet, int) and self.is_data(sheet, *place))
            }
        return found

    def _page(self, sheet: int | str) -> Page:
        return self._pages[sheet] if isinstance(sheet, int) else self._hidden[sheet]

    def _formula_in_constants(self, page: Page, row: int, column: int) -> None:
        hidden = page.name in self._hidden or row in page.hidden_rows or column in page.hidden_columns
        self._problems.error(
            "Формула стоит вне таблицы, а на нее ссылаются; "
            + ("на скрытых листах, в скрытых строках и столбцах" if hidden else f"в столбце {letter(column)}")
            + " должны стоять готовые значения",
            page.name,
            address(row, column),
        )


def _within(page: Page, seen: Area) -> list[tuple[int, int]]:
    """The filled cells of an area in reading order; a whole column costs no more than what it holds."""
    size = (seen.bottom - seen.top + 1) * (seen.right - seen.left + 1)
    if size < len(page.content):
        places = (
            (row, column) for row in range(seen.top, seen.bottom + 1) for column in range(seen.left, seen.right + 1)
        )
        return [place for place in places if place in page.content]
    return sorted(
        place for place in page.content if seen.top <= place[0] <= seen.bottom and seen.left <= place[1] <= seen.right
    )
