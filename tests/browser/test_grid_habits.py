"""Habits of Excel that no other file of tests shows, and rows and columns drawn only while they are in sight."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.grid_page import INTEGER, Hands, column, form

pytestmark = pytest.mark.browser
Open = Callable[..., Hands]


def broad(columns: int = 60, rows: int = 300) -> dict[str, Any]:
    """A sheet of so many whole numbers that only some of its columns are drawn; headings tell their numbers."""
    made = form(rows)
    sheet = made["sheets"][0]
    cells = [column("B", [f"Столбец {at + 1}"], INTEGER, width=90) | {"id": f"broad{at:03}"} for at in range(columns)]
    sheet["columns"] = cells
    sheet["rows"] = [row | {"cells": {}} for row in sheet["rows"]]
    return made


def at(hands: Hands, row: int, column: int) -> Any:
    """A drawn cell by its numbers from nought."""
    return hands.page.locator(f".grid-row[aria-rowindex='{row + 2}'] > [aria-colindex='{column + 2}']")


def box(place: Any) -> Any:
    """Where it is on the screen, in px."""
    return place.bounding_box()


@pytest.mark.parametrize(
    ("keys", "address"),
    [
        (["Shift+Home"], "B7:D7"),
        (["Shift+End"], "D7:K7"),
        (["Control+Shift+Home"], "B5:D7"),
        (["Control+Shift+End"], "D7:K304"),
        (["Control+Shift+ArrowDown"], "D7:D9"),
        (["Control+Shift+ArrowDown", "Control+Shift+ArrowDown"], "D7:D304"),
        (["Control+Shift+ArrowRight"], "D7:E7"),
        (["Shift+ArrowLeft", "Shift+ArrowUp"], "C6:D7"),
        (["Shift+ArrowLeft", "Shift+ArrowRight", "Shift+ArrowRight"], "D7:E7"),
    ],
)
def test_shift_stretches_the_range_with_every_key_that_moves(fill: Open, keys: list[str], address: str) -> None:
    hands = fill({f"row{at:05}": {"column0d": at} for at in (2, 3, 4)} | {"row00002": {"column0d": 1}}, rows=300)
    assert hands.click("D7").keys(*keys).address == address


def test_shift_and_pages_stretch_by_a_screen(fill: Open) -> None:
    hands = fill(rows=300).click("D7").keys("Shift+PageDown")
    first, last = hands.address.split(":")
    assert (first, last[0], 15 < int(last[1:]) < 50) == ("D7", "D", True)
    assert hands.keys("Shift+PageUp").address == "D7"


def test_arrows_move_by_one_and_stop_at_the_edges(fill: Open) -> None:
    hands = fill().click("C5")
    seen = [hands.keys(key).address for key in ("ArrowUp", "ArrowLeft", "ArrowLeft", "ArrowDown", "ArrowRight")]
    assert seen == ["C5", "B5", "B5", "B6", "C6"]
    hands.click("K9").keys("ArrowDown", "ArrowRight")
    assert hands.address == "K9"


def test_control_and_shift_with_space_choose_columns_and_rows(fill: Open) -> None:
    hands = fill().click("C6").keys("Shift+ArrowRight", "Control+Space")
    assert hands.address == "C5:D9"
    hands.click("C6").keys("Shift+ArrowDown", "Shift+Space")
    assert hands.address == "B6:K7"
    hands.keys("Control+Space")
    assert hands.address == "B5:K9"
    assert hands.type("7").keys("Escape").text("B6") == ""  # a space that chooses is not typed


def test_shift_and_a_click_stretch_to_a_cell_a_caption_and_a_heading(fill: Open) -> None:
    hands = fill().click("C6").click("F8", modifiers=["Shift"])
    assert hands.address == "C6:F8"
    captions = hands.page.locator(".grid-row .caption")
    captions.nth(1).click()
    captions.nth(3).click(modifiers=["Shift"])
    assert hands.address == "B6:K8"
    hands.page.locator(".title", has_text="Доля").click()
    hands.page.locator(".title", has_text="Код").click(modifiers=["Shift"])
    assert hands.address == "G5:J9"
    hands.page.locator(".tabulator-col.caption").first.click()
    assert hands.address == "B5:K9"


def test_the_fill_handle_scrolls_at_the_edge_and_fills_what_was_not_in_sight(fill: Open) -> None:
    hands = fill({"row00000": {"column0f": 7}}, rows=300).click("F5")
    handle, pane = box(hands.page.locator(".handle")), box(hands.page.locator(".pane"))
    hands.page.mouse.move(handle["x"] + 4, handle["y"] + 4)
    hands.page.mouse.down()
    for step in range(12):
        hands.page.mouse.move(handle["x"] + 4, pane["y"] + pane["height"] - 3 + step % 2)
        hands.page.wait_for_timeout(60)
    hands.page.mouse.up()
    last = int(hands.address.split(":")[1][1:])
    assert last > 35
    assert hands.saved().drafts.value(f"F{last}") == 7
    hands.keys("Control+z").saved()
    assert hands.drafts.value(f"F{last}") in (None, "нет")


def test_the_menu_is_opened_walked_and_used_by_keys(fill: Open) -> None:
    hands = fill({"row00000": {"column0f": 7}}).click("F5").keys("Shift+F10")
    menu = hands.page.get_by_role("menu")
    menu.wait_for()
    assert "Ctrl+D" in (menu.text_content() or "")
    item = hands.page.get_by_role("menuitem", name="Очистить")
    for _ in range(10):
        if item.evaluate("node => node.getRootNode().activeElement === node"):
            break
        hands.keys("ArrowDown")
    hands.keys("Enter")
    assert hands.text("F5") == ""
    assert hands.type("8").keys("Enter").text("F5") == "8"  # the grid has the focus again


def test_a_block_with_line_ends_of_windows_leaves_the_row_below_as_it_was(fill: Open) -> None:
    hands = fill({"row00002": {"column0c": 99, "column0d": 98}}).click("C5")
    hands.to_clipboard('1\t"2"\r\n3\t4\r\n').keys("Control+v")
    assert hands.texts("C5", "D5", "C6", "D6", "C7", "D7") == ["1", "2", "3", "4", "99", "98"]
    hands.keys("Control+z")
    assert hands.texts("C5", "D5", "C6", "D6", "C7", "D7") == ["", "", "", "", "99", "98"]
    hands.keys("Control+y", "ArrowDown", "ArrowDown", "ArrowDown", "Control+v")
    assert hands.texts("C5", "C7", "C8", "C9") == ["1", "99", "1", "3"]


def test_what_a_formula_of_excel_came_to_is_pasted_as_a_value(fill: Open) -> None:
    hands = fill().click("F5")
    table = '<table><tr><td align=right x:num="12" x:fmla="=A1+B1">12</td></tr></table>'
    hands.page.evaluate(
        """table => navigator.clipboard.write([new ClipboardItem({
          "text/plain": new Blob(["12"], { type: "text/plain" }),
          "text/html": new Blob([table], { type: "text/html" }) })])""",
        table,
    )
    hands.keys("Control+v").saved()
    assert hands.drafts.value("F5") == 12


def test_rows_that_come_back_into_sight_show_their_own_values(fill: Open) -> None:
    hands = fill({f"row{at:05}": {"column0f": at} for at in range(1000)}, rows=1000)
    counted = "() => document.getElementById('host').shadowRoot.querySelectorAll('.grid-row').length"
    holder = hands.page.locator(".tabulator-tableholder")
    for place in (4000, 12000, 27000, 300, 9000, 0):
        holder.evaluate("(node, place) => { node.scrollTop = place }", place)
        hands.page.wait_for_timeout(60)
        row = place // 28 + 3
        assert at(hands, row, 4).text_content() == str(row)
        assert hands.page.evaluate(counted) < 60
    hands.page.wait_for_timeout(300)
    order = hands.page.locator(".grid-row").evaluate_all("rows => rows.map(row => Number(row.ariaRowIndex))")
    assert order == sorted(order)
    hands.click("F6").type("77").keys("Enter")
    holder.evaluate("node => { node.scrollTop = 20000 }")
    hands.page.wait_for_timeout(100)
    holder.evaluate("node => { node.scrollTop = 0 }")
    hands.page.wait_for_timeout(100)
    assert hands.text("F6") == "77"


def test_of_a_broad_sheet_the_columns_in_sight_are_drawn_and_all_can_be_reached(fill: Open) -> None:
    hands = fill(form=broad())
    drawn = hands.page.locator(".grid-row").first.locator(".grid-cell:not(.caption)")
    assert 10 < drawn.count() < 40
    at(hands, 2, 1).click()
    hands.keys("End").page.wait_for_timeout(150)
    hands.type("5").keys("Enter")
    assert at(hands, 2, 59).text_content() == "5"
    assert hands.page.locator(".title", has_text="Столбец 60").is_visible()
    cell, head = at(hands, 2, 59).bounding_box(), box(hands.page.locator("[tabulator-field=c59]"))
    assert abs(cell["x"] - head["x"]) <= 1
    caption = box(hands.page.locator(".grid-row .caption").first)
    assert caption["x"] < 5
    hands.keys("Home").page.wait_for_timeout(150)
    assert at(hands, 3, 0).bounding_box()["x"] >= caption["width"] - 1
    at(hands, 2, 5).click()
    hands.keys("Control+Shift+ArrowRight").page.wait_for_timeout(150)
    hands.keys("Delete", "Control+z").page.wait_for_timeout(50)
    assert at(hands, 2, 59).text_content() == "5"


def test_keys_of_the_moment_in_which_another_sheet_opens_are_for_it(fill: Open) -> None:
    hands = fill()
    hands.page.evaluate(
        """() => {
          const root = document.getElementById("host").shadowRoot, field = root.querySelector("textarea.editor")
          root.getElementById("tab-sheet002").click()
          field.focus()
          field.setRangeText("Иванова", 0, field.value.length, "end")
          field.dispatchEvent(new InputEvent("input"))
          field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }))
        }"""
    )
    hands.page.wait_for_timeout(200)
    assert (hands.text("A2"), hands.address) == ("Иванова", "A3")
