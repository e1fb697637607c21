"""«История» on the whole site: the day's edits beside the grid, and the way back to a moment."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.browser.test_changes import open_form

pytestmark = pytest.mark.browser
SCHOOL = "spo240073"
FIRST = "[aria-rowindex='2'] [aria-colindex='4']"


def test_a_history_tells_windows_apart_and_going_back_is_one_step_that_can_be_undone(page: Page, site: Site) -> None:
    open_form(page, site, SCHOOL)
    cell = page.locator(FIRST)
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(".desk[data-ready]").wait_for()
    cell.click()
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    expect(page.locator(".state")).to_contain_text("Сохранено")
    theirs = other.locator(FIRST)
    expect(theirs).to_have_text("7")
    theirs.click()
    other.keyboard.type("9")
    other.keyboard.press("Enter")
    expect(cell).to_have_text("9")
    button = page.get_by_role("button", name="История")
    button.click()
    panel = page.get_by_role("complementary", name="История")
    expect(button).to_have_attribute("aria-expanded", "true")
    newest, first, start = (panel.locator("ol > li").nth(at) for at in range(3))
    expect(newest).to_contain_text("Другое окно (2)")
    expect(newest.get_by_role("listitem")).to_have_text(
        re.compile(r"Контингент, D4Обучающихся.+ – Профессии – .+7 → 9")
    )
    expect(newest).to_contain_text("Сейчас в черновике")
    expect(first).to_contain_text("Это окно")
    expect(first.get_by_role("listitem")).to_have_text(re.compile(r"Контингент, D4Обучающихся.+пусто → 7"))
    expect(start.get_by_role("button")).to_have_text("Вернуть к началу")
    first.get_by_role("button", name="Вернуть на").click()
    dialog = page.get_by_role("dialog", name="Вернуть на")
    expect(dialog.get_by_role("status")).to_contain_text("Изменится 1 ячейка.")
    expect(dialog.get_by_role("row").last).to_have_text(re.compile(r"Контингент, D4Обучающихся.+ – Профессии – .+97"))
    dialog.get_by_role("button", name="Вернуть", exact=True).click()
    expect(cell).to_have_text("7")
    expect(page.locator(".report")).to_contain_text("изменена 1 ячейка.")
    expect(theirs).to_have_text("7")  # it went the way of every edit
    expect(panel.locator("ol > li").first).to_contain_text("Это окно", timeout=10_000)  # and stands in the history
    page.get_by_role("button", name="Отменить").click()
    expect(cell).to_have_text("9")
    page.keyboard.press("Control+y")
    expect(cell).to_have_text("7")
    panel.get_by_role("button", name="Закрыть").focus()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_a_history_by_keys_leads_to_the_start_and_to_cells_and_an_empty_one_says_so(page: Page, site: Site) -> None:
    open_form(page, site, "spo240072")
    page.get_by_role("button", name="История").click()
    panel = page.get_by_role("complementary", name="История")
    expect(panel.get_by_role("status")).to_have_text("В этом черновике еще ничего не менялось.")
    cell = page.locator(FIRST)
    cell.click()
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    line = panel.get_by_role("listitem").get_by_role("button", name="пусто → 5")
    expect(line).to_be_visible(timeout=10_000)
    page.keyboard.press("ArrowDown")
    line.press("Enter")
    expect(page.locator("#active-cell")).to_have_text("5")
    panel.get_by_role("button", name="Вернуть к началу").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Вернуть", exact=True).press("Enter")
    expect(cell).to_have_text("")
    expect(page.locator(".state")).to_contain_text("Сохранено")
    back = panel.get_by_role("button", name="Вернуть на").last
    expect(back).to_be_visible(timeout=10_000)
    page.context.set_offline(True)
    back.click()
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("Нет связи")
    page.context.set_offline(False)
