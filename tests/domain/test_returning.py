"""Back to what was submitted: the edits leave no difference, whatever was typed since."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fisoko.domain.drafts import Batch, Draft, free_sheets, place
from fisoko.domain.forms.calculation import Calculation
from fisoko.domain.forms.form import Form
from fisoko.domain.forms.value import FormulaError
from fisoko.domain.moscow import today
from fisoko.domain.submission import Return, differences, differing, returning, snapshot
from tests.domain.forms.check_cases import FORMS, drafts

NOW = datetime(2026, 9, 20, 9, tzinfo=UTC)


def submitted(form: Form, values: dict[str, Any]) -> dict[str, Any]:
    """The document's values of a submission of this draft."""
    calculation = Calculation(form, values, today(NOW))

    def cell(sheet: str, row: str, column: str) -> Any:
        value = calculation.cell(sheet, row, column)
        return None if isinstance(value, FormulaError) else value

    return snapshot(form, values, cell)


def typed(values: dict[str, Any]) -> list[list[Any]]:
    """The operations that make this draft."""
    ops: list[list[Any]] = []
    for sheet, held in values.items():
        rows = held.get("rows", [*held["cells"]])
        ops += [["insert", sheet, row, above] for above, row in zip([None, *rows], rows, strict=False)]
        ops += [
            ["set", sheet, row, column, held["cells"][row][column]]
            for row in rows
            if row in held["cells"]
            for column in held["cells"][row]
        ]
    return ops


def edits(back: Return) -> list[list[Any]]:
    """The operations that a page makes of a return."""
    ops: list[list[Any]] = [["delete", sheet, row] for sheet, rows in back.removed.items() for row in rows]
    ids = {(sheet, f"+{at}"): f"fresh00{at:03}" for sheet, count in back.added.items() for at in range(1, count + 1)}
    for sheet, rows in back.order.items():
        above = None
        for row in rows:
            if (sheet, row) in ids:
                ops.append(["insert", sheet, ids[sheet, row], above])
            above = ids.get((sheet, row), row)
    return ops + [["set", sheet, ids.get((sheet, row), row), column, value] for sheet, row, column, value in back.cells]


@settings(deadline=None)
@given(st.data(), st.sampled_from(sorted(FORMS)))
def test_after_the_return_a_draft_differs_in_nothing(data: st.DataObject, name: str) -> None:
    form = FORMS[name]
    then, now = data.draw(drafts(form)), data.draw(drafts(form))
    document = submitted(form, then)
    assert differing(form, then, document) == 0
    back = returning(form, now, document)
    assert bool(back.cells or back.removed or back.added) >= bool(differing(form, now, document))
    draft = Draft().fold([Batch(1, "w1", 0, NOW, typed(now))], free_sheets(form))
    draft.fold([Batch(2, "w1", 1, NOW, edits(back))], free_sheets(form))
    after, _ = place(draft, form)
    assert [*differences(form, after, document)] == []
    for sheet in form.sheets:
        if sheet.free:
            rows = [held.get(sheet.id, {}).get("rows", []) for held in (after, then)]
            assert len(rows[0]) == len(rows[1])
