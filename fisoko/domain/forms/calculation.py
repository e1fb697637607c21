"""What every cell of a filled form holds: typed values, first values, and formulas, computed when asked for."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from fisoko.domain.forms.form import Cell, Column, Form, Sheet, Tree, Value, address, number
from fisoko.domain.forms.formula import FormulaError, evaluate, operand, references
from fisoko.domain.forms.formula.operand import Operand
from fisoko.domain.forms.formula.tree import area
from fisoko.domain.forms.value import computed, empty, same

Place = tuple[int, int, int]  # index of the sheet, row and column by Excel numbers
CIRCLE = FormulaError("#CIRC!")
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


class FilledSheet:
    """A sheet of the form with what is stored of it: its rows in order, and what was typed."""

    def __init__(self, sheet: Sheet, stored: Mapping[str, Any]) -> None:
        self.sheet = sheet
        self.rows: list[tuple[str, int]] = [(row.id, row.number) for row in sheet.rows]
        if sheet.free:
            self.rows = [(row, sheet.top + place) for place, row in enumerate(dict.fromkeys(stored.get("rows") or ()))]
        self.row_at = {number: row for row, number in self.rows}
        self.number_of = dict(self.rows)
        self.column_at = {column.number: column for column in sheet.columns}
        self._stored: Mapping[str, Mapping[str, Value]] = stored.get("cells") or {}
        self._own = {row.id: row.cells for row in sheet.rows}

    def cell(self, row: str, column: Column) -> Cell:
        """What stands at this row and column."""
        return self._own[row].get(column.id) or column.cell if row in self._own else column.cell

    def held(self, row: str, column: Column) -> Value:
        """The typed value, else the first one; what is locked or computed is never typed."""
        cell = self.cell(row, column)
        stored = self._stored.get(row)
        if stored is None or column.id not in stored or not cell.writable:
            return cell.value
        return stored[column.id]

    def used(self, row: str) -> bool:
        """Whether the row counts: every fixed one; a free one with anything beyond its first values."""
        if not self.sheet.free:
            return True
        return any(
            not empty(held := self.held(row, column)) and not same(held, column.cell.value)
            for column in self.sheet.columns
        )

    def shift(self, row: str) -> tuple[int, int]:
        """How far a row is from the home of its trees: of free rows, the first; fixed cells have their own trees."""
        return (self.number_of[row] - self.sheet.top, 0) if self.sheet.free else (0, 0)


class Calculation:
    """The values of a form with its formulas; a lookup for the evaluator. `values` are those of a draft, by ids.

    A formula that leads back to itself, by whatever branch, and all that look at it, come to #CIRC!.
    """

    def __init__(self, form: Form, values: Mapping[str, Any], today: date) -> None:
        self.form, self.today = form, today
        self.sheets = [FilledSheet(sheet, values.get(sheet.id) or {}) for sheet in form.sheets]
        self._index = {sheet.id: index for index, sheet in enumerate(form.sheets)}
        self._operands: dict[Place, Operand | FormulaError] = {}
        self._results: dict[Place, Value | FormulaError] = {}

    def value(self, sheet_index: int, row: int, column: int) -> Value | FormulaError:
        """What the cell at these Excel numbers holds; None outside the table, but for constants of the form."""
        filled = self.sheets[sheet_index]
        row_id, definition = filled.row_at.get(row), filled.column_at.get(column)
        if row_id is None or definition is None:
            return self.form.constants.get(str(sheet_index), {}).get(address(row, column))
        cell = filled.cell(row_id, definition)
        if cell.formula is None:
            return filled.held(row_id, definition)
        return computed(self._result((sheet_index, row, column)), cell.type)

    def cell(self, sheet_id: str, row_id: str, column_id: str) -> Value | FormulaError:
        """What the cell of these ids holds. KeyError when there is none."""
        index = self._index[sheet_id]
        filled = self.sheets[index]
        return self.value(index, filled.number_of[row_id], filled.sheet.column(column_id).number)

    def run(self, tree: Tree, shift: tuple[int, int]) -> Value | FormulaError:
        """What a tree comes to among these values."""
        return evaluate(tree, self, shift, self.today)

    def __call__(self, sheet: int | str, row: int, column: int) -> Operand | FormulaError:
        """The operand of a cell, for formulas."""
        if isinstance(sheet, str):
            return operand(self.form.constants.get(sheet, {}).get(address(row, column)))
        place = (sheet, row, column)
        if place not in self._operands:
            self._operands[place] = self._operand(place)
        return self._operands[place]

    def bounds(self, sheet: int | str) -> tuple[int, int]:
        """The last row and column in use on any sheet, so that ranges of one size stay so."""
        return self._bounds

    def _operand(self, place: Place) -> Operand | FormulaError:
        index, row, column = place
        filled = self.sheets[index] if index < len(self.sheets) else None
        if filled is None:
            return FormulaError("#REF!")
        row_id, definition = filled.row_at.get(row), filled.column_at.get(column)
        if row_id is None or definition is None:
            return operand(self.form.constants.get(str(index), {}).get(address(row, column)))
        cell = filled.cell(row_id, definition)
        if cell.formula is None:
            return operand(filled.held(row_id, definition), cell.type)
        return operand(self._result(place), "general")

    @cached_property
    def _bounds(self) -> tuple[int, int]:
        places = [
            match for cells in self.form.constants.values() for key in cells if (match := _ADDRESS.fullmatch(key))
        ]
        rows = [int(match[2]) for match in places] + [rows for filled in self.sheets for _, rows in filled.rows]
        columns = [number(match[1]) for match in places] + [at for filled in self.sheets for at in filled.column_at]
        return max(rows, default=1), max(columns, default=1)

    @cached_property
    def _formulas(self) -> list[dict[int, list[int]]]:
        """Of each sheet: the rows of computed cells in order, by column."""
        found: list[dict[int, list[int]]] = []
        for filled in self.sheets:
            rows = {
                at: [number for row, number in filled.rows if filled.cell(row, column).formula is not None]
                for at, column in filled.column_at.items()
            }
            found.append({at: sorted(numbers) for at, numbers in rows.items() if numbers})
        return found

    def _result(self, place: Place) -> Value | FormulaError:
        if place not in self._results:
            self._compute(place)
        return self._results[place]

    def _compute(self, first: Place) -> None:
        """Computes a cell after all it looks at, without recursion: a running total may be a thousand rows long."""
        path: dict[Place, Iterator[Place]] = {first: self._looked_at(first)}
        circular: set[Place] = set()
        while path:
            place = next(reversed(path))
            for other in path[place]:
                if other in path:
                    members = list(path)
                    circular.update(members[members.index(other) :])
                elif other not in self._results:
                    path[other] = self._looked_at(other)
                    break
                elif self._results[other] == CIRCLE:
                    circular.add(place)
            else:
                del path[place]
                self._results[place] = CIRCLE if place in circular else self.run(*self._formula(place))
                if place in circular and path:
                    circular.add(next(reversed(path)))

    def _formula(self, place: Place) -> tuple[Tree, tuple[int, int]]:
        index, row, column = place
        filled = self.sheets[index]
        row_id, definition = filled.row_at[row], filled.column_at[column]
        return filled.cell(row_id, definition).formula or ["empty"], filled.shift(row_id)

    def _looked_at(self, place: Place) -> Iterator[Place]:
        """The computed cells that a computed cell looks at."""
        tree, shift = self._formula(place)
        for node in references(tree):
            cells = area(node, *shift)
            if cells is None or isinstance(cells.sheet, str) or cells.sheet >= len(self._formulas):
                continue
            for column, rows in self._formulas[cells.sheet].items():
                if cells.left <= column <= cells.right:
                    for row in rows[bisect_left(rows, cells.top) : bisect_right(rows, cells.bottom)]:
                        yield cells.sheet, row, column
