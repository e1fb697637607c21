"""Every line of the bell comes without a reload, whoever writes it, and leads to what it speaks of.

From another process by the stream; behind proxies that refuse, cut or hold the stream by questions.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from fisoko.domain.person import OPERATOR
from fisoko.domain.publication import Audience
from fisoko.services.collecting import Invited
from fisoko.services.filing import NewFile
from fisoko.store.postgres_engine import PostgresEngine
from tests.browser.proxy import Proxy
from tests.browser.site import Site
from tests.factories import PASSWORD, World

pytestmark = pytest.mark.browser
SCHOOL, COORDINATOR, FEDERAL = "spo240065", "spo_coord_24", "fed_demo"
AT_ONCE = 2000  # ms
PATIENCE = 30_000
QUESTION = 31_000  # ms after which a browser without a stream has asked once more
NEVER_BEGUN = 11_000  # ms after which a stream that says nothing is given up
STREAM_AGAIN = 62_000  # ms after which the stream is tried again
_numbers = count(1)


class Two:
    """A server, and the test itself as another process on the same PostgreSQL and home folder."""

    def __init__(self, url: str, home: Path) -> None:
        self.database, self.home = url, home
        self.world = World(PostgresEngine(url), lambda: datetime.now(UTC), home)
        self.school = self.world.account(SCHOOL)
        self.coordinator = self.world.account(COORDINATOR)
        self.federal = self.world.account(FEDERAL)
        self.collection = self.world.collection(SCHOOL)
        number = self.world.publishing.create(OPERATOR, title="Материалы недели", html="<p>Прочтите.</p>")
        self.store = self.world.filing.add_store(OPERATOR, number, "Материалы", [NewFile("План.pdf", b"%PDF-1.4\n")])
        self.file = self.world.taking.page(OPERATOR, self.store)["files"][0]["id"]
        self.site = Site(home, url)

    def publish(self) -> str:
        title = f"Новость {next(_numbers)}"
        self.world.publishing.create(OPERATOR, title=title, html="<p>.</p>", audience=Audience())
        return title

    def extend(self) -> str:
        closes = datetime.now(UTC).replace(microsecond=0) + timedelta(days=5, minutes=next(_numbers))
        chosen = Invited((SCHOOL,))
        self.world.collecting.extend(OPERATOR, self.collection, chosen, closes, reason="паводок")
        return "Срок сбора «Контингент» для Вашей организации изменен"

    def take(self) -> None:
        self.world.taking.taken(self.school, [self.world.taking.open(self.school, self.file)]).result(10)

    def cut_listeners(self) -> int:
        with psycopg.connect(self.database, autocommit=True) as operator:
            cut = "select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen %' and datname = "
            return len(operator.execute(f"{cut} current_database()".encode()).fetchall())

    def close(self) -> None:
        self.site.kill()
        self.world.close()
        self.world.engine.close()


@pytest.fixture(scope="module")
def two(
    postgres_server: Callable[[str], str], empty_postgres: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Two]:
    with psycopg.connect(postgres_server("postgres"), autocommit=True) as operator:
        operator.execute(f"create database bell template {empty_postgres} strategy wal_log".encode())
    made = Two(postgres_server("bell"), tmp_path_factory.mktemp("bell"))
    made.site.start()
    yield made
    made.close()
    with psycopg.connect(postgres_server("postgres"), autocommit=True) as operator:
        operator.execute(b"drop database bell with (force)")


@pytest.fixture
def proxy(two: Two) -> Iterator[Proxy]:
    made = Proxy(two.site.url)
    yield made
    made.close()


@pytest.fixture
def office(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1366, "height": 768})
    yield made
    made.close()


def sign_in(page: Page, url: str, login: str) -> None:
    page.goto(f"{url}/login")
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_role("button", name=re.compile("^Уведомления"))).to_be_visible(timeout=PATIENCE)
    page.evaluate("window.unloaded = true")  # gone after a reload


def bell(page: Page) -> Locator:
    """The open list behind the bell."""
    news = page.get_by_role("dialog", name="Уведомления")
    if not news.is_visible():
        page.get_by_role("button", name=re.compile("^Уведомления")).click()
    return news


def rung(page: Page, words: str, href: str, timeout: float = AT_ONCE) -> None:
    """The line with these words is there, unread, dated, and leads to the right place; the page was not loaded anew."""
    line = bell(page).get_by_role("listitem").filter(has_text=words).first
    expect(line).to_be_visible(timeout=timeout)
    expect(line.get_by_text("Новое", exact=True)).to_be_visible()
    expect(line.locator("time")).to_have_text(re.compile(r"\d\d\.\d\d\.\d{4} \d\d:\d\d"))
    assert re.fullmatch(href, line.get_by_role("link").get_attribute("href") or "")
    assert page.evaluate("window.unloaded") is True


def report(page: Page, two: Two, *, fails: bool = False) -> None:
    """A report that the coordinator asks for in the page; one that fails cannot make its folder."""
    folder = two.home / "building"
    if fails:
        shutil.rmtree(folder, ignore_errors=True)
        folder.write_text("not a folder")
    try:
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Экспорт результатов").first.click()
        if fails:
            rung(page, "Отчет не сформирован: «Контингент»", r"/#publication-\d+", PATIENCE)
        else:
            rung(page, "Отчет готов: «Контингент»", r"/reports/\d+", PATIENCE)
    finally:
        if fails:
            folder.unlink()


def unfold(page: Page, title: str) -> None:
    page.get_by_role("button", name=title).first.click()


def test_each_line_comes_at_once_from_another_process_and_after_its_connection_was_cut(
    two: Two, page: Page, office: BrowserContext
) -> None:
    watching = office.new_page()
    sign_in(page, two.site.url, SCHOOL)
    sign_in(watching, two.site.url, COORDINATOR)
    page.wait_for_timeout(500)  # the stream has begun
    title = two.publish()
    rung(page, f"«{title}»", r"/#publication-\d+")
    rung(watching, f"«{title}»", r"/#publication-\d+")
    expect(page.get_by_role("button", name=title)).to_be_visible(timeout=AT_ONCE)
    rung(page, two.extend(), rf"/collections/{two.collection}")

    assert two.cut_listeners() >= 1
    title = two.publish()  # nobody hears it; whoever comes back asks
    rung(page, f"«{title}»", r"/#publication-\d+", 10_000)
    title = two.publish()
    rung(page, f"«{title}»", r"/#publication-\d+")
    rung(watching, f"«{title}»", r"/#publication-\d+")

    unfold(watching, "Сбор «Контингент»")
    report(watching, two)
    report(watching, two, fails=True)


def test_a_page_that_is_left_takes_its_stream_for_broken_neither_for_itself_nor_for_other_tabs(
    two: Two, office: BrowserContext
) -> None:
    listening, other = office.new_page(), office.new_page()
    sign_in(listening, two.site.url, SCHOOL)
    listening.wait_for_timeout(500)  # the stream has begun
    other.goto(two.site.url)
    other.evaluate("""() => {
        window.said = []
        window.channel = new BroadcastChannel("fisoko-news")
        window.channel.onmessage = ({ data }) => window.said.push(JSON.stringify(data))
    }""")
    asked: list[str] = []
    office.on("request", lambda request: asked.append(request.url))
    listening.goto(f"{two.site.url}/health/live")
    other.wait_for_timeout(1000)
    assert not [url for url in asked if url.endswith("/api/v1/news")]
    assert [url for url in asked if url.endswith("/events")], "the other tab listens now"
    said = other.evaluate("window.said")
    assert not [words for words in said if "prompt" in words and "false" in words], said


def test_the_federal_organiser_hears_of_own_reports_and_of_no_publication(two: Two, page: Page) -> None:
    sign_in(page, two.site.url, FEDERAL)
    unfold(page, "Сбор «Контингент»")
    report(page, two)
    title = two.publish()
    expect(page.get_by_role("button", name=title)).to_have_count(0)
    assert two.world.notifying.bell(two.federal)["items"][0]["title"] == "Отчет готов: «Контингент»"


def open_at(proxy: Proxy, page: Page, way: str) -> None:
    """A school's page behind a proxy that does this to streams, at the moment when it asks instead."""
    proxy.way = way
    page.clock.install()
    sign_in(page, proxy.url, SCHOOL)
    for _ in range(50):
        if "/api/v1/news" in proxy.asked:
            break
        page.wait_for_timeout(100)
        if way == "hold" and "/events" in proxy.asked:
            page.clock.fast_forward(NEVER_BEGUN)
    assert "/api/v1/news" in proxy.asked, "it asks as soon as the stream has failed"
    page.wait_for_timeout(200)


