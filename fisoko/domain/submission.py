"""A submission: an immutable document with a control sum and a code of eight signs by which people compare."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from fisoko.domain.forms.checking import completeness
from fisoko.domain.forms.form import Form, Sheet, Value
from fisoko.domain.forms.value import empty, same

Values = dict[str, dict[str, Any]]  # draft values by the interfaces

CODE_LENGTH = 8
# No I, L, O, U: what is read over the telephone is written down right.
CODE_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORTEST_EXPLANATION = 10  # signs


def canonical(thing: Any) -> str:
    """One text for one content: keys sorted, no spaces, letters as they are."""
    return json.dumps(thing, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def document(
    *,
    collection: int,
    organisation: int,
    number: int,
    form_version: int,
    submitted_at: datetime,
    values: str,
    explanations: list[dict[str, str]],
) -> str:
    """The whole of what is submitted as canonical JSON; its SHA-256 is the control sum of the submission.

    `values` are canonical JSON already: they come last, so that equal ones of many submissions are written once.
    """
    head = canonical(
        {
            "collection": collection,
            "organisation": organisation,
            "number": number,
            "form_version": form_version,
            "submitted_at": submitted_at.isoformat(),
            "explanations": explanations,
        }
    )
    return f'{head[:-1]},"values":{values}}}'


def sha256(text: str) -> str:
    """The control sum of a document, 64 hexadecimal signs."""
    return hashlib.sha256(text.encode()).hexdigest()


def control_code(control_sum: str) -> str:
    """The first 40 bits of a control sum as eight signs."""
    number = int(control_sum[:10], 16)
    return "".join(CODE_SIGNS[number >> shift & 31] for shift in range(35, -1, -5))


def unexplained(warnings: list[dict[str, Any]], explanations: Mapping[str, str]) -> list[dict[str, Any]]:
    """The warnings without an explanation of at least ten signs; see `explanation_key`."""
    return [
        warning
        for warning in warnings
        if len(explanations.get(explanation_key(warning), "").strip()) < SHORTEST_EXPLANATION
    ]


def explanation_key(finding: Mapping[str, Any]) -> str:
    """Under which name an explanation of this finding comes: «rule@sheet!address», so that each warning has its own."""
    return f"{finding.get('rule') or finding['kind']}@{finding['sheet']}!{finding['address']}"


@dataclass(frozen=True, slots=True)
class Filled:
    """How much of a sheet is filled: of the cells into which a person may type, and of the required ones among them."""

    name: str
    filled: int
    total: int
    required_filled: int
    required: int


def snapshot(form: Form, values: Values, cell: Callable[[str, str, str], Value]) -> Values:
    """Every cell of the form as it stands, first values and computed ones included; `cell` tells what stands where."""
    sheets: Values = {}
    for sheet in form.sheets:
        rows = _rows(sheet, values)
        cells = {row: {column.id: cell(sheet.id, row, column.id) for column in sheet.columns} for row in rows}
        sheets[sheet.id] = {"rows": rows, "cells": cells} if sheet.free else {"cells": cells}
    return sheets


@dataclass(frozen=True, slots=True)
class Different:
    """A cell that a person may type into, with what a draft and a submission hold.

    `row` is the row's id in the draft, `twin` in the submission; None where the one or the other has no such row.
    """

    sheet: str
    row: str | None
    twin: str | None
    column: str
    draft: Value
    submitted: Value


def differences(form: Form, draft: Values, submitted: Values) -> Iterator[Different]:
    """The cells that a person may type into in which a draft differs from what was submitted, sheet by sheet."""
    for sheet in form.sheets:
        held, kept = draft.get(sheet.id, {}).get("cells", {}), submitted.get(sheet.id, {}).get("cells", {})
        for row, twin in _pairs(sheet, draft, submitted):
            for column in sheet.columns:
                cell = sheet.cell(row or twin or "", column.id)
                if not cell.writable:
                    continue
                one = held.get(row, {}).get(column.id, cell.value) if row else None
                other = kept.get(twin, {}).get(column.id) if twin else None
                if not same(one, other):
                    yield Different(sheet.id, row, twin, column.id, one, other)


def _pairs(sheet: Sheet, draft: Values, submitted: Values) -> list[tuple[str | None, str | None]]:
    """The rows of a draft beside those of a submission: a row that was removed and typed anew is one row.

    Those of one id belong together, then those that hold the same, then the others in their order.
    """
    now, then = _rows(sheet, draft), _rows(sheet, submitted)
    if now == then:
        return [*zip(now, then, strict=True)]
    found: dict[str, str] = {row: row for row in then if row in set(now)}
    held, kept = draft.get(sheet.id, {}).get("cells", {}), submitted.get(sheet.id, {}).get("cells", {})
    typed = [(column.id, column.cell.value) for column in sheet.columns if column.cell.writable]
    alike: dict[str, list[str]] = {}
    for row in now:
        if row not in found:
            alike.setdefault(_content([held.get(row, {}).get(*one) for one in typed]), []).append(row)
    for row in then:
        twins = [] if row in found else alike.get(_content([kept.get(row, {}).get(one) for one, _ in typed]), [])
        if twins:
            found[row] = twins.pop(0)
    taken = set(found.values())
    left = [row for row in now if row not in taken]
    for row in then:
        if row not in found and left:
            found[row] = left.pop(0)
    return [*((found.get(row), row) for row in then), *((row, None) for row in left)]


def _content(values: list[Value]) -> str:
    return canonical([None if value == "" else value for value in values])


def differing(form: Form, draft: Values, submitted: Values) -> int:
    """In how many cells that a person may type into a draft differs from what was submitted."""
    return sum(1 for _ in differences(form, draft, submitted))


@dataclass(frozen=True)
class Return:
    """What brings a draft back to what was submitted; a row to be added is called "+1", "+2" in its sheet.

    `cells`: [sheet, row, column, value]; `order`: the rows of free sheets as they are to stand.
    """

    cells: list[list[Any]]
    added: dict[str, int]
    removed: dict[str, list[str]]
    order: dict[str, list[str]]


def returning(form: Form, draft: Values, submitted: Values) -> Return:
    """The edits after which a draft differs in nothing from what was submitted."""
    names: dict[tuple[str, str | None], str] = {}
    made = Return([], {}, {}, {})
    for sheet in form.sheets:
        if not sheet.free:
            continue
        pairs = _pairs(sheet, draft, submitted)
        lost = [twin for row, twin in pairs if row is None]
        gone = [row for row, twin in pairs if row is not None and twin is None]
        names |= {(sheet.id, twin): f"+{at}" for at, twin in enumerate(lost, 1)}
        if lost:
            made.added[sheet.id] = len(lost)
            made.order[sheet.id] = [row or names[sheet.id, twin] for row, twin in pairs if twin is not None]
        if gone:
            made.removed[sheet.id] = gone
        for twin in lost:  # a first value that was cleared is no difference from no row
            cells = submitted[sheet.id]["cells"].get(twin, {})
            cleared = (c for c in sheet.columns if c.cell.writable and c.cell.value is not None)
            made.cells.extend(
                [sheet.id, names[sheet.id, twin], c.id, None] for c in cleared if cells.get(c.id) in (None, "")
            )
    for one in differences(form, draft, submitted):
        if one.twin is not None:
            row = one.row or names[one.sheet, one.twin]
            made.cells.append([one.sheet, row, one.column, one.submitted])
    return made


def filled(form: Form, values: Values) -> list[Filled]:
    """Sheet by sheet, of submitted values."""
    found = []
    for sheet in form.sheets:
        cells = values.get(sheet.id, {}).get("cells", {})
        places = [(row, c.id) for row in _rows(sheet, values) for c in sheet.columns if sheet.cell(row, c.id).writable]
        typed = sum(not empty(cells.get(row, {}).get(column)) for row, column in places)
        found.append(Filled(sheet.name, typed, len(places), *completeness(replace(form, sheets=(sheet,)), values)))
    return found


def _rows(sheet: Sheet, values: Values) -> list[str]:
    return [*values.get(sheet.id, {}).get("rows", ())] if sheet.free else [row.id for row in sheet.rows]
