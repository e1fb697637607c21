"""The main job on the whole site: a school signs in, fills in and submits; its coordinator sees it and exports it."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.job import open_grid, open_publication, saved
from tests.browser.signing import sign_in
from tests.browser.site import Site

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)  # two servers and a browser share the machine


@pytest.fixture(scope="module", params=["duckdb", "postgres"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("site")
    if request.param == "duckdb":
        made = Site(shutil.copytree(request.getfixturevalue("filled"), home, dirs_exist_ok=True))
    else:
        made = Site(home, request.getfixturevalue("site_database"))
        made.fill()
    made.start()
    yield made
    made.kill()


@pytest.fixture(scope="module")
def site_database(postgres_server: Callable[[str], str]) -> str:
    with psycopg.connect(postgres_server("postgres"), autocommit=True) as connection:
        connection.execute("create database site")
    return postgres_server("site")


@pytest.fixture
def school(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ru-RU", timezone_id="Asia/Krasnoyarsk")
    made.grant_permissions(["clipboard-read", "clipboard-write"])
    yield made
    made.close()


def test_what_a_school_types_is_there_after_the_server_was_killed(site: Site, school: BrowserContext) -> None:
    page = school.new_page()
    sign_in(page, site, "spo240066")
    open_grid(page, "Заполнить")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("37")
    page.keyboard.press("Enter")
    saved(page)
    site.kill()
    site.start()
    page.reload()
    expect(page.get_by_role("grid")).to_be_visible()
    expect(page.get_by_role("gridcell", name="37", exact=True).first).to_be_visible()


def test_typing_without_a_connection_survives_a_closed_browser_page(site: Site, school: BrowserContext) -> None:
    page = school.new_page()
    sign_in(page, site, "spo240068")
    open_grid(page, "Заполнить")
    address = page.url
    school.set_offline(True)
    page.keyboard.press("ArrowRight")
    page.keyboard.type("41")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Нет связи, правки хранятся в браузере")).to_be_visible()
    page.close(run_before_unload=False)
    school.set_offline(False)
    page = school.new_page()
    page.goto(address)
    expect(page.get_by_role("gridcell", name="41", exact=True).first).to_be_visible()
    page.reload()  # now it comes from the server
    expect(page.get_by_role("gridcell", name="41", exact=True).first).to_be_visible()
    expect(page.get_by_text("Нет связи")).to_have_count(0)


def test_a_coordinator_sees_a_school_begin_without_reloading(
    site: Site, browser: Browser, school: BrowserContext
) -> None:
    office = browser.new_context(viewport={"width": 1366, "height": 768})
    watching = office.new_page()
    sign_in(watching, site, "spo_coord_24")
    open_publication(watching)
    tile = watching.get_by_role("link", name=re.compile("Не приступило")).first
    before = int(re.search(r"\d+", tile.inner_text().replace("\xa0", ""))[0])
    page = school.new_page()
    sign_in(page, site, "spo240070")
    open_grid(page, "Заполнить")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    saved(page)
    begun = time.monotonic()
    expect(tile).to_contain_text(str(before - 1), timeout=10_000)
    assert time.monotonic() - begun < 5
    office.close()


def test_a_submission_reaches_the_coordinators_export(
    site: Site, browser: Browser, school: BrowserContext, tmp_path: Path
) -> None:
    page = school.new_page()
    sign_in(page, site, "spo240065")
    open_grid(page, "Редактировать")
    page.get_by_role("button", name="Сдать отчет").click()
    expect(page.get_by_text(re.compile("Данные переданы")).first).to_be_visible()
    office = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    watching = office.new_page()
    sign_in(watching, site, "spo_coord_24")
    open_publication(watching)
    watching.get_by_role("button", name="Экспорт результатов").click()
    expect(watching.get_by_text("Отчет готов").first).to_be_visible(timeout=30_000)
    with watching.expect_download() as coming:
        watching.get_by_role("link", name="Загрузить отчет").first.click()
    coming.value.save_as(tmp_path / "results.xlsx")
    book = openpyxl.load_workbook(tmp_path / "results.xlsx")
    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    assert "spo240065" in cells
    assert "О файле" in book.sheetnames
    office.close()


def test_a_coordinator_opens_a_schools_data_read_only(site: Site, browser: Browser) -> None:
    office = browser.new_context(viewport={"width": 1366, "height": 768})
    page = office.new_page()
    sign_in(page, site, "spo_coord_24")
    open_publication(page)
    page.get_by_role("button", name="Список участников").click()
    expect(page.get_by_role("heading", name="Список пользователей, не приступивших к сбору данных")).to_be_visible()
    page.get_by_role("link", name="Открыть данные spo240065").click()
    expect(page.get_by_role("grid")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.type("99")
    expect(page.get_by_role("gridcell", name="99", exact=True)).to_have_count(0)
    page.get_by_role("link", name="Закрыть").or_(page.get_by_role("button", name="Закрыть")).first.click()
    expect(page.get_by_role("heading", name="Список участников")).to_be_visible()
    office.close()


def test_a_coordinator_of_another_region_is_refused_by_address(site: Site, browser: Browser) -> None:
    office = browser.new_context()
    page = office.new_page()
    sign_in(page, site, "spo_coord_05")
    answer = page.goto(f"{site.url}/collections/1/organisations/spo240065")
    assert answer is not None
    assert answer.status in (403, 404)
    office.close()
