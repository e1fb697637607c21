"""A folder published beside the running site appears in open cabinets at its moment, with the bell and its files."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from fisoko.domain.moscow import show_seconds
from tests.browser.signing import sign_in
from tests.browser.site import Site
from tests.folders import PDF, made

pytestmark = pytest.mark.browser
TITLE = "О переносе сроков сверки"
NAME = "Приказ (новый).pdf"


@pytest.fixture
def office(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    yield context.new_page()
    context.close()


def unread(page: Page) -> int:
    said = page.get_by_role("button", name=re.compile("^Уведомления")).get_attribute("aria-label") or ""
    return int((re.findall(r"\d+", said) or ["0"])[0])


def test_it_appears_at_its_moment_in_open_cabinets_and_goes_when_it_is_withdrawn(
    site: Site, page: Page, office: Page, tmp_path: Path
) -> None:
    sign_in(page, site, "spo240065")
    sign_in(office, site, "spo_coord_24", timeout=60_000)
    headings = [one.get_by_role("button", name=TITLE) for one in (page, office)]
    expect(office.get_by_role("heading", name="ВПР СПО", exact=True)).to_be_visible()
    had = unread(page), unread(office)
    at = datetime.now(UTC) + timedelta(seconds=12)
    description = f'title = "{TITLE}"\npublished_at = "{show_seconds(at)}"\norganisations_only = ["files/{NAME}"]\n'
    folder = made(tmp_path / "письмо", {"text.md": f"Смотрите [приказ]({NAME}).\n", f"files/{NAME}": PDF}, description)
    said = site.run("publications", "publish", str(folder))
    number = re.findall(r"Публикация (\d+) создана", said.stdout)[0]
    try:
        assert datetime.now(UTC) < at, "the machine was too slow for this test"
        assert [one.count() for one in headings] == [0, 0]
        for one in headings:
            expect(one).to_be_visible(timeout=20_000)
        assert datetime.now(UTC) >= at.replace(microsecond=0)
        assert (unread(page), unread(office)) == (had[0] + 1, had[1] + 1)

        page.get_by_role("button", name=re.compile("^Уведомления")).click()
        page.get_by_role("link", name="Открыть").first.click()
        expect(headings[0]).to_have_attribute("aria-expanded", "true")
        expect(page.get_by_role("dialog")).to_have_count(0)
        article = page.locator("section.pub").filter(has=headings[0])
        with page.expect_download() as coming:
            article.get_by_role("link", name="приказ", exact=True).click()
        assert coming.value.suggested_filename == NAME
        assert Path(coming.value.path()).read_bytes() == PDF
        expect(article.locator(".store")).to_contain_text(re.compile(r"Скачан \d\d\.\d\d\.\d{4}"))

        headings[1].click()
        watched = office.locator("section.pub").filter(has=headings[1])
        expect(watched).to_contain_text(NAME)
        expect(watched.get_by_role("link", name="Скачать " + NAME)).to_have_count(0)
    finally:
        site.run("publications", "withdraw", number)
    for one in headings:
        expect(one).to_have_count(0, timeout=20_000)
