"""The window around the grid: titles, hints, errors, sheets, submission, and a page that is only looked at."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from fisoko.domain.forms.reading.workbook import read_form
from tests.browser.grid_page import Hands, form

pytestmark = pytest.mark.browser
Open = Callable[..., Hands]
FULL = {f"row{i:05}": {"column0b": "основное общее"} for i in range(5)}
FEWER: dict[str, Any] = {
    "id": "rule0001", "sheet": "sheet001", "range": [5, 4, 9, 4], "level": "warning",
    "condition": ["op", "<=", ["ref", 0, 5, 4, 0, 0], ["ref", 0, 5, 3, 0, 0]],
    "message": "Обычно очно-заочно учатся меньше, чем очно.",
}  # fmt: skip


def bad(**cells: Any) -> dict[str, Any]:
    return {row: dict(values) for row, values in FULL.items()} | {"row00002": {"column0b": "основное общее", **cells}}


def test_the_line_above_the_grid_tells_about_the_active_cell(fill: Open) -> None:
    hands = fill(bad(column0c={"raw": "12,5"})).click("C7")
    for words in ["C7", "Введено «12,5».", "Обучающихся, человек · на 1 курсе · очно", "23.01.17", "Без отчисленных."]:
        assert words in hands.hint
    assert hands.page.locator(".hint-line .fault").is_visible()


def test_a_wrong_value_stays_and_is_marked_with_the_reason(fill: Open) -> None:
    hands = fill(FULL).click("C5").type("12,5").keys("Enter")
    assert hands.text("C5") == "12,5"
    assert "error" in (hands.cell("C5").get_attribute("data-mark") or "")
    expect(hands.page.get_by_role("button", name="Ошибок: 1")).to_be_visible()
    hands.click("C5").type("12").keys("Enter")
    expect(hands.page.get_by_role("button", name="Можно сдавать")).to_be_visible()
    assert "error" not in (hands.cell("C5").get_attribute("data-mark") or "")


def test_a_cell_that_alone_is_required_has_a_star_of_its_own_and_says_so(fill: Open) -> None:
    made = form()
    made["sheets"][2]["rows"][0]["cells"]["column0b"] = {"type": "general", "required": True}
    hands = fill(form=made).tab("Сведения об ОО").click("B2")
    star = "node => getComputedStyle(node, '::before').content"
    assert [hands.cell(address).evaluate(star) for address in ("B2", "B3")] == ['"*"', "none"]
    assert "Обязательно для заполнения." in hands.hint
    expect(hands.page.locator("textarea.editor")).to_have_attribute("aria-label", "Значение, ОГРН, обязательно: пусто")
    hands.type("1027700132195").keys("Enter", "ArrowUp")
    assert "Обязательно для заполнения." not in hands.hint
    assert hands.cell("B2").evaluate(star) == '"*"'
    hands.click("B3")
    assert "Обязательно" not in hands.hint
    hands.tab("Контингент").click("B5").keys("Delete")  # a whole column of them has its star in the heading
    assert hands.cell("B5").evaluate(star) == "none"
    assert "Обязательно для заполнения." in hands.hint


def test_a_long_name_of_an_organisation_is_read_whole_and_nothing_moves_when_an_edit_is_saved(fill: Open) -> None:
    name = "Муниципальное бюджетное учреждение «Организационно-ресурсный центр учреждений образования Канского района»"
    submission = {"number": 1, "submitted_at": "2026-09-20T10:00:00Z", "code": "7F3K9A2C"}
    hands = fill(subtitle=name, submission=submission)
    hands.page.set_viewport_size({"width": 1366, "height": 768})
    named = hands.page.locator(".names > span")
    expect(named).to_contain_text(name)
    whole = "node => node.scrollHeight <= node.clientHeight && node.scrollWidth <= node.clientWidth"
    assert named.evaluate(whole)
    before = hands.cell("C5").bounding_box()
    hands.click("C5").type("1").keys("Enter").saved()
    assert named.evaluate(whole)
    assert hands.cell("C5").bounding_box() == before


def test_hints_of_cells_are_shown_on_hover_and_errors_on_focus(fill: Open) -> None:
    hands = fill(bad(column0d=500)).click("K5")
    hands.cell("C5").hover()
    expect(hands.page.get_by_role("tooltip")).to_have_text("Без отчисленных.")
    hands.click("D7")
    hands.page.mouse.move(5, 5)
    expect(hands.page.get_by_role("tooltip")).to_contain_text("от 0 до 400")


def test_f8_and_the_number_of_errors_lead_from_one_to_the_next_across_sheets(fill: Open) -> None:
    hands = fill(bad(column0c={"raw": "12,5"}, column0d=500)).tab("Ответственные")
    hands.click("C2").type("много").keys("Enter").tab("Контингент").click("B5")
    seen = []
    for _ in range(4):
        hands.keys("F8")
        hands.page.wait_for_timeout(250)
        seen.append(hands.address)
    assert seen == ["C7", "D7", "C2", "C7"]
    hands.keys("Shift+F8")
    hands.page.wait_for_timeout(250)
    assert seen[-1] != hands.address == "C2"


def test_sheets_are_switched_by_their_names_and_each_keeps_its_place(fill: Open) -> None:
    hands = fill().click("D7").tab("Сведения об ОО").click("B3").tab("Контингент")
    assert hands.address == "D7"
    hands.keys("Control+PageUp")
    hands.page.wait_for_timeout(200)
    assert hands.address == "B3"


def test_the_rules_of_a_sheet_are_shown_on_hover_and_on_focus(fill: Open) -> None:
    hands = fill()
    sign = hands.page.get_by_role("button", name="Правила листа «Контингент»")
    rules = hands.page.get_by_text("Численность указывается на 1 октября.")
    expect(rules).to_be_hidden()
    sign.focus()
    expect(rules).to_be_visible()
    sign.blur()
    expect(rules).to_be_hidden()
    sign.hover()
    expect(rules).to_be_visible()
    assert hands.page.get_by_role("button", name="Правила листа «Сведения об ОО»").count() == 0


def test_a_form_with_errors_is_not_submitted_and_each_error_leads_to_its_cell(fill: Open) -> None:
    hands = fill(bad(column0d=500) | {"row00004": {}})
    hands.page.get_by_role("button", name="Сдать отчет").click()
    dialog = hands.page.get_by_role("dialog", name="Отчет не сдан")
    assert dialog.locator("li").count() == 2
    assert hands.drafts.submissions == []
    dialog.get_by_role("button", name="Контингент, B9").click()
    assert hands.address == "B9"
    assert "error" in (hands.cell("B9").get_attribute("data-mark") or "")


def test_a_good_form_is_sent_whole_and_the_page_goes_back_to_the_cabinet(fill: Open) -> None:
    hands = fill(FULL)
    hands.drafts.pause = 5000
    hands.click("C5").type("1").keys("Enter").saved().type("2").keys("Enter").type("3")
    hands.page.get_by_role("button", name="Сдать отчет").click()
    hands.page.wait_for_url("**/cabinet")
    assert (hands.drafts.value("C6"), hands.drafts.value("C7")) == (2, 3)
    [submission] = hands.drafts.submissions
    assert submission["window"] == hands.drafts.log[-1]["window"]
    assert (submission["number"], submission["base"]) == (hands.drafts.log[-1]["number"], hands.drafts.seq)
    assert len(submission["id"]) == 36
    assert submission["explanations"] == {}


def test_warnings_pass_with_an_explanation_of_ten_signs(fill: Open) -> None:
    hands = fill(bad(column0c=1, column0d=2), rules=[FEWER])
    hands.page.get_by_role("button", name="Сдать отчет").click()
    dialog = hands.page.get_by_role("dialog", name="Замечания: нужно пояснение")
    field = dialog.get_by_role("textbox")
    field.fill("коротко")
    dialog.get_by_role("button", name="Сдать с пояснениями").click()
    expect(dialog.get_by_role("alert")).to_have_text("Пояснение короче 10 знаков.")
    field.fill("Набор только на вечернее отделение.")
    dialog.get_by_role("button", name="Сдать с пояснениями").click()
    hands.page.wait_for_url("**/cabinet")
    assert hands.drafts.submissions[0]["explanations"] == {
        "rule0001@sheet001!D7": "Набор только на вечернее отделение."
    }


def test_what_the_server_finds_at_submission_is_listed_too(fill: Open) -> None:
    hands = fill(FULL)
    finding = {
        "sheet": "sheet001", "sheet_name": "Контингент", "row": "row00003", "column": "column0c", "address": "C8",
        "kind": "rule", "rule": "rule0009", "level": "error", "text": "Не сходится с прошлым годом.",
    }  # fmt: skip
    hands.drafts.orders = [(422, {"error": {"code": "findings", "text": "Есть ошибки."}, "findings": [finding]})]
    hands.page.get_by_role("button", name="Сдать отчет").click()
    hands.page.get_by_role("button", name="Не сходится с прошлым годом.").click()
    assert hands.address == "C8"


def test_a_warning_that_only_the_server_has_found_may_be_explained(fill: Open) -> None:
    hands = fill(FULL)
    finding = {
        "sheet": "sheet001", "sheet_name": "Контингент", "row": "row00003", "column": "column0c", "address": "C8",
        "kind": "rule", "rule": "rule0009", "level": "warning", "text": "Меньше, чем год назад.",
    }  # fmt: skip
    hands.drafts.orders = [(422, {"error": {"code": "findings", "text": "Есть замечания."}, "findings": [finding]})]
    hands.page.get_by_role("button", name="Сдать отчет").click()
    dialog = hands.page.get_by_role("dialog", name="Замечания: нужно пояснение")
    expect(dialog.get_by_role("textbox")).to_be_focused()
    dialog.get_by_role("textbox").fill("Набор уменьшен в два раза.")
    dialog.get_by_role("button", name="Сдать с пояснениями").click()
    hands.page.wait_for_url("**/cabinet")
    assert hands.drafts.submissions[-1]["explanations"] == {"rule0009@sheet001!C8": "Набор уменьшен в два раза."}


def test_without_connection_the_report_is_not_submitted_and_says_so(fill: Open, context: Any) -> None:
    hands = fill(FULL)
    context.set_offline(True)
    hands.click("C5").type("1").keys("Enter")
    hands.page.get_by_role("button", name="Сдать отчет").click()
    expect(hands.page.locator(".report .text")).to_contain_text("Нет связи: отчет не сдан.")


def test_without_connection_errors_come_with_that_word_and_no_explanation_is_asked_for(
    fill: Open, context: Any
) -> None:
    hands = fill(bad(column0c=1, column0d=2), rules=[FEWER])
    context.set_offline(True)
    hands.page.get_by_role("button", name="Сдать отчет").click()
    expect(hands.page.locator(".report .text")).to_contain_text("Нет связи: отчет не сдан.")
    expect(hands.page.get_by_role("dialog")).to_have_count(0)
    hands.click("C5").type("500").keys("Enter")
    hands.page.get_by_role("button", name="Сдать отчет").click()
    dialog = hands.page.get_by_role("dialog", name="Отчет не сдан")
    expect(dialog.get_by_role("status")).to_have_text(
        "Нет связи: сдать отчет можно будет, когда она появится. Правки хранятся в браузере."
    )
    expect(dialog.get_by_role("listitem")).to_have_count(1)
    hands.keys("Escape")
    context.set_offline(False)
    hands.saved().page.get_by_role("button", name="Сдать отчет").click()
    expect(dialog.get_by_role("listitem")).to_have_count(1)
    expect(dialog.get_by_role("status")).to_have_count(0)


def test_closing_sends_what_is_typed_and_goes_back(fill: Open) -> None:
    hands = fill().click("C5").type("75")
    hands.page.get_by_role("button", name="Закрыть").click()
    hands.page.wait_for_url("**/cabinet")
    assert hands.drafts.value("C5") == 75


def test_a_page_that_is_only_looked_at_takes_no_edits(fill: Open) -> None:
    versions = [
        {"title": "Черновик", "href": "/a?v=draft", "current": False},
        {"title": "Сдано № 1", "href": "/a?v=1", "current": True},
    ]
    hands = fill(
        FULL,
        mode="read",
        versions=versions,
        submission={"number": 1, "submitted_at": "2026-09-20T10:00:00Z", "code": "7F3K9A2C"},
    )
    hands.click("C5").type("5").keys("Enter").keys("Delete", "Control+v")
    hands.cell("C6").dblclick()
    assert hands.texts("C5", "C6") == ["", ""]
    assert "Только просмотр" in hands.report
    links = hands.page.get_by_role("navigation").get_by_role("link")
    assert links.all_text_contents() == ["Черновик", "Сдано № 1"]
    assert links.nth(1).get_attribute("aria-current") == "page"
    expect(hands.page.get_by_role("button", name="Сдать отчет")).to_be_hidden()
    assert "Сдан отчет № 1 · 20.09.2026 13:00 мск" in (hands.page.locator(".names").text_content() or "")


def test_copying_works_where_nothing_can_be_edited(fill: Open) -> None:
    hands = fill(FULL, mode="read").click("B5").keys("Control+c")
    assert hands.copied() == "основное общее"
    line = hands.page.locator(".hint-line")
    expect(line).to_contain_text("База образования")
    expect(line).not_to_contain_text("двойной щелчок")
    expect(hands.page.locator("#table-help")).to_contain_text("Таблицу можно только просматривать")


def test_titles_and_values_are_text_and_never_html(fill: Open) -> None:
    hands = fill({"row00000": {"column0k": "<img src=x onerror=alert(1)>"}}, title="<b>Форма</b>")
    assert hands.text("K5") == "<img src=x onerror=alert(1)>"
    assert hands.page.get_by_role("heading", name="<b>Форма</b>").is_visible()


def test_a_phone_shows_the_grid_and_all_its_buttons(fill: Open) -> None:
    hands = fill(FULL)
    hands.page.set_viewport_size({"width": 400, "height": 740})
    hands.page.wait_for_timeout(200)
    for name in ["Закрыть", "Сдать отчет", "Можно сдавать"]:
        box = hands.page.get_by_role("button", name=name).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 400
    assert hands.page.evaluate("document.documentElement.scrollWidth") <= 400
    grid = hands.page.locator(".pane").bounding_box()
    assert grid["height"] > 350


def test_the_grid_names_its_rows_and_cells_to_a_screen_reader(fill: Open) -> None:
    hands = fill(bad(column0c={"raw": "12,5"})).click("C7")
    grid = hands.page.get_by_role("grid", name="Контингент")
    assert (grid.get_attribute("aria-rowcount"), grid.get_attribute("aria-colcount")) == ("6", "11")
    hands.page.wait_for_timeout(150)
    box = hands.page.locator("textarea.editor")
    assert "Ошибка" in (box.get_attribute("aria-label") or "")
    assert box.get_attribute("aria-invalid") == "true"
    active = hands.page.locator("#" + (box.get_attribute("aria-activedescendant") or ""))
    assert active.get_attribute("aria-colindex") == "3"


def test_the_form_of_the_demonstration_is_drawn_and_its_totals_follow(fill: Open) -> None:
    form = read_form(Path(__file__).parents[2] / "data/forms/kontingent.xlsx").form
    assert form is not None
    hands = fill(form=form.to_json(), title="Контингент")
    hands.click("D4").type("20").keys("Tab").type("5").keys("Enter")
    assert hands.texts("D4", "H4", "D18", "H18") == ["20", "25", "20", "25"]
    assert hands.page.get_by_role("tab").all_text_contents()[1:] == ["Ответственные", "Сведения об ОО"]


def test_where_all_cells_of_a_column_are_required_its_heading_has_the_star(fill: Open) -> None:
    made = form()
    for row in made["sheets"][2]["rows"]:
        row["cells"]["column0b"] = {"type": "general", "required": True}
    hands = fill(form=made).tab("Сведения об ОО").click("B2")
    assert hands.cell("B2").evaluate("node => getComputedStyle(node, '::before').content") == "none"
    expect(hands.page.locator("[tabulator-field=c0] .star")).to_have_count(1)
    assert "Обязательно для заполнения." in hands.hint
