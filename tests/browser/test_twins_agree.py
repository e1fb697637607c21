"""The browser and the server never disagree: any texts, formulas and forms, thousands of each, through both."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fisoko.domain.forms.checking import Calculation, check, completeness
from fisoko.domain.forms.form import Cell, Form
from fisoko.domain.forms.formula import FormulaError, evaluate
from fisoko.domain.forms.value import coerce, computed, empty, fault, show
from tests.domain.forms import any_form
from tests.domain.forms.formula_cases import Sheets

pytestmark = [pytest.mark.browser, pytest.mark.hypothesis]
TEXTS, FORMULAS, FORMS = 6_500, 5_500, 1_500
DIFFERENT = 10_000 / (TEXTS + FORMULAS + FORMS)  # hypothesis repeats itself now and then
BATCH = 500
TODAY = date(2026, 9, 20)
Case = dict[str, Any]


def each(count: int) -> Callable[..., Any]:
    """Settings for making that many cases; the smallest of those that disagree is shown, so that none is shrunk."""
    return settings(
        max_examples=count, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck]
    )


def plain(value: Any) -> Any:
    return {"error": value.code} if isinstance(value, FormulaError) else value


def disagreeing(twins: Callable[..., Any], name: str, cases: list[tuple[Case, Any]]) -> list[dict[str, Any]]:
    """The cases to which the browser answers otherwise, the smallest first; most of them must be different ones."""
    assert len({json.dumps(case) for case, _ in cases}) >= len(cases) * DIFFERENT
    wrong = []
    for at in range(0, len(cases), BATCH):
        part = cases[at : at + BATCH]
        there = json.loads(twins("batch", name, [case for case, _ in part]))
        assert len(there) == len(part)
        for (case, here), other in zip(part, there, strict=True):
            if json.dumps(other) != json.dumps(here):
                wrong.append({"case": case, "server": here, "browser": other})
    return sorted(wrong, key=lambda one: len(json.dumps(one["case"], ensure_ascii=False)))


def test_any_text_is_the_same_value_with_the_same_fault_and_look(twins: Callable[..., Any]) -> None:
    cases: list[tuple[Case, Any]] = []

    @each(TEXTS)
    @given(any_form.typed, st.sampled_from(any_form.TYPES), st.integers(0, 3), any_form.values, st.integers(0, 5))
    def collect(text: str, kind: str, decimals: int, value: Any, list_: int) -> None:
        cell = Cell(kind, decimals=decimals, list=("да", " Т", "1 234,5", "07.09.2026", "ß") if not list_ else None)
        took = coerce(text, cell, TODAY)
        result = computed(value, kind)
        answer = [took, show(took, cell), fault(took, cell), fault(value, cell), show(result, cell), empty(value)]
        cases.append(({"text": text, "cell": cell.to_json(), "value": value}, answer))

    collect()
    assert len(cases) >= TEXTS
    assert disagreeing(twins, "text", cases)[:3] == []


def test_any_formula_comes_to_the_same(twins: Callable[..., Any]) -> None:
    cases: list[tuple[Case, Any]] = []
    held = st.one_of(any_form.values, any_form.values, st.sampled_from([{"error": "#N/A"}, {"error": "#DIV/0!"}]))
    addresses = [f"{column}{row}" for column in "ABCD" for row in range(2, 7)]
    few = st.lists(held, min_size=5, max_size=5)
    full = few.map(lambda found: {address: found[at * 7 % 5] for at, address in enumerate(addresses)})

    @each(FORMULAS)
    @given(any_form.trees, full, st.integers(-2, 2), st.integers(-2, 2))
    def collect(tree: Any, cells: dict[str, Any], down: int, right: int) -> None:
        lists = {"B2": "т", "B3": 5, "C2": "ё", "C3": 0.1}
        case = {"tree": tree, "cells": {"0": cells, "1": lists, "Списки": lists}, "shift": [down, right]}
        cases.append((case, plain(evaluate(tree, Sheets(case["cells"]), (down, right), TODAY))))

    collect()
    assert len(cases) >= FORMULAS
    assert disagreeing(twins, "tree", cases)[:3] == []


def test_any_form_has_the_same_findings_values_and_completeness_after_any_edits(twins: Callable[..., Any]) -> None:
    cases: list[tuple[Case, Any]] = []

    @each(FORMS)
    @given(st.data())
    def collect(data: st.DataObject) -> None:
        form = data.draw(any_form.forms())
        values, edits = data.draw(any_form.drafts(form))
        case = json.loads(json.dumps({"form": form, "values": values, "edits": edits}))
        present = values
        for sheet, row, column, value in edits:
            if row not in present[sheet].get("rows", [row]):
                present[sheet]["rows"].append(row)
            present[sheet]["cells"].setdefault(row, {})[column] = value
        cases.append((case, judged(Form.from_json(form), present)))

    collect()
    assert len(cases) >= FORMS
    assert disagreeing(twins, "form", cases)[:1] == []


def judged(form: Form, values: dict[str, Any]) -> list[Any]:
    """What the server says: findings, the values of computed cells, completeness."""
    calculation = Calculation(form, values, TODAY)
    found = [
        plain(calculation.cell(filled.sheet.id, row, column.id))
        for filled in calculation.sheets
        for row, _ in filled.rows
        for column in filled.sheet.columns
    ]
    findings = [finding.to_json() for finding in check(form, values, TODAY)]
    return [findings, found, list(completeness(form, values))]
