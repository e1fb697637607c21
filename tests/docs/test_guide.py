"""The users' guide on the site: for whoever has signed in, without a script, with every picture and link alive."""

import asyncio
import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from fisoko import wiring
from fisoko.domain.person import OPERATOR, Role
from fisoko.services.account_list import Wanted
from fisoko.settings import Settings
from fisoko.web.library import asset_files
from fisoko.web.pages import guide
from fisoko.web.pages.guide import guide_page, guide_picture
from fisoko.web.routes import ROUTES
from fisoko.web.traffic import Traffic
from tests.apart import run
from tests.docs.texts import DOCS, ROOT
from tests.web.client import Answer, Client

PAGES = sorted(path.stem for path in (DOCS / "guide").glob("*.md"))
QUOTED = re.compile(r"«([^«»]+)»")
ELSEWHERE = re.compile(r"https?:|mailto:")


def page(name: str) -> str:
    html = guide_page(name)
    assert html is not None
    return html


def links(html: str) -> list[str]:
    return [unquote(link) for link in re.findall(r'(?:href|src)="([^"]+)"', html) if not link.startswith("data:")]


def test_the_guide_stands_where_every_page_of_the_cabinet_says() -> None:
    assert guide.ADDRESS == wiring.GUIDE
    assert PAGES == ["coordinator", "index", "school"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_plain_russian_html_with_the_way_back(name: str) -> None:
    html = page(name)
    assert html.startswith("<!DOCTYPE html>")
    assert '<html lang="ru">' in html
    assert html.count("<h1") == 1
    assert '<a class="back" href="/">' in html
    assert "aria-current=page" in html
    assert not re.search(r"<script|<style|\son\w+=|\sstyle=", html)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_and_picture_of_a_page_is_there(name: str) -> None:
    for link in links(page(name)):
        address, _, part = link.partition("#")
        if ELSEWHERE.match(link) or link == "/":
            continue
        if address.startswith("/guide/images/"):
            assert guide_picture(address.removeprefix("/guide/images/")), link
        elif address.startswith("/assets/"):
            assert address.rpartition("/")[2] in asset_files(), link
        else:
            assert address.startswith("/guide/"), link
            target = page(address.removeprefix("/guide/") or "index")
            assert not part or f'id="{part}"' in target, link


def test_pictures_are_of_their_kind() -> None:
    picture = guide_picture("filling.png")
    assert picture is not None
    assert picture.kind == "image/png"
    assert picture.body.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "name", ["../guide/school", "..", "", "school.md", "/etc/passwd", "../../README", "images/filling.png", "SCHOOL"]
)
def test_no_name_leads_out_of_the_guide(name: str) -> None:
    assert guide_page(name) is None
    assert guide_picture(name) is None
    assert guide_picture(f"{name}.png") is None


def words_of_the_program() -> str:
    """Every sentence that the program may show, as one text."""
    files = [path for kind in ("*.py", "*.js", "*.sql") for path in (ROOT / "fisoko").rglob(kind)]
    return "\n".join(path.read_text("utf-8") for path in files).replace("\\u00a0", " ")


# Examples of what the page puts together from a sentence and a figure.
PUT_TOGETHER = {
    "Данные переданы 07.09.2026 17:58": "Данные переданы {",
    "Скачан 07.09.2026 17:58 мск": "Скачан ",
    "Ошибок: 3": "Ошибок: ${",
    "Ознакомлены 07.09.2026 17:58": "Ознакомлены ",
    "Ознакомились: 12 из 57": "Ознакомились: ",
    "Не заполнено: 12": "Не заполнено: ${",
    "Вставлено 240 ячеек: 6 не подошли, 2 строки не поместились": "«Вставлено 240 ячеек: 6 не подошли, 2 строки не",
    "Похоже на дату: 07.09.2021? Исправить": "Похоже на ${",
    "Сохранено 17:43:12 мск": "Сохранено ${",
    "Отчет № 1 сдан": "Отчет № ",
    "Черновик отличается от сданного: 14 ячеек": "Черновик отличается от сданного: ",
    "В другом окне в 16:20 мск изменена 1 ячейка": "В другом окне${",
    "Вернуть на 16:20 мск": "Вернуть на ${",
    "Сданный отчет № 1": "Сданный отчет № {",
    "Сданный отчет № 2": "Сданный отчет № {",
}


def test_what_the_guide_quotes_is_what_the_page_says() -> None:
    said = words_of_the_program()
    for path in (DOCS / "guide").glob("*.md"):
        for quoted in QUOTED.findall(path.read_text("utf-8")):
            wanted = PUT_TOGETHER.get(quoted, quoted)
            assert re.sub(r"\s+", " ", wanted) in said, f"{path.name}: «{quoted}»"


# ---- over HTTP
LOGIN, PASSWORD = "spo240065", "Пароль-для-проверки-7"
ADDRESSES = [
    "/guide/",
    "/guide/school",
    "/guide/coordinator",
    "/guide/images/filling.png",
    "/guide/nothing",
    "/guide/images/nothing.png",
    "/guide/../README",
    "/guide/..%2f..%2fREADME.md",
    "/guide/images/..%2fschool.md",
    "/guide/images/%2e%2e/school.md",
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, Answer]]]:
    """What a stranger and somebody who has signed in get: who → address → the answer."""
    application = wiring.build(Settings(home=tmp_path_factory.mktemp("guide")).checked())
    application.start()
    application.accounts.issue(OPERATOR, [Wanted(LOGIN, Role.ORGANISER, "24", "Колледж")], password=PASSWORD)
    cookie = application.signing_in.sign_in(LOGIN, PASSWORD, "127.0.0.1", "").cookie

    async def ask() -> dict[str, dict[str, Answer]]:
        server = HTTPServer(Application(ROUTES, fisoko=application, traffic=Traffic(), xsrf_cookies=True))
        sockets = bind_sockets(0, "127.0.0.1")
        server.add_sockets(sockets)
        url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
        clients = {"stranger": Client(url), "school": Client(url, {"fsid": cookie})}
        found = {
            who: {address: await asyncio.to_thread(client.get, address) for address in ADDRESSES}
            for who, client in clients.items()
        }
        server.stop()
        await server.close_all_connections()
        return found

    yield run(ask())
    application.close()


def test_the_guide_is_for_whoever_has_signed_in(answers: dict[str, dict[str, Answer]]) -> None:
    for address, answer in answers["stranger"].items():
        assert answer.status in (303, 401, 404), address
        assert b"<article" not in answer.body, address
    assert answers["stranger"]["/guide/school"].location == "/login?next=%2Fguide%2Fschool"
    assert answers["stranger"]["/guide/images/filling.png"].status == 401


def test_pages_and_pictures_come_with_their_type_and_a_strict_policy(answers: dict[str, dict[str, Answer]]) -> None:
    for address in ("/guide/", "/guide/school", "/guide/coordinator"):
        answer = answers["school"][address]
        assert answer.status == 200
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert "script-src" not in answer.headers["content-security-policy"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    picture = answers["school"]["/guide/images/filling.png"]
    assert (picture.status, picture.headers["content-type"]) == (200, "image/png")


def test_no_address_leads_out_of_the_guide(answers: dict[str, dict[str, Answer]]) -> None:
    there = {"/guide/", "/guide/school", "/guide/coordinator", "/guide/images/filling.png"}
    assert {address for address, answer in answers["school"].items() if answer.status == 200} == there
    for address in set(ADDRESSES) - there:
        assert answers["school"][address].status == 404, address
