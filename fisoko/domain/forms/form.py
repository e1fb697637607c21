"""A form: its sheets, captions, columns, rows and cells, and their one JSON shape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

Tree = list[Any]  # a parsed formula: JSON arrays, e.g. ["op", "+", ["num", 1], ["ref", 0, 5, 3, 0, 0]]
Value = Any  # a JSON value of a cell: number, text, bool, None, "2026-09-07", "09:30" or {"raw": "12,5"}

FREE_ROWS = 1_000  # what a free sheet holds at most when its form says nothing
SERIAL = "abcdefghijklmnopqrstuvwxyz0123456789"  # the signs of ids of sheets, columns, rows and rules
ID_LENGTH = 8


def letter(number: int) -> str:
    """The letters of a column by its Excel number from 1: 1 → A, 28 → AB."""
    if number < 1:
        raise ValueError(f"there is no column {number}")
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def number(letters: str) -> int:
    """The Excel number from 1 of a column by its letters: A → 1, AB → 28."""
    if not letters.isascii() or not letters.isalpha():
        raise ValueError(f"{letters!r} is not a column")
    result = 0
    for sign in letters.upper():
        result = result * 26 + ord(sign) - 64
    return result


def address(row: int, column: int) -> str:
    """The A1 address of a cell by its Excel numbers from 1: (5, 4) → D5."""
    return f"{letter(column)}{row}"


@dataclass(frozen=True)
class Limits:
    """What a value may be: `first` (and `second`) are trees; for kind "custom" `first` is the condition."""

    kind: str
    operator: str
    first: Tree
    second: Tree | None = None

    def to_json(self) -> dict[str, Any]:
        """The JSON of the interfaces."""
        data: dict[str, Any] = {"kind": self.kind, "operator": self.operator, "first": self.first}
        if self.second is not None:
            data["second"] = self.second
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Limits":
        """The limits of their JSON."""
        return cls(data["kind"], data["operator"], data["first"], data.get("second"))


@dataclass(frozen=True)
class Cell:
    """What a cell takes, how it looks, and what computes it; a missing first value is None.

    The home of its trees: on a fixed sheet the very cell, so that nothing is shifted; on a free sheet the cell of its
    column in row `top`, so that a row further down shifts by the difference.
    """

    type: str
    decimals: int = 0
    required: bool = False
    locked: bool = False
    value: Value = None
    formula: Tree | None = None
    list: tuple[str, ...] | None = None
    limits: Limits | None = None
    error: str = ""
    strict: bool = True
    hint: str = ""
    style: Mapping[str, Any] = field(default_factory=dict)

    @property
    def writable(self) -> bool:
        """Whether a person may type here."""
        return not self.locked and self.formula is None

    def to_json(self) -> dict[str, Any]:
        """The JSON of the interfaces: what is absent is left out; `strict` always stands where it means something."""
        data: dict[str, Any] = {"type": self.type}
        if self.type in ("decimal", "percent"):
            data["decimals"] = self.decimals
        for key in ("required", "locked", "error", "hint"):
            if getattr(self, key):
                data[key] = getattr(self, key)
        if self.value is not None:
            data["value"] = self.value
        if self.formula is not None:
            data["formula"] = self.formula
        if self.list is not None:
            data["list"] = [*self.list]
        if self.limits is not None:
            data["limits"] = self.limits.to_json()
        if self.list is not None or self.limits is not None or not self.strict:
            data["strict"] = self.strict
        if self.style:
            data["style"] = dict(self.style)
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Cell":
        """The cell of its JSON."""
        return cls(
            type=data["type"],
            decimals=data.get("decimals", 0),
            required=data.get("required", False),
            locked=data.get("locked", False),
            value=data.get("value"),
            formula=data.get("formula"),
            list=tuple(data["list"]) if data.get("list") is not None else None,
            limits=Limits.from_json(data["limits"]) if data.get("limits") is not None else None,
            error=data.get("error", ""),
            strict=data.get("strict", True),
            hint=data.get("hint", ""),
            style=data.get("style", {}),
        )


@dataclass(frozen=True)
class Caption:
    """A column of row captions, left of the data; `width` in pixels."""

    title: str
    letter: str
    width: int

    def to_json(self) -> dict[str, Any]:
        """The JSON of the interfaces."""
        return {"title": self.title, "letter": self.letter, "width": self.width}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Caption":
        """The caption of its JSON."""
        return cls(data["title"], data["letter"], data["width"])


@dataclass(frozen=True)
class Column:
    """A data column: `path` are its headings from the top level down, `cell` is what its cells are by default."""

    id: str
    letter: str
    key: str
    path: tuple[str, ...]
    cell: Cell
    required: bool = False
    width: int = 90
    hint: str = ""

    @property
    def number(self) -> int:
        """The Excel number from 1."""
        return number(self.letter)

    def to_json(self) -> dict[str, Any]:
        """The JSON of the interfaces."""
        data: dict[str, Any] = {"id": self.id, "letter": self.letter, "key": self.key, "path": [*self.path]}
        if self.required:
            data["required"] = True
        data["width"] = self.width
        if self.hint:
            data["hint"] = self.hint
        data["cell"] = self.cell.to_json()
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Column":
        """The column of its JSON."""
        return cls(
            id=data["id"],
            letter=data["letter"],
            key=data["key"],
            path=tuple(data["path"]),
            cell=Cell.from_json(data["cell"]),
            required=data.get("required", False),
            width=data.get("width", 90),
            hint=data.get("hint", ""),
        )


@dataclass(frozen=True)
class Row:
    """A row of a fixed sheet; `number` is Excel's, `cells` only those that differ from their column's."""

    id: str
    number: int
    captions: tuple[str, ...]
    cells: Mapping[str, Cell] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The JSON of the interfaces."""
        cells = {column: cell.to_json() for column, cell in self.cells.items()}
        return {"id": self.id, "number": self.number, "captions": [*self.captions], "cells": cells}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Row":
        """The row of its JSON."""
        cells = {column: Cell.from_json(cell) for column, cell in data.get("cells", {}).items()}
        return cls(data["id"], data["number"], tuple(data.get("captions", ())), cells)


