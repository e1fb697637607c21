"""`fisoko export`: every format, any moment, and clear words for what cannot be had; beside a server and alone."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl

from fisoko.domain.moscow import show, show_seconds
from tests.cli.terminal import Said, Terminal


def test_each_format_is_written_under_its_own_name_or_into_a_folder(
    published: Path, tmp_path: Path, terminal: Terminal
) -> None:
    words = ("export", "--home", published, "--collection", 1)
    book = tmp_path / "r.xlsx"
    assert terminal(*words, "--out", book, "--region", "24").out == f"Отчет готов: {book}\n"
    assert openpyxl.load_workbook(book).sheetnames == ["Кураторы", "Замечания", "О файле"]
    folder = tmp_path / "out"
    folder.mkdir()
    for form in ("csv", "parquet"):
        said = terminal(*words, "--all", "--out", folder, "--format", form)
        file = folder / f"Результаты. Кураторы групп 1 курса (все регионы) ({form}).zip"
        assert (said.status, said.out) == (0, f"Отчет готов: {file}\n")
        with ZipFile(file) as archive:
            assert archive.namelist() == [f"Кураторы.{form}", f"Замечания.{form}", "О файле.csv"]
    assert "уже есть" in terminal(*words, "--out", folder, "--format", "csv").err
    assert terminal(*words, "--out", folder, "--format", "csv", "--force").status == 0


def test_what_cannot_be_exported_is_said_and_leaves_no_file(
    published: Path, tmp_path: Path, terminal: Terminal
) -> None:
    out = tmp_path / "out"
    out.mkdir()

    def refused(*words: object, collection: int = 1) -> Said:
        said = terminal("export", "--home", published, "--collection", collection, *words)
        assert said.status in (1, 2), said
        assert "Traceback" not in said.err
        assert [*out.iterdir()] == []
        return said

    ahead = show_seconds(datetime.now(UTC) + timedelta(days=2))
    assert "«позавчера» – не момент времени" in refused("--out", out, "--as-of", "позавчера").err
    assert "еще не наступил" in refused("--out", out, "--as-of", ahead).err
    assert "нет ни одного участника" in refused("--out", out, "--as-of", "2026-01-01 10:00").err
    assert "нет ни одного участника в регионе «Камчатский край»" in refused("--out", out, "--region", "41").err
    assert "Региона с кодом «00» нет" in refused("--out", out, "--region", "00").err
    both = refused("--out", out, "--region", "24", "--all")
    assert (both.status, "вместе не имеют смысла" in both.err) == (2, True)
    assert "--format" in refused("--out", out, "--format", "docx").err
    assert "архив с файлом на каждый лист" in refused("--out", out / "a.csv", "--format", "csv").err
    assert "должна называться .xlsx" in refused("--out", out / "a.zip").err
    assert "нет" in refused("--out", out / "nowhere" / "a.xlsx").err
    assert "сбора данных 77 нет" in refused("--out", out, collection=77).err
    assert "--collection" in terminal("export", "--home", published).err


def test_a_moment_of_the_past_is_named_in_the_file(published: Path, tmp_path: Path, terminal: Terminal) -> None:
    time.sleep(1.1)  # the publication's second is over
    moment = datetime.now(UTC).replace(microsecond=0)
    file = tmp_path / "r.xlsx"
    said = terminal("export", "--home", published, "--collection", 1, "--out", file, "--as-of", show_seconds(moment))
    assert said.status == 0, said.err
    sheet: Any = openpyxl.load_workbook(file)["О файле"]
    facts = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=2)}
    assert show(facts["Данные на момент (мск)"].replace(tzinfo=UTC) - timedelta(hours=3)) == show(moment)
    assert facts["Запросил"] == "оператор сервера"
    assert facts["Организаций, сдавших отчет"] == 0
