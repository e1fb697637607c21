"""Data validations of Excel: lists, limits, messages, hints, required cells."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from fisoko.domain.forms.form import Limits, address
from fisoko.domain.forms.formula import shifted
from fisoko.domain.forms.reading.constants import Constants
from fisoko.domain.forms.reading.formulas import Formulas
from fisoko.domain.forms.reading.page import Page
from fisoko.domain.forms.reading.problem import Problems

KINDS = {"whole": "number", "decimal": "number", "date": "date", "time": "time", "textLength": "length"}
TYPES = {"whole": "integer", "date": "date", "time": "time"}  # what a General cell becomes
LONGEST_LIST = 5_000


@dataclass(frozen=True)
class Check:
    """What a validation says about one cell; `type` is what it makes of a General cell, '' = nothing."""

    list: tuple[str, ...] | None = None
    limits: Limits | None = None
    required: bool = False
    strict: bool = True
    error: str = ""
    hint: str = ""
    type: str = ""


class Validations:
    """The validations of one worksheet; the trees of a cell's limits are written for that cell."""

    def __init__(
        self,
        page: Page,
        columns: Collection[int],
        newer: list[DataValidation],
        formulas: Formulas,
        constants: Constants,
        problems: Problems,
    ) -> None:
        self._page = page
        self._formulas = formulas
        self._constants = constants
        self._problems = problems
        self._by_column: dict[int, list[tuple[int, int, DataValidation, tuple[int, int]]]] = {}
        self._lists: dict[int, tuple[str, ...] | None] = {}
        self._limits: dict[int, Limits | None] = {}
        for validation in [*page.sheet.data_validations.dataValidation, *newer]:
            ranges = list(validation.sqref.ranges)
            if not ranges:
                continue
            # a set loses the order in the file: a validation is written for its upper left cell
            home = (min(area.min_row for area in ranges), min(area.min_col for area in ranges))
            for area in ranges:
                entry = (area.min_row, area.max_row, validation, home)
                for column in columns:
                    if area.min_col <= column <= area.max_col:
                        self._by_column.setdefault(column, []).append(entry)

    def check(self, row: int, column: int) -> Check:
        """What is asked of this cell."""
        for first, last, validation, home in self._by_column.get(column, ()):
            if first <= row <= last:
                return self._check(validation, home, row, column)
        return Check()

    def _check(self, validation: DataValidation, home: tuple[int, int], row: int, column: int) -> Check:
        kind = validation.type or "none"
        hint = _sentence(validation.promptTitle, validation.prompt)
        if kind == "none":
            return Check(hint=hint)
        key = id(validation)
        if kind == "list" and key not in self._lists:
            self._lists[key] = self._read_list(validation, home)
        elif kind != "list" and key not in self._limits:
            self._limits[key] = self._read_limits(validation, home)
        limits = self._limits.get(key)
        if limits is not None:
            rows, columns = row - home[0], column - home[1]
            second = shifted(limits.second, rows, columns) if limits.second is not None else None
            limits = Limits(limits.kind, limits.operator, shifted(limits.first, rows, columns), second)
        return Check(
            list=self._lists.get(key),
            limits=limits,
            required=not validation.allowBlank,
            strict=(validation.errorStyle or "stop") == "stop",
            error=_sentence(validation.errorTitle, validation.error),
            hint=hint,
            type=TYPES.get(kind, ""),
        )

    def _read_limits(self, validation: DataValidation, home: tuple[int, int]) -> Limits | None:
        where = address(*home)
        trees: list[Any] = []
        for text in (validation.formula1, validation.formula2):
            if text is None or not str(text).strip():
                continue
            tree = self._formulas.tree(str(text), self._page.name, *home, where=f"{where} (проверка данных)")
            if tree is None:
                return None
            trees.append(tree)
        if validation.type == "custom":
            return Limits("custom", "", trees[0]) if trees else None
        operator = validation.operator or "between"
        two = operator in ("between", "notBetween")
        if len(trees) < 1 + two:
            self._problems.error("В проверке данных не указаны границы; задайте их", self._page.name, where)
            return None
        return Limits(KINDS.get(validation.type or "", "number"), operator, trees[0], trees[1] if two else None)

    def _read_list(self, validation: DataValidation, home: tuple[int, int]) -> tuple[str, ...] | None:
        where = address(*home)
        source = str(validation.formula1 or "").strip()
        if source.startswith('"') and source.endswith('"') and len(source) > 1:
            items = [item.strip() for item in source[1:-1].replace('""', '"').split(",")]
        else:
            found = self._constants.listed(source, self._page.name, *home, where=f"{where} (список)")
            if found is None:
                return None
            items = found
        items = list(dict.fromkeys(item for item in items if item))
        if not items:
            self._problems.error("Список для выбора пуст; укажите, откуда брать значения", self._page.name, where)
            return None
        if len(items) > LONGEST_LIST:
            self._problems.error(f"В списке больше {LONGEST_LIST} значений; сократите его", self._page.name, where)
            return None
        return tuple(items)


def _sentence(title: str | None, text: str | None) -> str:
    """The title and the text of a message as one."""
    title, text = (title or "").strip(), (text or "").replace("_x000a_", "\n").strip()
    if title and text:
        return f"{title.rstrip('.:')}. {text}" if title.casefold() not in text.casefold() else text
    return text or title
