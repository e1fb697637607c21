"""The same modules inside a real Panel page: drawn alike, changed in place, heard and answered over the websocket."""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import cabinets

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def live_url() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "tests.browser.live_cabinet", str(port)])
    url = f"http://localhost:{port}/"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(url, timeout=30).close()
                break
            except urllib.error.URLError:
                assert server.poll() is None, "the live page's server ended"
                time.sleep(0.2)
        yield url
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def cabinet(page: Page, live_url: str) -> Page:
    page.goto(live_url)
    page.get_by_role("button", name=cabinets.TITLE, exact=True).click(timeout=60000)
    return page


def test_figures_and_the_report_arrive_without_a_reload_and_the_focus_stays(cabinet: Page):
    expect(cabinet.get_by_role("link", name="Сдано")).to_contain_text("243")
    export = cabinet.get_by_role("button", name="Экспорт результатов")
    export.click()
    expect(cabinet.get_by_text("Отчет готов")).to_be_visible()
    expect(cabinet.get_by_role("link", name="Загрузить отчет")).to_have_attribute("href", "/reports/3")
    expect(cabinet.get_by_role("link", name="Сдано")).to_contain_text("244")
    expect(export).to_be_focused()


def test_an_error_of_the_server_is_said_in_the_page(cabinet: Page):
    cabinet.get_by_role("button", name=re.compile("^Уведомления")).click()
    cabinet.get_by_role("button", name="Прочитано", exact=True).first.click()
    expect(cabinet.get_by_role("alert")).to_contain_text("Это уведомление уже удалено.")


def test_the_list_opens_in_the_page_searches_and_closes(cabinet: Page):
    cabinet.get_by_role("button", name="Список участников").click()
    panel = cabinet.get_by_role("dialog", name="Список участников")
    expect(panel).to_contain_text("spo240067")
    search = panel.get_by_role("searchbox", name="Поиск")
    search.press_sequentially("канск", delay=30)
    expect(panel.get_by_text("spo240067")).to_have_count(0)
    expect(search).to_be_focused()
    panel.get_by_role("button", name="Закрыть список").click()
    expect(panel).to_have_count(0)


def test_the_styles_inside_a_live_page_are_those_of_a_thin_one(cabinet: Page):
    top = cabinet.get_by_role("banner")
    expect(top).to_have_css("display", "flex")
    expect(cabinet.get_by_role("button", name="Список участников")).to_have_css("background-color", "rgb(20, 83, 159)")
    assert cabinet.evaluate("document.documentElement.scrollWidth") <= 1366
    box = top.bounding_box()
    assert box is not None
    assert box["width"] >= 1340


def test_a_lost_server_is_said_and_the_page_comes_back_by_itself(cabinet: Page):
    ready = {"now": False}
    status = lambda: 200 if ready["now"] else 503  # noqa: E731
    cabinet.route("**/health/ready", lambda route: route.fulfill(status=status(), body="{}"))
    cabinet.evaluate("Bokeh.documents[0].event_manager.send_event({event_name: 'connection_lost'})")
    said = cabinet.get_by_role("alert").filter(has_text="Связь с сервером потеряна")
    expect(said).to_be_visible()
    with cabinet.expect_response("**/health/ready", timeout=20000):
        pass
    expect(said).to_be_visible()
    ready["now"] = True
    expect(said).to_have_count(0, timeout=30000)
    expect(cabinet.get_by_role("button", name=cabinets.TITLE, exact=True)).to_be_visible(timeout=60000)


def test_back_shows_what_its_address_shows(cabinet: Page):
    cabinet.evaluate("window.before = true; location.hash = '#publication-1'")
    cabinet.wait_for_timeout(300)
    cabinet.go_back()
    cabinet.wait_for_timeout(300)
    assert cabinet.evaluate("window.before"), "a step within the page loads nothing"
    cabinet.evaluate("history.pushState({}, '', '?status=idle'); history.pushState({}, '', '?status=work')")
    cabinet.wait_for_timeout(50)
    cabinet.evaluate("history.pushState({}, '', '?status=done')")
    cabinet.go_back()
    cabinet.wait_for_function("window.before === undefined && location.search === '?status=work'")
    expect(cabinet.get_by_role("button", name=cabinets.TITLE, exact=True)).to_be_visible(timeout=60000)
    cabinet.go_back()
    cabinet.wait_for_function("location.search === ''")  # two changes at once are one step
