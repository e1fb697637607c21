"""Believable answers to any form, corrected until the form's own checks pass."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from random import Random
from typing import Any

from fisoko.demo.believable import believable
from fisoko.domain.forms.checking import check
from fisoko.domain.forms.form import Column, Form, Sheet

TRIES = 8
LAST_TRIES = 3  # in these the numbers of a row in error become zero
USED_ROWS = 0.55  # of a fixed sheet's rows
FEW_ROWS = 3  # a sheet of so few rows is filled whole
FREE_ROWS = 6
NUMBERS = ("integer", "decimal", "percent", "general")


@dataclass
class Answers:
    """Values of one organisation under construction, in the shape of a draft."""

    form: Form
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    _kinds: dict[str, list[list[Any]]] = field(default_factory=dict, repr=False, compare=False)
    _parts: dict[tuple[int, int], tuple[list[Any], ...]] = field(default_factory=dict, repr=False, compare=False)

    def put(self, sheet: str, row: str, column: str, value: Any) -> None:
        """Set a cell; None empties it."""
        self.values.setdefault(sheet, {}).setdefault("cells", {}).setdefault(row, {})[column] = value

    def add_row(self, sheet: str, row: str) -> None:
        """Append a free row."""
        self.values.setdefault(sheet, {}).setdefault("rows", []).append(row)

    def ops(self) -> Iterator[list[Any]]:
        """The same as a person's edits, in the order of the form."""
        for sheet in self.form.sheets:
            kept = self.values.get(sheet.id, {})
            previous = None
            for row in kept.get("rows", []):
                yield ["insert", sheet.id, row, previous]
                previous = row
            for row, cells in kept.get("cells", {}).items():
                for column, value in cells.items():
                    yield ["set", sheet.id, row, column, value]

    @cached_property
    def edits(self) -> tuple[list[Any], ...]:
        """All of them, once the answers are whole."""
        return tuple(self.ops())

    def part(self, start: int, stop: int) -> tuple[list[Any], ...]:
        """Some of the edits; whoever types the same has the same object."""
        return self._parts.setdefault((start, stop), self.edits[start:stop])

    def typed(self, kind: str) -> list[list[Any]]:
        """The edits that give a value to a cell of this type; of texts only those that no limit or list minds."""
        if kind not in self._kinds:
            self._kinds[kind] = [
                op for op in self.edits if op[0] == "set" and op[4] is not None and self._free(op, kind)
            ]
        return self._kinds[kind]

    def _free(self, op: list[Any], kind: str) -> bool:
        cell = self.form.sheet(op[1]).cell(op[2], op[3])
        return cell.type == kind and not cell.list and (kind != "text" or cell.limits is None)


def whole(form: Form, random: Random, today: date) -> Answers:
    """Answers to everything; what the checks still refuse after some tries stays, so ask `acceptable`."""
    answers = Answers(form)
    for sheet in form.sheets:
        for row in _rows(answers, sheet, random):
            _fill(answers, sheet, row, random, today)
    for attempt in range(TRIES):
        errors = _errors(answers, today)
        if not errors:
            break
        for finding in errors:
            _try_another(answers, finding, random, today, last=attempt >= TRIES - LAST_TRIES)
    return answers


def acceptable(answers: Answers, today: date) -> bool:
    """Whether the form's checks find no error."""
    return not _errors(answers, today)


def findings(answers: Answers, today: date) -> list[dict[str, Any]]:
    """What the form's checks say of these answers, as JSON."""
    return [finding.to_json() for finding in check(answers.form, answers.values, today)]


def _errors(answers: Answers, today: date) -> list[dict[str, Any]]:
    return [one for one in findings(answers, today) if one["level"] == "error"]


def _rows(answers: Answers, sheet: Sheet, random: Random) -> list[str]:
    """The rows to fill: some of a fixed table's, all of a short one or a list of questions, a few free ones."""
    if sheet.free:
        rows = [f"{random.getrandbits(40):010x}" for _ in range(random.randint(1, min(FREE_ROWS, sheet.max_rows)))]
        for row in rows:
            answers.add_row(sheet.id, row)
        return rows
    table = len(sheet.columns) > 1 and len(sheet.rows) > FEW_ROWS
    return [
        row.id
        for index, row in enumerate(sheet.rows)
        if not table or index == 0 or random.random() < USED_ROWS or any(c.required for c in row.cells.values())
    ]


def _fill(answers: Answers, sheet: Sheet, row: str, random: Random, today: date) -> None:
    stands: dict[str, Any] = {}
    for column in sheet.columns:
        cell = sheet.cell(row, column.id)
        if not cell.writable or cell.value is not None:
            continue
        heading = _heading(sheet, row, column)
        value = believable(cell, heading, stands, random, today)
        if value is not None:
            stands[heading] = value
            answers.put(sheet.id, row, column.id, value)


def _heading(sheet: Sheet, row: str, column: Column) -> str:
    """The words that say what a cell is about: of a list of questions its caption, of a table its headings."""
    captions = () if sheet.free or len(sheet.columns) > 1 else sheet.row(row).captions
    return " ".join((*captions, *column.path)).lower()


def _try_another(answers: Answers, finding: dict[str, Any], random: Random, today: date, *, last: bool) -> None:
    sheet, row = answers.form.sheet(finding["sheet"]), finding["row"]
    if row is None or (not sheet.free and row not in {one.id for one in sheet.rows}):
        return
    for column in sheet.columns:
        cell = sheet.cell(row, column.id)
        # A rule names one cell but speaks of its row: any number there may be the one to change.
        concerned = column.id == finding["column"] or (finding["kind"] == "rule" and cell.type in NUMBERS)
        if not cell.writable or not concerned:
            continue
        value = believable(cell, _heading(sheet, row, column), {}, random, today)
        if last and cell.type in NUMBERS and not cell.required:
            value = 0
        answers.put(sheet.id, row, column.id, value)
