"""Headings stand over the cells they head: a form with groups of three levels, as the demonstration has it."""

import pytest
from playwright.sync_api import Page

from tests.browser.site import Site
from tests.browser.test_changes import open_form

pytestmark = pytest.mark.browser
LOGIN = "spo240072"
EDGES = """() => {
  const root = document.getElementById("host").shadowRoot, edges = nodes => nodes.map(node => {
    const { left, right } = node.getBoundingClientRect()
    return [Math.round(left), Math.round(right)]
  })
  const heads = Array.from(root.querySelectorAll(".tabulator-col"))
  const lowest = heads.filter(node => !node.querySelector(".tabulator-col"))
  return [edges(lowest), edges(Array.from(root.querySelector(".grid-row").children))]
}"""


@pytest.mark.parametrize("width", [1000, 1366, 1920])
def test_every_heading_begins_and_ends_where_its_cells_do(page: Page, site: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    open_form(page, site, LOGIN)
    tabs = page.get_by_role("tab")
    for at in range(tabs.count()):
        tabs.nth(at).click()
        page.locator(".grid-row").first.wait_for()
        heads, cells = page.evaluate(EDGES)
        assert len(heads) == len(cells) >= 3
        assert heads == cells


@pytest.mark.parametrize("width", [400, 1000, 1366])
def test_captions_stay_in_sight_under_their_headings_while_columns_are_scrolled(
    page: Page, site: Site, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    open_form(page, site, LOGIN)
    before, _ = page.evaluate(EDGES)
    captions = page.locator(".grid-row").first.locator(".caption").count()
    assert captions >= 2
    page.locator(".grid-row").first.locator(".grid-cell:not(.caption)").first.click()
    for _ in range(15):
        page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "document.getElementById('host').shadowRoot.querySelector('.tabulator-tableholder').scrollLeft > 100"
    )
    page.wait_for_timeout(300)
    heads, cells = page.evaluate(EDGES)
    assert heads == cells
    assert cells[:captions] == before[:captions]
    assert cells[captions][0] < before[captions][0], "the first column has gone under them"
    assert cells[captions - 1][1] <= width * 0.6, "there is room left for the cells"
