"""Two whole servers on one PostgreSQL and one home folder: whoever serves a page, it is one site.

The ports differ and the cookie is the same, as behind a proxy that sends requests to either.
"""

import re
from collections.abc import Callable, Iterator

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.job import open_grid, open_publication, saved
from tests.browser.signing import sign_in
from tests.browser.site import Site

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def pair(
    postgres_server: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, Site]]:
    with psycopg.connect(postgres_server("postgres"), autocommit=True) as connection:
        connection.execute("create database pair")
    home = tmp_path_factory.mktemp("pair")
    one, other = (Site(home, postgres_server("pair")) for _ in range(2))
    one.fill()
    one.start()
    other.start()
    yield one, other
    one.kill()
    other.kill()


@pytest.fixture
def context(browser: Browser) -> Iterator[Callable[[], BrowserContext]]:
    made: list[BrowserContext] = []

    def new() -> BrowserContext:
        made.append(browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True))
        return made[-1]

    yield new
    for one in made:
        one.close()


def at(page: Page, here: Site, there: Site) -> None:
    """The same page from the other server."""
    page.goto(page.url.replace(here.url, there.url))


def typed(page: Page, text: str) -> None:
    page.keyboard.press("ArrowRight")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    saved(page)


def test_a_school_of_the_one_is_seen_by_its_coordinator_at_the_other(
    pair: tuple[Site, Site], context: Callable[[], BrowserContext]
) -> None:
    one, other = pair
    watching, page = context().new_page(), context().new_page()
    sign_in(watching, other, "spo_coord_24")
    open_publication(watching)
    idle = watching.get_by_role("link", name=re.compile("Не приступило")).first
    before = int(re.search(r"\d+", idle.inner_text())[0])
    sign_in(page, one, "spo240070")
    open_grid(page, "Заполнить")
    typed(page, "5")
    expect(idle).to_contain_text(str(before - 1))
    page = context().new_page()
    sign_in(page, one, "spo240065")
    open_grid(page, "Редактировать")
    at(page, one, other)
    page.locator(".desk[data-ready]").wait_for()
    page.get_by_role("button", name="Сдать отчет").click()
    expect(page.get_by_text(re.compile("Отчет № 2 сдан")).first).to_be_visible()
    at(watching, other, one)
    open_publication(watching)
    expect(watching.get_by_role("link", name=re.compile("Не приступило")).first).to_contain_text(str(before - 1))


def test_two_windows_at_two_servers_show_one_draft(
    pair: tuple[Site, Site], context: Callable[[], BrowserContext]
) -> None:
    one, other = pair
    here, there = context(), context()
    first, second = here.new_page(), there.new_page()
    sign_in(first, one, "spo240066")
    sign_in(second, other, "spo240066")
    open_grid(first, "Заполнить")
    open_grid(second, "Заполнить")
    typed(first, "37")
    expect(second.get_by_role("gridcell", name="37", exact=True).first).to_be_visible()
    second.keyboard.press("ArrowDown")
    typed(second, "38")
    expect(first.get_by_role("gridcell", name="38", exact=True).first).to_be_visible()


def test_whoever_signs_out_at_the_one_is_signed_out_at_the_other(
    pair: tuple[Site, Site], context: Callable[[], BrowserContext]
) -> None:
    one, other = pair
    office = context()
    first, second = office.new_page(), office.new_page()
    sign_in(first, one, "spo_coord_24")
    second.goto(f"{other.url}/")
    expect(second.get_by_text("spo_coord_24").first).to_be_visible()
    first.get_by_role("button", name="Выйти").or_(first.get_by_role("link", name="Выйти")).first.click()
    expect(second.get_by_text(re.compile("Войдите снова|Вы вышли|Войти")).first).to_be_visible()
    answer = second.goto(f"{other.url}/collections/1/participants")
    assert answer is not None
    assert "/login" in second.url


def test_a_report_ordered_at_the_one_is_taken_from_the_other(
    pair: tuple[Site, Site], context: Callable[[], BrowserContext]
) -> None:
    one, other = pair
    page = context().new_page()
    sign_in(page, one, "spo_coord_41")
    open_publication(page)
    page.get_by_role("button", name="Экспорт результатов").click()
    expect(page.get_by_text("Отчет готов").first).to_be_visible(timeout=60_000)
    at(page, one, other)
    open_publication(page)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Загрузить отчет").first.click()
    assert coming.value.failure() is None


def test_commands_reach_the_site_whichever_server_is_left(
    pair: tuple[Site, Site], context: Callable[[], BrowserContext]
) -> None:
    one, other = pair
    one.kill()
    page = context().new_page()
    sign_in(page, other, "spo240067")
    one.run("accounts", "list")
    one.start()
    said = one.run("accounts", "reset-password", "spo240067")
    assert said.returncode == 0
    expect(page.get_by_text(re.compile("Войдите снова|Вход завершен|Войти")).first).to_be_visible()
