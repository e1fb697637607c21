"""Copying, pasting, filling, undoing and dragging in the grid."""

from collections.abc import Callable

import pytest

from tests.browser.grid_page import Drafts, Hands

pytestmark = pytest.mark.browser
Open = Callable[..., Hands]
SOME = {"row00000": {"column0c": 1, "column0d": 2}, "row00001": {"column0c": 3, "column0d": 4}}


def test_a_range_is_copied_as_text_with_tabs(fill: Open) -> None:
    hands = fill(SOME).click("C5").keys("Shift+ArrowDown", "Shift+ArrowRight", "Control+c")
    assert hands.copied().replace("\r\n", "\n") == "1\t2\n3\t4"


def test_a_range_from_excel_is_pasted_without_its_last_line_end(fill: Open) -> None:
    hands = fill().to_clipboard("1\t2\r\n3\t4\r\n").click("C6").keys("Control+v")
    assert hands.texts("C6", "D6", "C7", "D7", "C8") == ["1", "2", "3", "4", ""]
    assert hands.address == "C6:D7"


def test_quoted_cells_keep_their_line_breaks_and_quotes(fill: Open) -> None:
    hands = fill().to_clipboard('"первая\nвторая ""х"""\r\n"просто кавычка\r\n').click("K5").keys("Control+v")
    assert hands.texts("K5", "K6") == ['первая\nвторая "х"', '"просто кавычка']
    hands.keys("Control+c")
    assert hands.copied().replace("\r\n", "\n") == '"первая\nвторая ""х"""\n"""просто кавычка"'


def test_pasting_works_after_arrows_without_a_click(fill: Open) -> None:
    hands = fill(SOME).click("C5").keys("Control+c", "ArrowDown", "ArrowDown", "Control+v")
    assert hands.text("C7") == "1"


def test_one_copied_cell_fills_the_range(fill: Open) -> None:
    hands = fill(SOME).click("D6").keys("Control+c").click("F5").keys("Shift+ArrowDown", "Shift+ArrowDown", "Control+v")
    assert hands.texts("F5", "F6", "F7") == ["4", "4", "4"]


def test_a_range_is_repeated_over_a_multiple_of_itself(fill: Open) -> None:
    hands = (
        fill()
        .to_clipboard("1\n2")
        .click("C5")
        .keys("Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight", "Control+v")
    )
    assert hands.texts("C5", "C6", "C7", "C8", "D5", "D8") == ["1", "2", "1", "2", "1", "2"]


def test_the_report_of_a_paste_tells_what_did_not_fit(fill: Open) -> None:
    hands = fill().to_clipboard("1\tх\r\n2\t2\r\n3\t3\r\n").click("C8").keys("Control+v")
    assert hands.report == "Вставлено 4 ячейки, из них 1 не подошла; 1 строка не поместилась"
    hands.page.get_by_role("button", name="Показать").click()
    assert hands.address == "D8"
    assert "Нужно целое число" in hands.hint
    hands.page.get_by_role("button", name="Отменить").click()
    assert hands.texts("C8", "D8", "C9", "D9") == ["", "", "", ""]


def test_cut_empties_the_cells_and_the_values_can_be_pasted(fill: Open) -> None:
    hands = fill(SOME).click("C5").keys("Shift+ArrowRight", "Control+x")
    assert hands.texts("C5", "D5") == ["", ""]
    hands.click("C8").keys("Control+v")
    assert hands.texts("C8", "D8") == ["1", "2"]


def test_our_own_copies_keep_decimals_that_are_not_shown(fill: Open) -> None:
    hands = fill({"row00000": {"column0g": 1.2345}}).click("G5").keys("Control+c", "ArrowDown", "Control+v")
    hands.saved()
    assert hands.drafts.value("G6") == 1.2345


def test_control_d_and_r_fill_down_and_right(fill: Open) -> None:
    hands = fill({"row00000": {"column0c": 8}}).click("C5").keys("Shift+ArrowDown", "Shift+ArrowDown", "Control+d")
    assert hands.texts("C6", "C7") == ["8", "8"]
    hands.keys("Shift+ArrowRight", "Control+r")
    assert hands.texts("D5", "D6", "D7") == ["8", "8", "8"]


def test_the_fill_handle_repeats_the_block_where_it_is_dragged(fill: Open) -> None:
    hands = fill(SOME).click("C5").keys("Shift+ArrowDown")
    hands.drag(hands.page.locator(".handle"), hands.cell("C8"))
    assert hands.texts("C7", "C8") == ["1", "3"]
    assert hands.address == "C5:C8"
    assert hands.keys("Control+z").texts("C7", "C8") == ["", ""]


