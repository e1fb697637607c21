"""Results as CSV and as Parquet, read back as their readers would; and what stands in «Замечания»."""

import csv
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from fisoko.domain.report import ReportFormat
from fisoko.reports.cells import Typed
from fisoko.reports.result_rows import Laid, ResultRow
from fisoko.reports.results import build_results
from fisoko.reports.results_csv import BEGINS_FORMULA, csv_text, quoted
from tests.reports.test_results import ABOUT, FORM, fixed, row

CELLS = {
    "c1aaaaaa": 12, "c2aaaaaa": 1234.5, "c3aaaaaa": "2026-09-07", "c4aaaaaa": "09:30", "c5aaaaaa": "007",
    "c6aaaaaa": "=1+1", "c7aaaaaa": 0.125, "c8aaaaaa": True,
}  # fmt: skip


def archive(folder: Path, rows: list[ResultRow], form: ReportFormat, laid: Laid | None = None) -> ZipFile:
    build_results(laid or Laid(FORM, 2), lambda: rows, ABOUT, folder / form.value, form)
    return ZipFile(folder / form.value)


def table(opened: ZipFile, name: str) -> list[list[str]]:
    with opened.open(name) as member:
        return [*csv.reader(TextIOWrapper(member, "utf-8-sig", newline=""), delimiter=";")]


def test_a_csv_has_numbers_dates_and_shares_as_a_russian_excel_reads_them(tmp_path: Path) -> None:
    with archive(tmp_path, [row(fixed(CELLS))], ReportFormat.CSV) as opened:
        assert opened.namelist() == ["Контингент.csv", "Кураторы.csv", "Замечания.csv", "О файле.csv"]
        assert opened.read("Контингент.csv").startswith(b"\xef\xbb\xbf")
        assert b"\r\n" in opened.read("Контингент.csv")
        headings, first, second = table(opened, "Контингент.csv")
        assert headings[4:7] == ["Профессия", "Обучающихся, человек / очно", "Обучающихся, человек / заочно"]
        assert first[3:] == [
            "24.11.2026 18:00:07", "Повар", "12", "1234,5", "07.09.2026", "09:30", "007", "'=1+1", "12,5%", "да",
        ]  # fmt: skip
        assert second[5:] == ["", "", "", "", "", "нет", "", ""]
        facts = {line[0]: line[1] for line in table(opened, "О файле.csv")}
        assert facts["Данные на момент (мск)"] == "25.11.2026 17:43:00"
        assert facts["Строк на листе «Контингент»"] == "2"
        assert facts["Запросил"] == "spo_coord_24"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30))
def test_no_text_is_a_formula_and_every_text_comes_back(text: str) -> None:
    made = csv_text(Typed(text, "text"))
    assert not made.startswith(BEGINS_FORMULA)
    line = next(csv.reader(StringIO(quoted(made) + ";x\r\n", newline=""), delimiter=";"))
    assert line == [made, "x"]
    assert line[0].removeprefix("'" if text.startswith(BEGINS_FORMULA) else "") == text


@given(st.one_of(st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False, width=32)))
def test_numbers_keep_every_digit_with_a_comma(number: float) -> None:
    assert float(csv_text(Typed(number, "decimal")).replace(",", ".")) == number
    share = csv_text(Typed(number, "percent"))
    assert share.endswith("%")
    assert float(share[:-1].replace(",", ".")) == pytest.approx(number * 100)


def test_a_parquet_has_the_columns_and_types_of_the_frames(tmp_path: Path) -> None:
    wrong = row(fixed({"c1aaaaaa": {"raw": "12 чел."}}), login="spo240067")
    with archive(tmp_path, [row(fixed(CELLS)), wrong], ReportFormat.PARQUET) as opened:
        made: Any = parquet.read_table(BytesIO(opened.read("Контингент.parquet")))
        remarks: Any = parquet.read_table(BytesIO(opened.read("Замечания.parquet"))).to_pylist()
        assert "О файле.csv" in opened.namelist()
    assert [str(field.type) for field in made.schema][6:18] == [
        "timestamp[us, tz=UTC]", "string", "bool", "string", "int64", "double", "string", "time32[ms]", "string",
        "string", "double", "bool",
    ]  # fmt: skip
    first, _, third, _ = made.to_pylist()
    assert first["Обучающихся, человек / очно"] == 12
    assert first["Прочее"] == "=1+1", "nothing makes a formula of it"
    assert third["Обучающихся, человек / очно"] is None
    assert [(one["login"], one["level"], one["address"]) for one in remarks] == [("spo240067", "Ошибка", "B3")]
    assert "12 чел." in remarks[0]["text"]


def test_warnings_stand_with_their_explanations_and_errors_only_where_they_can_be(tmp_path: Path) -> None:
    told = {"rule": "r", "sheet": "Контингент", "address": "B3", "text": "Больше 10", "explanation": "=Два потока"}
    warned = ResultRow(**{**_fields(row(fixed({"c1aaaaaa": 12}))), "explanations": (told,), "form_version": 7})
    older = ResultRow(**{**_fields(row({"gone0000": {"cells": {"r": {"c": "5"}}}})), "form_version": 6})
    build_results(Laid(FORM, 2, 7), lambda: [warned, older], ABOUT, tmp_path / "r.xlsx")
    sheet: Any = openpyxl.load_workbook(tmp_path / "r.xlsx")["Замечания"]
    lines = [[cell.value for cell in line][5:] for line in sheet.iter_rows(min_row=2)]
    assert lines[0] == ["Предупреждение с пояснением", "Контингент", "B3", "Больше 10", "=Два потока"]
    assert sheet["J2"].data_type == "s"
    assert lines[1][0] == "Ошибка"
    assert "нет места в версии 2 формы" in lines[1][3]
    assert len(lines) == 2


def test_what_fails_leaves_no_archive(tmp_path: Path) -> None:
    def rows() -> Any:
        yield row(fixed(CELLS))
        raise OSError("no space")

    for form in (ReportFormat.CSV, ReportFormat.PARQUET):
        with pytest.raises(OSError, match="no space"):
            build_results(Laid(FORM, 2), rows, ABOUT, tmp_path / "made", form)
        assert [*tmp_path.iterdir()] == []


def _fields(made: ResultRow) -> dict[str, Any]:
    return {name: getattr(made, name) for name in ResultRow.__dataclass_fields__}
