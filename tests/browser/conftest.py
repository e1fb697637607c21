"""A real Chromium for the browser tests."""

import os
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser.bench import Bench
from tests.browser.grid_page import Drafts, Hands, form, page_data
from tests.browser.site import Site
from tests.browser.twin_page import twins_of

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    """The path of the installed browser, from FISOKO_CHROMIUM or the usual names."""
    names = [os.environ.get("FISOKO_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]
    return next((found for name in names if name and (found := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser beside much other work may be slow: what fails there is tried once more, and the run names it."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The one driver of a process, whatever browsers it drives."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.fail("No Chromium found: run `make test`, which installs it, or `apt-get install chromium`.")
    started = playwright.chromium.launch(executable_path=path, args=FLAGS)
    yield started
    started.close()


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """A page of our own address with nothing on it, for modules that are tried by themselves."""
    with Bench("grid", {}) as bench:
        page = browser.new_page()
        page.goto(bench.url + "nothing")
        yield page
        page.close()


@pytest.fixture(scope="module")
def site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The whole site on a demonstration of its own, one for each file of tests."""
    made = Site(shutil.copytree(filled, tmp_path_factory.mktemp("site"), dirs_exist_ok=True))
    made.start()
    yield made
    made.kill()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ru-RU", timezone_id="Asia/Krasnoyarsk")
    made.grant_permissions(["clipboard-read", "clipboard-write"])
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def fill(page: Page) -> Iterator[Callable[..., Hands]]:
    """Opens the filling page with values of its first sheet; `hands.drafts` is the server behind it."""
    open_benches: list[Bench] = []
    opened: list[Hands] = []

    def start(
        cells: dict[str, Any] | None = None,
        *,
        rows: int = 5,
        limit: int = 1000,
        rules: Any = None,
        drafts: Drafts | None = None,
        **data: Any,
    ) -> Hands:
        drafts = drafts or Drafts({"sheet001": {"cells": deepcopy(cells)}} if cells else {})
        bench = Bench("grid", page_data(drafts.sheets, **{"form": form(rows, limit, rules), **data}), drafts.answer)
        bench.__enter__()
        open_benches.append(bench)
        hands = Hands(page, bench.url)
        hands.drafts, hands.bench = drafts, bench
        opened.append(hands)
        return hands

    yield start
    for bench in open_benches:
        bench.__exit__()
    assert [fault for hands in opened for fault in hands.faults] == []


@pytest.fixture
def twins(page: Page) -> Callable[..., Any]:
    """Calls the browser's twins of values, formulas and checks."""
    return twins_of(page)
