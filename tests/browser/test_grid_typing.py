"""What the keyboard does in the grid, as in Excel."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest

from tests.browser.grid_page import Hands

pytestmark = pytest.mark.browser
Open = Callable[..., Hands]


def test_typing_replaces_what_the_cell_holds(fill: Open) -> None:
    hands = fill({"row00000": {"column0c": 75}}).click("C5").type("12").keys("Enter")
    assert hands.text("C5") == "12"


def test_cyrillic_text_is_taken_from_its_first_letter(fill: Open) -> None:
    hands = fill().click("K5").type("Ёлкина Щ. Ъ.").keys("Enter")
    assert hands.text("K5") == "Ёлкина Щ. Ъ."


def test_f2_edits_what_is_there_and_arrows_move_the_caret(fill: Open) -> None:
    hands = fill({"row00000": {"column0k": "Школа 5"}}).click("K5").keys("F2", "ArrowLeft").type("4").keys("Enter")
    assert hands.text("K5") == "Школа 45"


def test_a_double_click_edits_with_the_caret_at_the_end(fill: Open) -> None:
    hands = fill({"row00000": {"column0k": "Школа 4"}})
    hands.cell("K5").dblclick()
    hands.page.wait_for_timeout(50)  # no hand is quicker
    hands.type("5").keys("ArrowLeft").type("#").keys("Enter")
    assert hands.text("K5") == "Школа 4#5"


def test_enter_edits_the_cell_one_has_come_to(fill: Open) -> None:
    hands = fill({"row00000": {"column0k": "Школа 4"}}).click("K5").keys("Enter").type("5").keys("Enter")
    assert (hands.text("K5"), hands.address) == ("Школа 45", "K6")


def test_enter_goes_down_and_shift_enter_up_after_typing(fill: Open) -> None:
    hands = fill().click("C5").type("1").keys("Enter", "Enter").type("3").keys("Enter", "Shift+Enter", "Shift+Enter")
    assert (hands.texts("C5", "C6", "C7"), hands.address) == (["1", "", "3"], "C6")


def test_enter_after_tabs_returns_under_the_first_of_them(fill: Open) -> None:
    hands = fill().click("C5").type("1").keys("Tab").type("2").keys("Tab", "Tab").type("4").keys("Enter")
    assert (hands.texts("C5", "D5", "F5"), hands.address) == (["1", "2", "4"], "C6")


def test_shift_tab_goes_back(fill: Open) -> None:
    assert fill().click("D5").keys("Tab", "Tab", "Shift+Tab").address == "E5"


def test_escape_leaves_the_cell_as_it_was(fill: Open) -> None:
    hands = fill({"row00000": {"column0c": 75}}).click("C5").type("9").keys("Escape", "ArrowDown")
    assert (hands.text("C5"), hands.address) == ("75", "C6")


def test_an_arrow_ends_typing_and_goes_on(fill: Open) -> None:
    hands = fill().click("C5").type("7").keys("ArrowRight").type("8").keys("ArrowDown")
    assert (hands.texts("C5", "D5"), hands.address) == (["7", "8"], "D6")


def test_home_end_and_pages_with_and_without_control(fill: Open) -> None:
    hands = fill(rows=200).click("D7")
    seen = []
    for key in ["Home", "End", "Control+Home", "Control+End", "PageUp", "Control+Home", "PageDown", "PageUp"]:
        seen.append(hands.keys(key).address)
    assert seen[:4] == ["B7", "K7", "B5", "K204"]
    assert seen[4].startswith("K")
    assert 150 < int(seen[4][1:]) < 200
    assert seen[6].startswith("B")
    assert 10 < int(seen[6][1:]) < 40
    assert seen[7] == "B5"


def test_control_with_an_arrow_goes_to_the_edge_of_the_filled_block(fill: Open) -> None:
    hands = fill({"row00000": {"column0f": 1}, "row00001": {"column0f": 2}, "row00004": {"column0f": 3}}).click("F5")
    seen = [hands.keys("Control+ArrowDown").address for _ in range(3)]
    assert seen == ["F6", "F9", "F9"]


def test_shift_extends_the_range_and_the_bottom_line_counts_it(fill: Open) -> None:
    hands = fill({"row00000": {"column0c": 3, "column0d": 4}, "row00001": {"column0c": 5}})
    hands.click("C5").keys("Shift+ArrowRight", "Shift+ArrowDown")
    assert hands.address == "C5:D6"
    hands.page.get_by_text("Ячеек: 3 · Сумма: 12 · Среднее: 4").wait_for()
    hands.to_clipboard("1234567,1\n0,2").click("G5").keys("Control+v")
    hands.page.get_by_text("Ячеек: 2 · Сумма: 1\u00a0234\u00a0567,3 · Среднее: 617\u00a0283,65").wait_for()


def test_control_a_selects_everything_and_delete_empties_it(fill: Open) -> None:
    hands = fill({"row00000": {"column0c": 3}, "row00004": {"column0k": "текст"}}).click("C5").keys("Control+a")
    assert hands.address == "B5:K9"
    hands.keys("Delete")
    assert hands.texts("C5", "K9", "J5") == ["", "", "42"]
    assert "защищены" in hands.report


def test_backspace_empties_the_range_too(fill: Open) -> None:
    hands = fill({"row00000": {"column0c": 3, "column0d": 4}}).click("C5").keys("Shift+ArrowRight", "Backspace")
    assert hands.texts("C5", "D5") == ["", ""]


def test_enter_and_tab_walk_inside_a_range(fill: Open) -> None:
    hands = fill().click("C5").keys("Shift+ArrowDown", "Shift+ArrowRight")
    for sign in "1234":
        hands.type(sign).keys("Enter")
    assert hands.texts("C5", "C6", "D5", "D6") == ["1", "2", "3", "4"]


def test_control_enter_puts_one_value_into_the_whole_range(fill: Open) -> None:
    hands = fill().click("F5").keys("Shift+ArrowDown", "Shift+ArrowDown").type("6").keys("Control+Enter")
    assert hands.texts("F5", "F6", "F7") == ["6", "6", "6"]


def test_alt_enter_breaks_a_line_inside_a_cell(fill: Open) -> None:
    hands = fill().click("K5").type("первая").keys("Alt+Enter").type("вторая").keys("Enter")
    assert hands.text("K5") == "первая\nвторая"


@pytest.mark.parametrize("letters", ["драяняв", "drzyzd"], ids=["russian", "latin"])
def test_letters_go_by_their_place_on_any_keyboard(fill: Open, letters: str) -> None:
    """Ctrl+D, Ctrl+R, Ctrl+Z, Ctrl+Y, Ctrl+A, Ctrl+; and Ctrl+F by the keys' places, whatever they write."""
    hands = fill({"row00000": {"column0c": 3}}).click("C5").keys("Shift+ArrowDown")
    written = dict(zip(["KeyD", "KeyR", "KeyZ", "KeyY", "KeyA", "KeyF", "Semicolon"], letters + ";", strict=False))

    def press(code: str, shift: bool = False) -> None:
        hands.page.evaluate(
            """([key, code, shiftKey]) =>
            document.getElementById("host").shadowRoot.querySelector("textarea.editor").dispatchEvent(
            new KeyboardEvent("keydown",
              { key, code, shiftKey, ctrlKey: true, bubbles: true, cancelable: true, composed: true }))""",
            [written.get(code, "ж"), code, shift],
        )

    press("KeyD")
    assert hands.text("C6") == "3"
    press("KeyZ")
    assert hands.text("C6") == ""
    press("KeyY")
    assert hands.text("C6") == "3"
    press("KeyZ")
    press("KeyZ", shift=True)
    assert hands.text("C6") == "3"
    hands.keys("Shift+ArrowRight")
    press("KeyR")
    assert hands.texts("D5", "D6") == ["3", "3"]
    press("KeyA")
    assert hands.address == "B5:K9"
    hands.click("H5")
    press("Semicolon")
    hands.keys("Enter")
    assert hands.text("H5") == datetime.now(timezone(timedelta(hours=7))).strftime("%d.%m.%Y")
    press("KeyF")
    hands.page.get_by_role("textbox", name="Найти в форме").wait_for()


