"""What is opened rarely on the filling page: the menu, the keys, the search, what stands in the way of submitting."""

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.grid_page import Drafts, Hands

pytestmark = pytest.mark.browser
Open = Callable[..., Hands]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
FULL = {f"row{i:05}": {"column0b": "основное общее"} for i in range(5)}


def filled(**cells: Any) -> dict[str, Any]:
    return {row: dict(values) for row, values in FULL.items()} | {"row00002": {"column0b": "основное общее", **cells}}


def obstacles(hands: Hands) -> Any:
    return hands.page.get_by_role("complementary", name="Что мешает сдать")


def test_the_menu_is_walked_by_keys_names_them_and_does_what_they_do(fill: Open) -> None:
    hands = fill({"row00000": {"column0c": 7}}).click("C5").keys("Shift+ArrowDown", "Shift+F10")
    menu = hands.page.get_by_role("menu", name="Действия с ячейками")
    expect(menu.get_by_role("menuitem", name="Вырезать")).to_be_focused()
    assert menu.get_by_role("menuitem", name="Заполнить вниз").locator("kbd").text_content() == "Ctrl+D"
    hands.keys("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Enter")
    assert hands.text("C6") == "7"
    expect(menu).to_be_hidden()
    hands.keys("Control+c").click("F5").keys("Shift+F10")
    menu.get_by_role("menuitem", name="Вставить").click()
    expect(hands.cell("F6")).to_have_text("7")
    hands.click("B5", button="right")
    menu.get_by_role("menuitem", name="Выбрать из списка").click()
    assert hands.page.get_by_role("option").count() == 3
    hands.keys("Escape", "Shift+F10")
    menu.wait_for()
    assert hands.keys("Escape", "ArrowRight").address == "C5"


def test_the_menu_of_a_heading_is_about_its_column(fill: Open) -> None:
    hands = fill({"row00001": {"column0k": "очень длинное имя ответственного лица"}}).click("C5")
    hands.page.locator(".title", has_text="Ответственный").click(button="right")
    before = hands.cell("K5").bounding_box()["width"]
    hands.page.get_by_role("menuitem", name="Подогнать ширину").click()
    assert hands.address == "K5:K9"
    assert hands.cell("K5").bounding_box()["width"] > before


def test_a_grid_that_is_only_looked_at_offers_only_what_changes_nothing(fill: Open) -> None:
    hands = fill(FULL, mode="read").click("C5", button="right")
    items = hands.page.get_by_role("menuitem")
    items.first.wait_for()
    assert [text.split("Ctrl")[0] for text in items.all_text_contents()] == ["Копировать", "Подогнать ширину", "Найти"]


def test_f1_shows_every_key_and_the_grid_goes_on_after_it(fill: Open) -> None:
    hands = fill().click("C5").keys("F1")
    dialog = hands.page.get_by_role("dialog", name="Клавиши таблицы")
    for words in ["Ctrl+Shift+V", "F8, Shift+F8", "Alt+Shift+↑", "Ctrl+Пробел"]:
        expect(dialog.get_by_role("row").filter(has_text=words)).to_be_visible()
    hands.keys("Escape").type("5").keys("Enter")
    assert hands.text("C5") == "5"
    hands.page.get_by_role("button", name="Клавиши").click()
    expect(dialog).to_be_visible()


def test_the_search_goes_over_all_sheets_and_what_is_typed_at_once_goes_into_it(fill: Open) -> None:
    people = {"rows": ["person0000"], "cells": {"person0000": {"column0a": "Артём Машинистов"}}}
    drafts = Drafts({"sheet001": {"cells": {"row00003": {"column0k": "машина"}}}, "sheet002": people})
    hands = fill(drafts=drafts).click("C5").keys("Control+f").type("МАШИН")
    status = hands.page.get_by_role("search").get_by_role("status")
    expect(status).to_have_text("1 из 3")  # «Технология машиностроения» among the captions
    assert (hands.address, hands.text("C5")) == ("B6", "")
    hands.keys("Enter")
    assert hands.address == "K8"
    hands.keys("Enter")
    hands.page.get_by_role("tab", name="Ответственные", selected=True).wait_for()
    expect(status).to_have_text("3 из 3")
    hands.keys("Control+a").type("общежит")
    hands.page.get_by_role("tab", name="Контингент", selected=True).wait_for()
    expect(status).to_have_text("1 из 1")
    assert hands.address == "I5"
    hands.keys("Control+a").type("артем")
    hands.page.get_by_role("tab", name="Ответственные", selected=True).wait_for()
    expect(status).to_have_text("1 из 1")
    hands.keys("Escape").page.wait_for_timeout(100)
    assert hands.keys("Control+Home", "Shift+F3").address == "A2"
    hands.type("7").keys("Enter")
    assert hands.text("A2") == "7"
    hands.keys("Control+f").type("нет такого")
    expect(status).to_have_text("Не найдено")


