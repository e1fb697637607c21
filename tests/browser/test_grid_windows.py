"""Two windows of one login: what the other changed flashes, is told with its time, and is not taken back silently."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.grid_page import Hands

pytestmark = pytest.mark.browser
Open = Callable[..., Hands]
AT = "2026-09-20T09:20:05.000Z"  # 12:20 in Moscow


def put(address: str, value: object) -> list[object]:
    return ["set", "sheet001", f"row{int(address[1:]) - 5:05}", f"column0{address[0].lower()}", value]


def test_cells_that_another_window_has_changed_flash_with_its_time_until_they_are_changed_here(fill: Open) -> None:
    hands = fill({"row00001": {"column0c": 1}})
    hands.drafts.by_another(AT, put("C6", 48), put("D6", 5))
    hands.click("C5").type("75").keys("Enter")
    expect(hands.page.locator(".report .text")).to_have_text(
        "В другом окне в 12:20 мск изменены 2 ячейки: Контингент, C6; Контингент, D6"
    )
    flashing = hands.page.locator("[data-mark~=elsewhere]")
    expect(flashing).to_have_count(2)
    assert "Изменено в другом окне в 12:20 мск." in hands.hint  # the active cell is C6 by now
    expect(flashing).to_have_count(0, timeout=9000)
    assert "Изменено в другом окне в 12:20 мск." in hands.hint
    hands.type("49").keys("Enter", "ArrowUp")
    assert "Изменено" not in hands.hint


def test_a_step_back_leaves_newer_values_of_another_window_alone_and_names_them(fill: Open) -> None:
    hands = fill({"row00001": {"column0c": 1}})
    hands.click("C5").to_clipboard("10\n20\n30").keys("Control+v").saved()
    hands.drafts.by_another(AT, put("C6", 48))
    hands.click("D5").type("7").keys("Enter")
    expect(hands.cell("C6")).to_have_text("48")
    hands.saved().keys("Control+z", "Control+z")
    assert hands.texts("C5", "C6", "C7", "D5") == ["", "48", "", ""]
    assert hands.report == ("Не отменена 1 ячейка: Контингент, C6 – там более новое значение из другого окна.")
    hands.saved()
    assert hands.drafts.value("C6") == 48
    hands.keys("Control+y")
    assert hands.texts("C5", "C6", "C7") == ["10", "48", "30"]
    hands.saved()
    assert hands.drafts.value("C6") == 48


def test_a_row_in_which_another_window_has_typed_is_not_taken_away_by_a_step_back(fill: Open) -> None:
    hands = fill().tab("Ответственные").click("A2").type("Иванова").keys("Enter").saved()
    row = hands.drafts.sheets["sheet002"]["rows"][0]
    hands.drafts.by_another(AT, ["set", "sheet002", row, "column0b", "22-33"])
    hands.click("A3").type("Петров").keys("Enter")
    expect(hands.cell("B2")).to_have_text("22-33")
    hands.keys("Control+z", "Control+z").saved()
    assert hands.texts("A2", "B2", "A3") == ["", "22-33", ""]
    assert "B2" in hands.report
    assert hands.drafts.cell("sheet002", row, "column0b") == "22-33"


def test_a_cell_that_a_step_back_leaves_alone_is_named_once_though_its_row_stays_for_it_too(fill: Open) -> None:
    hands = fill().tab("Ответственные").click("A2").type("Иванова").keys("Enter").saved()
    row = hands.drafts.sheets["sheet002"]["rows"][0]
    hands.drafts.by_another(AT, ["set", "sheet002", row, "column0a", "Иванова-Петрова"])
    hands.click("A3").type("Петров").keys("Enter")
    expect(hands.cell("A2")).to_have_text("Иванова-Петрова")
    hands.keys("Control+z", "Control+z").saved()
    assert hands.report.startswith("Не отменена 1 ячейка: Ответственные, A2 ")
