"""Cells of the form: type, value, formula, checks, looks, each from its place on a worksheet."""

from dataclasses import dataclass, replace
from typing import Any

from fisoko.domain.forms import value as values
from fisoko.domain.forms.form import Cell, Tree
from fisoko.domain.forms.reading.constants import value_of
from fisoko.domain.forms.reading.formulas import Formulas
from fisoko.domain.forms.reading.look import style
from fisoko.domain.forms.reading.number_format import type_of
from fisoko.domain.forms.reading.page import Page, plain
from fisoko.domain.forms.reading.problem import Problems
from fisoko.domain.forms.reading.validation import Check, Validations


@dataclass(frozen=True)
class CellReader:
    """Reads the cells of one sheet."""

    page: Page
    validations: Validations
    formulas: Formulas
    colours: tuple[str, ...]
    problems: Problems

    def read(self, row: int, column: int, *, starred: bool, free: bool) -> Cell:
        """The cell at this place; of a free sheet's first row no value is taken over, its formula is."""
        page = self.page
        if page.anchor(row, column) != (row, column):
            return Cell("general", locked=True, style=self._style(row, column))
        look = page.look(row, column)
        number_format = (look.number_format if look is not None else None) or "General"
        kind, decimals, note = type_of(number_format)
        if note:
            self.problems.note(note, page.name, page.place(row, column))
        check = self.validations.check(row, column)
        formula = self._formula(row, column)
        protection = look.protection if look is not None else None
        locked = page.protected and formula is None and (protection is None or protection.locked is not False)
        raw = None if formula is not None or page.is_formula(row, column) else page.raw(row, column)
        if kind == "general":
            kind = _sharpened(check, raw)
        cell = Cell(
            kind,
            decimals=decimals,
            required=(starred or check.required) and not locked and formula is None,
            locked=locked,
            formula=formula,
            hint=_hints(page.comment(row, column), check.hint),
            style=self._style(row, column),
        )
        if formula is None and not locked:
            cell = replace(cell, list=check.list, limits=check.limits, error=check.error, strict=check.strict)
        if raw is not None and not free:
            cell = replace(cell, value=self._value(raw, cell, row, column))
        return cell

    def example(self, row: int, column: int) -> str:
        """What a free sheet's example row shows in this column, '' when nothing."""
        if self.page.is_formula(row, column):
            return ""
        raw = self.page.raw(row, column)
        return values.show(value_of(raw), Cell("date")) if hasattr(raw, "strftime") else plain(raw)

    def _style(self, row: int, column: int) -> dict[str, Any]:
        return style(self.page, row, column, self.colours)

    def _formula(self, row: int, column: int) -> Tree | None:
        if not self.page.is_formula(row, column):
            return None
        raw = self.page.raw(row, column)
        if raw.__class__.__name__ == "DataTableFormula":
            self.problems.error(
                "«Таблица данных» пока не поддерживается; замените ее формулами",
                self.page.name,
                self.page.place(row, column),
            )
            return None
        return self.formulas.tree(str(getattr(raw, "text", raw)), self.page.name, row, column)

    def _value(self, raw: Any, cell: Cell, row: int, column: int) -> Any:
        """The first value; one that does not fit its cell is told, since nobody could submit it."""
        found = value_of(raw)
        place = self.page.place(row, column)
        if cell.type == "text" and isinstance(found, int | float) and not isinstance(found, bool):
            found = plain(raw)
        if isinstance(found, str) and cell.type not in ("text", "general", "date", "time"):
            found = values.coerce(found, cell)
        try:
            found = values.normal(found)
        except values.BadValue as bad:
            self.problems.error(str(bad), self.page.name, place)
            return None
        reason = values.fault(found, cell)
        if reason and not cell.locked:
            self.problems.error(
                f"начальное значение «{plain(raw)}» не подходит к формату ячейки: {reason[:1].lower()}{reason[1:]}; "
                "исправьте значение или формат",
                self.page.name,
                place,
            )
        elif cell.list is not None and values.show(found, cell) not in cell.list:
            self.problems.error(
                f"начального значения «{plain(raw)}» нет в списке для выбора; исправьте значение или список",
                self.page.name,
                place,
            )
        return found


def _sharpened(check: Check, raw: Any) -> str:
    """What a General cell is, by its validation and its value."""
    if check.type:
        return check.type
    if check.list is not None:
        numbers = all(isinstance(values.coerce(item, Cell("general")), int | float) for item in check.list)
        return "general" if numbers else "text"
    if isinstance(raw, bool):
        return "boolean"
    return "general"


def _hints(*texts: str) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))
