"""A submission: an immutable document with a control sum and a code of eight signs by which people compare."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

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
    values: Mapping[str, Any],
    explanations: list[dict[str, str]],
) -> str:
    """The whole of what is submitted as canonical JSON; its SHA-256 is the control sum of the submission."""
    return canonical(
        {
            "collection": collection,
            "organisation": organisation,
            "number": number,
            "form_version": form_version,
            "submitted_at": submitted_at.isoformat(),
            "values": values,
            "explanations": explanations,
        }
    )


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
    """How much of a sheet is filled: of the cells into which a person may type."""

    name: str
    filled: int
    total: int


def snapshot(form: Form, values: Values, cell: Callable[[str, str, str], Value]) -> Values:
    """Every cell of the form as it stands, first values and computed ones included; `cell` tells what stands where."""
    sheets: Values = {}
    for sheet in form.sheets:
        rows = _rows(sheet, values)
        cells = {row: {column.id: cell(sheet.id, row, column.id) for column in sheet.columns} for row in rows}
        sheets[sheet.id] = {"rows": rows, "cells": cells} if sheet.free else {"cells": cells}
    return sheets


def differing(form: Form, draft: Values, submitted: Values) -> int:
    """In how many cells that a person may type into a draft differs from what was submitted."""
    count = 0
    for sheet in form.sheets:
        now, then = _rows(sheet, draft), _rows(sheet, submitted)
        held, kept = draft.get(sheet.id, {}).get("cells", {}), submitted.get(sheet.id, {}).get("cells", {})
        for row in dict.fromkeys([*now, *then]):
            for column in sheet.columns:
                cell = sheet.cell(row, column.id)
                if not cell.writable:
                    continue
                one = held.get(row, {}).get(column.id, cell.value) if row in held or row in now else None
                other = kept.get(row, {}).get(column.id)
                count += not same(one, other)
    return count


def filled(form: Form, values: Values) -> list[Filled]:
    """Sheet by sheet, of submitted values."""
    found = []
    for sheet in form.sheets:
        cells = values.get(sheet.id, {}).get("cells", {})
        places = [(row, c.id) for row in _rows(sheet, values) for c in sheet.columns if sheet.cell(row, c.id).writable]
        found.append(Filled(sheet.name, sum(not empty(cells.get(r, {}).get(c)) for r, c in places), len(places)))
    return found


def _rows(sheet: Sheet, values: Values) -> list[str]:
    return [*values.get(sheet.id, {}).get("rows", ())] if sheet.free else [row.id for row in sheet.rows]
