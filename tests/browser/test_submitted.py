"""After «Сдать отчет»: the receipt in the cabinet, its check by code, and one's own old submissions to look at."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site
from tests.browser.test_changes import open_form

pytestmark = pytest.mark.browser
SCHOOL = "spo240065"


def submit(page: Page) -> None:
    """Submit, with an explanation of every warning that there is."""
    page.get_by_role("button", name="Сдать отчет").click()
    dialog = page.get_by_role("dialog", name="Замечания: нужно пояснение")
    receipt = page.get_by_role("link", name="Скачать, что сдано")
    expect(dialog.or_(receipt).first).to_be_visible(timeout=20_000)
    if dialog.is_visible():
        for field in dialog.get_by_role("textbox").all():
            field.fill("Так и есть, данные проверены.")
        dialog.get_by_role("button", name="Сдать с пояснениями").click()


def test_a_submission_ends_in_its_receipt_and_old_ones_stay_to_be_looked_at(page: Page, site: Site) -> None:
    open_form(page, site, SCHOOL)
    submit(page)
    expect(page).to_have_url(re.compile(r"/\?receipt=[0-9A-Z]{8}$"), timeout=20_000)
    code = page.url[-8:]
    panel = page.get_by_role("status").filter(has_text=code)
    expect(panel).to_contain_text(re.compile(r"Отчет № \d+ сдан: «Контингент».*\d\d:\d\d:\d\d мск"))
    expect(panel).to_contain_text(re.compile(r"Заполнено ячеек: «Контингент» \d+ из \d+"))
    expect(panel).to_contain_text(re.compile(r"SHA-256: [0-9a-f]{64}"))
    with page.expect_download() as taken:
        panel.get_by_role("link", name="Скачать, что сдано").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    page.goto(f"{site.url}/receipts?code={code}")
    expect(page.get_by_role("status")).to_contain_text(f"Код {code} совпадает.")
    page.goto(f"{site.url}/collections/{collection_of(page, site)}")
    page.locator(".desk[data-ready]").wait_for()
    page.get_by_role("link", name=re.compile("Сдан отчет № ")).click()
    page.locator(".desk[data-ready]").wait_for()
    expect(page.get_by_text("Только просмотр")).to_be_visible()
    versions = page.get_by_role("navigation", name="Какие данные показаны").get_by_role("link")
    expect(versions.nth(1)).to_have_attribute("aria-current", "page")
    versions.filter(has_text="№ 1").click()
    page.locator(".desk[data-ready]").wait_for()
    expect(page).to_have_url(re.compile(r"version=1$"))
    before = page.locator("[aria-rowindex='2'] [aria-colindex='4']").inner_text()
    page.locator("[aria-rowindex='2'] [aria-colindex='4']").click()
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    expect(page.locator("[aria-rowindex='2'] [aria-colindex='4']")).to_have_text(before)
    page.get_by_role("link", name="Черновик").click()
    page.locator(".desk[data-ready]").wait_for()
    expect(page.get_by_role("button", name="Сдать отчет")).to_be_visible()


def collection_of(page: Page, site: Site) -> int:
    """The open collection «Контингент»."""
    publications = page.request.get(f"{site.url}/api/v1/cabinet").json()["publications"]
    found = [one for publication in publications for one in publication["collections"]]
    return next(one["id"] for one in found if "Контингент" in one["title"] and one["status"] == "open")


def test_a_cold_page_of_the_grid_takes_at_most_two_hundred_kilobytes(page: Page, site: Site, browser: Browser) -> None:
    open_form(page, site, "spo240074")
    cold = browser.new_context(storage_state=page.context.storage_state())
    fresh = cold.new_page()
    network = cold.new_cdp_session(fresh)
    network.send("Network.enable")
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    fresh.goto(page.url)
    fresh.locator(".desk[data-ready]").wait_for()
    fresh.wait_for_timeout(500)
    cold.close()
    assert len(sizes) >= 4  # the page, its style sheet, Tabulator, the module
    assert sum(sizes) <= 200 * 1024
