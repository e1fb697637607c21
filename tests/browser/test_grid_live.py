"""The same filling page inside a real Panel page: drawn alike, its edits heard and answered over the websocket."""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from fisoko.web.library import ASSETS
from fisoko.web.panels.component import Component
from fisoko.web.panels.grid import Grid

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def live_url() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "tests.browser.live_grid", str(port)])
    url = f"http://localhost:{port}/"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(url, timeout=30).close()
                break
            except urllib.error.URLError:
                assert server.poll() is None, "the live page's server ended"
                time.sleep(0.2)
        yield url
    finally:
        server.terminate()
        server.wait(20)


def test_a_live_page_takes_edits_and_tells_that_they_are_saved(page: Page, live_url: str) -> None:
    page.goto(live_url)
    page.locator(".desk[data-ready]").wait_for(timeout=60000)
    cell = page.locator(".grid-row[aria-rowindex='3'] .grid-cell[aria-colindex='3']")
    cell.click()
    page.keyboard.type("50")
    page.keyboard.press("Enter")
    expect(page.locator(".state")).to_contain_text("Сохранено")
    expect(cell).to_have_text("50")


def test_the_class_and_its_module_have_the_same_properties() -> None:
    listed = re.search(r"^const PROPERTIES = \[(.*?)\]", (ASSETS / "grid.js").read_text(), re.MULTILINE)
    assert listed is not None
    assert set(re.findall(r'"(\w+)"', listed[1])) == set(Grid.param) - set(Component.param)


def test_a_live_page_looks_like_a_thin_one(page: Page, live_url: str) -> None:
    page.goto(live_url)
    page.locator(".desk[data-ready]").wait_for(timeout=60000)
    box = page.locator(".desk").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1366, 768)
    row = page.locator(".grid-row").first.bounding_box()
    assert 28 <= row["height"] <= 30
    assert page.locator(".btn.main").evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(20, 83, 159)"
