"""The coordinators' analysis, on the whole site."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.signing import sign_in
from tests.browser.site import Site

pytestmark = pytest.mark.browser


def opened(page: Page, site: Site, search: str = "") -> None:
    sign_in(page, site, "spo_coord_24")
    heading = page.get_by_role("button", name="Сбор данных об участниках ВПР СПО")
    heading.first.click()
    href = page.get_by_role("link", name="Анализ").first.get_attribute("href")
    page.goto(f"{site.url}{href}{search}")


def test_a_coordinator_sees_summary_plot_and_table_and_the_address_keeps_them(page: Page, site: Site) -> None:
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    opened(page, site)
    expect(page.get_by_role("heading", name="Анализ: Контингент")).to_be_visible()
    expect(page.locator("canvas").first).to_be_visible()
    page.get_by_label("Показать").select_option("Свод")
    expect(page.get_by_role("columnheader", name="Сумма")).to_be_visible()
    rows = page.get_by_role("row")
    expect(rows).to_have_count(2)  # the heading, and the coordinator's own region alone
    expect(rows.nth(1).get_by_role("cell").first).to_have_text("24")
    page.wait_for_url("**tab=summary**")
    page.get_by_label("По чему").select_option("По организациям")
    expect(page.get_by_role("columnheader", name="Организация", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("columnheader", name="Организация", exact=True)).to_be_visible()
    assert errors == []


def test_every_part_has_its_table_and_a_moment_that_is_none_says_so(page: Page, site: Site) -> None:
    opened(page, site, "?tab=column")
    expect(page.get_by_role("heading", name="Чаще всего")).to_be_visible()
    page.get_by_label("Показать").select_option("Полнота")
    expect(page.get_by_text("Сдали отчет: 24 из 72.")).to_be_visible()
    page.get_by_label("На момент, по Москве").fill("вчера")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
