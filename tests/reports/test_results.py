"""The workbook of results, read back by another library as a person's program would."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from fisoko.domain.forms.form import Caption, Cell, Column, Form, Row, Sheet
from fisoko.reports import worker
from fisoko.reports.about import About
from fisoko.reports.book import Book
from fisoko.reports.result_rows import Laid, ResultRow, freeze
from fisoko.reports.results import build_results
from fisoko.reports.sheet import Heading
from fisoko.reports.sheet import Sheet as WrittenSheet

COLUMNS = (
    Column("c1aaaaaa", "B", "Контингент!B", ("Обучающихся, человек", "очно"), Cell("integer")),
    Column("c2aaaaaa", "C", "Контингент!C", ("Обучающихся, человек", "заочно"), Cell("decimal", decimals=2)),
    Column("c3aaaaaa", "D", "Контингент!D", ("Дата приказа",), Cell("date")),
    Column("c4aaaaaa", "E", "Контингент!E", ("Начало",), Cell("time")),
    Column("c5aaaaaa", "F", "Контингент!F", ("Примечание",), Cell("text")),
    Column("c6aaaaaa", "G", "Контингент!G", ("Прочее",), Cell("general", value="нет")),
    Column("c7aaaaaa", "H", "Контингент!H", ("Доля",), Cell("percent", decimals=1)),
    Column("c8aaaaaa", "I", "Контингент!I", ("Есть ли",), Cell("boolean")),
)
FIXED = Sheet(
    "s1aaaaaa", "Контингент", 3, 2, (Caption("Профессия", "A", 200),), COLUMNS,
    rows=(Row("r1aaaaaa", 3, ("Повар",)), Row("r2aaaaaa", 4, ("Сварщик",), {"c3aaaaaa": Cell("text")})),
)  # fmt: skip
FREE = Sheet(
    "s2aaaaaa", "Кураторы", 2, 1, (), (Column("k1aaaaaa", "A", "Кураторы!A", ("ФИО",), Cell("text")),), free=True
)
FORM = Form("kontingent", "Контингент", (FIXED, FREE))
ABOUT = About("Контингент", 9, datetime(2026, 11, 25, 14, 43, tzinfo=UTC), 57, "Красноярский край", "spo_coord_24")


def row(values: dict[str, Any], login: str = "spo240065", name: str = "Колледж") -> ResultRow:
    moment = datetime(2026, 11, 24, 15, 0, 7, tzinfo=UTC)
    return ResultRow(login, name, "Красноярский край", 1, moment, "ab" * 32, values)


def fixed(cells: dict[str, Any], row_id: str = "r1aaaaaa") -> dict[str, Any]:
    return {"s1aaaaaa": {"cells": {row_id: cells}}}


def written(path: Path, rows: list[ResultRow]) -> Any:
    build_results(Laid(FORM, 2), lambda: rows, ABOUT, path / "results.xlsx")
    return openpyxl.load_workbook(path / "results.xlsx")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_every_sheet_of_the_form_is_a_sheet_with_login_and_name_in_front(folder: Path) -> None:
    workbook = written(folder, [row(fixed({"c1aaaaaa": 12}))])
    assert workbook.sheetnames == ["Контингент", "Кураторы", "Замечания", "О файле"]
    headings = [cell.value for cell in workbook["Контингент"][2]]
    assert headings[:6] == ["Логин", "Организация", "Регион", "Дата подачи (мск)", "Профессия", "очно"]
    assert [cell.value for cell in workbook["Контингент"][3]][:2] == ["spo240065", "Колледж"]


def test_grouped_headings_stand_in_levels_and_stay_in_view(folder: Path) -> None:
    sheet = written(folder, [])["Контингент"]
    assert sheet["F1"].value == "Обучающихся, человек"
    assert "F1:G1" in {str(area) for area in sheet.merged_cells.ranges}
    assert sheet.freeze_panes == "C3"


def test_values_have_the_type_of_their_cell(folder: Path) -> None:
    cells = {
        "c1aaaaaa": 12, "c2aaaaaa": 1234.5, "c3aaaaaa": "2026-09-07", "c4aaaaaa": "09:30", "c5aaaaaa": "007",
        "c7aaaaaa": 0.125, "c8aaaaaa": True,
    }  # fmt: skip
    sheet = written(folder, [row(fixed(cells))])["Контингент"]
    line = [cell.value for cell in sheet[3]]
    assert line[3] == datetime(2026, 11, 24, 18, 0, 7)  # noqa: DTZ001 - Excel knows no zones
    assert line[4:] == ["Повар", 12, 1234.5, datetime(2026, 9, 7), time(9, 30), "007", "нет", 0.125, True]  # noqa: DTZ001
    assert [cell.number_format for cell in sheet[3]][5:9] == ["0", "0.00", "dd.mm.yyyy", "hh:mm"]
    assert sheet["L3"].number_format == "0.0%"


def test_a_cell_of_a_row_with_its_own_type_is_typed_by_the_row(folder: Path) -> None:
    sheet = written(folder, [row(fixed({"c3aaaaaa": "2026-09-07"}, "r2aaaaaa"))])["Контингент"]
    assert sheet["H4"].value == "2026-09-07"


def test_an_emptied_cell_stays_empty_whatever_its_first_value(folder: Path) -> None:
    sheet = written(folder, [row(fixed({"c6aaaaaa": None}))])["Контингент"]
    assert sheet["K3"].value is None
    assert sheet["K4"].value == "нет"


def test_what_does_not_fit_its_column_is_written_as_typed_and_marked(folder: Path) -> None:
    sheet = written(folder, [row(fixed({"c1aaaaaa": {"raw": "12 чел."}}))])["Контингент"]
    assert sheet["F3"].value == "12 чел."
    assert sheet["F3"].fill.fgColor.rgb == "FFFDE2E1"


@pytest.mark.parametrize("text", ["=1+1", "+7 391", "-5", "@SUM(A1)", '=HYPERLINK("x")', "<r>a</r>", "<r></t></r>"])
def test_no_text_becomes_a_formula_or_breaks_the_file(folder: Path, text: str) -> None:
    sheet = written(folder, [row(fixed({"c5aaaaaa": text, "c6aaaaaa": text}), name=text)])["Контингент"]
    for cell in (sheet["B3"], sheet["J3"], sheet["K3"]):
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.quotePrefix or not text.startswith(("=", "+", "-", "@"))


def test_free_rows_are_written_in_their_order(folder: Path) -> None:
    values = {"s2aaaaaa": {"rows": ["bb", "aa"], "cells": {"aa": {"k1aaaaaa": "Второй"}, "bb": {"k1aaaaaa": "Первый"}}}}
    sheet = written(folder, [row(values)])["Кураторы"]
    assert [line[4].value for line in sheet.iter_rows(min_row=2)] == ["Первый", "Второй"]


def test_the_file_tells_of_itself(folder: Path) -> None:
    sheet = written(folder, [row({}), row({}, login="spo240067")])["О файле"]
    facts = {line[0].value: line[1].value for line in sheet.iter_rows(min_row=2)}
    assert facts["Данные на момент (мск)"] == datetime(2026, 11, 25, 17, 43)  # noqa: DTZ001
    assert facts["Отбор"] == "Красноярский край"
    assert facts["Версия формы"] == 2
    assert facts["Организаций, сдавших отчет"] == 2
    assert facts["Строк на листе «Контингент»"] == 4
    assert facts["Запросил"] == "spo_coord_24"
    assert len(facts["Контрольная сумма (SHA-256)"]) == 64


def test_the_control_sum_follows_the_submissions(folder: Path) -> None:
    def control(login: str) -> str:
        sheet = written(folder, [row({}, login=login)])["О файле"]
        return {line[0].value: line[1].value for line in sheet.iter_rows()}["Контрольная сумма (SHA-256)"]

    assert control("spo240065") != control("spo240067")


def test_a_sheet_name_that_is_taken_gets_another_one(folder: Path) -> None:
    form = Form("k", "К", (Sheet("s1aaaaaa", "О файле", 2, 1, (), FREE.columns, free=True),))
    build_results(Laid(form, 1), list, ABOUT, folder / "a.xlsx")
    assert openpyxl.load_workbook(folder / "a.xlsx").sheetnames == ["О файле", "Замечания", "О файле 2"]


def test_a_spawned_process_builds_the_frozen_rows(folder: Path) -> None:
    freeze(folder, Laid(FORM, 2), [row(fixed({"c1aaaaaa": 12})).line()], ABOUT)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        path = pool.submit(worker.build, str(folder)).result(timeout=60)
    assert openpyxl.load_workbook(BytesIO(Path(path).read_bytes()))["Контингент"]["F3"].value == 12


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=8), st.lists(st.dates(date(1900, 3, 1), date(9999, 12, 31)), max_size=3))
def test_texts_and_dates_survive_the_way_through_the_file(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], days: list[date]
) -> None:
    rows = [row(fixed({"c5aaaaaa": word})) for word in words]
    rows += [row(fixed({"c3aaaaaa": day.isoformat()})) for day in days]
    sheet = written(tmp_path_factory.mktemp("w"), rows)["Контингент"]
    lines = list(sheet.iter_rows(min_row=3, values_only=True))[::2]
    back = [unescape(str(line[9])) for line in lines[: len(words)]]
    assert back == words
    assert [line[7].date() for line in lines[len(words) :]] == days


def test_a_group_stands_over_all_its_columns_whatever_their_depth(folder: Path) -> None:
    path = folder / "depth.xlsx"
    paths = [("Логин",), ("Человек", "очно", "бюджет"), ("Человек", "очно", "договор"), ("Человек", "всего")]
    with Book(path) as book:
        WrittenSheet(book, "Лист", [Heading(one) for one in paths], 1).finish()
    sheet = openpyxl.load_workbook(path)["Лист"]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"B1:D1", "B2:C2"}
    assert [cell.value or None for cell in sheet[3]] == ["Логин", "бюджет", "договор", "всего"]


def test_a_sheet_is_printed_across_with_its_headings_on_every_page_and_no_column_cut_off(folder: Path) -> None:
    sheet = written(folder, [])["Контингент"]
    setup = sheet.page_setup
    assert (setup.orientation, setup.fitToHeight) == ("landscape", 0)
    assert setup.fitToWidth in (None, 1)  # one page wide is what no number means
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$2"


def test_a_formula_that_gives_an_empty_text_leaves_a_blank_cell(folder: Path) -> None:
    sheet = written(folder, [row(fixed({"c1aaaaaa": ""}))])["Контингент"]
    assert sheet["F3"].value is None
    assert sheet["F3"].data_type == "n"
