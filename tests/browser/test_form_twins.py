"""The browser's twins of values, formulas and checks pass the same tables of cases as Python."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, Route

import fisoko.web
from fisoko.domain.forms.form import Cell
from fisoko.domain.forms.formula import FormulaProblem, evaluate, parse
from fisoko.domain.forms.value import coerce, show
from tests.domain.forms import formula_cases
from tests.domain.forms.test_value import TEXTS, TYPES

pytestmark = pytest.mark.browser
ASSETS = Path(fisoko.web.__file__).parent / "assets"
CASES = Path(__file__).parents[1] / "domain/forms/cases"
KINDS = {".js": "text/javascript", ".json": "application/json"}
ADDRESS = "http://twins.test"
PLACES = {"assets": ASSETS, "cases": CASES, "tests": Path(__file__).parent}


def serve(route: Route) -> None:
    """Gives the page our modules and tables, and nothing else."""
    path = route.request.url.removeprefix(ADDRESS).strip("/")
    if not path:
        return route.fulfill(body="<!doctype html><title>Twins</title>", content_type="text/html; charset=utf-8")
    place, _, name = path.partition("/")
    file = PLACES[place] / name
    return route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix] + "; charset=utf-8")


@pytest.fixture
def twins(page: Page) -> Callable[..., Any]:
    """Calls a function of tests/browser/twins.js with JSON arguments."""
    page.route(ADDRESS + "/**", serve)
    page.goto(ADDRESS + "/")
    call = "async ([name, given]) => (await import('/tests/twins.js'))[name](...JSON.parse(given))"
    return lambda name, *given: page.evaluate(call, [name, json.dumps(given)])


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
        here = formula_cases.answer(evaluate(tree, lookup, shift))
        assert json.dumps(twins("formula", tree, sheets, cells, shift)) == json.dumps(here)

    agree()


def test_any_text_becomes_the_same_value_in_the_browser(twins: Callable[..., Any]) -> None:
    @settings(deadline=None)
    @given(TEXTS, st.sampled_from(TYPES), st.integers(0, 3))
    def agree(text: str, kind: str, decimals: int) -> None:
        cell = Cell(kind, decimals=decimals)
        value = coerce(text, cell)
        assert twins("typed", text, cell.to_json()) == [value, show(value, cell)]

    agree()