def test_the_fill_handle_goes_on_with_numbers_and_dates_while_control_is_held(fill: Open) -> None:
    cells = {"row00000": {"column0c": 5, "column0h": "2026-09-30"}, "row00001": {"column0c": 10}}
    hands = fill(cells).click("C5").keys("Shift+ArrowDown")
    hands.page.keyboard.down("Control")
    hands.drag(hands.page.locator(".handle"), hands.cell("C8"))
    hands.page.keyboard.up("Control")
    assert hands.texts("C7", "C8") == ["15", "20"]
    hands.click("H5")
    hands.page.locator(".handle").dblclick(modifiers=["Control"])
    assert hands.texts("H6", "H7", "H9") == ["01.10.2026", "02.10.2026", "04.10.2026"]
    hands.keys("Control+z").click("H5")
    hands.page.locator(".handle").dblclick()
    assert hands.texts("H6", "H9") == ["30.09.2026", "30.09.2026"]
    hands.click("C5")
    hands.page.locator(".handle").dblclick()
    assert "Заполнять некуда" in hands.report


def test_on_a_sheet_with_added_rows_a_double_click_fills_as_far_as_the_neighbour_goes(fill: Open) -> None:
    cells = {f"person000{i}": {"column0a": name} for i, name in enumerate("АБВ")} | {"person0003": {}}
    cells["person0000"]["column0b"] = "8 800"
    hands = fill(drafts=Drafts({"sheet002": {"rows": list(cells), "cells": cells}})).tab("Ответственные").click("B2")
    hands.page.locator(".handle").dblclick()
    assert hands.texts("B3", "B4", "B5") == ["8 800", "8 800", ""]


def test_each_deed_is_one_step_back_and_forth(fill: Open) -> None:
    hands = (
        fill().to_clipboard("1\t2\n3\t4").click("C5").type("9").keys("Enter").click("C6").keys("Control+v", "Delete")
    )
    states = []
    for key in ["Control+z", "Control+z", "Control+z", "Control+y", "Control+y", "Control+Shift+z"]:
        hands.keys(key)
        states.append(hands.texts("C5", "C6", "D7"))
    assert states == [["9", "1", "4"], ["9", "", ""], ["", "", ""], ["9", "", ""], ["9", "1", "4"], ["9", "", ""]]


def test_undo_comes_back_to_the_sheet_where_the_step_was_made(fill: Open) -> None:
    hands = fill().click("C6").type("5").keys("Enter").tab("Сведения об ОО")
    hands.click("B2").keys("Control+z")
    hands.page.get_by_role("tab", name="Контингент", selected=True).wait_for()
    hands.page.wait_for_timeout(150)
    assert (hands.text("C6"), hands.address) == ("", "C6")


def test_dragging_the_mouse_selects_and_scrolls_at_the_edge(fill: Open) -> None:
    hands = fill(rows=200)
    hands.cell("C6").hover()
    hands.page.mouse.down()
    box = hands.cell("D8").bounding_box()
    hands.page.mouse.move(box["x"] + 10, box["y"] + 10)
    assert hands.address == "C6:D8"
    hands.page.mouse.move(box["x"] + 10, 764)
    hands.page.wait_for_timeout(700)
    hands.page.mouse.up()
    first, last = hands.address.split(":")
    assert first == "C6"
    assert int(last[1:]) > 40


def test_a_heading_of_a_group_selects_its_columns_and_a_caption_its_row(fill: Open) -> None:
    hands = fill()
    hands.page.locator(".title", has_text="на 1 курсе").click()
    assert hands.address == "C5:E9"
    hands.page.locator(".grid-cell.caption", has_text="44.02.01").click()
    assert hands.address == "B8:K8"


def test_columns_are_chosen_by_dragging_over_their_headings(fill: Open) -> None:
    hands = fill()
    hands.drag(hands.page.locator(".title", has_text="Доля"), hands.page.locator(".title", has_text="Общежитие"))
    assert hands.address == "G5:I9"


def test_what_was_copied_is_framed_until_escape_or_a_change(fill: Open) -> None:
    hands = fill(SOME).click("C5").keys("Control+c", "ArrowDown")
    frame = hands.page.locator(".frame.copied")
    assert frame.is_visible()
    assert not hands.keys("Escape").page.locator(".frame.copied").is_visible()
    hands.click("C5").keys("Control+c", "Control+v")
    assert not frame.is_visible()


def test_headings_and_captions_stay_in_view(fill: Open) -> None:
    hands = fill(rows=200).click("C5").keys("Control+End")
    hands.page.wait_for_timeout(100)
    assert hands.page.locator(".title", has_text="Профессия, специальность").is_visible()
    caption = hands.page.locator(".grid-cell.caption", has_text="Программа 200").bounding_box()
    assert caption["x"] == 0
    assert caption["y"] > 300