def test_beside_the_button_stands_what_is_in_the_way_and_each_line_leads_to_its_cell(fill: Open) -> None:
    hands = fill(filled(column0d=500, column0h={"raw": "07092021"}, column0f={"raw": "12 чел."}))
    hands.page.get_by_role("button", name="Ошибок: 3").click()
    panel = obstacles(hands)
    lines = panel.get_by_role("listitem")
    expect(lines).to_have_count(3)
    expect(lines.first.get_by_role("button").first).to_be_focused()
    hands.keys("Enter")
    assert hands.address == "D7"
    expect(lines.first.get_by_role("button").first).to_have_attribute("aria-current", "true")
    hands.type("100").keys("Enter")
    expect(lines).to_have_count(2)
    expect(panel).to_contain_text("Похоже на дату: 07.09.2021?")
    panel.get_by_role("button", name="Исправить Контингент, H7: 07.09.2021").click()
    assert hands.text("H7") == "07.09.2021"
    panel.get_by_role("button", name="Исправить Контингент, F7: 12").click()
    expect(panel).to_contain_text("ошибок нет")
    expect(hands.page.get_by_role("button", name="Можно сдавать")).to_be_visible()
    hands.keys("Escape", "Control+z")
    expect(panel).to_be_hidden()
    expect(hands.page.get_by_role("button", name="Ошибок: 1")).to_be_visible()


def test_everything_alike_is_mended_at_once_and_comes_back_at_once(fill: Open) -> None:
    hands = fill(filled(column0h={"raw": "07092021"}, column0f={"raw": "12 чел."}, column0g={"raw": "много"}))
    hands.page.get_by_role("button", name="Ошибок: 3").click()
    obstacles(hands).get_by_role("button", name="Исправить всё похожее: 2").click()
    assert hands.texts("F7", "G7", "H7") == ["12", "много", "07.09.2021"]
    hands.page.locator("textarea.editor").focus()
    assert hands.keys("Control+z").texts("F7", "H7") == ["12 чел.", "07092021"]


def test_empty_required_cells_and_warnings_are_listed_apart(fill: Open) -> None:
    hands = fill()
    hands.page.get_by_role("button", name="Не заполнено: 5").click()
    expect(obstacles(hands)).to_contain_text("Не заполнено: 5")
    expect(obstacles(hands).get_by_role("listitem")).to_have_count(5)


def test_without_connection_what_has_not_come_yet_says_so_and_comes_later(fill: Open, context: BrowserContext) -> None:
    # Before the page is opened: a page that is there already goes on for a moment without asking the route.
    context.route("**/grid_more.*", lambda route: route.abort())
    hands = fill().click("C5").keys("F1")
    expect(hands.page.locator(".report .text")).to_contain_text("Нет связи")
    hands.keys("Control+f")
    hands.page.wait_for_timeout(200)
    hands.type("5").keys("Enter")
    assert hands.text("C5") == "5"
    context.unroute("**/grid_more.*")
    hands.keys("F1")
    expect(hands.page.get_by_role("dialog", name="Клавиши таблицы")).to_be_visible()


def judged(page: Page, state: str) -> list[str]:
    """What axe-core holds against the page now; the rows of the grid scroll by the keys of its hidden field."""
    page.wait_for_timeout(200)
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE}; 0")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{state}: {one['id']} × {node['html'][:120]} [{node['failureSummary'][:200]}]"
        for one in found
        for node in one["nodes"]
        if not (one["id"] == "scrollable-region-focusable" and "tabulator-tableholder" in node["html"])
    ]


@pytest.mark.parametrize("size", [(1366, 768), (683, 384), (400, 740)], ids=["whole", "zoomed", "phone"])
def test_axe_finds_nothing_in_what_is_opened_and_everything_is_on_the_screen(fill: Open, size: tuple[int, int]) -> None:
    """683 x 384 is what a window of 1366 x 768 is at a zoom of 200 %."""
    hands = fill(filled(column0d=500, column0f={"raw": "12 чел."}))
    page, (wide, high) = hands.page, size
    page.set_viewport_size({"width": wide, "height": high})
    page.wait_for_timeout(250)

    def whole(place: Any) -> None:
        box = place.bounding_box()
        assert box["x"] >= 0, box
        assert box["x"] + box["width"] <= wide, box
        assert box["y"] + box["height"] <= high + 1, box

    found = []
    page.get_by_role("button", name="Ошибок: 2").click()
    whole(obstacles(hands))
    found += judged(page, "obstacles")
    assert page.locator(".pane").bounding_box()["height"] > 40
    hands.keys("Escape", "Control+f").type("мастер")
    expect(page.get_by_role("search")).to_be_visible()
    whole(page.get_by_role("search"))
    found += judged(page, "search")
    hands.keys("Escape", "F1")
    expect(page.get_by_role("dialog")).to_be_visible()
    whole(page.get_by_role("dialog"))
    found += judged(page, "keys")
    hands.keys("Escape", "Shift+F10")
    expect(page.get_by_role("menu")).to_be_visible()
    whole(page.get_by_role("menu"))
    found += judged(page, "menu")
    hands.keys("Escape", "Home", "Alt+ArrowDown").type("нет такого")
    found += judged(page, "empty list")
    assert page.evaluate("document.documentElement.scrollWidth") <= wide
    assert found == []
