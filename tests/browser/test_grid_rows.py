"""Rows that the user adds and removes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.grid_page import Drafts, Hands

pytestmark = pytest.mark.browser
Open = Callable[..., Hands]


def people(*names: str) -> Drafts:
    """A server whose second sheet holds a row for each name."""
    ids = [f"person000{i}" for i in range(len(names))]
    cells = {row: {"column0a": name} for row, name in zip(ids, names, strict=True)}
    return Drafts({"sheet002": {"rows": ids, "cells": cells}})


def kept(hands: Hands) -> list[str]:
    """The names that the server holds, in the order of the rows."""
    sheet = hands.saved().drafts.sheets["sheet002"]
    return [sheet["cells"].get(row, {}).get("column0a", "") for row in sheet["rows"]]


def test_typing_in_the_last_empty_row_makes_a_row_and_another_empty_one(fill: Open) -> None:
    hands = fill().tab("Ответственные").click("A2").type("Иванова").keys("Enter")
    assert (hands.texts("A2", "A3"), hands.address) == (["Иванова", ""], "A3")
    hands.type("Петров").keys("Enter")
    assert kept(hands) == ["Иванова", "Петров"]


def test_pasting_in_the_last_row_adds_as_many_as_are_needed(fill: Open) -> None:
    hands = fill(drafts=people("Иванова")).tab("Ответственные")
    hands.to_clipboard("Петров\t1\t5\r\nСидорова\t2\tмного\r\n").click("A3").keys("Control+v")
    assert hands.texts("A3", "A4", "C4", "A5") == ["Петров", "Сидорова", "много", ""]
    assert hands.report == "Вставлено 6 ячеек, из них 1 не подошла"
    assert kept(hands) == ["Иванова", "Петров", "Сидорова"]


def test_a_sheet_takes_no_more_rows_than_its_form_says(fill: Open) -> None:
    hands = fill(limit=3, drafts=people("Иванова")).tab("Ответственные")
    hands.to_clipboard("Б\nВ\nГ\nД").click("A3").keys("Control+v")
    assert hands.report == "Вставлено 2 ячейки; 2 строки не поместились"
    assert kept(hands) == ["Иванова", "Б", "В"]
    hands.page.get_by_role("button", name="Добавить строку").click()
    assert hands.report == "На листе не больше 3 строк."


def test_rows_are_added_between_others_by_the_button_and_by_control_enter(fill: Open) -> None:
    hands = fill(drafts=people("Иванова", "Петров")).tab("Ответственные").click("A2")
    hands.page.get_by_role("button", name="Добавить строку").click()
    hands.type("Между").keys("Enter", "ArrowUp", "ArrowUp", "Control+Enter").type("Еще").keys("Enter")
    hands.page.wait_for_timeout(100)
    assert kept(hands) == ["Иванова", "Еще", "Между", "Петров"]


def test_selected_rows_are_removed_and_come_back_by_undo(fill: Open) -> None:
    hands = (
        fill(drafts=people("Иванова", "Петров", "Сидорова")).tab("Ответственные").click("A2").keys("Shift+ArrowDown")
    )
    hands.page.get_by_role("button", name="Удалить строку").click()
    hands.page.wait_for_timeout(100)
    assert hands.texts("A2", "A3") == ["Сидорова", ""]
    assert kept(hands) == ["Сидорова"]
    hands.keys("Control+z")
    hands.page.wait_for_timeout(150)
    assert hands.texts("A2", "A3", "A4") == ["Иванова", "Петров", "Сидорова"]
    assert kept(hands) == ["Иванова", "Петров", "Сидорова"]


def test_a_row_that_came_back_has_a_new_id_as_a_deleted_one_stays_deleted(fill: Open) -> None:
    hands = (
        fill(drafts=people("Иванова"))
        .tab("Ответственные")
        .click("A2")
        .keys("Control+Minus", "Control+z", "Control+y", "Control+z")
    )
    hands.page.wait_for_timeout(150)
    hands.saved()
    inserted = [op[2] for batch in hands.drafts.log for op in batch["ops"] if op[0] == "insert"]
    deleted = [op[2] for batch in hands.drafts.log for op in batch["ops"] if op[0] == "delete"]
    assert not set(inserted) & {"person0000"}
    assert len(set(inserted)) == len(inserted) == 2
    assert deleted == ["person0000", inserted[0]]


def test_one_step_back_takes_a_pasted_row_away_with_its_values(fill: Open) -> None:
    hands = fill().tab("Ответственные").to_clipboard("А\t1\nБ\t2").click("A2").keys("Control+v")
    assert kept(hands) == ["А", "Б"]
    hands.keys("Control+z")
    hands.page.wait_for_timeout(150)
    assert (hands.text("A2"), kept(hands)) == ("", [])


def test_the_menu_of_the_right_button_adds_and_removes_rows(fill: Open) -> None:
    hands = fill(drafts=people("Иванова", "Петров")).tab("Ответственные")
    hands.click("A3", button="right")
    hands.page.get_by_role("menuitem", name="Добавить строку выше").click()
    hands.type("Выше").keys("Enter")
    hands.click("A2", button="right")
    hands.page.get_by_role("menuitem", name="Удалить строку").click()
    hands.page.wait_for_timeout(100)
    assert kept(hands) == ["Выше", "Петров"]


def test_a_sheet_with_fixed_rows_offers_no_buttons_for_rows(fill: Open) -> None:
    hands = fill()
    assert not hands.page.get_by_role("button", name="Добавить строку").is_visible()
    hands.click("C5", button="right")
    assert not hands.page.get_by_role("menuitem", name="Удалить строку").is_visible()


def test_a_thousand_rows_are_pasted_and_the_last_is_in_reach(fill: Open) -> None:
    hands = fill().tab("Ответственные")
    hands.to_clipboard("\n".join(f"Имя {i}\t{i}\t{i % 50}" for i in range(1000))).click("A2").keys("Control+v")
    hands.keys("Control+End")
    hands.page.wait_for_timeout(200)
    assert hands.address == "C1001"
    assert hands.text("A1001") == "Имя 999"
    assert len(kept(hands)) == 1000


def test_an_empty_sheet_that_is_only_looked_at_says_so(fill: Open) -> None:
    hands = fill(mode="read").tab("Ответственные")
    hands.page.get_by_text("На этом листе строк нет.").wait_for()
    hands.keys("ArrowDown", "Delete").type("5")
    assert hands.address == ""
    assert hands.tab("Контингент").click("C6").address == "C6"


def test_selected_rows_are_doubled_moved_and_added_above_and_each_is_one_step_back(fill: Open) -> None:
    hands = fill(drafts=people("А", "Б", "В")).tab("Ответственные").click("A2").keys("Shift+ArrowDown")
    hands.keys("Control+Shift+d")
    assert (kept(hands), hands.address) == (["А", "Б", "А", "Б", "В"], "A4:A5")
    hands.keys("Alt+Shift+ArrowDown")
    assert (kept(hands), hands.address) == (["А", "Б", "В", "А", "Б"], "A5:A6")
    hands.keys("Alt+Shift+ArrowDown")  # nothing is below
    hands.keys("Alt+Shift+ArrowUp", "Alt+Shift+ArrowUp")
    assert (kept(hands), hands.address) == (["А", "А", "Б", "Б", "В"], "A3:A4")
    hands.keys("Control+Shift+Equal").type("Выше").keys("Enter")
    assert kept(hands) == ["А", "Выше", "А", "Б", "Б", "В"]
    for _ in range(6):
        hands.keys("Control+z")
    hands.page.wait_for_timeout(300)
    assert kept(hands) == ["А", "Б", "В"]
    assert hands.texts("A2", "A3", "A4", "A5") == ["А", "Б", "В", ""]


def test_rows_are_not_doubled_past_the_limit_and_removing_tells_of_itself(fill: Open) -> None:
    hands = fill(limit=3, drafts=people("А", "Б")).tab("Ответственные").click("A2").keys("Shift+ArrowDown")
    hands.keys("Control+Shift+d")
    assert hands.report == "На листе не больше 3 строк."
    hands.keys("Control+Minus")
    assert hands.report == "Удалены 2 строки"
    hands.page.get_by_role("button", name="Отменить").click()
    assert kept(hands) == ["А", "Б"]


def test_a_row_that_comes_or_goes_leaves_the_sheet_where_it_was_scrolled(fill: Open) -> None:
    ids = [f"person{i:04}" for i in range(300)]
    cells = {row: {"column0a": f"Имя {i}"} for i, row in enumerate(ids)}
    hands = fill(drafts=Drafts({"sheet002": {"rows": ids, "cells": cells}})).tab("Ответственные").click("A4")
    holder = hands.page.locator(".tabulator-tableholder")
    holder.evaluate("node => { node.scrollTop = 4000 }")
    hands.page.wait_for_timeout(200)
    place = "node => node.scrollTop"
    hands.click("A150").keys("Control+Shift+Equal")
    hands.page.wait_for_timeout(100)
    assert (holder.evaluate(place), hands.texts("A150", "A151")) == (4000, ["", "Имя 148"])
    hands.keys("Control+Minus")
    hands.page.wait_for_timeout(100)
    assert (holder.evaluate(place), hands.text("A150")) == (4000, "Имя 148")
    hands.drafts.by_another("2026-09-20T10:00:00.000Z", ["insert", "sheet002", "elsewhere1", None])
    hands.click("C150").type("7").keys("Enter")
    expect(hands.cell("A151")).to_have_text("Имя 148")
    assert holder.evaluate(place) == 4000
