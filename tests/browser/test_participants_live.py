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


def test_the_difference_of_a_draft_stands_behind_its_figure(page: Page, site: Site) -> None:
    sign_in(page, site, "spo_coord_24", PATIENCE)
    page.goto(site.url + "/collections/3/participants?fresh=differs")
    link = page.get_by_role("link", name="отличается от сданного").first
    expect(link).to_be_visible(timeout=PATIENCE)
    count = link.inner_text().split(":")[1].split()[0]
    link.click()
    expect(page.get_by_text(f"Отличающихся ячеек: {count}.")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(int(count) + 1)
    page.get_by_label("Стало:").select_option("Сданный отчет № 1")
    page.get_by_role("button", name="Сравнить").click()
    expect(page.get_by_text("Отличий нет.")).to_be_visible()
