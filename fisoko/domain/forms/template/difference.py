"""What a workbook that is brought back would change in a draft, and what in it has no place."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fisoko.domain.forms.calculation import FilledSheet
from fisoko.domain.forms.form import Cell, Form, Sheet, Value, address
from fisoko.domain.forms.template import texts
from fisoko.domain.forms.template.content import Content, incoming, settled
from fisoko.domain.forms.template.layout import GENERAL, Layout, Place
from fisoko.domain.forms.template.stamp import Stamp
from fisoko.domain.forms.value import BadValue, empty, fault, same, show

Values = Mapping[str, Mapping[str, Any]]  # draft values by the interfaces
Contents = Mapping[Place, Content]
MOST_NAMED = 200  # of what has no place


@dataclass(frozen=True)
class Change:
    """One cell: `row` is an id, or "+1" for the first row to be added to its sheet."""

    sheet: str
    sheet_name: str
    row: str
    column: str
    address: str
    value: Value
    was: str
    becomes: str
    fault: str | None

    @property
    def cleared(self) -> bool:
        """Whether the cell becomes empty."""
        return empty(self.value)


@dataclass
class Difference:
    """`homeless` are (place, text, reason) of what has no place; `more` are those beyond what is named."""

    changes: list[Change] = field(default_factory=list)
    added: dict[str, int] = field(default_factory=dict)  # rows by sheet
    homeless: list[tuple[str, str, str]] = field(default_factory=list)
    more: int = 0
    notes: list[str] = field(default_factory=list)

    def lose(self, sheet: str, place: str, content: Content, reason: str) -> None:
        """Name something that has no place."""
        if len(self.homeless) >= MOST_NAMED:
            self.more += 1
            return
        text = _shown(content)
        self.homeless.append((f"{sheet}, {place}" if place else sheet, text[:100], reason))

    def applied(self, values: Values) -> dict[str, Any]:
        """The draft values with the changes in them; rows to be added are called "+1", "+2"."""
        after = deepcopy({sheet: dict(held) for sheet, held in values.items()})
        for sheet, count in self.added.items():
            held = after.setdefault(sheet, {"rows": [], "cells": {}})
            held["rows"] = [*held.get("rows", ()), *(f"+{at}" for at in range(1, count + 1))]
        for change in self.changes:
            cells = after.setdefault(change.sheet, {"cells": {}}).setdefault("cells", {})
            cells.setdefault(change.row, {})[change.column] = change.value
        return after


def compare(
    *,
    stamp: Stamp,
    old: Form,
    new: Form,
    base: Values,
    present: Values,
    book: Mapping[str, Contents],
    today: date | None = None,
) -> Difference:
    """What the sheets of a workbook (by name) would change.

    `old` is the form that the workbook was made for, with the values `base` that it went out with; `new` and `present`
    are those of now; `today` gives dates without a year theirs. Only what was touched in the workbook counts, so that
    what was typed meanwhile stays.
    """
    found = Difference()
    kept = {sheet.id: sheet for sheet in new.sheets}
    known = {texts.STAMP_SHEET.casefold(), texts.LISTS_SHEET.casefold(), *(name.casefold() for name in old.constants)}
    for index, sheet in enumerate(old.sheets):
        name = stamp.sheets.get(sheet.id, sheet.name)
        known.add(name.casefold())
        contents = book.get(name)
        if contents is None:
            found.notes.append(texts.MISSING_SHEET.format(name=name))
            continue
        _Comparison(found, Layout(old, index), kept.get(sheet.id), contents, name, today).run(
            FilledSheet(sheet, base.get(sheet.id) or {}), present.get(sheet.id) or {}, stamp.rows.get(sheet.id, ())
        )
    for name, contents in book.items():
        if name.casefold() not in known and contents:
            found.lose(f"«{name}»", "", f"{len(contents)}", texts.UNKNOWN_SHEET)
    return found


class _Comparison:
    """One sheet."""

    def __init__(
        self,
        found: Difference,
        layout: Layout,
        new: Sheet | None,
        contents: Contents,
        name: str,
        today: date | None,
    ) -> None:
        self._found, self._layout, self._new, self._contents, self._name = found, layout, new, contents, name
        self._today = today
        self._old = layout.sheet
        self._columns = {column.id for column in new.columns} if new else set()

    def run(self, base: FilledSheet, present: Mapping[str, Any], ids: Sequence[str]) -> None:
        """Find the changes and what has no place."""
        now = FilledSheet(self._new, present) if self._new is not None else None
        if self._old.free:
            self._free(base, now, ids)
        else:
            for row in self._old.rows:
                self._row(row.number, row.id, base, now)
        self._around()

    def _free(self, base: FilledSheet, now: FilledSheet | None, ids: Sequence[str]) -> None:
        top = self._old.top
        last = max((row for row, column in self._contents if self._layout.is_data(row, column)), default=top - 1)
        room = (self._new.max_rows if self._new else 0) - (len(now.rows) if now else 0)
        added = 0
        for number in range(top, max(last, top + len(ids) - 1) + 1):
            row = ids[number - top] if number - top < len(ids) else ""
            if now is not None and row in now.number_of:
                self._row(number, row, base, now)
                continue
            if not self._filled(number, row, base):
                continue
            if added >= room:
                reason = texts.TOO_MANY_ROWS.format(most=self._new.max_rows) if self._new else texts.GONE
                for column in self._layout.columns:
                    if not empty(self._contents.get((number, column))):
                        self._lose((number, column), reason)
                continue
            added += 1
            self._row(number, f"+{added}", None, now)
        if added:
            self._found.added[self._old.id] = added

    def _filled(self, number: int, row: str, base: FilledSheet) -> bool:
        """Whether a row that is not there (any more) has anything beyond first values, or is not as it went out."""
        values = [(column, self._taken(number, column.number, column.cell)) for column in self._old.columns]
        held = [(column.cell, value) for column, value in values if column.cell.writable]
        if all(empty(value) or same(value, _settled(cell.value, cell)) for cell, value in held):
            return False
        if row not in base.number_of:
            return True
        return any(
            not same(value, _settled(base.held(row, column), column.cell))
            for column, value in values
            if column.cell.writable
        )

    def _row(self, number: int, row: str, base: FilledSheet | None, now: FilledSheet | None) -> None:
        for column in self._old.columns:
            cell = self._old.cell(row, column.id)
            place = number, column.number
            if not cell.writable:
                if cell.formula is None and not self._is(place, cell.value, cell):
                    self._lose(place, texts.LOCKED)
                continue
            try:
                value = incoming(self._contents.get(place), cell)
            except BadValue as bad:
                self._lose(place, texts.NOT_STORED.format(reason=str(bad)))
                continue
            first = cell.value if base is None or row not in base.number_of else base.held(row, column)
            if same(value, _settled(first, cell)):
                continue  # as it went out
            self._put(place, row, column.id, incoming(self._contents.get(place), cell, self._today), now)

    def _put(self, place: Place, row: str, column: str, value: Value, now: FilledSheet | None) -> None:
        new = self._new
        there = new is not None and column in self._columns and (new.free or row in {one.id for one in new.rows})
        cell = new.cell(row, column) if new is not None and there else GENERAL
        if new is None or now is None or not there or not cell.writable:
            self._lose(place, texts.GONE)
            return
        was = now.held(row, new.column(column)) if row in now.number_of else cell.value
        if same(value, _settled(was, cell)):
            return
        where = address(now.number_of.get(row, place[0]), new.column(column).number)
        shown = show(was, cell), show(value, cell)
        self._found.changes.append(Change(new.id, new.name, row, column, where, value, *shown, fault(value, cell)))

    def _around(self) -> None:
        """What stands in no cell of the table, and is not what went out there."""
        expected = dict(self._layout.around())
        for place in sorted(self._contents):
            if self._layout.is_data(*place):
                continue
            content = self._contents[place]
            if place not in expected:
                self._lose(place, texts.OUTSIDE)
            elif _shown(content) != _shown(expected[place]):
                self._lose(place, texts.HEADING)

    def _is(self, place: Place, value: Value, cell: Cell) -> bool:
        return same(self._taken(*place, cell), _settled(value, cell))

    def _taken(self, row: int, column: int, cell: Cell) -> Value:
        try:
            return incoming(self._contents.get((row, column)), cell)
        except BadValue:
            return {"raw": _shown(self._contents.get((row, column)))}

    def _lose(self, place: Place, reason: str) -> None:
        self._found.lose(f"«{self._name}»", address(*place), self._contents.get(place), reason)


def _settled(value: Value, cell: Cell) -> Value:
    try:
        return settled(value, cell)
    except BadValue:  # it went out as it was
        return value


def _shown(content: Content) -> str:
    """A content on one line, for comparing headings and for naming what is ignored."""
    if content is None:
        return ""
    try:
        return " ".join(show(incoming(content, GENERAL), GENERAL).split())
    except BadValue:
        return " ".join(str(content).split())
