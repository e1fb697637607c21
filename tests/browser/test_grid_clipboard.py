"""Cells that come from Excel, LibreOffice, Google Sheets and Word, and cells that go to them."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.bench import Bench
from tests.browser.grid_page import Hands

pytestmark = pytest.mark.browser
Open = Callable[..., Hands]
HELD = Path(__file__).parent / "clipboards"
PASTE = """([text, html]) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData("text/plain", text)
  if (html) clipboardData.setData("text/html", html)
  document.getElementById("host").shadowRoot.querySelector("textarea.editor").dispatchEvent(
    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true, composed: true }))
}"""
# What a list of cells would be, typed: text, whole number, decimal, date, time, yes or no, percent.
KINDS = ["text", "integer", "decimal", "date", "time", "boolean", "percent"]


def held(name: str) -> tuple[str, str]:
    """The text and the table that a program has put on the clipboard."""
    return (HELD / f"{name}.txt").read_bytes().decode(), (HELD / f"{name}.html").read_text("utf-8")


@pytest.fixture(scope="module")
def page_of_modules(browser: Browser) -> Iterator[Page]:
    with Bench("grid", {}) as bench:
        page = browser.new_page()
        page.goto(bench.url + "nothing")
        yield page
        page.close()


def read(page: Page, name: str) -> list[list[dict[str, Any]]]:
    """The cells of a clipboard as the grid reads them."""
    script = """async ([text, table]) => {
      const html = await import("/assets/v/grid/html.js"), tsv = await import("/assets/v/grid/tsv.js")
      return html.tells(table, text) ? html.parse(table) : tsv.parse(text).map(row => row.map(one => ({ text: one })))
    }"""
    return page.evaluate(script, list(held(name)))


def texts(cells: list[list[dict[str, Any]]]) -> list[list[str]]:
    return [[cell["text"] for cell in row] for row in cells]


def test_cells_of_excel_come_whole_and_what_its_text_has_cut_comes_from_its_table(page_of_modules: Page) -> None:
    assert texts(read(page_of_modules, "excel")) == [
        ["Первая смена", "", "1\u00a0234,50", "07.09.2021", "да", "24,5"],
        ["две\nстроки", "общая", "123456789,25", "01.09.2021", "нет", "а  б"],
        ["", "", "7", "", "", '"слово"'],
    ]


def test_cells_of_libreoffice_come_with_their_exact_values(page_of_modules: Page) -> None:
    cells = read(page_of_modules, "libreoffice")
    assert texts(cells) == [
        ["Первая смена", "", "1\u00a0234,5", "07.09.2021", "да"],
        ["две\nстроки", "12", "24,5", "09:30", "46%"],
        ["007", "1,23E+11", "", 'кавычки "х"', "1"],
    ]
    exact = [cell["exact"] for row in cells for cell in row if cell.get("exact")]
    assert exact[:2] == [{"number": 1234.4999}, {"serial": 44446}]
    assert exact[4:] == [{"serial": 0.395833333333333}, {"number": 0.456}, {"number": 123456789012}, {"number": 1}]


def test_cells_of_google_sheets_come_with_their_exact_values(page_of_modules: Page) -> None:
    cells = read(page_of_modules, "google")
    assert texts(cells) == [
        ["Первая смена", "", "1\u00a0234,5", "7 сент.", "да"],
        ["две\nстроки", "12", "24,5", "", "ИСТИНА"],
    ]
    assert [cell.get("exact") for cell in cells[0]][2:4] == [{"number": 1234.4999}, {"serial": 44446}]


def test_two_paragraphs_of_a_cell_of_word_are_two_lines_of_it(page_of_modules: Page) -> None:
    assert texts(read(page_of_modules, "word")) == [["Анна", "Завуч\nпо учебной части"], ["Игорь & К°", "\u00a0"]]


@pytest.mark.parametrize(
    ("given", "values"),
    [
        # What is shown decides, but for what it leaves out.
        (
            {"text": "1\u00a0234,5", "exact": {"number": 1234.4999}},
            ["1\u00a0234,5", {"raw": "1\u00a0234,5"}, 1234.4999, {"raw": "1\u00a0234,5"}, None, None, 12.344999],
        ),
        ({"text": "12", "exact": {"number": 12.4}}, ["12", 12, 12.4, None, None, None, 0.124]),
        ({"text": "1,23E+11", "exact": {"number": 123456789012}}, ["1,23E+11", 123456789012, 123456789012]),
        ({"text": "7 сент.", "exact": {"serial": 44446}}, ["7 сент.", None, None, "2021-09-07"]),
        ({"text": "9:30:00", "exact": {"serial": 0.395833333333333}}, ["9:30:00", None, None, None, "09:30"]),
        ({"text": "46%", "exact": {"number": 0.456}}, ["46%", None, 0.456, None, None, None, 0.456]),
        ({"text": "да"}, ["да", None, None, None, None, True]),
    ],
)
def test_a_cell_takes_the_exact_value_where_it_is_one_for_it(
    page_of_modules: Page, given: dict[str, Any], values: list[Any]
) -> None:
    script = """async ([given, kinds]) => {
      const html = await import("/assets/v/grid/html.js"), { coerce } = await import("/assets/v/forms/value.js")
      return kinds.map(type => html.meant(given, { type }, text => coerce(text, { type })))
    }"""
    found = page_of_modules.evaluate(script, [given, KINDS])
    raw = {"raw": given["text"]}
    assert found[: len(values)] == [raw if value is None else value for value in values]


def test_a_date_of_a_table_whose_year_is_not_seen_is_not_given_the_present_one(fill: Open) -> None:
    hands = fill().click("H5")
    hands.page.evaluate(PASTE, ["7 сент.", "<table><tr><td>7 сент.</table>"])
    assert (hands.text("H5"), hands.report) == ("7 сент.", "Вставлена 1 ячейка, но не подошла")
    assert "Не указан год" in hands.hint
    hands.click("H6").page.evaluate(PASTE, ["7 сент.", ""])
    assert hands.text("H6") == "07.09.2026"


def test_a_paste_says_what_it_has_passed_over_apart_from_what_it_has_put(fill: Open) -> None:
    hands = fill().click("I5")
    hands.page.evaluate(PASTE, ["да\t7\tАнна\nнет\t8\tПетр", ""])
    assert hands.report == "Вставлено 4 ячейки; еще 2 пропущены: защищены от изменений"
    hands.click("J5").page.evaluate(PASTE, ["7", ""])
    assert hands.report == "Ничего не вставлено; 1 ячейка пропущена: защищена от изменений"
    hands.click("I8").page.evaluate(PASTE, ["\n".join(["да\t7"] * 3), ""])
    assert hands.report == "Вставлено 2 ячейки; еще 2 пропущены: защищены от изменений; 1 строка не поместилась"


def test_a_paste_of_a_table_takes_the_types_of_its_columns_and_is_one_step_back(fill: Open) -> None:
    hands = fill().click("B5")
    hands.page.evaluate(PASTE, ["", '<table><tr><td>среднее общее<td sdval="7" sdnum="1049;">7<td>8</table>'])
    assert hands.texts("B5", "C5", "D5") == ["среднее общее", "7", "8"]
    hands.click("G6").page.evaluate(PASTE, list(held("google")))
    assert hands.report == "Вставлено 8 ячеек, из них 5 не подошли; еще 1 пропущена: защищена от изменений"
    assert hands.texts("G6", "K6", "H6") == ["Первая смена", "да", ""]
    hands.keys("Control+z")
    assert hands.texts("G6", "K6", "B5") == ["", "", "среднее общее"]


def test_what_is_copied_here_is_pasted_here_as_it_was(fill: Open) -> None:
    hands = fill({"row00000": {"column0g": 1234.4999, "column0h": "2021-09-07", "column0k": "007\nвторая"}})
    hands.click("G5").keys("Shift+End", "Control+c").click("G6").keys("Control+v").saved()
    kept = hands.drafts.sheets["sheet001"]["cells"]
    assert {name: kept["row00001"].get(name) for name in ("column0g", "column0h", "column0k")} == {
        "column0g": 1234.4999,
        "column0h": "2021-09-07",
        "column0k": "007\nвторая",
    }


def test_excel_is_given_a_table_in_which_numbers_are_numbers_and_texts_texts(fill: Open) -> None:
    hands = fill({"row00000": {"column0g": 1234.4999, "column0h": "2021-09-07", "column0k": "007\nвторая <b>"}})
    hands.click("G5").keys("Shift+End", "Control+c")
    table = hands.page.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then(blob => blob.text())"
    )
    cells = re.findall(r"<td([^>]*)>(.*?)</td>", table)
    assert [re.sub(r"<br[^>]*>", "\n", text) for _, text in cells] == [
        "1234,4999", "07.09.2021", "", "42", "007\nвторая &lt;b&gt;",
    ]  # fmt: skip
    # The system's clipboard tidies the table: what is not of HTML may go, LibreOffice's own stays.
    assert re.findall(r'sdval="([^"]*)"', table) == ["1234,4999", "44446"]


def test_control_shift_v_takes_what_is_seen(fill: Open) -> None:
    hands = fill().click("G5")
    hands.page.evaluate(
        """() => navigator.clipboard.write([new ClipboardItem({
          "text/plain": new Blob(["12,3"], { type: "text/plain" }),
          "text/html": new Blob(['<table><tr><td sdval="12.3456">12,3</td></tr></table>'], { type: "text/html" })
        })])"""
    )
    hands.keys("Control+v", "ArrowDown", "Control+Shift+v").saved()
    assert json.dumps([hands.drafts.value("G5"), hands.drafts.value("G6")]) == "[12.3456, 12.3]"