def test_screens_to_the_right_and_back_to_the_active_cell(fill: Open) -> None:
    hands = fill(rows=200)
    hands.page.set_viewport_size({"width": 800, "height": 500})
    hands.page.wait_for_timeout(250)
    hands.click("B5")
    right = hands.keys("Alt+PageDown").address
    assert right > "D5"
    assert hands.keys("Alt+PageUp").address == "B5"
    hands.page.locator(".tabulator-tableholder").evaluate("node => { node.scrollTop = 4000 }")
    hands.page.wait_for_timeout(100)
    hands.keys("Control+Backspace")
    hands.page.wait_for_timeout(100)
    assert hands.cell("B5").is_visible()


def test_the_time_is_written_at_the_caret(fill: Open) -> None:
    hands = fill().click("K5").type("к ").keys("Control+Shift+;").keys("Enter")
    assert re.fullmatch(r"к \d\d:\d\d", hands.text("K5"))


def test_dates_numbers_and_booleans_are_read_as_a_russian_excel_would(fill: Open) -> None:
    hands = fill().click("C5").type("1 234").keys("Tab", "Tab", "Tab", "Tab").type("1 234,5").keys("Tab")
    hands.type("7.9.26").keys("Tab").type("Да").keys("Enter")
    assert [text.replace("\xa0", " ").replace(" ", "") for text in hands.texts("G5", "H5", "I5")] == [
        "1234,5",
        "07.09.2026",
        "да",
    ]


