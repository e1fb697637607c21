"""Signing in and out in a real browser, with and without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.site import PASSWORD, Site

pytestmark = pytest.mark.browser
SCHOOL, COORDINATOR = "spo240071", "spo_coord_24"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = Site(tmp_path_factory.mktemp("signing"))
    made.fill()
    made.start()
    yield made
    made.kill()


@pytest.fixture
def complaints(page: Page, site: Site) -> list[str]:
    """Errors of the page, refused policies and addresses outside the site."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    inside = (site.url, "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(inside) else found.append(request.url))
    return found


def sign_in(page: Page, login: str, password: str = PASSWORD) -> None:
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Пароль").fill(password)
    page.get_by_role("button", name="Войти").click()


def test_the_fields_are_ready_for_the_keyboard(page: Page, site: Site, complaints: list[str]) -> None:
    page.goto(site.url)
    expect(page).to_have_url(f"{site.url}/login")
    expect(page.get_by_label("Логин")).to_be_focused()
    page.keyboard.type(SCHOOL)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Выйти")).to_be_visible()
    expect(page.get_by_text(SCHOOL)).to_be_visible()
    expect(page.get_by_role("link", name="ВПР СПО")).to_be_visible()
    assert complaints == []


def test_a_failed_try_keeps_the_login_and_asks_for_the_password(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/login")
    sign_in(page, SCHOOL, "не тот")
    expect(page.get_by_role("alert")).to_contain_text("Неверный логин или пароль")
    expect(page.get_by_role("alert")).to_contain_text("helpfisoko@fioco.ru")
    expect(page.get_by_label("Логин")).to_have_value(SCHOOL)
    expect(page.get_by_label("Пароль")).to_have_value("")
    expect(page.get_by_label("Пароль")).to_be_focused()


def test_one_comes_back_to_the_page_one_wanted(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/receipts")
    sign_in(page, SCHOOL)
    expect(page).to_have_url(f"{site.url}/receipts")


def test_signing_in_needs_no_script(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/login")
    sign_in(page, SCHOOL)
    expect(page).to_have_url(f"{site.url}/")
    expect(page.locator("noscript p")).to_contain_text("включите в браузере JavaScript")
    context.close()


def test_the_sign_in_page_fits_a_narrow_screen(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 400, "height": 700})
    page.goto(f"{site.url}/login")
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    height = page.get_by_role("button", name="Войти").bounding_box()
    assert height
    assert height["height"] >= 36


def test_a_coordinator_gets_a_live_page_with_nothing_refused(page: Page, site: Site, complaints: list[str]) -> None:
    page.goto(site.url)
    with page.expect_websocket() as opened:
        sign_in(page, COORDINATOR)
    assert opened.value.url.endswith("/ws")
    expect(page.get_by_role("button", name="Выйти")).to_be_visible()
    expect(page.get_by_text(COORDINATOR)).to_be_visible()
    assert complaints == []


def test_a_schools_page_opens_no_websocket(page: Page, site: Site) -> None:
    opened: list[str] = []
    page.on("websocket", lambda socket: opened.append(socket.url))
    page.goto(site.url)
    sign_in(page, SCHOOL)
    expect(page.get_by_role("button", name="Выйти")).to_be_visible()
    assert opened == []


@pytest.mark.parametrize("login", [SCHOOL, COORDINATOR])
def test_signing_out_leads_to_the_sign_in_page(page: Page, site: Site, login: str) -> None:
    page.goto(site.url)
    sign_in(page, login)
    page.get_by_role("button", name="Выйти").click()
    expect(page).to_have_url(f"{site.url}/login")
    page.goto(site.url)
    expect(page).to_have_url(f"{site.url}/login")
    page.go_back()
    expect(page.get_by_role("button", name="Выйти")).to_have_count(0)


def test_a_live_page_in_another_tab_ends_with_its_sign_in(context: BrowserContext, site: Site) -> None:
    first, second = context.new_page(), context.new_page()
    first.goto(site.url)
    sign_in(first, COORDINATOR)
    with second.expect_websocket() as opened:
        second.goto(site.url)
    with opened.value.expect_event("close"):
        first.get_by_role("button", name="Выйти").click()
    second.reload()
    expect(second).to_have_url(re.compile("/login"))


def test_an_error_is_a_page_in_russian_with_a_way_back(page: Page, site: Site) -> None:
    page.goto(site.url)
    sign_in(page, SCHOOL)
    expect(page.get_by_role("button", name="Выйти")).to_be_visible()
    page.goto(f"{site.url}/no/such/page")
    expect(page.get_by_role("heading", name="Страница не найдена")).to_be_visible()
    page.get_by_role("link", name="Вернуться в личный кабинет").click()
    expect(page).to_have_url(f"{site.url}/")
