"""Many changes at once on the whole site: from a filled workbook, and back to what was submitted."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.signing import sign_in
from tests.browser.site import Site

pytestmark = pytest.mark.browser
EMPTY, SUBMITTED = "spo240074", "spo240065"


def open_form(page: Page, site: Site, login: str) -> None:
    """Sign in and open the grid of the open collection «Контингент»."""
    sign_in(page, site, login)
    publications = page.request.get(f"{site.url}/api/v1/cabinet").json()["publications"]
    found = [one for publication in publications for one in publication["collections"]]
    collection = next(one["id"] for one in found if "Контингент" in one["title"] and one["status"] == "open")
    page.goto(f"{site.url}/collections/{collection}")
    page.locator(".desk[data-ready]").wait_for(timeout=60000)


def download(page: Page) -> bytes:
    """The template, by its link in the open window."""
    with page.expect_download() as taken:
        page.get_by_role("dialog").get_by_role("link", name="Скачать шаблон").click()
    return Path(taken.value.path()).read_bytes()


def test_a_filled_template_shows_its_difference_is_applied_as_one_step_and_undone(page: Page, site: Site) -> None:
    open_form(page, site, EMPTY)
    page.get_by_role("button", name="Заполнить из файла").click()
    dialog = page.get_by_role("dialog", name="Заполнить из файла")
    book = load_workbook(BytesIO(download(page)))
    sheet, people = book["Контингент"], book["Ответственные"]
    first = next(row for row in range(1, 20) if not sheet.cell(row, 4).protection.locked)
    sheet.cell(first, 4).value, sheet.cell(first, 5).value = 25, "много"
    people["A2"].value, people["A3"].value = "Иванова Анна", "Ёлкин Петр"
    sheet["T40"].value = "заметка"
    target = BytesIO()
    book.save(target)
    file = {"name": "Контингент.xlsx", "mimeType": "application/octet-stream", "buffer": target.getvalue()}
    dialog.get_by_label("Выбрать заполненный файл").set_input_files(file)
    status = dialog.get_by_role("status")
    expect(status).to_contain_text("Изменятся 4 ячейки, добавятся 2 строки, ошибок")
    expect(dialog.get_by_text("Не подходит под свою ячейку: 1 ячейка.")).to_be_visible()
    row = dialog.get_by_role("row").filter(has_text=f"Контингент, E{first}")
    expect(row).to_contain_text("много")
    expect(row).to_contain_text("Обучающихся на 1 курсе, человек · очно · по договорам – Профессии – ")
    people_row = dialog.get_by_role("row").filter(has_text="Ответственные, A3")
    expect(people_row).to_contain_text(str(people["A1"].value).rstrip(" *"))  # of a row that is still to come
    dialog.get_by_text("Не имеет места в форме и не учитывается: 1").click()
    expect(dialog.get_by_role("listitem")).to_contain_text("«Контингент», T40 «заметка» – ячейка вне таблицы")
    dialog.get_by_role("button", name="Применить").click()
    expect(page.locator(".report")).to_contain_text("Из файла внесены")
    expect(page.locator(".state")).to_contain_text("Сохранено")
    expect(page.locator(".grid-row").first.locator(".grid-cell", has_text="много")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_text("много")).to_have_count(0)
    page.get_by_role("tab", name="Ответственные").click()
    expect(page.get_by_text("Ёлкин Петр")).to_have_count(0)
    page.locator(".grid-cell").first.click()
    page.keyboard.press("Control+y")  # leads to where the step was made
    expect(page.get_by_text("много")).to_be_visible()
    page.get_by_role("tab", name="Ответственные").click()
    expect(page.get_by_text("Ёлкин Петр")).to_be_visible()
    expect(page.locator(".state")).to_contain_text("Сохранено")


def test_a_file_that_is_no_template_is_refused_in_words_and_nothing_changes(page: Page, site: Site) -> None:
    open_form(page, site, EMPTY)
    page.get_by_role("button", name="Заполнить из файла").click()
    dialog = page.get_by_role("dialog", name="Заполнить из файла")
    field = dialog.get_by_label("Выбрать заполненный файл")
    field.set_input_files({"name": "x.xlsx", "mimeType": "application/octet-stream", "buffer": b"<html>"})
    expect(dialog.get_by_role("status")).to_contain_text("Это не книга Excel.")
    expect(dialog.get_by_role("button", name="Применить")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_draft_goes_back_to_what_was_submitted_and_the_receipt_takes_it_along(page: Page, site: Site) -> None:
    open_form(page, site, SUBMITTED)
    cell = page.locator(".grid-row").first.locator(".grid-cell[aria-colindex='4']")
    before = cell.inner_text()
    cell.click()
    page.keyboard.type("7" if before != "7" else "8")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Отличия от сданного").click()
    dialog = page.get_by_role("dialog", name="Отличия от сданного")
    expect(dialog.get_by_role("status")).to_contain_text("Черновик отличается от сданного: ")
    row = dialog.get_by_role("row").filter(has_text="Контингент, ").first
    expect(row).to_contain_text(before or "пусто")
    expect(row.get_by_role("rowheader")).to_contain_text("Обучающихся на 1 курсе, человек · очно · за счет бюджета – ")
    dialog.get_by_role("button", name="Вернуть как сдано").click()
    expect(page.locator(".report")).to_contain_text("Возвращено как сдано:")
    expect(cell).to_have_text(before)
    expect(page.locator(".state")).to_contain_text("Сохранено")
    page.get_by_role("button", name="Отличия от сданного").click()
    expect(dialog.get_by_role("status")).to_have_text("Черновик не отличается от сданного отчета.")
    page.keyboard.press("Escape")
    page.goto(f"{site.url}/receipts")
    page.get_by_role("link", name="Открыть квитанцию").first.click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Скачать, что сдано").click()
    assert taken.value.suggested_filename.startswith("Контингент – spo240065 – отчет № ")
    book = load_workbook(BytesIO(Path(taken.value.path()).read_bytes()))
    code = next(row[1].value for row in book["Квитанция"].iter_rows() if row[0].value == "Контрольный код")
    sign_out = page.get_by_role("button", name="Выйти")
    sign_out.click()
    sign_in(page, site, "spo_coord_24")
    page.goto(f"{site.url}/receipts")
    page.get_by_role("textbox", name="Проверить контрольный код").fill(code)
    page.get_by_role("button", name="Проверить").click()
    expect(page.get_by_role("status")).to_contain_text(f"Код {code} совпадает.")
    expect(page.get_by_role("status")).to_contain_text("spo240065")
    page.goto(f"{site.url}/receipts?code=AAAAAAAA")
    expect(page.get_by_role("status")).to_contain_text("не совпадает")
