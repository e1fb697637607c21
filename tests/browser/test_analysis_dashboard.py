"""What the page of the analysis offers beside figures: «Дашборд для показа» of what it shows, and «Выйти»."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.signing import sign_in
from tests.browser.site import Site

pytestmark = pytest.mark.browser
PATIENCE = 60_000  # ms: a report is built beside other work


def test_a_dashboard_is_saved_of_the_region_that_the_page_shows(page: Page, site: Site) -> None:
    sign_in(page, site, "fed_demo")
    page.get_by_role("button", name="Сбор данных об участниках ВПР СПО").first.click()
    href = page.get_by_role("link", name="Анализ").first.get_attribute("href")
    page.goto(f"{site.url}{href}?region=24")
    page.get_by_role("button", name="Дашборд для показа").click(timeout=PATIENCE)
    taken = page.get_by_role("link", name="Загрузить дашборд")
    expect(taken).to_be_visible(timeout=PATIENCE)
    with page.expect_download() as saving:
        taken.click()
    assert saving.value.suggested_filename == "Дашборд. Контингент (Красноярский край).html"
    page.goto(f"{site.url}{href}?as_of=2026-11-27")
    expect(page.get_by_role("link", name="Загрузить дашборд")).to_have_count(0)


def test_whoever_looks_at_the_analysis_signs_out_there(page: Page, site: Site) -> None:
    sign_in(page, site, "spo_coord_24")
    page.route("**/analysis.js*", lambda route: route.abort())  # on a weak line it may come late
    page.goto(f"{site.url}/collections/3/analysis")
    page.get_by_role("button", name="Выйти").click(timeout=PATIENCE)
    expect(page.get_by_label("Пароль")).to_be_visible()
    page.goto(f"{site.url}/collections/3/analysis")
    expect(page.get_by_label("Пароль")).to_be_visible()
