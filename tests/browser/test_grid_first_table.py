"""A form is filled before Tabulator has come: headings stand at the same places, and nothing moves when it comes."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.grid_page import Hands
from tests.browser.site import Site
from tests.browser.test_changes import open_form

pytestmark = pytest.mark.browser
Open = Callable[..., Hands]
LOGIN = "spo240072"
TABLE = "**/vendor/tabulator.min.js*"
PLACES = """() => {
  const root = document.getElementById("host").shadowRoot, all = names => Array.from(root.querySelectorAll(names))
  const box = node => {
    const { x, y, width, height } = node.getBoundingClientRect()
    return [node.textContent, x, y, width, height]
  }
  const headings = all(".tabulator-col").map(node => [getComputedStyle(node).borderRightColor, ...box(node)])
  const within = [".tabulator-col .title", ".grid-cell", ".frame.active, .handle"].map(names => all(names).map(box))
  return [headings, ...within, box(root.querySelector(".tabulator-tableholder"))]
}"""


class Held:
    """Tabulator on its way, until it is let through."""

    def __init__(self, page: Page) -> None:
        self.page, self.routes, self.through = page, list[Route](), False
        page.route(TABLE, self.take)

    def take(self, route: Route) -> None:
        if self.through:
            route.continue_()
        else:
            self.routes.append(route)

    def let(self) -> None:
        self.through = True
        while self.routes:
            self.routes.pop().continue_()
        self.page.locator(".desk[data-ready]").wait_for()

    def hold(self) -> None:
        self.through = False


def is_first(page: Page) -> bool:
    return page.locator(".sheet.first").count() == 1


def scroll_of(page: Page) -> list[int]:
    return page.locator(".tabulator-tableholder").evaluate("node => [node.scrollLeft, node.scrollTop]")


@pytest.mark.parametrize("width", [400, 1000, 1366])
def test_headings_and_cells_stand_where_tabulator_puts_them(page: Page, site: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    open_form(page, site, LOGIN)
    held = Held(page)
    page.reload()
    page.get_by_role("grid").wait_for()
    for at in range(page.get_by_role("tab").count()):
        page.get_by_role("tab").nth(at).click()
        page.get_by_role("grid").wait_for()
        page.wait_for_timeout(300)
        assert is_first(page)
        before = page.evaluate(PLACES)
        assert len(before[0]) >= 3
        held.let()
        page.wait_for_function("!document.getElementById('host').shadowRoot.querySelector('.sheet.first')")
        page.wait_for_timeout(100)
        after = page.evaluate(PLACES)
        assert after[:-1] == before[:-1]
        assert after[-1][1:] == pytest.approx(before[-1][1:], abs=1), "Tabulator takes whole pixels"
        held.hold()
        page.reload()
        page.get_by_role("grid").wait_for()


def without_tabulator(hands: Hands) -> Held:
    held = Held(hands.page)
    hands.page.goto(hands.bench.url)
    hands.page.get_by_role("grid").wait_for()
    return held


def test_values_typed_before_tabulator_are_saved_and_the_place_is_kept(fill: Open) -> None:
    hands = fill(rows=60)
    held = without_tabulator(hands)
    hands.click("C5").type("75").keys("Enter").type("50").keys("Enter").saved()
    assert (hands.drafts.value("C5"), hands.drafts.value("C6")) == (75, 50)
    hands.keys("Control+End")
    hands.page.wait_for_timeout(300)
    assert is_first(hands.page)
    before, address = scroll_of(hands.page), hands.address
    assert before[1] > 0
    held.let()
    assert not is_first(hands.page)
    assert scroll_of(hands.page) == pytest.approx(before, abs=1)
    assert hands.address == address
    assert hands.page.locator("#active-cell").count() == 1
    hands.keys("Control+Home").type("1").keys("Enter").saved()
    assert hands.texts("C5", "C6") == ["75", "50"]


def test_what_is_being_typed_when_tabulator_comes_is_not_lost(fill: Open) -> None:
    hands = fill()
    held = without_tabulator(hands)
    hands.click("C5").type("7")
    held.let()
    hands.type("5").keys("Enter").saved()
    assert hands.drafts.value("C5") == 75


def test_edges_of_columns_are_dragged_when_tabulator_has_come(fill: Open) -> None:
    hands = fill()
    held = without_tabulator(hands)
    handles: Any = hands.page.locator(".tabulator-col-resize-handle")
    assert handles.count() == 0
    held.let()
    head = hands.page.locator("[tabulator-field=c1]")
    before, edge = head.bounding_box(), head.locator("xpath=following-sibling::*[1]").bounding_box()
    assert before is not None
    assert edge is not None
    hands.page.mouse.move(edge["x"] + 2, edge["y"] + 8)
    hands.page.mouse.down()
    hands.page.mouse.move(edge["x"] + 42, edge["y"] + 8, steps=4)
    hands.page.mouse.up()
    expect(head).to_have_css("width", f"{before['width'] + 40:g}px")


def test_a_file_that_does_not_come_is_asked_for_again_while_the_form_is_filled(fill: Open) -> None:
    hands = fill()
    asked = []
    hands.page.route(TABLE, lambda route: asked.append(route.request.url) or route.abort())
    hands.page.goto(hands.bench.url)
    hands.page.get_by_role("grid").wait_for()
    hands.click("C5").type("75").keys("Enter").saved()
    assert hands.drafts.value("C5") == 75
    hands.page.wait_for_timeout(500)
    assert asked
    hands.page.unroute(TABLE)
    hands.page.locator(".desk[data-ready]").wait_for(timeout=15_000)
    assert not is_first(hands.page)
    assert hands.text("C5") == "75"
