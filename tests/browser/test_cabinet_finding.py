"""A school finds a publication by another form of a word and says that it has read it; its coordinator sees that."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.signing import sign_in
from tests.browser.site import Site

pytestmark = pytest.mark.browser
PLAN = "Порядок и план-график проведения ВПР СПО"


def test_found_by_keyboard_acknowledged_and_counted(site: Site, page: Page, browser: Browser) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    sign_in(page, site, "spo240066")
    field, number = page.get_by_role("textbox", name="Поиск по публикациям"), page.locator(".pub .title")
    expect(number.nth(1)).to_be_visible()
    all_of_them = number.count()
    field.focus()
    page.keyboard.type("ГРАФИКАМИ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("Найдена 1 публикация")
    expect(number).to_have_count(1)
    expect(number.locator("mark")).to_have_text("график")
    expect(page).to_have_url(re.compile(r"/\?q="))
    page.reload()
    expect(number).to_have_count(1)
    page.get_by_role("button", name=PLAN, exact=True).press("Enter")
    page.get_by_role("button", name="Ознакомлен(а)", exact=True).press("Enter")
    said = page.get_by_text(re.compile(r"^Ознакомлены \d\d\.\d\d\.\d{4} \d\d:\d\d$")).last
    expect(said).to_be_visible()
    words = said.inner_text()
    page.reload()
    expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_role("button", name="Ознакомлен(а)", exact=True)).to_have_count(0)
    field.press("Escape")
    expect(number).to_have_count(all_of_them)
    expect(field).to_have_value("")
    page.go_back()
    expect(number).to_have_count(1)
    field.fill("несуществующее")
    expect(page.get_by_text("Публикации не найдены").last).to_be_visible()
    page.get_by_role("button", name="Показать все публикации").click()
    expect(number).to_have_count(all_of_them)
    page.get_by_role("button", name="Только новые").click()
    expect(page.get_by_role("button", name="Только новые")).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile(r"new=1"))
    assert number.count() < all_of_them

    watching = browser.new_page()
    watching.on("pageerror", lambda error: faults.append(str(error)))
    sign_in(watching, site, "spo_coord_24")
    watching.get_by_role("button", name=PLAN, exact=True).click()
    expect(watching.get_by_text(re.compile(r"^Ознакомились: \d+ из \d+$"))).to_be_visible()
    watching.get_by_role("button", name="Кто ознакомился").click()
    watching.get_by_role("button", name="Ознакомились", exact=True).click()
    watching.get_by_role("textbox", name="Логин или название организации").fill("spo240066")
    row = watching.get_by_role("table", name="Кто ознакомился").get_by_role("row").filter(has_text="spo240066")
    expect(row).to_contain_text(words.removeprefix("Ознакомлены "))
    watching.close()
    assert faults == []
