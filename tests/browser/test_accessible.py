"""Every page in its states has nothing that axe-core holds against it: WCAG 2.1, levels A and AA, good practice."""

import re
import shutil
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.signing import sign_in
from tests.browser.site import PASSWORD, Site

pytestmark = pytest.mark.browser
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
SCHOOL, COORDINATOR, FEDERAL = "spo240067", "spo_coord_24", "fed_demo"
PATIENCE = 30_000  # ms: a live page on a busy machine


@pytest.fixture
def context(browser: Browser):
    made = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ru-RU", bypass_csp=True)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def judge(page: Page, state: str) -> list[str]:
    """What axe-core finds now: a line for each rule and its first element."""
    page.wait_for_timeout(250)  # what fades has faded
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(content=AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{state}: {one['id']} ({one['impact']}), {len(one['nodes'])} × {one['nodes'][0]['html'][:150]} "
        f"[{one['nodes'][0]['failureSummary'][:300]}]"
        for one in found["violations"]
        if not moved_by_keys(one)
    ]


def moved_by_keys(violation: dict) -> bool:
    """The grid's rows scroll by the keys of its hidden field, which has the focus instead of them."""
    holders = all(node["html"].startswith('<div class="tabulator-tableholder"') for node in violation["nodes"])
    return violation["id"] == "scrollable-region-focusable" and holders


def unfold(page: Page) -> None:
    page.get_by_role("button", name="Сбор данных об участниках ВПР СПО", exact=False).first.click()
    expect(page.get_by_text("Статус", exact=True).first).to_be_visible(timeout=PATIENCE)


