"""Checks of filled forms: the table that the twin in JavaScript passes too, and what holds for any values."""

import json
import time
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fisoko.domain.forms.checking import Calculation, check, completeness
from fisoko.domain.forms.form import Cell, Column, Form, Row, Sheet, letter
from fisoko.domain.forms.formula import FormulaError
from fisoko.domain.forms.value import BadValue, normal
from tests.domain.forms.check_cases import FORMS, TABLE, drafts

CASES = TABLE["cases"]
TODAY = date(2026, 9, 20)


def answer(value: Any) -> Any:
    """A value as the table writes it."""
    return {"error": value.code} if isinstance(value, FormulaError) else value


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_filled_form_has_its_findings(case: dict[str, Any]) -> None:
    found = check(FORMS[case["form"]], case["values"], date.fromisoformat(case["today"]))
    assert [finding.to_json() for finding in found] == case["findings"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_computed_cells_come_to_their_values_in_any_order(case: dict[str, Any]) -> None:
    for cells in (case["computed"], case["computed"][::-1]):
        calculation = Calculation(FORMS[case["form"]], case["values"], date.fromisoformat(case["today"]))
        answers = [[*cell[:3], answer(calculation.cell(*cell[:3]))] for cell in cells]
        assert json.dumps(answers) == json.dumps(cells)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_form_knows_how_much_of_it_is_filled(case: dict[str, Any]) -> None:
    assert list(completeness(FORMS[case["form"]], case["values"])) == case["completeness"]


@settings(deadline=None)
@given(st.data(), st.sampled_from(sorted(FORMS)))
def test_any_values_can_be_checked_and_no_cell_is_blamed_twice(data: st.DataObject, name: str) -> None:
    form = FORMS[name]
    values = data.draw(drafts(form))
    found = [finding.to_json() for finding in check(form, values, TODAY)]
    own = Counter((one["sheet"], one["row"], one["column"]) for one in found if one["kind"] != "rule")
    assert set(own.values()) <= {1}
    wrong = {(one["sheet"], one["row"], one["column"]) for one in found if one["kind"] in ("type", "formula")}
    assert not [one for one in found if one["kind"] == "rule" and (one["sheet"], one["row"], one["column"]) in wrong]
    assert all(one["text"].strip() and one["level"] in ("error", "warning") for one in found)
    filled, required = completeness(form, values)
    missing = sum(one["kind"] == "required" for one in found)
    assert filled == required - missing


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.builds(lambda x: {"raw": x}, st.text()),
    st.lists,
    max_leaves=3,
)


@settings(deadline=None)
@given(ANYTHING, st.sampled_from(sorted(FORMS)))
def test_what_the_door_lets_in_can_be_checked_anywhere(value: Any, name: str) -> None:
    try:
        value = normal(value)
    except BadValue:
        return
    form = FORMS[name]
    values = {
        sheet.id: {
            "rows": ["freerow001"],
            "cells": {
                row: {column.id: value for column in sheet.columns}
                for row in (["freerow001"] if sheet.free else [row.id for row in sheet.rows])
            },
        }
        for sheet in form.sheets
    }
    for finding in check(form, values, TODAY):
        json.dumps(finding.to_json())


def test_a_running_total_of_a_thousand_rows_is_no_matter() -> None:
    columns = (
        Column("column01", "B", "Л!B", ("B",), Cell("integer")),
        Column("column02", "C", "Л!C", ("C",), Cell("integer")),
    )
    totals = [["op", "+", ["ref", 0, at - 1, 3, 0, 0], ["ref", 0, at, 2, 0, 0]] for at in range(5, 1_005)]
    rows = tuple(
        Row(f"row{at:05}", at, (), {"column02": Cell("integer", formula=total)}) for at, total in enumerate(totals, 5)
    )
    form = Form("total", "", (Sheet("sheet001", "Л", 5, 2, (), columns, rows),))
    values = {"sheet001": {"cells": {row.id: {"column01": 2} for row in rows}}}
    assert Calculation(form, values, TODAY).cell("sheet001", rows[-1].id, "column02") == 2_000
    assert check(form, values, TODAY) == []


def test_a_circle_of_a_thousand_cells_is_an_error_and_no_overflow() -> None:
    following = [["ref", 0, 5 + (place + 1) % 1_000, 2, 0, 0] for place in range(1_000)]
    rows = [
        Row(f"row{place:05}", 5 + place, (), {"column01": Cell("integer", formula=tree)})
        for place, tree in enumerate(following)
    ]
    column = Column("column01", "B", "Л!B", ("B",), Cell("integer"))
    form = Form("circle", "", (Sheet("sheet001", "Л", 5, 2, (), (column,), tuple(rows)),))
    found = check(form, {}, TODAY)
    assert len(found) == 1_000
    assert {finding.kind for finding in found} == {"formula"}


def test_a_large_form_is_checked_in_seconds_even_on_a_busy_machine() -> None:
    cell = Cell("integer", limits=FORMS["limits"].sheets[0].columns[0].cell.limits)
    columns = tuple(Column(f"column{place:02}", letter(place + 2), "", ("",), cell) for place in range(40))
    rows = tuple(Row(f"row{place:05}", 5 + place, ()) for place in range(1_000))
    form = Form("large", "", (Sheet("sheet001", "Л", 5, 2, (), columns, rows),))
    values = {"sheet001": {"cells": {row.id: dict.fromkeys((column.id for column in columns), 401) for row in rows}}}
    begun = time.process_time()
    assert len(check(form, values, TODAY)) == 40_000
    assert time.process_time() - begun < 5
