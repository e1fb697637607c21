"""The browser's twins of values, formulas and checks pass the same tables of cases as Python."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fisoko.domain.forms.checking import check, completeness
from fisoko.domain.forms.form import Cell
from fisoko.domain.forms.formula import FormulaProblem, evaluate, parse
from fisoko.domain.forms.value import coerce, show
from tests.domain.forms import check_cases, formula_cases
from tests.domain.forms.large_form import large_form, large_values
from tests.domain.forms.test_value import TEXTS, TYPES

pytestmark = [pytest.mark.browser, pytest.mark.hypothesis]
CASES = Path(__file__).parents[1] / "domain/forms/cases"


def test_values_are_the_same_in_the_browser(twins: Callable[..., Any]) -> None:
    answer = twins("values")
    table = json.loads((CASES / "values.json").read_text(encoding="utf-8"))
    assert answer["ran"] == {name: len(cases) for name, cases in table.items()}
    assert answer["wrong"] == []


def test_formulas_come_to_the_same_in_the_browser(twins: Callable[..., Any]) -> None:
    cases = formula_cases.TABLE["cases"]
    answer = twins("formulas", [formula_cases.tree(case) for case in cases])
    assert answer == {"ran": len(cases), "wrong": []}


def test_any_formula_comes_to_the_same_in_the_browser(twins: Callable[..., Any]) -> None:
    sheets, names = formula_cases.TABLE["sheets"], formula_cases.TABLE["names"]

    @settings(deadline=None)
    @given(formula_cases.FORMULAS, formula_cases.CELLS, formula_cases.SHIFTS)
    def agree(formula: str, cells: dict[str, Any], shift: tuple[int, int]) -> None:
        try:
            tree = parse(formula, home=formula_cases.HOME, resolve=formula_cases.resolve, names=names)
        except FormulaProblem:
            assume(False)
            return
        lookup = formula_cases.Sheets({**sheets, formula_cases.HERE: cells})
        here = formula_cases.answer(evaluate(tree, lookup, shift, formula_cases.TODAY))
        assert json.dumps(twins("formula", tree, sheets, cells, shift)) == json.dumps(here)

    agree()


def test_any_text_becomes_the_same_value_in_the_browser(twins: Callable[..., Any]) -> None:
    @settings(deadline=None)
    @given(TEXTS, st.sampled_from(TYPES), st.integers(0, 3))
    def agree(text: str, kind: str, decimals: int) -> None:
        cell = Cell(kind, decimals=decimals)
        value = coerce(text, cell, date(2026, 9, 20))
        assert twins("typed", text, cell.to_json()) == [value, show(value, cell)]

    agree()


def test_forms_are_checked_the_same_in_the_browser(twins: Callable[..., Any]) -> None:
    assert twins("checks") == {"ran": len(check_cases.TABLE["cases"]), "wrong": []}


def test_any_values_have_the_same_findings_in_the_browser(twins: Callable[..., Any]) -> None:
    @settings(deadline=None)
    @given(st.data(), st.sampled_from(sorted(check_cases.FORMS)))
    def agree(data: st.DataObject, name: str) -> None:
        form = check_cases.FORMS[name]
        values = data.draw(check_cases.drafts(form))
        there = twins("check", form.to_json(), values, "2026-09-20")
        assert there["findings"] == [finding.to_json() for finding in check(form, values, date(2026, 9, 20))]
        assert there["completeness"] == list(completeness(form, values))

    agree()


def test_edits_one_by_one_leave_what_a_fresh_check_finds(twins: Callable[..., Any]) -> None:
    @settings(deadline=None)
    @given(st.data(), st.sampled_from(sorted(check_cases.FORMS)))
    def agree(data: st.DataObject, name: str) -> None:
        form = check_cases.FORMS[name]
        values = data.draw(check_cases.drafts(form))
        edits = data.draw(st.lists(check_cases.edits(form), min_size=1, max_size=6))
        kept, fresh, present = twins("edited", form.to_json(), values, edits)
        assert kept == fresh
        assert fresh["findings"] == [finding.to_json() for finding in check(form, present, date(2026, 9, 20))]

    agree()


def test_a_large_form_keeps_up_with_typing_and_pasting(twins: Callable[..., Any]) -> None:
    form = large_form(rows=1_000)
    values, pasted = large_values(form, 5), large_values(form, 401)
    taken = twins("speed", form.to_json(), values, pasted)
    assert taken["found"] > 20_000
    # 5 and 300 ms on a machine of its own; tests share theirs
    assert taken["edit"] < 25
    assert taken["paste"] < 1_500