def test_signing_in_and_its_error(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/login")
    found = judge(page, "sign-in")
    page.get_by_label("Логин").fill(SCHOOL)
    page.get_by_label("Пароль").fill("не тот")
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert found + judge(page, "sign-in with an error") == []


@pytest.mark.parametrize("login", [SCHOOL, COORDINATOR, FEDERAL])
def test_the_cabinet_folded_unfolded_and_with_its_bell_open(page: Page, site: Site, login: str) -> None:
    sign_in(page, site, login, PATIENCE)
    expect(page.get_by_role("button", name="Уведомления").first).to_be_visible(timeout=PATIENCE)
    found = judge(page, f"{login}, folded")
    unfold(page)
    found += judge(page, f"{login}, unfolded")
    for name in ("Раскрыть", "Показать все"):
        button = page.get_by_role("button", name=name).first
        if button.is_visible():
            button.click()
            found += judge(page, f"{login}, {name}")
    page.get_by_role("button", name="Уведомления").first.click()
    expect(page.get_by_role("dialog", name="Уведомления")).to_be_visible()
    assert found + judge(page, f"{login}, bell") == []


def test_file_stores_taken_unfolded_searched_and_their_messages(page: Page, site: Site) -> None:
    sign_in(page, site, SCHOOL, PATIENCE)
    unfold(page)
    store = page.locator(".store").first
    with page.expect_download():
        store.get_by_role("link", name=re.compile("^Скачать ")).first.click()
    expect(store.get_by_text(re.compile("^Скачан ")).first).to_be_visible(timeout=PATIENCE)
    found = judge(page, "a file taken")
    store.get_by_role("button", name="Раскрыть").click()
    search = store.get_by_role("searchbox")
    search.fill("бланк")
    expect(store.get_by_text(re.compile("^Найден")).first).to_be_visible(timeout=PATIENCE)
    found += judge(page, "a store searched")
    search.fill("такого файла нет")
    expect(store.get_by_text("Ничего не найдено").first).to_be_visible(timeout=PATIENCE)
    found += judge(page, "nothing found in a store")
    page.route("**/api/v1/stores/**", lambda route: route.abort())
    store.get_by_role("button", name="Показать все файлы").click()
    expect(store.get_by_role("button", name="Повторить")).to_be_visible(timeout=PATIENCE)
    assert found + judge(page, "a store without connection") == []


def test_publications_found_not_found_and_acknowledged(page: Page, site: Site) -> None:
    sign_in(page, site, "spo240072", PATIENCE)
    search = page.get_by_role("textbox", name="Поиск по публикациям")
    search.fill("график")
    expect(page.get_by_role("search").get_by_text(re.compile("^Найден"))).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Порядок и план-график").click()
    found = judge(page, "found, asked to acknowledge")
    page.get_by_role("button", name="Ознакомлен(а)").click()
    expect(page.locator("time", has_text=re.compile("^Ознакомлены "))).to_be_visible(timeout=PATIENCE)
    found += judge(page, "acknowledged")
    search.fill("такого слова нет")
    expect(page.get_by_text("Публикации не найдены", exact=True).last).to_be_visible(timeout=PATIENCE)
    found += judge(page, "no publication found")
    page.get_by_role("button", name="Показать все публикации").click()
    page.get_by_role("button", name="Только новые").click()
    found += judge(page, "only new ones")
    bell = page.get_by_role("button", name=re.compile("^Уведомления"))
    bell.click()
    page.get_by_role("button", name="Прочитано всё").click()
    found += judge(page, "everything read")
    assert found == []


def test_who_has_acknowledged_and_reports_in_each_state(page: Page, site: Site) -> None:
    sign_in(page, site, COORDINATOR, PATIENCE)
    page.get_by_role("button", name="Порядок и план-график").click()
    page.get_by_role("button", name="Кто ознакомился").click()
    expect(page.get_by_role("table", name="Кто ознакомился")).to_be_visible(timeout=PATIENCE)
    found = judge(page, "who has acknowledged")
    page.get_by_role("textbox", name="Логин или название организации").fill("нет такой")
    expect(page.get_by_text("Ничего не найдено")).to_be_visible(timeout=PATIENCE)
    found += judge(page, "nobody found")
    unfold(page)
    export = page.get_by_role("button", name="Экспорт результатов").first
    block = page.locator(".collection").filter(has=export).first
    export.click()
    expect(block.get_by_text("Отчет формируется").or_(block.get_by_text("Отчет готов")).first).to_be_visible()
    found += judge(page, "a report under way")
    expect(block.get_by_role("link", name="Загрузить отчет")).to_be_visible(timeout=PATIENCE)
    found += judge(page, "a report ready")
    building = site.home / "building"
    shutil.rmtree(building, ignore_errors=True)
    building.write_text("not a folder")
    try:
        store = page.locator(".store").first
        store.get_by_role("button", name="Отчет", exact=True).click()
        expect(store.get_by_text(re.compile("^Отчет не сформирован"))).to_be_visible(timeout=PATIENCE)
    finally:
        building.unlink()
    found += judge(page, "a report that failed")
    page.get_by_role("button", name=re.compile("^Уведомления")).click()
    expect(page.get_by_role("dialog").get_by_role("link", name="Открыть публикацию").first).to_be_visible()
    assert found + judge(page, "reports behind the bell") == []


@pytest.mark.parametrize("name", ["", "school", "coordinator"])
def test_the_guide(page: Page, site: Site, name: str) -> None:
    sign_in(page, site, SCHOOL, PATIENCE)
    page.goto(f"{site.url}/guide/{name}")
    assert judge(page, f"guide, {name}") == []
    for width in (1366, 1920, 390):
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_list_of_participants_and_the_data_of_one(page: Page, site: Site) -> None:
    sign_in(page, site, COORDINATOR, PATIENCE)
    unfold(page)
    page.get_by_role("button", name="Список участников").first.click()
    link = page.get_by_role("link", name="Открыть данные spo240065")
    expect(link).to_be_visible(timeout=PATIENCE)
    found = judge(page, "participants")
    page.goto(site.url + (link.get_attribute("href") or ""))
    expect(page.get_by_role("grid")).to_be_visible(timeout=PATIENCE)
    assert found + judge(page, "one participant") == []
    page.keyboard.press("Control+End")  # keys alone move what axe-core takes for out of their reach
    page.wait_for_timeout(500)
    assert page.locator(".tabulator-tableholder").evaluate("node => node.scrollTop + node.scrollLeft") > 0


def test_the_grid_with_an_error_a_list_and_the_window_of_signing_in_again(page: Page, site: Site) -> None:
    sign_in(page, site, SCHOOL, PATIENCE)
    unfold(page)
    page.locator(".collection").filter(has_text="Контингент").get_by_role("link", name="Редактировать").click()
    expect(page.get_by_role("grid")).to_be_visible()
    found = judge(page, "grid")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("много")
    page.keyboard.press("Enter")
    page.keyboard.press("F8")
    found += judge(page, "grid with an error")
    page.get_by_role("button", name="Заполнить из файла").click()
    page.get_by_label("Выбрать заполненный файл").set_input_files(
        {"name": "x.xlsx", "mimeType": "application/octet-stream", "buffer": b"PK"}
    )
    expect(page.get_by_text("поврежден")).to_be_visible(timeout=PATIENCE)
    found += judge(page, "from a file")
    page.keyboard.press("Escape")
    page.keyboard.press("F8")  # back into the grid
    page.context.clear_cookies()
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Войдите еще раз")).to_be_visible(timeout=PATIENCE)
    assert found + judge(page, "signing in again") == []


def test_receipts_and_errors(page: Page, site: Site) -> None:
    sign_in(page, site, "spo240065", PATIENCE)
    page.goto(f"{site.url}/receipts")
    found = judge(page, "receipts")
    page.goto(site.url + (page.get_by_role("table").get_by_role("link").first.get_attribute("href") or ""))
    found += judge(page, "a receipt")
    page.goto(f"{site.url}/receipts?code=AAAAAAAA")
    found += judge(page, "a code that does not match")
    page.goto(f"{site.url}/no-such-page")
    found += judge(page, "404")
    page.goto(f"{site.url}/collections/1/participants")
    assert found + judge(page, "403") == []
    assert PASSWORD not in page.content()
