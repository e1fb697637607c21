"""Copying, pasting, filling, undoing and dragging in the grid."""

from collections.abc import Callable

import pytest

from tests.browser.grid_page import Hands

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
    assert hands.report == "Вставлено: 4 ячейки; 1 не подошла, 1 строка не поместилась"
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
    hands.page.locator(".tabulator-cell.caption", has_text="44.02.01").click()
    assert hands.address == "B8:K8"


def test_headings_and_captions_stay_in_view(fill: Open) -> None:
    hands = fill(rows=200).click("C5").keys("Control+End")
    hands.page.wait_for_timeout(100)
    assert hands.page.locator(".title", has_text="Профессия, специальность").is_visible()
    caption = hands.page.locator(".tabulator-cell.caption", has_text="Программа 200").bounding_box()
    assert caption["x"] == 0
    assert caption["y"] > 300


def test_columns_are_resized_and_the_frame_follows(fill: Open) -> None:
    hands = fill().click("D5")
    before = hands.cell("D5").bounding_box()
    handle = hands.page.locator(
        "[tabulator-field=c1] + .tabulator-col-resize-handle, [tabulator-field=c1] .tabulator-col-resize-handle"
    ).first
    box = handle.bounding_box()
    hands.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 5)
    hands.page.mouse.down()
    hands.page.mouse.move(box["x"] + 60, box["y"] + 5)
    hands.page.mouse.up()
    hands.page.wait_for_timeout(150)
    after, frame = hands.cell("D5").bounding_box(), hands.page.locator(".frame.active").bounding_box()
    assert after["x"] > before["x"] + 40
    assert abs(frame["x"] - after["x"]) <= 2
