"""The analysis has nothing that axe-core holds against it, in every tab and state, and prints without its controls."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.signing import sign_in
from tests.browser.site import Site
from tests.browser.test_accessible import judge

pytestmark = pytest.mark.browser
PATIENCE = 30_000  # ms: a live page on a busy machine
CONTINGENT = "/collections/3/analysis"
STATES = {
    "pace": "",
    "summary": "?tab=summary&level=kind&of=spo",
    "table across": "?tab=summary&across=kind",
    "column": "?tab=column",
    "completeness": "?tab=completeness",
    "a region without participants": "?region=77",
}


@pytest.fixture
def page(browser: Browser):
    made = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ru-RU", bypass_csp=True)
    yield made.new_page()
    made.close()


def test_every_tab_and_state_is_accessible(page: Page, site: Site) -> None:
    sign_in(page, site, "fed_demo", PATIENCE)
    found: list[str] = []
    for state, search in STATES.items():
        page.goto(site.url + CONTINGENT + search)
        expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_role("link", name="Темп")).to_be_visible()
        page.wait_for_timeout(500)
        found += judge(page, state)
    page.get_by_label("На момент, по Москве").fill("вчера")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert found + judge(page, "a moment that is none") == []


def test_on_paper_are_sentences_plot_and_table_without_controls(page: Page, site: Site) -> None:
    sign_in(page, site, "fed_demo", PATIENCE)
    page.goto(site.url + CONTINGENT)
    expect(page.get_by_role("table")).to_be_visible(timeout=PATIENCE)
    page.emulate_media(media="print")
    for gone in (page.get_by_label("Регион"), page.get_by_role("banner"), page.get_by_role("link", name="Свод")):
        expect(gone).not_to_be_visible()
    for there in (page.get_by_text("Сдали отчет:"), page.locator("canvas").first, page.get_by_role("table")):
        expect(there).to_be_visible()
    assert len(page.pdf(format="A4", landscape=True)) > 10_000
