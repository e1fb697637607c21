"""The list of participants on the whole site: what it gives back when closed, and what it gives to Excel."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.signing import sign_in
from tests.browser.site import Site

pytestmark = pytest.mark.browser
PATIENCE = 30_000  # ms: a live page on a busy machine


def test_closing_the_list_gives_the_search_back_and_its_rows_go_to_excel(page: Page, site: Site) -> None:
    sign_in(page, site, "spo_coord_24", PATIENCE)
    page.goto(site.url + "/?q=участниках")
    page.get_by_role("button", name="Сбор данных об участниках ВПР СПО").first.click()
    page.get_by_role("button", name="Список участников").first.click()
    panel = page.get_by_role("dialog", name="Список участников")
    expect(panel).to_be_visible(timeout=PATIENCE)
    page.wait_for_url("**/participants")
    panel.get_by_role("button", name="Сдано · 24").click()
    page.wait_for_url("**/participants?status=done")
    panel.get_by_role("button", name="Скопировать для Excel").click()
    expect(panel.get_by_text("Скопировано строк: 24.")).to_be_visible()
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0].split("\t")[:3] == ["Логин", "Пользователь", "Статус"]
    assert len(lines) == 25
    assert {line.split("\t")[2] for line in lines[1:]} == {"Сдано"}
    panel.get_by_role("button", name="Закрыть список").click()
    expect(panel).to_have_count(0)
    page.wait_for_url("**/?q=*")
    expect(page.locator("mark").filter(has_text="участник").first).to_be_visible()


def test_the_list_takes_the_focus_and_gives_it_back_to_what_opened_it(page: Page, site: Site) -> None:
    sign_in(page, site, "spo_coord_24", PATIENCE)
    folded = page.locator(".title[aria-expanded=false]")
    while folded.count():
        folded.first.click()
    tile = page.locator('.tile[data-id="3"][data-status="work"]')
    tile.scroll_into_view_if_needed()
    tile.focus()
    left = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Список участников")
    expect(panel).to_be_focused(timeout=PATIENCE)
    expect(panel).to_be_in_viewport()
    expect(tile).to_be_hidden()
    search = panel.get_by_role("searchbox", name="Поиск")
    search.fill("лицей")
    search.press("Escape")
    expect(search).to_have_value("")
    expect(panel).to_be_visible()
    search.press("Escape")
    expect(panel).to_have_count(0, timeout=PATIENCE)
    expect(tile).to_be_focused()
    assert page.evaluate("scrollY") == left > 0
    tile.press("Enter")
    panel.get_by_role("button", name="Закрыть список").click()
    expect(tile).to_be_focused(timeout=PATIENCE)


def test_all_columns_stay_within_the_card_and_say_the_region_once(page: Page, site: Site) -> None:
    sign_in(page, site, "fed_demo", PATIENCE)
    page.goto(site.url + "/collections/3/participants?q=spo240065")
    page.get_by_text("Столбцы").click()
    for box in page.locator(".choose input").all():
        box.check()
    page.keyboard.press("Escape")
    row = page.get_by_role("table").first.get_by_role("row").filter(has_text="spo240065")
    expect(row.get_by_text("Красноярский край")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(row.get_by_role("link", name="Открыть данные spo240065")).to_be_in_viewport(ratio=1)


def test_the_difference_of_a_draft_stands_behind_its_figure(page: Page, site: Site) -> None:
    sign_in(page, site, "spo_coord_24", PATIENCE)
    page.goto(site.url + "/collections/3/participants?fresh=differs")
    link = page.get_by_role("link", name="отличается от сданного").first
    expect(link).to_be_visible(timeout=PATIENCE)
    count = link.inner_text().split(":")[1].split()[0]
    link.click()
    expect(page.get_by_text(f"Отличающихся ячеек: {count}.")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(int(count) + 1)
    heads = page.get_by_role("columnheader").all_inner_texts()
    assert heads[:3] == ["Ячейка", "Строка", "Столбец"]
    for number in (1, 2):
        assert page.get_by_role("row").nth(1).get_by_role("cell").nth(number - 1).inner_text().strip()
    page.get_by_label("Стало:").select_option("Сданный отчет № 1")
    page.get_by_role("button", name="Сравнить").click()
    expect(page.get_by_text("Отличий нет.")).to_be_visible()


def test_pages_around_the_cabinet_have_its_header_and_foot(page: Page, site: Site) -> None:
    sign_in(page, site, "spo_coord_24", PATIENCE)
    page.goto(site.url + "/")
    unread = page.get_by_role("button", name="Уведомления").get_attribute("aria-label") or ""
    foot = page.get_by_role("contentinfo").inner_text()
    whom = page.locator(".whom").inner_text()
    assert foot
    assert "Красноярский край" in whom
    for address in (
        "/collections/3/analysis",
        "/collections/3/organisations/spo240065/difference",
        "/receipts",
        "/tokens",
    ):
        page.goto(site.url + address)
        expect(page.get_by_role("link", name=unread, exact=True)).to_be_visible(timeout=PATIENCE)
        assert page.locator(".whom").inner_text() == whom
        assert page.get_by_role("contentinfo").inner_text().split() == foot.split()
        expect(page.get_by_role("navigation", name="Разделы").get_by_role("link", name="ВПР СПО")).to_be_visible()
    page.get_by_role("link", name=unread, exact=True).click()
    expect(page.get_by_role("dialog", name="Уведомления")).to_be_visible(timeout=PATIENCE)
    page.goto(site.url + "/collections/3/organisations/spo240065/difference")
    page.get_by_role("button", name="Выйти").click()
    page.wait_for_url("**/login")