def test_a_date_without_its_year_is_taken_and_shown_whole(fill: Open) -> None:
    hands = fill().click("H5").type("1.9").keys("Enter").type("10/12").keys("Enter").type("01,09,2025").keys("Enter")
    hands.type("1 сен").keys("Enter").type("1,9").keys("Enter")
    assert hands.texts("H5", "H6", "H7", "H8", "H9") == ["01.09.2026", "10.12.2026", "01.09.2025", "01.09.2026", "1,9"]
    assert "Не указан год" in hands.click("H9").hint


def test_a_locked_and_a_computed_cell_refuse_with_a_word(fill: Open) -> None:
    hands = fill().click("J5").type("1")
    assert hands.text("J5") == "42"
    assert hands.report == "Ячейка защищена от изменений."
    hands.click("E5").type("1")
    assert hands.report == "Ячейка вычисляется по формуле: ввести значение нельзя."


def test_computed_cells_follow_what_is_typed(fill: Open) -> None:
    hands = fill().click("C5").type("50").keys("Tab").type("25").keys("Enter")
    assert hands.texts("E5", "E6") == ["75", "0"]


def test_tab_goes_on_after_an_escape_that_gave_up_typing_a_copy_or_another_cell(fill: Open) -> None:
    hands = fill().click("C5").type("7").keys("Escape", "Tab")
    assert hands.address == "D5"
    hands.keys("Control+c", "Escape", "Tab")
    assert (hands.address, hands.page.locator(".report").is_visible()) == ("E5", False)
    hands.keys("Escape").click("C6").keys("Tab")
    assert hands.address == "D6"


def test_escape_and_tab_leave_the_grid(fill: Open) -> None:
    hands = fill().click("C5").keys("Escape")
    assert (hands.page.locator(".report").is_visible(), hands.report) == (True, "Клавиша Tab выведет из таблицы.")
    hands.keys("Tab")
    assert not hands.page.locator(".report").is_visible()
    assert hands.page.evaluate("document.getElementById('host').shadowRoot.activeElement.tagName") != "TEXTAREA"