@dataclass(frozen=True)
class Sheet:
    """A sheet of the form: fixed rows, or free ones that the user adds and removes.

    `top` and `left` are the Excel numbers of the first data row and column, `rules` is what the sign beside the name
    tells (S24).
    """

    id: str
    name: str
    top: int
    left: int
    captions: tuple[Caption, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    free: bool = False
    max_rows: int = FREE_ROWS
    rules: str = ""

    @cached_property
    def _columns(self) -> dict[str, Column]:
        return {column.id: column for column in self.columns}

    @cached_property
    def _rows(self) -> dict[str, Row]:
        return {row.id: row for row in self.rows}

    def column(self, column_id: str) -> Column:
        """The column of this id; KeyError when there is none."""
        return self._columns[column_id]

    def row(self, row_id: str) -> Row:
        """The fixed row of this id; KeyError when there is none."""
        return self._rows[row_id]

    def cell(self, row_id: str, column_id: str) -> Cell:
        """What stands at this row and column; on a free sheet every row is alike. KeyError when there is none."""
        if self.free:
            return self._columns[column_id].cell
        return self._rows[row_id].cells.get(column_id) or self._columns[column_id].cell

    def row_number(self, row_id: str, order: Sequence[str] = ()) -> int:
        """The Excel number of a row; `order` are the ids of a free sheet's rows. KeyError when it is not there."""
        if not self.free:
            return self._rows[row_id].number
        try:
            return self.top + order.index(row_id)
        except ValueError:
            raise KeyError(row_id) from None

    def address(self, row_id: str, column_id: str, order: Sequence[str] = ()) -> str:
        """The A1 address that people see; `order` as for `row_number`."""
        return f"{self._columns[column_id].letter}{self.row_number(row_id, order)}"

    def to_json(self) -> dict[str, Any]:
        """The JSON of the interfaces."""
        return {
            "id": self.id,
            "name": self.name,
            "rules": self.rules,
            "free": self.free,
            "max_rows": self.max_rows,
            "top": self.top,
            "left": self.left,
            "captions": [caption.to_json() for caption in self.captions],
            "columns": [column.to_json() for column in self.columns],
            "rows": [row.to_json() for row in self.rows],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Sheet":
        """The sheet of its JSON."""
        return cls(
            id=data["id"],
            name=data["name"],
            top=data["top"],
            left=data["left"],
            captions=tuple(Caption.from_json(caption) for caption in data.get("captions", ())),
            columns=tuple(Column.from_json(column) for column in data["columns"]),
            rows=tuple(Row.from_json(row) for row in data.get("rows", ())),
            free=data.get("free", False),
            max_rows=data.get("max_rows", FREE_ROWS),
            rules=data.get("rules", ""),
        )


@dataclass(frozen=True)
class Rule:
    """A condition that must be TRUE over a range of Excel numbers (r1, c1, r2, c2), written for its first cell."""

    id: str
    sheet: str
    range: tuple[int, int, int, int]
    condition: Tree
    message: str
    level: str = "error"

    def to_json(self) -> dict[str, Any]:
        """The JSON of the interfaces."""
        return {
            "id": self.id,
            "sheet": self.sheet,
            "range": [*self.range],
            "condition": self.condition,
            "message": self.message,
            "level": self.level,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Rule":
        """The rule of its JSON."""
        row, column, last_row, last_column = data["range"]
        place = (row, column, last_row, last_column)
        return cls(data["id"], data["sheet"], place, data["condition"], data["message"], data.get("level", "error"))


@dataclass(frozen=True)
class Form:
    """A whole form.

    `constants` are what formulas may see outside the data: by hidden sheet's name or form sheet's index, then by A1.
    """

    key: str
    title: str
    sheets: tuple[Sheet, ...]
    note: str = ""
    constants: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()

    def sheet(self, sheet_id: str) -> Sheet:
        """The sheet of this id; KeyError when there is none."""
        for sheet in self.sheets:
            if sheet.id == sheet_id:
                return sheet
        raise KeyError(sheet_id)

    def to_json(self) -> dict[str, Any]:
        """The JSON of the interfaces."""
        return {
            "key": self.key,
            "title": self.title,
            "note": self.note,
            "sheets": [sheet.to_json() for sheet in self.sheets],
            "constants": {name: dict(values) for name, values in self.constants.items()},
            "rules": [rule.to_json() for rule in self.rules],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Form":
        """The form of its JSON."""
        return cls(
            key=data["key"],
            title=data["title"],
            sheets=tuple(Sheet.from_json(sheet) for sheet in data["sheets"]),
            note=data.get("note", ""),
            constants={name: dict(values) for name, values in data.get("constants", {}).items()},
            rules=tuple(Rule.from_json(rule) for rule in data.get("rules", ())),
        )
