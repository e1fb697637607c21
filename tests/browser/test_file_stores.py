"""File stores on the whole site: a school takes files and sees when; its coordinator gets what is meant for it."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.signing import sign_in
from tests.browser.site import Site

pytestmark = pytest.mark.browser
TAKEN = re.compile(r"Скачан \d\d\.\d\d\.\d{4} \d\d:\d\d мск")


@pytest.fixture
def office(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    yield made
    made.close()


def unfold_all(page: Page) -> None:
    expect(page.locator("section.pub").first).to_be_visible(timeout=20_000)
    for heading in page.locator("section.pub button.title").all():
        if heading.get_attribute("aria-expanded") == "false":
            heading.click()


def untaken(page: Page) -> Locator:
    return page.locator(".store tr").filter(has_text="Не скачан").first


def test_a_school_takes_a_file_and_sees_when_at_once_and_after_a_reload(site: Site, page: Page) -> None:
    sign_in(page, site, "spo240065")
    unfold_all(page)
    name = untaken(page).locator(".what a").inner_text()
    mine = page.locator(".store tr").filter(has=page.get_by_role("link", name="Скачать " + name, exact=True)).first
    with page.expect_download() as coming:
        mine.get_by_role("link", name="Скачать " + name, exact=True).click()
    assert coming.value.suggested_filename == name
    assert Path(coming.value.path()).stat().st_size > 0
    expect(mine).to_contain_text(TAKEN)
    page.reload()
    expect(mine).to_contain_text(TAKEN)


def test_all_files_come_in_one_archive_and_count_as_taken(site: Site, page: Page) -> None:
    sign_in(page, site, "spo240067")
    unfold_all(page)
    store = page.locator(".store").first
    total = store.locator("tr").count()
    with page.expect_download() as coming:
        store.get_by_role("link", name="Скачать всё").click()
    with zipfile.ZipFile(coming.value.path()) as archive:
        assert len(archive.namelist()) >= total
        assert archive.testzip() is None
    expect(store.get_by_text(TAKEN)).to_have_count(total)
    page.reload()
    expect(store.get_by_text(TAKEN)).to_have_count(total)


def test_a_coordinator_sees_files_for_organisations_but_gets_none(
    site: Site, page: Page, office: BrowserContext
) -> None:
    watching = office.new_page()
    sign_in(watching, site, "spo_coord_24")
    unfold_all(watching)
    closed = watching.locator(".store tr").filter(has_text="Файл только для образовательных организаций").first
    expect(closed).to_be_visible()
    expect(closed.get_by_role("link")).to_have_count(0)
    name = closed.locator(".what").inner_text()
    sign_in(page, site, "spo240065")
    unfold_all(page)
    address = page.get_by_role("link", name="Скачать " + name, exact=True).first.get_attribute("href")
    assert office.request.get(f"{site.url}{address}").status == 403


def test_a_coordinator_asks_who_has_taken_the_files(site: Site, office: BrowserContext, tmp_path: Path) -> None:
    watching = office.new_page()
    sign_in(watching, site, "spo_coord_24")
    unfold_all(watching)
    store = watching.locator(".store").first
    store.get_by_role("button", name="Отчет", exact=True).click()
    expect(store.get_by_text("Отчет готов")).to_be_visible(timeout=60_000)
    with watching.expect_download() as coming:
        store.get_by_role("link", name="Загрузить отчет").click()
    assert coming.value.suggested_filename.endswith(".xlsx")
    coming.value.save_as(tmp_path / "taken.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "taken.xlsx").worksheets[0]
    assert "spo240066" in {str(cell.value) for row in sheet.iter_rows() for cell in row}, "who has taken nothing, too"
    watching.reload()
    unfold_all(watching)
    expect(store.get_by_role("link", name="Загрузить отчет")).to_be_visible()
    bell = watching.get_by_role("button", name=re.compile("^Уведомления"))
    bell.click()
    news = watching.get_by_role("dialog", name="Уведомления")
    expect(news.get_by_role("link", name="Загрузить отчет").first).to_be_visible()
