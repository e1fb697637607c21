"""Widths of columns: dragged, fitted by a double click, kept for the account and the form in this browser."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.grid_page import Hands

pytestmark = pytest.mark.browser
Open = Callable[..., Hands]


def edge(hands: Hands, column: int) -> Any:
    """The right edge of a column's heading, which is dragged."""
    heading, handle = f"[tabulator-field=c{column}]", ".tabulator-col-resize-handle"
    return hands.page.locator(f"{heading} + {handle}, {heading} {handle}").first


def width(hands: Hands, address: str) -> float:
    return hands.cell(address).bounding_box()["width"]


def widen(hands: Hands, column: int, by: int) -> None:
    box = edge(hands, column).bounding_box()
    hands.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 5)
    hands.page.mouse.down()
    hands.page.mouse.move(box["x"] + box["width"] / 2 + by, box["y"] + 5)
    hands.page.mouse.up()
    hands.page.wait_for_timeout(150)


def test_a_dragged_width_stays_and_the_frame_follows(fill: Open) -> None:
    hands = fill().click("D5")
    before, other = hands.cell("D5").bounding_box(), width(hands, "K5")
    widen(hands, 1, 60)
    after, frame = hands.cell("D5").bounding_box(), hands.page.locator(".frame.active").bounding_box()
    assert after["x"] > before["x"] + 40
    assert abs(frame["x"] - after["x"]) <= 2
    wide = width(hands, "C5")
    hands.page.reload()
    hands.wait()
    assert (width(hands, "C5"), width(hands, "K5")) == (wide, other)
    hands.tab("Сведения об ОО").tab("Контингент")
    assert width(hands, "C5") == wide


def test_widths_are_kept_for_each_account_and_form_apart(fill: Open) -> None:
    hands = fill()
    own = width(hands, "C5")
    widen(hands, 1, 60)
    keys = hands.page.evaluate("Object.keys(localStorage)")
    assert keys == ["fisoko:widths:spo240067:test"]
    hands.page.evaluate("localStorage.setItem('fisoko:widths:spo240067:test', 'spoilt')")
    hands.page.reload()
    hands.wait()
    assert width(hands, "C5") == own


def test_a_double_click_on_an_edge_fits_the_column_to_what_stands_in_it(fill: Open) -> None:
    text = "Ответственный за сбор данных в образовательной организации"
    hands = fill({"row00001": {"column0k": text}}).click("K5")
    edge(hands, 9).dblclick()
    hands.page.wait_for_timeout(100)
    cell = hands.cell("K6")
    assert width(hands, "K6") > 380
    assert cell.evaluate("node => node.scrollWidth <= node.clientWidth")
    edge(hands, 6).dblclick()
    hands.page.wait_for_timeout(100)
    assert 60 < width(hands, "H5") < 90
    # Columns chosen by their headings go along.
    hands.drag(hands.page.locator(".title", has_text="Доля"), hands.page.locator(".title", has_text="Код"))
    edge(hands, 5).dblclick()
    hands.page.wait_for_timeout(100)
    assert width(hands, "J5") < 60


def test_rows_follow_an_edge_while_it_is_dragged_and_the_frame_with_them(fill: Open) -> None:
    hands = fill().click("D5")
    before, left = width(hands, "C5"), hands.cell("D5").bounding_box()["x"]
    box = edge(hands, 1).bounding_box()
    hands.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 5)
    hands.page.mouse.down()
    hands.page.mouse.move(box["x"] + box["width"] / 2 + 60, box["y"] + 5, steps=5)
    hands.page.wait_for_timeout(150)
    assert width(hands, "C5") > before + 40
    after, frame = hands.cell("D5").bounding_box(), hands.page.locator(".frame.active").bounding_box()
    assert after["x"] > left + 40
    assert abs(frame["x"] - after["x"]) <= 2
    hands.page.mouse.up()
