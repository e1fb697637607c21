"""The workbook of downloads, read back by another library as a person's program would."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from fisoko.reports import sheet as sheets
from fisoko.reports.about import About
from fisoko.reports.downloads import Organisation, build_downloads, freeze
from fisoko.reports.frozen import RESULT, progress_of
from fisoko.reports.worker import build

FILES = [(7, "Вариант 1.pdf"), (9, "=Ключи.docx")]
ABOUT = About("Материалы", 12, datetime(2026, 11, 25, 14, 43, 12, tzinfo=UTC), 57, "все регионы", "Петров (fed_demo)")
FIRST = int(datetime(2026, 11, 20, 21, 30, 5, tzinfo=UTC).timestamp())
LAST = int(datetime(2026, 11, 25, 6, 0, tzinfo=UTC).timestamp())
ROWS = [
    Organisation("spo050001", "Колледж А", "Республика Дагестан", f"7 2 {FIRST} {LAST} 3,9 1 {LAST} {LAST} 1"),
    Organisation("spo240065", "+Колледж Б", "Красноярский край", f"9 1 {FIRST} {FIRST} 1"),
    Organisation("spo240066", "Колледж <В> & «Г»", "Красноярский край", ""),
]


def built(folder: Path, rows: list[Organisation] = ROWS, files: list[tuple[int, str]] = FILES) -> Any:
    build_downloads(files, rows, ABOUT, folder / "d.xlsx")
    return openpyxl.load_workbook(folder / "d.xlsx")


def lines(sheet: Any) -> list[tuple]:
    return [*sheet.iter_rows(min_row=2, values_only=True)]


def facts(book: Any) -> dict[str, Any]:
    return dict(lines(book["О файле"]))


def test_a_row_stands_for_every_organisation_and_file_and_is_empty_where_it_was_not_taken(tmp_path: Path) -> None:
    found = lines(built(tmp_path)["Скачивания"])
    assert [(row[0], row[3]) for row in found] == [(one.login, name) for one in ROWS for _, name in FILES]
    assert found[0][1:3] == ("Колледж А", "Республика Дагестан")
    first, last = datetime(2026, 11, 21, 0, 30, 5), datetime(2026, 11, 25, 9, 0)  # noqa: DTZ001 - Excel knows no zones
    assert found[0][4:] == (2, first, last, 3)
    assert found[2][4:] == found[4][4:] == (None, None, None, None)


def test_dates_and_numbers_are_typed_headings_stay_in_view_and_can_be_filtered(tmp_path: Path) -> None:
    sheet = built(tmp_path)["Скачивания"]
    assert [cell.value for cell in sheet[1]] == [
        "Логин", "Организация", "Регион", "Файл", "Версия",
        "Первое скачивание (мск)", "Последнее скачивание (мск)", "Раз",
    ]  # fmt: skip
    assert [sheet[f"{column}2"].number_format for column in "EFGH"] == ["0", *["dd.mm.yyyy hh:mm"] * 2, "0"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:H7")
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width > 8


def test_names_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    sheet = built(tmp_path)["Скачивания"]
    for cell in (sheet["D3"], sheet["B4"]):
        assert cell.data_type == "s"
        assert cell.quotePrefix
    assert sheet["B6"].value == "Колледж <В> & «Г»"


def test_figures_tell_how_many_have_taken_each_file_and_who_has_taken_nothing(tmp_path: Path) -> None:
    book = built(tmp_path)
    assert book.sheetnames == ["Скачивания", "По файлам", "По регионам", "По организациям", "О файле"]
    assert lines(book["По файлам"]) == [("Вариант 1.pdf", 1, 3, 1 / 3), ("=Ключи.docx", 2, 3, 2 / 3)]
    assert lines(book["По регионам"]) == [("Республика Дагестан", 1, 1, 0, 0), ("Красноярский край", 2, 0, 1, 1)]
    assert [(row[0], *row[3:5]) for row in lines(book["По организациям"])] == [
        ("spo050001", 2, 2),
        ("spo240065", 1, 2),
        ("spo240066", 0, 2),
    ]
    assert lines(book["По организациям"])[2][5] is None


def test_one_region_needs_no_figures_by_region(tmp_path: Path) -> None:
    assert "По регионам" not in built(tmp_path, ROWS[1:]).sheetnames


def test_the_file_tells_of_itself(tmp_path: Path) -> None:
    found = facts(built(tmp_path))
    assert found["Хранилище файлов"] == "Материалы"
    assert found["Данные на момент (мск)"] == datetime(2026, 11, 25, 17, 43, 12)  # noqa: DTZ001
    assert found["Отбор"] == "все регионы"
    assert found["Строк на листе «Скачивания»"] == 6
    assert found["Организаций, которым доступны файлы"] == 3
    assert found["Из них не скачали ни одного файла"] == 1
    assert found["Запросил"] == "Петров (fed_demo)"
    assert found["Номер отчета"] == 12
    assert len(found["Контрольная сумма (SHA-256)"]) == 64


def test_the_control_sum_follows_the_acts(tmp_path: Path) -> None:
    sums = {facts(built(tmp_path, rows))["Контрольная сумма (SHA-256)"] for rows in (ROWS, ROWS[:2], ROWS)}
    assert len(sums) == 2


def test_a_region_that_does_not_fit_begins_another_sheet_and_the_file_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 21)
    book = built(tmp_path, [ROWS[0]] * 9 + ROWS[1:])
    assert {row[0] for row in lines(book["Скачивания"])} == {"spo050001"}
    assert [row[0] for row in lines(book["Скачивания (2)"])] == ["spo240065"] * 2 + ["spo240066"] * 2
    found = facts(book)
    assert found["Регионы на листе «Скачивания»"] == "Республика Дагестан"
    assert found["Строк на листе «Скачивания»"] == 18
    assert (found["Строк на листе «Скачивания (2)»"], book["Скачивания (2)"].freeze_panes) == (4, "C2")


def test_a_region_larger_than_a_sheet_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 4)
    book = built(tmp_path, ROWS[1:])
    assert [len(lines(book[name])) for name in book.sheetnames if name.startswith("Скачивания")] == [3, 1]


def test_a_store_without_files_or_organisations_makes_a_workbook_too(tmp_path: Path) -> None:
    assert lines(built(tmp_path, ROWS, [])["Скачивания"]) == []
    assert lines(built(tmp_path, [])["По файлам"]) == [("Вариант 1.pdf", 0, 0, 0), ("=Ключи.docx", 0, 0, 0)]


def test_equal_rows_make_equal_files(tmp_path: Path) -> None:
    made = []
    for name in ("a.xlsx", "b.xlsx"):
        build_downloads(FILES, ROWS, ABOUT, tmp_path / name)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_what_is_frozen_is_built_and_its_progress_told(tmp_path: Path) -> None:
    freeze(tmp_path, FILES, ROWS, ABOUT)
    assert progress_of(tmp_path) is None
    assert Path(build(str(tmp_path))) == tmp_path / RESULT
    assert 0 < (progress_of(tmp_path) or 0) < 100
    assert len(lines(openpyxl.load_workbook(BytesIO((tmp_path / RESULT).read_bytes()))["Скачивания"])) == 6


def test_what_fails_leaves_no_workbook(tmp_path: Path) -> None:
    def rows() -> Any:
        yield ROWS[0]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        build_downloads(FILES, rows(), ABOUT, tmp_path / "d.xlsx")
    assert [*tmp_path.iterdir()] == []
