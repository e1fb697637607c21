"""The receipt after «Сдать отчет», its print, and the list of receipts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import cabinets
from tests.browser.bench import Bench

pytestmark = pytest.mark.browser


def test_a_receipt_says_number_time_to_the_second_cells_and_code(page: Page):
    with Bench("receipt", cabinets.receipt()) as bench:
        page.goto(bench.url)
        receipt = page.get_by_role("article", name="Отчет сдан")
        for text in ["№ 2", "26.11.2026 13:11:12 мск", "у Вас в 17:11", "7F3K9A2C", "Контингент", "spo240071"]:
            expect(receipt).to_contain_text(text)
        cells = receipt.get_by_role("row").filter(has_text="Ответственные").get_by_role("cell")
        expect(cells).to_have_text(["Ответственные", "12 из 12", "–"])
        expect(receipt.get_by_role("columnheader").last).to_have_text("Из них обязательных")
        whole = receipt.get_by_role("row").filter(has_text="Всего").get_by_role("cell")
        expect(whole).to_have_text(["360 из 372", "14 из 14"])
        expect(receipt).to_contain_text("Считаются все ячейки, в которые вводят данные.")
        expect(receipt).to_contain_text("Открыта новая группа.")
        download = receipt.get_by_role("link", name="Скачать, что сдано")
        expect(download).to_have_attribute("href", "/collections/12/submissions/2.xlsx")


def test_a_printed_receipt_has_the_facts_and_no_buttons(page: Page):
    with Bench("receipt", cabinets.receipt()) as bench:
        page.goto(bench.url)
        page.emulate_media(media="print")
        expect(page.get_by_text("26.11.2026 13:11:12 мск")).to_be_visible()
        expect(page.get_by_role("button", name="Напечатать")).not_to_be_visible()
        expect(page.get_by_role("banner")).not_to_be_visible()


def test_the_list_of_receipts_leads_to_each(page: Page):
    one = {
        "number": 1,
        "collection": "Контингент",
        "submitted_at": cabinets.NOW,
        "code": "AB12CD34",
        "href": "/receipts/AB12CD34",
    }
    with Bench("receipt", cabinets.receipt(receipt=None, receipts=[one])) as bench:
        page.goto(bench.url)
        row = page.get_by_role("row").filter(has_text="AB12CD34")
        expect(row).to_contain_text("26.11.2026 13:12:00 мск")
        expect(row.get_by_role("link", name="Открыть квитанцию")).to_have_attribute("href", "/receipts/AB12CD34")


def test_a_code_typed_with_spaces_is_looked_up_and_a_short_one_is_not(page: Page):
    with Bench("receipt", cabinets.receipt(receipt=None, receipts=[])) as bench:
        page.goto(bench.url)
        expect(page.get_by_text("Отчетов пока нет.")).to_be_visible()
        code = page.get_by_role("textbox", name="Проверить контрольный код")
        code.fill("7f3k")
        page.get_by_role("button", name="Проверить").click()
        assert code.evaluate("e => e.validationMessage") == "В контрольном коде 8 знаков: латинские буквы и цифры."
        code.fill("7f3k 9a2c")
        page.get_by_role("button", name="Проверить").click()
        page.wait_for_url("**/receipts?code=7F3K9A2C")


@pytest.mark.parametrize("width", [1366, 400])
def test_a_receipt_needs_no_scrolling_sideways(page: Page, width: int):
    with Bench("receipt", cabinets.receipt()) as bench:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(bench.url)
        expect(page.get_by_role("article")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_code_matches_or_does_not_in_words(page: Page):
    made = cabinets.receipt()["receipt"] | {"href": "/receipts/7F3K9A2C"}
    checked = {"code": "7F3K9A2C", "matches": True, "receipt": made, "last": 3}
    data = cabinets.receipt(receipt=None, receipts=[], checked=checked)
    data["user"] = data["user"] | {"role": "coordinator"}
    with Bench("receipt", data) as bench:
        page.goto(bench.url)
        status = page.get_by_role("status")
        expect(status).to_contain_text("Код 7F3K9A2C совпадает. Отчет № 2, «Контингент»")
        expect(status).to_contain_text("26.11.2026 13:11:12 мск. Позже сдан отчет № 3.")
        field = page.get_by_role("textbox", name="Проверить контрольный код")
        expect(field).to_have_value("7F3K9A2C")
        field.fill("")
        expect(page.get_by_text("совпадает. Отчет")).to_have_count(0)
        page.get_by_role("button", name="Проверить").click()
        expect(page.get_by_text("совпадает. Отчет")).to_have_count(0)
        field.fill("7f3k 9a2c")
        expect(status).to_contain_text("Код 7F3K9A2C совпадает.")
        expect(status.get_by_role("link", name="Открыть квитанцию")).to_have_attribute("href", "/receipts/7F3K9A2C")
        expect(page.get_by_text("Отчетов пока нет.")).to_have_count(0)
    wrong = {"code": "AAAAAAAA", "matches": False, "receipt": None}
    with Bench("receipt", cabinets.receipt(receipt=None, receipts=[], checked=wrong)) as bench:
        page.goto(bench.url)
        expect(page.get_by_role("status")).to_contain_text(
            "Код AAAAAAAA не совпадает. Среди отчетов, которые Вам видны"
        )
