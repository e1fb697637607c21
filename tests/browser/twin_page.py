"""A page with our modules alone, in which tests call the browser's twins of values, formulas and checks."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

import fisoko.web

ASSETS = Path(fisoko.web.__file__).parent / "assets"
CASES = Path(__file__).parents[1] / "domain/forms/cases"
KINDS = {".js": "text/javascript", ".json": "application/json"}
ADDRESS = "http://twins.test"
PLACES = {"assets": ASSETS, "cases": CASES, "tests": Path(__file__).parent}
CALL = "async ([name, given]) => (await import('/tests/twins.js'))[name](...JSON.parse(given))"


def twins_of(page: Page) -> Callable[..., Any]:
    """Calls a function of tests/browser/twins.js with JSON arguments."""
    page.route(ADDRESS + "/**", serve)
    page.goto(ADDRESS + "/")
    return lambda name, *given: page.evaluate(CALL, [name, json.dumps(given)])


def serve(route: Route) -> None:
    """Gives the page our modules and tables, and nothing else."""
    path = route.request.url.removeprefix(ADDRESS).strip("/")
    if not path:
        return route.fulfill(body="<!doctype html><title>Twins</title>", content_type="text/html; charset=utf-8")
    place, _, name = path.partition("/")
    file = PLACES[place] / name
    return route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix] + "; charset=utf-8")
