"""The browser's twins of values, formulas and checks pass the same tables of cases as Python."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

import fisoko.web

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
