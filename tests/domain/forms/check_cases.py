"""The shared cases of checks, and any values for their forms."""

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from fisoko.domain.forms.form import Form

TABLE: dict[str, Any] = json.loads((Path(__file__).parent / "cases/checks.json").read_text(encoding="utf-8"))
FORMS = {name: Form.from_json(form) for name, form in TABLE["forms"].items()}
RAW = st.builds(lambda text: {"raw": text}, st.text("12,5ч:.", min_size=1, max_size=4))
LIKELY = st.sampled_from(
    [0, 1, 5, 400, 401, 2.5, -3, 1e20, "да", "т", "1,5", "2026-09-07", "09:30", "2026-99-99", True]
)
VALUES = st.one_of(st.none(), LIKELY, LIKELY, RAW, st.booleans(), st.text("абя 1", max_size=3), st.integers(-500, 500))
FREE_ROWS = ["freerow001", "freerow002", "freerow003"]


@st.composite
def drafts(draw: st.DrawFn, form: Form) -> dict[str, Any]:
    """Any values of a draft of the form."""
    values: dict[str, Any] = {}
    for sheet in form.sheets:
        rows = draw(st.lists(st.sampled_from(FREE_ROWS), unique=True)) if sheet.free else [row.id for row in sheet.rows]
        places = st.tuples(st.sampled_from(rows or ["nosuchrow"]), st.sampled_from([one.id for one in sheet.columns]))
        cells: dict[str, Any] = {}
        for (row, column), value in draw(st.dictionaries(places, VALUES, max_size=12)).items():
            cells.setdefault(row, {})[column] = value
        values[sheet.id] = {"rows": rows, "cells": cells} if sheet.free else {"cells": cells}
    return values


def edits(form: Form) -> st.SearchStrategy[list[Any]]:
    """Any edit of a cell: [sheet, row, column, value]."""
    places = [
        [sheet.id, row, column.id]
        for sheet in form.sheets
        for row in (FREE_ROWS if sheet.free else [row.id for row in sheet.rows])
        for column in sheet.columns
    ]
    return st.builds(lambda place, value: [*place, value], st.sampled_from(places), VALUES)
