"""A whole workbook becomes a form: which sheet is what, in which order things are read, and every problem at once."""

import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from fisoko.domain.forms.form import ID_LENGTH, SERIAL, Cell, Form, Rule, Sheet, address
from fisoko.domain.forms.reading.about import About, key_from, read_about
from fisoko.domain.forms.reading.book import Book, Unreadable, open_book
from fisoko.domain.forms.reading.cells import CellReader
from fisoko.domain.forms.reading.circle import circle, computed, shown
from fisoko.domain.forms.reading.constants import Constants
from fisoko.domain.forms.reading.formulas import Formulas, areas
from fisoko.domain.forms.reading.keys import read_keys
from fisoko.domain.forms.reading.layout import Layout, read_layout
from fisoko.domain.forms.reading.look import palette
from fisoko.domain.forms.reading.page import Page
from fisoko.domain.forms.reading.problem import Problems, Reading
from fisoko.domain.forms.reading.rules import read_rules
from fisoko.domain.forms.reading.sheets import build_sheet
from fisoko.domain.forms.reading.validation import Validations

RULES, ABOUT = "правила", "о форме"
CELLS = 50_000  # of all tables together: what a browser and a person can hold


def random_id() -> str:
    """A fresh id of a sheet, column, row or rule."""
    return "".join(secrets.choice(SERIAL) for _ in range(ID_LENGTH))


def read_form(source: bytes | str | Path, new_id: Callable[[], str] = random_id) -> Reading:
    """The form of a workbook (its bytes or path) with everything there is to say about it; no form after errors.

    The file must have passed `guard.judge`; for foreign files use `check_workbook`, which does that and more.
    """
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    problems = Problems()
    try:
        book = open_book(data)
    except Unreadable as reason:
        problems.error(str(reason))
        return Reading(None, problems.found)
    form = _Assembly(book, problems, new_id).form()
    return Reading(None if problems.fatal else form, problems.found)


class _Assembly:
    """One reading of one book."""

    def __init__(self, book: Book, problems: Problems, new_id: Callable[[], str]) -> None:
        self._book = book
        self._problems = problems
        self._new_id = new_id
        self._service: dict[str, Page] = {}
        self._hidden: dict[str, Page] = {}
        self._tables: list[tuple[Page, Layout]] = []

    def form(self) -> Form | None:
        """The form as far as it can be read; with errors told it is not to be used."""
        self._sort_sheets()
        pages = [page for page, _ in self._tables]
        names = [page.name for page in pages]
        about = read_about(self._service.get(ABOUT), names, self._problems)
        if not self._tables:
            if not self._problems.fatal:
                self._problems.error(
                    "В книге нет ни одного видимого листа с таблицей; добавьте лист с заголовками столбцов"
                )
            return None
        local = {
            sheet.title: {name: defined.value or "" for name, defined in sheet.defined_names.items()}
            for sheet in self._book.sheets
        }
        formulas = Formulas(names, self._hidden, self._book.names, local, self._problems)
        constants = Constants(pages, self._hidden, self._data_areas(), formulas, self._problems)
        size = sum(len(layout.columns) * max(1, len(layout.rows)) for _, layout in self._tables)
        if size > CELLS:
            self._problems.error(
                f"В таблицах формы {size} ячеек, допустимо не больше {CELLS // 1000} 000; "
                "сократите число строк или разделите форму на несколько"
            )
            return None
        sheets = self._sheets(formulas, constants, about, local)
        by_name = {sheet.name: sheet for sheet in sheets}
        rules = read_rules(self._service.get(RULES), by_name, formulas, self._problems, self._new_id)
        self._judge_references(sheets, rules, constants)
        title = about.title or next((layout.headings.title for _, layout in self._tables if layout.headings.title), "")
        title = title or names[0]
        key = about.key or key_from(title)
        if not about.key:
            self._problems.note(
                f"ключ формы не указан, взят «{key}»; впишите его на листе «О форме», чтобы следующая версия формы "
                "была узнана"
            )
        return Form(key, title, tuple(sheets), about.note, constants.to_json(), tuple(rules))

    def _sort_sheets(self) -> None:
        for name in self._book.charts:
            self._problems.note("лист-диаграмма в форму не входит", name)
        for sheet in self._book.sheets:
            page = Page(sheet)
            service = page.name.strip().casefold().replace("ё", "е")
            if service in (RULES, ABOUT):
                self._service[service] = page
            elif sheet.sheet_state != "visible":
                self._hidden[page.name] = page
            elif not page.content:
                self._problems.note("лист пуст и в форму не входит", page.name)
            else:
                layout = read_layout(page, self._problems)
                if layout is not None:
                    self._tables.append((page, layout))

    def _data_areas(self) -> dict[int, tuple[frozenset[int], frozenset[int]]]:
        # row 0 says that the rows below the first one belong to the data too
        return {
            index: (frozenset({0, layout.top}) if layout.free else frozenset(layout.rows), frozenset(layout.columns))
            for index, (_, layout) in enumerate(self._tables)
        }

    def _sheets(
        self, formulas: Formulas, constants: Constants, about: About, local: Mapping[str, Mapping[str, str]]
    ) -> list[Sheet]:
        colours = palette(self._book.workbook.loaded_theme)
        sheets: list[Sheet] = []
        for page, layout in self._tables:
            newer = self._book.newer_validations.get(page.name, [])
            validations = Validations(page, layout.columns, newer, formulas, constants, self._problems)
            reader = CellReader(page, validations, formulas, colours, self._problems)
            keys = read_keys(page, layout, {**self._book.names, **local.get(page.name, {})})
            sheets.append(build_sheet(page, layout, reader, keys, self._new_id, about.max_rows(page.name)))
        cells = [cell for sheet in sheets for cell in _cells(sheet)]
        if not self._problems.fatal and not any(cell.writable for cell in cells):
            self._problems.error(
                "В форме нет ни одной ячейки для ввода; оставьте пустыми те, которые заполняет участник"
            )
        taken: dict[str, str] = {}
        for sheet in sheets:
            for column in sheet.columns:
                if column.key in taken:
                    self._problems.error(
                        f"Имя «{column.key}» дано двум столбцам (второй – {taken[column.key]}); дайте им разные имена",
                        sheet.name,
                        column.letter,
                    )
                taken[column.key] = f"{sheet.name}!{column.letter}"
        return sheets

    def _judge_references(self, sheets: list[Sheet], rules: list[Rule], constants: Constants) -> None:
        formulas = computed(sheets)
        limits = [
            tree
            for sheet in sheets
            for cell in _cells(sheet)
            if cell.limits is not None
            for tree in (cell.limits.first, cell.limits.second)
            if tree is not None
        ]
        seen = set()
        for tree in [*formulas.values(), *limits, *(rule.condition for rule in rules)]:
            for area in areas(tree):
                if area not in seen:
                    seen.add(area)
                    constants.see(area)
        path = circle(formulas)
        if path:
            sheet, row, column = path[0]
            self._problems.error(
                f"Формулы ссылаются друг на друга по кругу: {shown(path, sheets)}; исправьте одну из них",
                sheets[sheet].name,
                address(row, column),
            )


def _cells(sheet: Sheet) -> list[Cell]:
    """The different cells of a sheet."""
    return [*(column.cell for column in sheet.columns), *(cell for row in sheet.rows for cell in row.cells.values())]
