"""The check of a filled form: every finding with its cell and what to do about it, and how much of it is filled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fisoko.domain.forms import limits, texts
from fisoko.domain.forms.calculation import Calculation, FilledSheet
from fisoko.domain.forms.form import Cell, Column, Form, Limits, Rule, Tree, Value, address
from fisoko.domain.forms.formula import FormulaError
from fisoko.domain.forms.formula.tree import area
from fisoko.domain.forms.number import GAPS, trim
from fisoko.domain.forms.value import coerce, empty, fault

__all__ = ["Calculation", "Finding", "check", "completeness"]

_SILENCING = ("type", "formula")  # where a cell has no proper value, rules about it would only repeat that


@dataclass(frozen=True)
class Finding:
    """Something about one cell; `row` and `column` are None for a rule about a cell outside the table.

    `kind`: type, required, list, limits, formula or rule; `level`: error or warning; `rule` is a rule's id.
    """

    sheet: str
    sheet_name: str
    row: str | None
    column: str | None
    address: str
    kind: str
    level: str
    text: str
    rule: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The JSON of the interfaces."""
        return {
            "sheet": self.sheet,
            "sheet_name": self.sheet_name,
            "row": self.row,
            "column": self.column,
            "address": self.address,
            "kind": self.kind,
            "rule": self.rule,
            "level": self.level,
            "text": self.text,
        }


def check(form: Form, values: Mapping[str, Any], today: date) -> list[Finding]:
    """Every finding, by sheets, rows and columns; a wrong type or a failed formula is its cell's only finding."""
    checker = _Checker(Calculation(form, values, today))
    return [finding for index in range(len(form.sheets)) for finding in checker.sheet(index)]


def completeness(form: Form, values: Mapping[str, Any]) -> tuple[int, int]:
    """How many of the required cells are filled, and how many there are; empty free rows require nothing."""
    filled = required = 0
    for sheet in form.sheets:
        held = FilledSheet(sheet, values.get(sheet.id) or {})
        wanted = [column for column in sheet.columns if _may_be_required(held, column)]
        if not wanted:
            continue
        for row, _ in held.rows:
            if not held.used(row):
                continue
            for column in wanted:
                if _required(held.cell(row, column), column):
                    required += 1
                    filled += not empty(held.held(row, column))
    return filled, required


def _may_be_required(held: FilledSheet, column: Column) -> bool:
    own = (row.cells[column.id] for row in held.sheet.rows if column.id in row.cells)
    return column.required or column.cell.required or any(cell.required for cell in own)


def _required(cell: Cell, column: Column) -> bool:
    return cell.writable and (cell.required or column.required)


