"""Names, contents and archives of files, whatever comes from outside."""

import struct
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fisoko.domain.archive import Entry, layout
from fisoko.domain.contents import problem_of
from fisoko.domain.files import LONGEST, LONGEST_BYTES, archive_name, file_name, folded, safe_name, unlike
from fisoko.domain.spans import Spans

AT = datetime(2026, 11, 25, 14, 43, 12, tzinfo=UTC)
GB = 1024**3
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Инструкция.pdf", "Инструкция.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Документы\\Отчет.xlsx", "Отчет.xlsx"),
        ("...", "файл"),
        ("", "файл"),
        ("\u202efdp.exe", "fdp.exe"),
        ("а\r\nб\0.pdf", "аб.pdf"),
        ("  а   б .pdf. ", "а б.pdf"),
        ("и\u0306.pdf", "й.pdf"),
        ('👩\u200d🎓 «да» "нет".pdf', '👩\u200d🎓 «да» "нет".pdf'),
        ("х" * 300 + ".docx", "х" * 195 + ".docx"),
        ("х" * 300, "х" * 200),
    ],
)
def test_a_name_from_outside_becomes_one_that_is_no_path(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(NAMES)
def test_any_name_becomes_a_short_visible_one(name: str) -> None:
    made = safe_name(name)
    assert made == safe_name(made)
    assert 0 < len(made) <= LONGEST
    assert made.strip(".")
    assert not set(made) & {"/", "\\"}
    assert made.isprintable() or "\u200d" in made or "\u00a0" in made
    assert len(file_name(made).encode()) <= LONGEST_BYTES


@given(st.lists(NAMES.map(safe_name), max_size=20))
def test_names_of_an_archive_differ_whatever_the_case(names: list[str]) -> None:
    made = unlike(names)
    assert len({name.casefold() for name in made}) == len(names)
    assert all(name and len(name.encode()) <= LONGEST_BYTES and not set(name) & set('<>:"/\\|?*') for name in made)


def test_equal_names_are_numbered_before_their_ending() -> None:
    assert unlike(["имя.pdf", "Имя.PDF", "имя (2).pdf", "имя.pdf", "имя"]) == [
        "имя.pdf",
        "Имя (2).PDF",
        "имя (2) (2).pdf",
        "имя (3).pdf",
        "имя",
    ]


def test_the_archive_is_called_as_its_store() -> None:
    assert archive_name("Бланки / 1 курс: «А»") == "Бланки _ 1 курс_ «А».zip"
    assert archive_name("..") == "файл.zip"


def test_a_name_is_found_whatever_the_case_and_with_either_e() -> None:
    assert "зачет" in folded("ЗАЧЁТНЫЙ лист.pdf")


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("Инструкция.pdf", b"MZ\x90\0"),
        ("Инструкция.pdf", b"\x7fELF"),
        ("записка.txt", b"#!/bin/sh"),
        ("ярлык.pdf", b"L\0\0\0\x01\x14\x02\0"),
        ("установка.exe", b""),
        ("страница.HTML", b"<p>"),
        ("Инструкция.pdf", b"PK\x03\x04"),
        ("таблица.xlsx", b"%PDF-1.4"),
        ("картинка.png", b"<svg>"),
    ],
)
def test_programs_and_false_endings_are_refused_by_name(name: str, head: bytes) -> None:
    assert f"«{name}»" in problem_of(name, head)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("а.pdf", b"\xef\xbb\xbf%PDF-1.7"),
        ("а.xlsx", b"PK\x03\x04"),
        ("а.doc", b"\xd0\xcf\x11\xe0"),
        ("а.doc", b"{\\rtf1"),
        ("а.txt", b"MOSCOW"),
        ("а.mp4", b"\0\0\0 ftyp"),
        ("а", b"x"),
        ("а.pdf", b""),
    ],
)
def test_documents_are_taken(name: str, head: bytes) -> None:
    assert problem_of(name, head) == ""


# ---- archives
def entries(contents: dict[str, bytes]) -> list[Entry]:
    return [Entry(name, len(content), crc32(content), AT) for name, content in contents.items()]


def written(path: Path, contents: dict[str, bytes]) -> Path:
    heads, tail = layout(entries(contents))
    path.write_bytes(b"".join(map(bytes.__add__, heads, contents.values())) + tail)
    return path


@given(st.dictionaries(NAMES.map(safe_name).map(file_name), st.binary(max_size=200), max_size=8))
def test_any_files_come_out_of_the_archive_as_they_went_in(tmp_path_factory, contents: dict[str, bytes]) -> None:
    path = written(tmp_path_factory.mktemp("zip") / "a.zip", contents)
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        assert {one.filename: archive.read(one) for one in archive.infolist()} == contents
        assert all(one.compress_type == ZIP_STORED and one.flag_bits == 0x800 for one in archive.infolist())


def test_other_programs_read_it_with_its_times(tmp_path: Path) -> None:
    path = written(tmp_path / "a.zip", {"Инструкция.txt": b"one", "пусто.txt": b""})
    ran = subprocess.run(["unzip", "-t", path], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    with ZipFile(path) as archive:
        assert archive.infolist()[0].date_time == (2026, 11, 25, 17, 43, 12)  # Moscow


def test_past_four_gigabytes_sizes_and_places_are_right(tmp_path: Path) -> None:
    sizes = [5 * GB, 3, 4 * GB - 1, 2]
    made = [Entry(f"файл {n}.bin", size, 0, AT) for n, size in enumerate(sizes)]
    heads, tail = layout(made)
    path = tmp_path / "big.zip"  # sparse: the contents are holes
    with path.open("wb") as file:
        for head, size in zip(heads, sizes, strict=True):
            file.write(head)
            file.seek(size, 1)
        file.write(tail)
    with ZipFile(path) as archive:
        assert [one.file_size for one in archive.infolist()] == sizes
        for one in archive.infolist():
            archive.open(one).close()  # the record before the content is where the directory says
            with path.open("rb") as file:
                file.seek(one.header_offset)
                assert file.read(4) == struct.pack("<L", 0x04034B50)


def test_more_files_than_an_old_zip_counts(tmp_path: Path) -> None:
    path = written(tmp_path / "many.zip", {f"{n}": b"" for n in range(65_540)})
    with ZipFile(path) as archive:
        assert len(archive.infolist()) == 65_540
        assert archive.read("65539") == b""


# ---- parts
@given(st.integers(1, 200), st.data())
def test_a_download_in_parts_is_whole_when_every_byte_has_gone(size: int, data: st.DataObject) -> None:
    spans, sent = Spans(), set[int]()
    for _ in range(20):
        first = data.draw(st.integers(0, size - 1))
        end = data.draw(st.integers(first + 1, size))
        sent |= {*range(first, end)}
        assert spans.note("file", size, first, end) is (len(sent) == size)
        if len(sent) == size:
            sent.clear()  # the next one begins anew


def test_the_oldest_unfinished_downloads_are_forgotten(monkeypatch) -> None:
    monkeypatch.setattr("fisoko.domain.spans.REMEMBERED", 2)
    spans = Spans()
    for key in "abc":
        assert not spans.note(key, 10, 0, 5)
    assert not spans.note("a", 10, 5, 10)
    assert spans.note("c", 10, 5, 10)
