"""The history of a draft, from its log: which window has changed which cells when, and the draft as it once stood."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fisoko.domain.drafts import Batch, Draft
from fisoko.domain.forms.form import Form
from fisoko.domain.forms.value import same
from fisoko.domain.submission import Values


@dataclass(frozen=True, slots=True)
class Change:
    """What a cell held before and after; `place` is its row's among the rows of a free sheet, counted from 0.

    `first`: nobody had typed into it before, so that it held the first value of the form.
    """

    sheet: str
    row: str
    column: str
    place: int
    was: Any
    becomes: Any
    first: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """What one window has changed within one minute, up to the change `seq`; rows are counted over all free sheets."""

    seq: int
    window: str
    began_at: datetime
    saved_at: datetime
    changes: tuple[Change, ...]
    added: int
    removed: int
    moved: bool


def entries(batches: Iterable[Batch], free: Mapping[str, int]) -> Iterator[Entry]:
    """The history from the first edit on; `batches` are all of the draft, in the order of the log.

    Edits of one window that follow one another within a minute are one entry (typing is saved several times a second),
    until one of them changes a cell or a row again. An entry that came to nothing, as it lost to a newer value, is left
    out.
    """
    draft = Draft()
    for together in _runs(batches):
        before = _touched(draft, together)
        draft.fold(together, free)
        entry = _entry(before, draft, together)
        if entry.changes or entry.added or entry.removed or entry.moved:
            yield entry


def at(batches: Iterable[Batch], free: Mapping[str, int], seq: int) -> Draft:
    """The draft as it stood after the change `seq`; 0 is before the first."""
    return Draft().fold((batch for batch in batches if batch.seq <= seq), free)


def whole(form: Form, values: Values) -> Values:
    """Draft values with the first value of every cell that nobody has typed into: what a person saw at the time."""
    made: Values = {}
    for sheet in form.sheets:
        held = values.get(sheet.id, {})
        rows = held.get("rows", []) if sheet.free else [row.id for row in sheet.rows]
        cells = {
            row: {
                column.id: held.get("cells", {}).get(row, {}).get(column.id, sheet.cell(row, column.id).value)
                for column in sheet.columns
            }
            for row in rows
        }
        made[sheet.id] = {"rows": rows, "cells": cells} if sheet.free else {"cells": cells}
    return made


Rows = dict[str, list[str]]
Held = dict[tuple[str, str], dict[str, Any]]


def _runs(batches: Iterable[Batch]) -> Iterator[list[Batch]]:
    run: list[Batch] = []
    seen: set[tuple[str, ...]] = set()
    for batch in batches:
        places = {(op[1], op[2], op[3]) if op[0] == "set" else (op[1], op[2]) for op in batch.ops}
        near = run and batch.window == run[0].window and _minute(batch) == _minute(run[0])
        if not near or places & seen:
            if run:
                yield run
            run, seen = [], set()
        run.append(batch)
        seen |= places
    if run:
        yield run


def _minute(batch: Batch) -> datetime:
    return batch.saved_at.replace(second=0, microsecond=0)


def _touched(draft: Draft, batches: list[Batch]) -> tuple[Rows, Held]:
    """The rows of the sheets, and the values of the rows, that these batches may change."""
    rows: Rows = {}
    held: Held = {}
    for batch in batches:
        for _, sheet, row, *_rest in batch.ops:
            rows.setdefault(sheet, [*draft.sheets.get(sheet, {}).get("rows", ())])
            held.setdefault((sheet, row), {**draft.sheets.get(sheet, {}).get("cells", {}).get(row, {})})
    return rows, held


def _entry(before: tuple[Rows, Held], draft: Draft, batches: list[Batch]) -> Entry:
    rows, held = before
    now = {sheet: draft.sheets[sheet].get("rows", []) for sheet in rows}
    changes: list[Change] = []
    for (sheet, row), was in held.items():
        becomes = draft.sheets[sheet]["cells"].get(row, {})
        order = now[sheet] if row in now[sheet] else rows[sheet]
        place = order.index(row) if row in order else 0
        for column in {**was, **becomes}:
            one, other = was.get(column), becomes.get(column)
            if not same(one, other):
                changes.append(Change(sheet, row, column, place, one, other, column not in was))
    came = {sheet: [row for row in now[sheet] if row not in set(rows[sheet])] for sheet in rows}
    went = {sheet: [row for row in rows[sheet] if row not in set(now[sheet])] for sheet in rows}
    moved = any(
        [row for row in rows[sheet] if row not in went[sheet]] != [row for row in now[sheet] if row not in came[sheet]]
        for sheet in rows
    )
    return Entry(
        seq=batches[-1].seq,
        window=batches[0].window,
        began_at=batches[0].saved_at,
        saved_at=batches[-1].saved_at,
        changes=tuple(changes),
        added=sum(map(len, came.values())),
        removed=sum(map(len, went.values())),
        moved=moved,
    )
