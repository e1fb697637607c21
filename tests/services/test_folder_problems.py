"""Everything that is wrong with a folder is said at once: where it stands, and what to do."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fisoko.domain.folder.entry import Folder
from fisoko.domain.moscow import show
from fisoko.domain.person import OPERATOR
from fisoko.store.duckdb_engine import DuckDBEngine
from tests.conftest import Clock
from tests.factories import LARGEST_FILE, World
from tests.folders import PDF, TITLE, compared, made

NOW = datetime(2026, 11, 25, 14, 43, tzinfo=UTC)
TEXT = {"text.md": "Текст\n"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, empty_duckdb: Path) -> Iterator[World]:
    """One base for all: comparing writes nothing, and what the base is asked is tried on both engines elsewhere."""
    place = tmp_path_factory.mktemp("world")
    engine = DuckDBEngine(Path(shutil.copyfile(empty_duckdb, place / "fisoko.duckdb")))
    made = World(engine, Clock(NOW), place)
    made.account("spo240065")
    yield made
    made.close()
    engine.close()


def problems(world: World, place: Path) -> list[str]:
    told = compared(world, place)
    assert (told.difference, told.missing) == ([], [])
    return told.problems


def test_all_of_it_comes_at_once_and_nothing_is_published(world: World, tmp_path: Path) -> None:
    place = made(
        tmp_path / "п",
        {
            "text.html": "<p>a</p>\n<script>alert(1)</script>\n<a href='нет.pdf'>x</a>",
            "files/отчет.pdf": b"MZ\x90",
            "files/...": PDF,
            "files/большой.pdf": PDF + bytes(LARGEST_FILE),
            "files/Имя.pdf": PDF,
            "files/имя.pdf": PDF,
            "files/схема.svg": "<svg onload='x'/>",
            "список.xlsx": [("Логин",), ("spo240065",), ("spo249999",)],
        },
        'published_at = "завтра"\nsection = "ЕГЭ"\n[audience]\nroles = ["teacher"]\nregions = ["99"]\nkinds = ["vuz"]\n'
        'logins = "список.xlsx"\n',
    )
    said = problems(world, place)
    for part in (
        "publication.toml: нет заголовка. Добавьте строку title",
        "publication.toml, строка 1: «завтра» – не момент времени",
        "publication.toml, строка 2: раздела «ЕГЭ» нет. Есть «ВПР СПО».",
        "publication.toml, строка 4: роли «teacher» нет",
        "publication.toml, строка 5: региона «99» нет",
        "publication.toml, строка 6: вида «vuz» нет",
        "publication.toml, строка 5: список логинов «logins» указывают один, без «regions»",
        "список.xlsx, ячейка A3: логина «spo249999» нет",
        "text.html, строка 2: <script> не публикуется",
        "text.html, строка 3: ссылка «нет.pdf»: такого файла в папке нет",
        "files/отчет.pdf: Файл «отчет.pdf» – программа или сценарий",
        "files/...: имя состоит из одних точек",
        "files/большой.pdf: файл 98 КБ, а можно не больше 98 КБ",
        "files/имя.pdf: имя совпадает с «files/Имя.pdf»",
        "files/схема.svg: Файл «схема.svg» – программа или сценарий",
    ):
        assert [line for line in said if line.startswith(part)], part
    assert world.publishing.list(OPERATOR) == []


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        (None, "в папке нет файла publication.toml"),
        ("", "publication.toml: нет заголовка"),
        ('title = " "\n', "publication.toml, строка 1: нет заголовка"),
        ("title = 5\n", "publication.toml, строка 1: значение «title» – не текст"),
        (f'title = "{"а" * 501}"\n', "publication.toml, строка 1: заголовок длиннее 500 знаков"),
        (
            "# о\ntitle = О сроках\n",
            "publication.toml, строка 2: строка записана не по правилам: текст возьмите в прямые",
        ),
        ('title = "О сроках\n', "publication.toml, строка 1: строка записана не по правилам: не закрыта кавычка"),
        ('title = "а"\ntitle = "б"\n', "publication.toml, строка 2: строка записана не по правилам: такая строка"),
        (
            TITLE + "published_at = 01.12.2026 10:00\n",
            "publication.toml, строка 2: строка записана не по правилам: дату",
        ),
        (TITLE + "published_at = 2026-12-01\n", "publication.toml, строка 2: в значении «published_at» нет времени"),
        (TITLE + 'published_at = "31.02.2026 10:00"\n', "publication.toml, строка 2: «31.02.2026 10:00» – не момент"),
        (TITLE + 'acknowledge = "да"\n', "publication.toml, строка 2: значение «acknowledge» – не да и не нет"),
        (
            TITLE + "acknowlege = true\n",
            "publication.toml, строка 2: имени «acknowlege» нет. Возможно, Вы имели в виду «ack",
        ),
        (TITLE + '[audience]\nregion = ["24"]\n', "publication.toml, строка 3: имени «region» нет. Возможно, Вы имели"),
        (
            TITLE + "[audience]\nkey = 1\n",
            "publication.toml, строка 3: имени «key» нет. Если это строка самой публикации",
        ),
        (TITLE + "[audience]\nregions = [05]\n", "publication.toml, строка 3: строка записана не по правилам: коды"),
        (TITLE + '[audience]\nregions = [\n"24",\n"77x"]\n', "publication.toml, строка 5: региона «77x» нет"),
        (TITLE + "[audience]\nroles = [true]\n", "publication.toml, строка 3: значение «roles» – не список"),
        (TITLE + 'audience = "все"\n', "publication.toml, строка 2: «audience» – это раздел"),
        (
            TITLE + '[audience]\nregions = ["05"]\n',
            "publication.toml: таких учетных записей нет: публикацию не увидит никто",
        ),
        (TITLE + '[audience]\nlogins = ""\n', "publication.toml, строка 3: не указана книга со списком логинов"),
        (TITLE + '[audience]\nlogins = "нет.xlsx"\n', "publication.toml, строка 3: файла «нет.xlsx» в папке нет"),
        (
            TITLE + '[audience]\nlogins = "files/а.xlsx"\n',
            "publication.toml, строка 3: книга «files/а.xlsx» должна лежать",
        ),
        (TITLE + '[audience]\nlogins = "а.csv"\n', "publication.toml, строка 3: «а.csv» – не книга Excel"),
        (TITLE + '[stores]\n"нет" = "Нет"\n', "publication.toml, строка 3: папки «нет» нет"),
        (TITLE + '[stores]\nfiles = ""\n', "publication.toml, строка 3: название хранилища «files» пусто"),
        (TITLE + 'organisations_only = ["нет.pdf"]\n', "publication.toml, строка 2: файла «нет.pdf» в папке нет"),
        (TITLE + f'key = "{"k" * 201}"\n', "publication.toml, строка 2: значение «key» длиннее 200 знаков"),
        (TITLE + 'section = "a\\bc"\n', "publication.toml, строка 2: в значении «section» есть непечатный знак"),
    ],
)
def test_a_description_is_put_right_line_by_line(world: World, tmp_path: Path, description, expected) -> None:
    place = made(tmp_path / "п", TEXT, TITLE if description is None else description)
    bare = Folder("п", ())
    said = world.folders.compare(OPERATOR, bare).problems if description is None else problems(world, place)
    assert [line for line in said if line.startswith(expected)], said


def test_an_ending_that_windows_hides_is_named(world: World, tmp_path: Path) -> None:
    place = made(tmp_path / "п", {"publication.toml.txt": TITLE, "text.md.txt": "Текст"}, None)
    said = problems(world, place)
    assert "publication.toml.txt: переименуйте в «publication.toml»: Windows скрывает вторую часть имени." in said
    assert "text.md.txt: переименуйте в «text.md»: Windows скрывает вторую часть имени." in said


def test_texts_of_another_encoding_and_two_texts_are_refused(world: World, tmp_path: Path) -> None:
    place = made(tmp_path / "п", {"text.md": "Уважаемые".encode("cp1251"), "text.html": "<p>а</p>"})
    (place / "publication.toml").write_bytes(TITLE.encode("utf-16"))
    said = problems(world, place)
    assert "в папке два текста, text.md и text.html. Оставьте один." in said
    assert len([line for line in said if "не в кодировке UTF-8" in line]) == 2


def test_a_mark_of_utf_8_in_front_is_no_problem(world: World, tmp_path: Path) -> None:
    place = made(tmp_path / "п", {"text.md": "\ufeffТекст"}, "\ufeff" + TITLE)
    assert compared(world, place).problems == []


def test_a_folder_with_nothing_in_it_is_refused(world: World, tmp_path: Path) -> None:
    place = made(tmp_path / "п", {"другое.txt": "x"})
    (place / "files").mkdir()
    told = compared(world, place)
    assert told.problems == ["в папке нет ни текста (text.md или text.html), ни файлов. Добавьте то, что публикуется."]
    assert [line.partition(":")[0] for line in told.notes] == ["files/", "другое.txt"]


# ---- lists in workbooks
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("Имя",), ("spo240065",)], "список.xlsx: на первом листе нет столбца «Логин»"),
        ([("Логин",)], "список.xlsx: в столбце «Логин» нет ни одного логина"),
        ([("№", "Логин"), (1, "сpo240065")], "список.xlsx, ячейка B2: в логине «сpo240065» есть русские буквы"),
        ([("Логин",), ("SPO240065",)], "список.xlsx, ячейка A2: логин «SPO240065» пишется строчными буквами"),
        ([("Логин",), (None,), ("spo249999",)], "список.xlsx, ячейка A3: логина «spo249999» нет"),
        (
            [("Логин",), ("spo240065",), ("spo240065",)],
            "список.xlsx, ячейка A3: логин «spo240065» уже есть в ячейке A2",
        ),
    ],
)
def test_a_list_of_logins_is_put_right_cell_by_cell(world: World, tmp_path: Path, rows, expected) -> None:
    place = made(tmp_path / "п", TEXT | {"список.xlsx": rows}, TITLE + '[audience]\nlogins = "список.xlsx"\n')
    assert [line for line in problems(world, place) if line.startswith(expected)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"not a workbook", "Это не книга Excel"),
        (b"", "Файл пуст"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "Это книга старого формата"),
        (b"PK\x03\x04broken", "Файл поврежден"),
    ],
)
def test_a_list_that_is_no_workbook_is_judged_before_it_is_opened(
    world: World, tmp_path: Path, content, expected
) -> None:
    place = made(tmp_path / "п", TEXT | {"список.xlsx": content}, TITLE + '[audience]\nlogins = "список.xlsx"\n')
    assert problems(world, place)[0].startswith(f"список.xlsx: {expected}")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("Имя",), ("а.pdf",)], "files.xlsx: на первом листе нет столбца «Файл»"),
        ([("Файл",)], "files.xlsx: в столбце «Файл» нет ни одного файла"),
        ([("Файл",), ("нет.pdf",), ("а.pdf",)], "files.xlsx, ячейка A2: файла «нет.pdf» в папке files нет"),
        ([("Файл",), ("а.pdf",), ("А.pdf",)], "files.xlsx, ячейка A3: файл «А.pdf» уже есть в ячейке A2"),
        ([("Файл", "Только для ОО"), ("а.pdf", "может быть")], "files.xlsx, ячейка B2: «может быть» – не да и не нет"),
        ([("Файл",), ("а.pdf",)], "files/б.pdf: файла нет в списке files.xlsx"),
    ],
)
def test_a_list_of_files_is_put_right_cell_by_cell(world: World, tmp_path: Path, rows, expected) -> None:
    place = made(tmp_path / "п", {"files.xlsx": rows, "files/а.pdf": PDF, "files/б.pdf": PDF})
    assert [line for line in problems(world, place) if line.startswith(expected)]


def test_a_list_of_files_without_their_folder_is_refused(world: World, tmp_path: Path) -> None:
    place = made(tmp_path / "п", TEXT | {"files.xlsx": [("Файл",), ("а.pdf",)]})
    assert problems(world, place) == [
        "files.xlsx: есть список файлов, а папки files нет. Создайте ее и положите в нее файлы."
    ]


# ---- files
def test_what_is_no_file_is_refused_and_what_is_the_systems_is_left_out(world: World, tmp_path: Path) -> None:
    place = made(
        tmp_path / "п",
        {
            "files/а.pdf": PDF,
            "files/~$а.docx": b"x",
            "files/Thumbs.db": b"x",
            "files/пусто.txt": b"",
            "files/два  пробела\u202e.pdf": PDF,
            "files/\u200b.": PDF,
            ".git/config": b"x",
            "files/.DS_Store": b"x",
            "А  б/1.pdf": PDF,
            "а Б/1.pdf": PDF,
        },
    )
    (place / "files" / "внутри").mkdir()
    (place / "files" / "ссылка.pdf").symlink_to(place / "files" / "а.pdf")
    (place / "ярлык.pdf").symlink_to("/etc/passwd")
    os.mkfifo(place / "files" / "труба")
    (place / "files" / os.fsdecode(b"\xcf\xf0.pdf")).write_bytes(PDF)
    told = compared(world, place)
    assert set(told.problems) == {
        "files/внутри: папка внутри хранилища не публикуется. Переложите ее файлы выше или сделайте отдельным "
        "хранилищем.",
        "files/ссылка.pdf: это ссылка (ярлык), а не файл. Положите сам файл.",
        "files/труба: это не файл. Уберите его из папки.",
        "files/\u200b.: в имени нет видимых знаков. Переименуйте.",
        "files/��.pdf: имя записано не в UTF-8. Переименуйте.",
        "ярлык.pdf: это ссылка (ярлык), а не файл. Положите сам файл.",
        "а Б/: название хранилища «а Б» уже у папки «А  б». Дайте им разные названия.",
    }
    assert sorted(told.notes) == [
        ".git: скрытая папка, не публикуется.",
        "files/.DS_Store: служебный файл, не публикуется.",
        "files/Thumbs.db: служебный файл, не публикуется.",
        "files/~$а.docx: служебный файл, не публикуется.",
        "files/два  пробела\u202e.pdf: будет опубликован под именем «два пробела.pdf».",
        "files/пусто.txt: файл пуст (0 байт). Проверьте, тот ли это файл.",
    ]


@pytest.mark.parametrize("name", ["...", "..  .."])
def test_a_name_of_dots_is_refused(world: World, tmp_path: Path, name: str) -> None:
    place = made(tmp_path / "п", {f"files/{name}": PDF, f"{name}/а.pdf": PDF, "files/а.pdf": PDF})
    assert problems(world, place) == [
        f"{name}: имя состоит из одних точек. Переименуйте.",
        f"files/{name}: имя состоит из одних точек. Переименуйте.",
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("счет.pdf", b"MZ\x90\x00"),
        ("счет.pdf", b"\x7fELF"),
        ("счет.docx", b"#!/bin/sh\n"),
        ("счет.exe", b"x"),
        ("письмо.html", b"<p>"),
        ("рисунок.svg", b"<svg/>"),
        ("счет.pdf", b"no pdf"),
        ("фото.png", b"<svg onload='x'/>"),
    ],
)
def test_a_file_is_judged_by_what_is_in_it(world: World, tmp_path: Path, name: str, content: bytes) -> None:
    place = made(tmp_path / "п", {f"files/{name}": content})
    [said] = problems(world, place)
    assert said.startswith(f"files/{name}: ")
    assert "программа или сценарий" in said or "не похоже на" in said


def test_a_file_that_cannot_be_read_is_named(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = made(tmp_path / "п", {"files/а.pdf": PDF, "files/б.pdf": PDF})
    opened = Path.open

    def locked(self: Path, *args, **kwargs):
        if self.name == "а.pdf":
            raise PermissionError(13, "locked", str(self))
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", locked)
    [said] = problems(world, place)
    assert said.startswith("files/а.pdf: прочитать файл не удалось: нет прав или он занят.")


# ---- texts and links
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("а\n\n<script>alert(1)</script>\n", "text.md, строка 3: <script> не публикуется"),
        ("а <svg onload=x></svg>\n", "text.md, строка 1: <svg> не публикуется"),
        ("а\nб <b onclick='x'>в</b>\n", "text.md, строка 2: свойство onclick у <b> не публикуется"),
        ("<iframe src='https://x'></iframe>\n", "text.md, строка 1: <iframe> не публикуется"),
        ("<form><input></form>\n", "text.md, строка 1: <form> не публикуется"),
        ("[а](javascript:alert(1))\n", "text.md, строка 1: ссылка «javascript:alert(1)» – сценарий"),
        ('<a href="java\nscript:x">а</a>\n', "text.md, строка 1: ссылка «java\nscript:x» – сценарий"),
        ("[а](data:text/html,x)\n", "text.md, строка 1: ссылка «data:text/html,x» – сценарий"),
        ("а\n\n- [а](files/нет.pdf)\n", "text.md, строка 3: ссылка «files/нет.pdf»: такого файла в папке нет"),
        ("[а](files/приказ 1.pdf)\n", "text.md, строка 1: ссылка «files/приказ 1.pdf»: такого файла в папке нет"),
        ("[а](files/при(каз 1.pdf)\n", "text.md, строка 1: ссылка не прочитана: «[а](files/при»"),
        ("[а](files/прикас.pdf)\n", "text.md, строка 1: ссылка «files/прикас.pdf»: такого файла в папке нет. Положите"),
        ("[а](www.fioco.ru)\n", "text.md, строка 1: ссылка «www.fioco.ru»: такого файла в папке нет"),
        ("[а](C:\\docs\\а.pdf)\n", "text.md, строка 1: ссылка «C:\\docs\\а.pdf» ведет на диск компьютера"),
        ("[а](file:///C:/а.pdf)\n", "text.md, строка 1: ссылка «file:///C:/а.pdf» ведет на диск компьютера"),
        ("[а](ftp://x/а.pdf)\n", "text.md, строка 1: ссылка «ftp://x/а.pdf» никуда не ведет"),
        ("[а](#раздел)\n", "text.md, строка 1: ссылка «#раздел» никуда не ведет"),
        ("[а](/files/77)\n", "text.md, строка 1: ссылка «/files/77»: опубликованного файла с таким номером нет"),
        ("а\n" + "<a " * 2000, "text.md, строка 2: после знака < нет знака >"),
        ("[а]()\n", "text.md, строка 1: у ссылки нет адреса"),
        ("[а](второй.pdf)\n", "text.md, строка 1: ссылка «второй.pdf»: таких файлов несколько"),
    ],
)
def test_a_text_is_put_right_line_by_line(world: World, tmp_path: Path, text: str, expected: str) -> None:
    files = {"files/приказ.pdf": PDF, "files/второй.pdf": PDF, "Бланки/второй.pdf": PDF}
    said = problems(world, made(tmp_path / "п", files | {"text.md": text}))
    assert [line for line in said if line.startswith(expected)], said


def test_a_likely_file_and_a_likely_site_are_guessed(world: World, tmp_path: Path) -> None:
    place = made(tmp_path / "п", {"files/приказ.pdf": PDF, "text.md": "[а](files/прикас.pdf) [б](fioco.ru)\n"})
    first, second = problems(world, place)
    assert first.endswith("Возможно, это «files/приказ.pdf».")
    assert second.endswith("Если это адрес сайта, начните его с https://.")


def test_what_a_text_loses_is_said_once(world: World, tmp_path: Path) -> None:
    html = (
        "<html><head><title>Окно</title><style>p{}</style></head><body><h1>Заголовок</h1>\n<div><span>а</span></div>\n"
        "<span>б</span><img src='a.png'></body></html>"
    )
    told = compared(world, made(tmp_path / "п", {"text.html": html}))
    assert told.problems == []
    assert told.notes == [
        "text.html, строка 1: <style> не публикуется.",
        "text.html, строка 1: оформление <h1> не публикуется, его текст остается.",
        "text.html, строка 2: оформление <div> не публикуется, его текст остается.",
        "text.html, строка 2: оформление <span> не публикуется, его текст остается.",
        "text.html, строка 3: картинка не публикуется. Приложите ее файлом в папке files.",
    ]


def test_a_link_that_coordinators_cannot_follow_and_times_that_are_odd_are_noted(world: World, tmp_path: Path) -> None:
    files = {"files/ключи.pdf": PDF, "text.md": "[ключи](ключи.pdf)\n"}
    far = show(NOW + timedelta(days=400))
    description = TITLE + f'organisations_only = ["files/ключи.pdf"]\npublished_at = "{far}"\n'
    told = compared(world, made(tmp_path / "п", files, description))
    assert told.problems == []
    assert [line.partition(": ")[0] for line in told.notes] == ["publication.toml, строка 3", "text.md, строка 1"]
    past = show(NOW - timedelta(days=1))
    told = compared(world, made(tmp_path / "п", files, TITLE + f'published_at = "{past}"\n'))
    assert told.notes == [f"publication.toml: время {past} мск уже прошло: уведомления о публикации не будет."]