class _Checker:
    """One pass over a form."""

    def __init__(self, calculation: Calculation) -> None:
        self._calculation = calculation
        self._constant: dict[int, limits.Bounds | None] = {}  # bounds by the identity of limits that look at no cell
        self._choices: dict[tuple[str, tuple[str, ...]], tuple[set[str], set[tuple[bool, Any]]]] = {}

    def sheet(self, index: int) -> Iterator[Finding]:
        """The findings of one sheet."""
        filled = self._calculation.sheets[index]
        sheet = filled.sheet
        rules = [rule for rule in self._calculation.form.rules if rule.sheet == sheet.id]
        for row, number in filled.rows:
            used = filled.used(row)
            above = [rule for rule in rules if rule.range[0] <= number <= rule.range[2]] if used else []
            for at, column in filled.column_at.items():
                own = self._own(index, row, number, column, used=used)
                if own is not None:
                    kind, level, text = own
                    yield self._finding(filled, row, column, number, kind, level, text)
                    if kind in _SILENCING:
                        continue
                for rule in above:
                    if rule.range[1] <= at <= rule.range[3] and self._broken(rule, number, at):
                        text = rule.message or texts.BROKEN_RULE
                        yield self._finding(filled, row, column, number, "rule", rule.level, text, rule.id)
        for rule in rules:
            top, left = rule.range[:2]
            if self._outside(filled, rule) and self._broken(rule, top, left):
                where, text = address(top, left), rule.message or texts.BROKEN_RULE
                yield Finding(sheet.id, sheet.name, None, None, where, "rule", rule.level, text, rule.id)

    def _own(self, index: int, row: str, number: int, column: Column, *, used: bool) -> tuple[str, str, str] | None:
        """Kind, level and text of what the cell itself has against its value."""
        filled = self._calculation.sheets[index]
        cell = filled.cell(row, column)
        if cell.formula is not None:
            result = self._calculation.value(index, number, column.number) if used else None
            failed = isinstance(result, FormulaError)
            return ("formula", "error", texts.failed_formula(result.code)) if failed else None
        if cell.locked:
            return None
        value = filled.held(row, column)
        if empty(value):
            return ("required", "error", texts.REQUIRED) if used and _required(cell, column) else None
        reason = fault(value, cell)
        if reason is None and cell.list is None and cell.limits is None:
            return None
        level = "error" if cell.strict else "warning"
        if cell.list is not None:
            if reason is not None:
                return "type", "error", cell.error or texts.choice(cell.list)
            if not self._listed(value, cell, cell.list):
                return "list", level, cell.error or texts.choice(cell.list)
        shift = filled.shift(row)
        bounds = self._bounds(cell.limits, shift) if cell.limits is not None else None
        if reason is not None:
            # The form's own words for a date or a time speak of when, not of how it is written.
            own = "" if cell.type in ("date", "time") else cell.error
            if reason in texts.LACKS.values():
                return "type", "error", f"{reason}."
            return "type", "error", own or self._needed(cell, bounds) or f"{reason}."
        if cell.limits is None:
            return None
        if cell.limits.kind == "custom":
            kept = limits.holds(self._run(cell.limits.first, shift))
            return None if kept else ("limits", level, cell.error or texts.CUSTOM)
        kept = not limits.broken(value, cell, cell.limits, bounds)
        return None if kept else ("limits", level, cell.error or self._needed(cell, bounds))

    def _needed(self, cell: Cell, bounds: limits.Bounds | None) -> str:
        return limits.sentence(cell, cell.limits, bounds) if cell.limits is not None and bounds is not None else ""

    def _bounds(self, of: Limits, shift: tuple[int, int]) -> limits.Bounds | None:
        if id(of) in self._constant:
            return self._constant[id(of)]
        bounds = limits.bounds_of(of, lambda tree: self._run(tree, shift))
        if limits.constant(of):
            self._constant[id(of)] = bounds
        return bounds

    def _run(self, tree: Tree, shift: tuple[int, int]) -> Value | FormulaError:
        """What a tree comes to; None for a reference to an empty cell."""
        if tree[0] == "ref":
            place = area(tree, *shift)
            if place is not None and self._calculation(place.sheet, place.top, place.left) is None:
                return None
        return self._calculation.run(tree, shift)

    def _listed(self, value: Value, cell: Cell, options: tuple[str, ...]) -> bool:
        key = (cell.type, options)
        if key not in self._choices:
            bare = replace(cell, list=None)
            typed = [coerce(option, bare) for option in options]
            named = {_word(option) for option in options}
            self._choices[key] = named, {(isinstance(one, bool), one) for one in typed if not isinstance(one, dict)}
        named, typed = self._choices[key]
        return (isinstance(value, bool), value) in typed or (isinstance(value, str) and _word(value) in named)

    def _broken(self, rule: Rule, row: int, column: int) -> bool:
        top, left = rule.range[:2]
        return not limits.holds(self._calculation.run(rule.condition, (row - top, column - left)))

    def _outside(self, filled: FilledSheet, rule: Rule) -> bool:
        """Whether a rule is about no cell of the table, say about a heading."""
        top, left, bottom, right = rule.range
        if filled.sheet.free and bottom >= filled.sheet.top:
            return False
        columns = any(left <= column <= right for column in filled.column_at)
        return not (columns and any(top <= number <= bottom for number in filled.row_at))

    def _finding(
        self,
        filled: FilledSheet,
        row: str,
        column: Column,
        number: int,
        kind: str,
        level: str,
        text: str,
        rule: str | None = None,
    ) -> Finding:
        where = f"{column.letter}{number}"
        return Finding(filled.sheet.id, filled.sheet.name, row, column.id, where, kind, level, text, rule)


def _word(text: str) -> str:
    return trim(GAPS.sub(" ", text)).lower()
