"""A form that was changed while it was open: the page says so and comes back with everything that was typed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.grid_page import Drafts, Hands, form
from tests.browser.site import ROOT, Site
from tests.browser.test_changes import open_form

pytestmark = pytest.mark.browser
Open = Callable[..., Hands]
OTHER = (409, {"error": {"code": "form_version", "text": "Форма обновлена организатором."}})
GONE = (
    422,
    {
        "error": {
            "code": "values",
            "text": "Правки не приняты.",
            "cells": [["sheet001", "row00001", "column0c", "Такой ячейки в форме нет."]],
        }
    },
)


def without(row: str) -> dict:
    """The form of the tests without a row."""
    made = form()
    made["sheets"][0]["rows"] = [one for one in made["sheets"][0]["rows"] if one["id"] != row]
    return made


def test_typing_into_an_old_form_ends_in_a_reload_and_what_has_no_place_is_listed_and_downloaded(fill: Open) -> None:
    hands = fill(form_version=3)
    page = hands.page
    hands.drafts.judge = lambda body: None if body["form_version"] == 4 else OTHER
    hands.click("C5").type("75").keys("Enter").type("48").keys("Enter")
    dialog = page.get_by_role("dialog", name="Форма изменилась")
    expect(dialog).to_be_visible(timeout=10_000)
    expect(dialog).to_contain_text("Введенное не потеряно")
    hands.bench.data |= {"form": without("row00001"), "form_version": 4}

    def judge(body: dict):
        lost = any(op[2] == "row00001" for op in body["ops"])
        return OTHER if body["form_version"] != 4 else GONE if lost else None

    hands.drafts.judge = judge
    dialog.get_by_role("button", name="Обновить страницу").click()
    hands.wait()
    expect(hands.cell("C5")).to_have_text("75")
    assert hands.drafts.value("C5") == 75
    page.get_by_role("button", name="Не вошло: 1").click()
    missed = page.get_by_role("dialog", name="Не вошло")
    expect(missed.get_by_role("listitem")).to_contain_text("ячейки больше нет")
    expect(missed.locator("dd")).to_have_text(["48"])
    with page.expect_download() as download:
        missed.get_by_role("button", name="Скачать список").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert '"48"' in text
    assert '"Такой ячейки в форме нет."' in text


def test_an_idle_page_is_told_too_and_waits_until_nothing_is_being_typed(fill: Open) -> None:
    hands = fill(form_version=3)
    page = hands.page
    hands.click("C5").type("7")
    hands.drafts.form_version = 4
    for _ in range(50):
        if hands.bench.streams:
            break
        page.wait_for_timeout(50)
    hands.bench.tell("again", {"within": 0})
    expect(page.locator(".state")).to_contain_text("Форма изменилась")
    hands.type("5")  # still goes into the cell
    dialog = page.get_by_role("dialog", name="Форма изменилась")
    expect(dialog).to_be_hidden()
    expect(dialog).to_be_visible(timeout=10_000)
    assert hands.text("C5") == "75"
    assert hands.drafts.log == []  # kept in this browser until the page is loaded anew


def test_a_report_is_not_submitted_by_an_old_form(fill: Open) -> None:
    base = {f"row{at:05}": {"column0b": "основное общее"} for at in range(5)}
    hands = fill(base, drafts=None, form_version=3)
    hands.drafts.orders = [OTHER]
    hands.page.get_by_role("button", name="Сдать отчет").click()
    expect(hands.page.get_by_role("dialog", name="Форма изменилась")).to_be_visible(timeout=10_000)
    assert hands.drafts.submissions == []


def test_values_that_lost_their_place_on_the_server_are_named_by_the_form_they_were_typed_into(fill: Open) -> None:
    lost = {
        "sheet": "gone0001",
        "row": "gone0002",
        "column": "gone0003",
        "value": 31,
        "kept": None,
        "saved_at": "",
        "where": "Контингент, Кураторов, очно",
    }
    hands = fill(drafts=Drafts(), draft={"seq": 0, "sheets": {}, "not_in": [lost]})
    hands.page.get_by_role("button", name="Не вошло: 1").click()
    line = hands.page.get_by_role("dialog", name="Не вошло").get_by_role("listitem")
    expect(line).to_contain_text("Контингент, Кураторов, очно – ячейки больше нет")
    expect(line).to_contain_text("31")


def test_a_form_changed_by_the_operator_reaches_an_open_page_with_everything_typed(
    page: Page, site: Site, tmp_path: Path
) -> None:
    open_form(page, site, "spo240073")
    cell = page.locator("[aria-rowindex='2'] [aria-colindex='4']")
    cell.click()
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    expect(page.locator(".state")).to_contain_text("Сохранено")
    publications = page.request.get(f"{site.url}/api/v1/cabinet").json()["publications"]
    pairs = [(found["id"], one) for found in publications for one in found["collections"]]
    number = next(str(of) for of, one in pairs if "Контингент" in one["title"] and one["status"] == "open")
    book = load_workbook(ROOT / "data" / "forms" / "kontingent.xlsx")
    heading = next(
        cell for row in book["Контингент"].iter_rows(max_row=3) for cell in row if cell.value == "Язык работы"
    )
    heading.value = "Язык, на котором пишется работа"
    changed = tmp_path / "kontingent.xlsx"
    book.save(changed)
    done = site.run("publications", "edit", number, "--form", str(changed), "--confirm")
    assert "Форма заменена" in done.stdout
    dialog = page.get_by_role("dialog", name="Форма изменилась")
    expect(dialog).to_be_visible(timeout=20_000)
    dialog.get_by_role("button", name="Обновить страницу").click()
    expect(page.get_by_role("columnheader", name="Язык, на котором пишется работа")).to_be_visible()
    expect(cell).to_have_text("7")
    cell.click()
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    expect(page.locator(".state")).to_contain_text("Сохранено")
