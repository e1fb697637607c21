"""The filling page for everybody: by keys alone, with a screen reader, enlarged, on a phone, without motion."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.grid_page import Drafts, Hands
from tests.browser.test_grid_more import filled, judged

pytestmark = pytest.mark.browser
Open = Callable[..., Hands]
AT = "2026-09-20T09:20:05.000Z"
MISSED = {"sheet": "sheet001", "row": "row00001", "column": "column0c", "value": 31, "kept": 48, "saved_at": AT}
HISTORY = {
    "seq": 2,
    "windows": {"one": 1, "two": 2},
    "next": 1,
    "entries": [
        {
            "seq": seq,
            "window": window,
            "began_at": AT,
            "saved_at": AT,
            "count": 6,
            "added": 1,
            "removed": 0,
            "moved": False,
            "changes": [
                {
                    "sheet": "sheet001",
                    "row": f"row{at:05}",
                    "column": "column0c",
                    "sheet_name": "Контингент",
                    "address": f"C{5 + at}",
                    "was": "",
                    "becomes": str(at),
                    "fault": None,
                }
                for at in range(5)
            ],
        }
        for seq, window in ((2, "two"), (1, "one"))
    ],
}


class WithHistory(Drafts):
    """A server of drafts that tells a history."""

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        return (200, HISTORY) if path.endswith("/history") else super().answer(method, path, body)


def inside(page: Page, place: Any) -> None:
    """The whole of it is on the screen."""
    box, size = place.bounding_box(), page.viewport_size
    assert size is not None
    assert box["x"] >= 0, box
    assert box["x"] + box["width"] <= size["width"] + 0.5, box
    assert box["y"] + box["height"] <= size["height"] + 1, box


@pytest.mark.parametrize("size", [(1366, 768), (683, 384), (400, 740)], ids=["whole", "zoomed", "phone"])
def test_axe_finds_nothing_in_any_state_and_nothing_is_off_the_screen(fill: Open, size: tuple[int, int]) -> None:
    page_data = {"draft": {"seq": 0, "sheets": {}, "not_in": [MISSED]}, "history_url": "/api/v1/collections/12/history"}
    hands = fill(drafts=WithHistory(), form_version=3, **page_data)
    page = hands.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_timeout(250)
    found = judged(page, "empty")
    hands.click("C5").type("много").keys("Enter", "ArrowUp")
    found += judged(page, "error")
    hands.keys("Home", "Alt+ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    found += judged(page, "open list")
    hands.keys("Escape", "Escape")
    page.get_by_role("button", name="Не вошло: 1").click()
    inside(page, page.get_by_role("dialog"))
    found += judged(page, "missed")
    hands.keys("Escape")
    page.get_by_role("button", name="История").click()
    panel = page.get_by_role("complementary", name="История")
    expect(panel.get_by_role("button", name="Вернуть на 12:20:05 мск")).to_have_count(1)
    expect(panel.locator(".when").first).to_contain_text("12:20:05 мску\xa0Вас в\xa016:20")
    inside(page, panel)
    found += judged(page, "history")
    panel.get_by_role("button", name="Показать все").first.click()
    hands.keys("Escape")
    expect(panel).to_be_hidden()
    hands.drafts.by_another(AT, ["set", "sheet001", "row00002", "column0c", 5])
    hands.click("D5").type("1").keys("Enter")
    expect(page.locator("[data-mark~=elsewhere]")).to_have_count(1)
    found += judged(page, "changed elsewhere")
    hands.drafts.orders = [(423, {"error": {"code": "closed", "text": "Сбор закрыт."}})]
    hands.type("2").keys("Enter")
    expect(page.get_by_text("Только просмотр").or_(page.get_by_text("Сбор закрыт")).first).to_be_visible()
    found += judged(page, "closed")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert found == []


def test_a_page_that_is_only_looked_at_and_the_word_of_a_new_form_hold_nothing_against_axe(
    fill: Open, page: Page
) -> None:
    hands = fill(filled(), mode="read", save_url="", submit_url="")
    found = judged(page, "read-only")
    hands.page.goto("about:blank")
    hands = fill(filled(), form_version=3)
    hands.drafts.orders = [(409, {"error": {"code": "form_version", "text": "Форма обновлена."}})]
    hands.click("C5").type("1").keys("Enter")
    expect(page.get_by_role("dialog", name="Форма изменилась")).to_be_visible(timeout=10_000)
    assert found + judged(page, "new form") == []


def test_a_closed_draft_still_tells_its_history_and_goes_back_nowhere(fill: Open) -> None:
    history = {"history_url": "/api/v1/collections/12/history"}
    hands = fill(filled(), drafts=WithHistory(), mode="read", save_url="", submit_url="", **history)
    hands.page.get_by_role("button", name="История").click()
    panel = hands.page.get_by_role("complementary", name="История")
    expect(panel.get_by_text("Другое окно (2)")).to_be_visible()
    expect(panel.get_by_role("button", name="Вернуть")).to_have_count(0)
    panel.get_by_role("button", name="C6").first.click()
    expect(hands.page.locator("#active-cell")).to_have_attribute("aria-colindex", "3")


def test_rows_that_come_into_sight_are_counted_as_they_stand_in_the_sheet(fill: Open) -> None:
    hands = fill(rows=600)
    page = hands.page
    grid = page.get_by_role("grid", name="Контингент")
    assert (grid.get_attribute("aria-rowcount"), grid.get_attribute("aria-colcount")) == ("601", "11")
    heads = grid.get_by_role("columnheader")
    assert heads.count() >= 11
    for keys, row in (("Control+End", 601), ("PageUp", None), ("Control+Home", 2)):
        hands.keys(keys)
        page.wait_for_timeout(400)
        box = page.locator("textarea.editor")
        active = page.locator("#" + (box.get_attribute("aria-activedescendant") or "none"))
        expect(active).to_have_attribute("aria-selected", "true")
        line = active.locator("xpath=ancestor::*[@role='row'][1]")
        index = int(line.get_attribute("aria-rowindex") or 0)
        assert index == (row or index)
        seen = page.evaluate(
            """() => [...document.getElementById("host").shadowRoot.querySelectorAll("[role=row][aria-rowindex]")]
              .filter(node => node.offsetParent && node.querySelector("[role=gridcell]"))
              .map(node => [Number(node.getAttribute("aria-rowindex")), node.getBoundingClientRect().top,
                [...node.querySelectorAll("[aria-colindex]")].map(cell => Number(cell.ariaColIndex))])
              .sort((one, other) => one[1] - other[1])"""
        )
        numbers = [number for number, *_ in seen]
        assert index in numbers
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        assert all(columns == list(range(1, 12)) for *_, columns in seen)


def test_the_whole_way_goes_by_keys_alone(fill: Open, page: Page) -> None:
    hands = fill(history_url="/api/v1/collections/12/history", drafts=WithHistory())
    expect(page.locator("textarea.editor")).to_be_focused()  # whoever opens the page may type at once
    for at in range(5):
        hands.type("осн").keys("Enter")
        expect(hands.cell(f"B{5 + at}")).to_have_text("основное общее")
    hands.keys("Control+Home", "ArrowRight").type("много").keys("Enter")
    hands.keys("F8")
    expect(page.locator("#active-cell")).to_have_text("много")
    hands.keys("Delete")
    hands.saved()
    seen = []
    hands.keys("Escape", "Tab")  # the way out of the grid
    for _ in range(14):
        name = page.evaluate(
            "(() => { const at = document.activeElement.shadowRoot.activeElement; "
            "return at && (at.getAttribute('aria-label') || at.textContent) })()"
        )
        seen.append(name)
        if name == "История":
            break
        hands.keys("Tab")
    assert "История" in seen
    hands.keys("Enter")
    panel = page.get_by_role("complementary", name="История")
    expect(panel).to_be_visible()
    hands.keys("Escape")
    expect(page.locator("textarea.editor")).to_be_focused()
    hands.keys("Escape", "Shift+Tab")
    for _ in range(6):
        if page.get_by_role("button", name="Сдать отчет").evaluate("node => node === node.getRootNode().activeElement"):
            break
        hands.keys("Shift+Tab")
    hands.keys("Enter")
    page.wait_for_url("**/cabinet")
    assert len(hands.drafts.submissions) == 1


def test_errors_and_hints_are_told_to_a_screen_reader(fill: Open) -> None:
    hands = fill()
    live, box = hands.page.locator(".unseen[aria-live=polite]").last, hands.page.locator("textarea.editor")
    hands.click("C5").type("много").keys("Enter", "ArrowUp")
    expect(live).to_contain_text("много. Ошибка: ")
    expect(box).to_have_attribute("aria-invalid", "true")
    hands.keys("ArrowDown")
    expect(box).not_to_have_attribute("aria-invalid", "true")
    help_id = (box.get_attribute("aria-describedby") or "none").split()[0]
    expect(hands.page.locator(f"#{help_id}")).to_contain_text("Чтобы выйти из таблицы, нажмите Esc, затем Tab.")


def test_whoever_wants_no_motion_gets_none(fill: Open, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    hands = fill({"row00001": {"column0c": 1}})
    hands.drafts.by_another(AT, ["set", "sheet001", "row00001", "column0c", 48])
    hands.click("C5").type("75").keys("Enter")
    cell = page.locator("[data-mark~=elsewhere]")
    expect(cell).to_have_count(1)
    assert cell.evaluate("node => getComputedStyle(node).animationName") == "none"
    moving = page.evaluate(
        """() => Array.from(document.getElementById("host").shadowRoot.querySelectorAll("*")).filter(node => {
          const { animationName, transitionDuration } = getComputedStyle(node)
          return animationName !== "none" || transitionDuration.split(",").some(time => parseFloat(time) > 0)
        }).map(node => node.className)"""
    )
    assert moving == []


@pytest.mark.parametrize("height", [384, 330])
def test_at_double_zoom_the_table_keeps_room_for_rows_and_everything_is_reached_by_scrolling(
    fill: Open, height: int
) -> None:
    page = fill().page
    page.set_viewport_size({"width": 683, "height": height})
    page.wait_for_timeout(250)
    room = "document.getElementById('host').shadowRoot.querySelector('.tabulator-tableholder').clientHeight"
    assert page.evaluate(room) >= 4 * 28
    for name in ("Сдать отчет", "Клавиши"):
        button = page.get_by_role("button", name=name)
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport(ratio=1)
