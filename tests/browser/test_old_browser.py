"""The site in Chromium 88, the oldest browser it promises to serve."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright

from tests.browser import stores
from tests.browser.bench import Bench
from tests.browser.old_chromium import Missing, OldPage, launch
from tests.browser.site import PASSWORD, Site
from tests.browser.stores import Stores

pytestmark = pytest.mark.browser
PUBLICATION = "Сбор данных об участниках ВПР СПО"
SAVED = r"Сохранено \d\d:\d\d:\d\d"


@pytest.fixture(scope="module")
def old_browser(playwright: Playwright) -> Iterator[Browser]:
    started = _launch(playwright)
    yield started
    started.close()


def _launch(playwright: Playwright) -> Browser:
    try:
        return launch(playwright)
    except Missing as reason:
        pytest.skip(str(reason))


@pytest.fixture
def old(old_browser: Browser) -> Iterator[OldPage]:
    """A page of the old browser; after the test it must have had no error and broken no policy."""
    context = old_browser.new_context(viewport={"width": 1366, "height": 768})
    made = OldPage(context)
    yield made
    refused, faults = made.refused, made.faults
    context.close()
    assert (faults, refused) == ([], [])


def sign_in(old: OldPage, site: Site, login: str) -> None:
    old.page.goto(f"{site.url}/login")
    old.press("input[name=login]")
    old.page.keyboard.type(login)
    old.press("input[name=password]")
    old.page.keyboard.type(PASSWORD)
    old.shot(f"login-{login}")
    old.keys("Enter")
    old.see("h1, h2", "ВПР СПО")


def unfold(old: OldPage) -> None:
    old.press("[aria-expanded=false]", PUBLICATION)
    old.see("[aria-expanded=true]", PUBLICATION)


def wait_for_grid(old: OldPage) -> None:
    old.until("all('.desk[data-ready]').length")


def open_grid(old: OldPage) -> None:
    unfold(old)
    old.shot("unfolded")
    old.press("section.pub a.btn", "^(Заполнить|Редактировать)$")
    wait_for_grid(old)


def paste(old: OldPage, text: str) -> None:
    """What Ctrl+V brings to the grid; this browser has no clipboard of its own to fill."""
    old.page.evaluate(
        """text => {
          const clipboardData = new DataTransfer()
          clipboardData.setData("text/plain", text)
          const event = { clipboardData, bubbles: true, cancelable: true, composed: true }
          all("textarea.editor")[0].dispatchEvent(new ClipboardEvent("paste", event))
        }""",
        text,
    )


def test_it_is_the_browser_it_says(old_browser: Browser) -> None:
    assert old_browser.version.split(".")[0] == "88"


def test_a_school_fills_in_and_what_it_typed_is_kept(old: OldPage, site: Site) -> None:
    sign_in(old, site, "spo240066")
    open_grid(old)
    old.shot("grid")
    old.keys("ArrowRight")
    old.page.keyboard.type("37")
    old.keys("Enter")
    old.see(".state", SAVED)
    old.shot("saved")
    old.page.reload()
    wait_for_grid(old)
    old.see(".grid-cell", "^37$")


def test_a_wrong_value_is_marked_and_told(old: OldPage, site: Site) -> None:
    sign_in(old, site, "spo240067")
    open_grid(old)
    old.keys("ArrowRight")
    old.page.keyboard.type("абв")
    old.keys("Enter")
    old.see(".grid-cell[data-mark~=error]", "^абв$")
    old.keys("ArrowUp")
    old.see(".hint-line .fault", "Нужно целое число")
    old.see(".state", SAVED)
    old.shot("wrong")
    old.press(".errors", "Ошибок")
    old.see(".obstacles .finding", "Нужно целое число")
    old.shot("obstacles")
    old.keys("Escape", "F1")
    old.see(".dialog kbd", r"Ctrl\+Shift\+V")
    old.shot("keys")
    old.keys("Escape", "Control+f")
    old.page.keyboard.type("сестрин")
    old.see(".finder .count", "1 из")
    old.keys("Escape", "Shift+F10")
    old.see(".menu button", "Вырезать")
    old.shot("menu")


def test_a_school_submits_and_gets_its_receipt(old: OldPage, site: Site) -> None:
    sign_in(old, site, "spo240065")
    open_grid(old)
    old.press(".submit", "Сдать отчет")
    old.until("all('.dialog textarea').length || all('.handed-in').length")
    if old.page.evaluate("all('.dialog textarea').length"):
        old.page.evaluate(
            """() => all(".dialog textarea").forEach(field => {
              field.value = "Так и есть, данные проверены."
              field.dispatchEvent(new Event("input", { bubbles: true }))
            })"""
        )
        old.press(".dialog .btn.main", "Сдать с пояснениями")
    old.see(".handed-in", "Отчет № [0-9]+ сдан.*контрольный код [0-9A-Z]{8}")
    old.shot("receipt")
    old.see(".handed-in a", "Скачать, что сдано")


def test_history_and_old_submissions_open(old: OldPage, site: Site) -> None:
    sign_in(old, site, "spo240065")
    open_grid(old)
    old.press(".row-deeds .btn", "История")
    old.see(".past .finding", "→")
    old.shot("history")
    old.keys("Escape")
    old.press(".done a", "Сдан отчет")
    wait_for_grid(old)
    old.see(".state", "Только просмотр")


def test_a_table_is_pasted_and_saved(old: OldPage, site: Site) -> None:
    sign_in(old, site, "spo240069")
    open_grid(old)
    old.keys("ArrowRight")
    paste(old, "81\t82\n83\t84")
    old.see(".report .text", "Вставлено 4 ячейки")
    old.see(".state", SAVED)
    old.shot("pasted")
    old.page.reload()
    wait_for_grid(old)
    for value in ("81", "82", "83", "84"):
        old.see(".grid-cell", f"^{value}$")


def test_a_coordinator_sees_the_figures_and_opens_the_list(old: OldPage, site: Site) -> None:
    sockets: list[str] = []
    old.page.on("websocket", lambda socket: sockets.append(socket.url))
    sign_in(old, site, "spo_coord_24")
    unfold(old)
    old.see("a.tile", "^\\d+Всего$")
    old.see("a.tile", "^\\d+Не приступило")
    old.shot("coordinator")
    old.press("button", "^Список участников$")
    old.see("[role=dialog] h2", "Список участников")
    old.see("[role=dialog] td", "^spo24")
    old.shot("participants")
    assert [url for url in sockets if url.startswith("ws://")]
    old.press("[role=dialog] [data-do=close]")
    old.until("!seen('[role=dialog]').length")


def test_a_coordinators_figures_move_while_a_school_begins(old: OldPage, old_browser: Browser, site: Site) -> None:
    sign_in(old, site, "spo_coord_24")
    unfold(old)
    before = int(re.findall(r"^\d+", old.see("a.tile", "Не приступило"))[0])
    context = old_browser.new_context(viewport={"width": 1366, "height": 768})
    school = OldPage(context)
    sign_in(school, site, "spo240070")
    open_grid(school)
    school.keys("ArrowRight")
    school.page.keyboard.type("5")
    school.keys("Enter")
    school.see(".state", SAVED)
    old.see("a.tile", f"^{before - 1}Не приступило")
    faults, refused = school.faults, school.refused
    context.close()
    assert (faults, refused) == ([], [])


def test_file_stores_unfold_search_and_tell_of_a_download(old: OldPage) -> None:
    held = Stores(stores.files(23), stores.files(1))
    with Bench("cabinet", stores.school(held), held.answer) as bench:
        old.page.goto(bench.url)
        unfold(old)
        old.see(".store .when", "Скачан 24.11.2026 09:12 мск")
        old.press("button", "^Раскрыть$")
        old.see(".store .more", "1–10 из 23")
        old.shot("store")
        old.press("input[type=search]")
        old.page.keyboard.type("вебинар")
        old.see(".find", "Найдено 2 файла")
        old.press(".store .files tr:nth-child(1) .act a")
        old.see(".store .when", "Скачивание…")
        held.take(4)
        bench.tell("files", {"store": 1})
        old.see(".store .when", "Скачан 26.11.2026 13:12 мск")
        old.shot("found")
