"""A draft: what the edits of an organisation's windows add up to, with nothing that was typed lost."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fisoko.domain.forms.form import Form
from fisoko.domain.forms.value import empty, same

Cell = tuple[str, str, str]  # sheet, row, column
Stamp = tuple[int, str]  # sequence number and window of a cell's last change


@dataclass(frozen=True)
class Batch:
    """A batch of the log: `base` is the last change that its window had seen when it was typed."""

    seq: int
    window: str
    base: int
    saved_at: datetime
    ops: list[list[Any]]


@dataclass
class Missed:
    """An edit that did not get in («Не вошло»): `kept` is what stood in the cell instead."""

    cell: Cell
    value: Any
    kept: Any
    saved_at: str
    seq: int
    window: str

    def to_json(self) -> dict[str, Any]:
        """As the grid shows it."""
        sheet, row, column = self.cell
        return {
            "sheet": sheet,
            "row": row,
            "column": column,
            "value": self.value,
            "kept": self.kept,
            "saved_at": self.saved_at,
        }


@dataclass
class Draft:
    """A draft folded up to the change `seq`; `sheets` are draft values by the interfaces.

    The last writer wins by cell, but only one who had seen the cell's last change by another window. Whoever had not
    goes to `missed`, and so does an edit of a row deleted meanwhile; an entry leaves it when somebody who could see
    it sets the cell, or deletes the row, again.
    """

    seq: int = 0
    sheets: dict[str, dict[str, Any]] = field(default_factory=dict)
    missed: list[Missed] = field(default_factory=list)
    stamps: dict[Cell, Stamp] = field(default_factory=dict)

    def fold(self, batches: Iterable[Batch], free: Mapping[str, int]) -> "Draft":
        """Lay batches over this draft, in the order of the log whatever the order given; those it has are passed over.

        `free` are the sheets whose rows come and go, with the most rows each may have; what does not fit any more is
        not inserted, and its values are missed. Changes this draft and returns it.
        """
        for batch in sorted(batches, key=lambda batch: batch.seq):
            if batch.seq > self.seq:
                for op in batch.ops:
                    self._apply(op, batch, free)
                self.seq = batch.seq
        return self

    def _apply(self, op: list[Any], batch: Batch, free: Mapping[str, int]) -> None:
        deed, sheet_id, row, *rest = op
        sheet = self.sheets.setdefault(sheet_id, {"cells": {}})
        if sheet_id in free:
            sheet.setdefault("rows", [])
        if deed == "set":
            self._set((sheet_id, row, rest[0]), rest[1], batch, present=sheet_id not in free or row in sheet["rows"])
        elif sheet_id not in free:
            return
        elif deed == "insert":
            known = row in sheet["rows"] or self._was_deleted(sheet_id, row)
            if not known and len(sheet["rows"]) < free[sheet_id]:
                _place(sheet["rows"], row, rest[0])
        elif deed == "move":
            if row in sheet["rows"] and row != rest[0]:
                sheet["rows"].remove(row)
                _place(sheet["rows"], row, rest[0])
        elif deed == "delete":
            self._delete(sheet_id, row, batch)

    def _set(self, cell: Cell, value: Any, batch: Batch, *, present: bool) -> None:
        sheet_id, row, column = cell
        cells = self.sheets[sheet_id]["cells"]
        kept = cells.get(row, {}).get(column)
        seq, author = self.stamps.get(cell, (0, batch.window))
        unseen = author != batch.window and seq > batch.base
        self.missed = [
            missed
            for missed in self.missed
            if missed.cell != cell or (missed.window != batch.window and missed.seq > batch.base)
        ]
        if present and (not unseen or same(value, kept)):
            cells.setdefault(row, {})[column] = value
            self.stamps[cell] = (batch.seq, batch.window)
        else:
            self._miss(cell, value, kept if present else None, batch)

    def _delete(self, sheet_id: str, row: str, batch: Batch) -> None:
        sheet = self.sheets[sheet_id]
        self.missed = [
            missed
            for missed in self.missed
            if missed.cell[:2] != (sheet_id, row) or (missed.window != batch.window and missed.seq > batch.base)
        ]
        for column, value in sheet["cells"].pop(row, {}).items():
            seq, author = self.stamps.pop((sheet_id, row, column))
            if author != batch.window and seq > batch.base:  # typed meanwhile in another window
                moment = batch.saved_at.isoformat()
                self.missed.append(Missed((sheet_id, row, column), value, None, moment, seq, author))
        if row in sheet["rows"]:
            sheet["rows"].remove(row)
        self.stamps[(sheet_id, row, "")] = (batch.seq, batch.window)  # a row deleted stays deleted

    def _was_deleted(self, sheet_id: str, row: str) -> bool:
        return (sheet_id, row, "") in self.stamps

    def _miss(self, cell: Cell, value: Any, kept: Any, batch: Batch) -> None:
        self.missed.append(Missed(cell, value, kept, batch.saved_at.isoformat(), batch.seq, batch.window))

    def to_json(self) -> str:
        """The document that is stored; equal drafts give equal texts."""
        changes: dict[Stamp, list[Cell]] = {}
        for cell, stamp in self.stamps.items():
            changes.setdefault(stamp, []).append(cell)
        body = {
            "seq": self.seq,
            "sheets": self.sheets,
            "missed": [
                [missed.cell, missed.value, missed.kept, missed.saved_at, missed.seq, missed.window]
                for missed in self.missed
            ],
            "changes": [[*stamp, sorted(cells)] for stamp, cells in sorted(changes.items())],
        }
        return json.dumps(body, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Draft":
        """The draft of a stored document."""
        body = json.loads(text)
        return cls(
            seq=body["seq"],
            sheets=body["sheets"],
            missed=[Missed((cell[0], cell[1], cell[2]), *rest) for cell, *rest in body["missed"]],
            stamps={tuple(cell): (seq, window) for seq, window, cells in body["changes"] for cell in cells},
        )


def place(draft: Draft, form: Form) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """The values of a draft that have a place in this form, and the list «Не вошло» with those that have none."""
    sheets: dict[str, dict[str, Any]] = {}
    lost: list[dict[str, Any]] = []
    known = {sheet.id: sheet for sheet in form.sheets}
    for sheet_id, held in draft.sheets.items():
        sheet = known.get(sheet_id)
        rows = set(held.get("rows", ())) if sheet and sheet.free else {row.id for row in sheet.rows} if sheet else set()
        columns = {column.id for column in sheet.columns} if sheet else set()
        cells: dict[str, dict[str, Any]] = {}
        for row, values in held["cells"].items():
            for column, value in values.items():
                if row in rows and column in columns:
                    cells.setdefault(row, {})[column] = value
                elif not empty(value):
                    lost.append(Missed((sheet_id, row, column), value, None, "", 0, "").to_json())
        if sheet:
            sheets[sheet_id] = {"rows": held.get("rows", []), "cells": cells} if sheet.free else {"cells": cells}
    return sheets, [missed.to_json() for missed in draft.missed] + lost


def free_sheets(form: Form) -> dict[str, int]:
    """The sheets of a form whose rows come and go, with the most rows of each."""
    return {sheet.id: sheet.max_rows for sheet in form.sheets if sheet.free}


def _place(rows: list[str], row: str, after: str | None) -> None:
    """Behind `after`; first when it is None, last when it is not there any more."""
    if after is None:
        rows.insert(0, row)
    elif after in rows:
        rows.insert(rows.index(after) + 1, row)
    else:
        rows.append(row)