@pytest.mark.parametrize("way", ["refuse", "cut", "hold"])
def test_behind_a_proxy_that_breaks_the_stream_each_line_comes_by_the_next_question(
    two: Two, proxy: Proxy, page: Page, office: BrowserContext, way: str
) -> None:
    open_at(proxy, page, way)
    other = page.context.new_page()  # a second tab: it is told by the first, and does not ask by itself
    other.goto(proxy.url)
    other.evaluate("window.unloaded = true")
    unfold(other, "Материалы недели")
    streams = proxy.asked.count("/events")
    title, term = two.publish(), two.extend()
    two.take()
    page.wait_for_timeout(300)
    expect(bell(page).get_by_text(f"«{title}»")).to_have_count(0)
    page.clock.fast_forward(QUESTION)
    for one in (page, other):
        rung(one, f"«{title}»", r"/#publication-\d+")
        rung(one, term, rf"/collections/{two.collection}")
        expect(one.get_by_role("button", name=title)).to_be_visible()
    expect(other.get_by_role("row").filter(has_text="План.pdf")).to_contain_text(re.compile(r"Скачан \d\d\.\d\d"))

    watching = office.new_page()
    sign_in(watching, proxy.url, COORDINATOR)
    unfold(watching, "Сбор «Контингент»")
    report(watching, two)
    report(watching, two, fails=True)

    assert proxy.asked.count("/events") - streams <= 4, "the stream is not hammered at"
    proxy.way = "pass"
    streams = proxy.asked.count("/events")
    for _ in range(5):  # each broken stream has doubled the wait for the next one
        page.clock.fast_forward(STREAM_AGAIN)
        page.wait_for_timeout(1000)
        if proxy.asked.count("/events") > streams:
            break
    asked = proxy.asked.count("/api/v1/news")
    title = two.publish()
    rung(page, f"«{title}»", r"/#publication-\d+")
    assert proxy.asked.count("/api/v1/news") == asked, "the stream has come back"
