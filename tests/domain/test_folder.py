"""Reading a folder never fails, whatever is in it; what could run never gets into a text."""

import re
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fisoko.domain.folder.description import Description, read_description
from fisoko.domain.folder.difference import lines_of
from fisoko.domain.folder.entry import Entry, EntryKind, Folder
from fisoko.domain.folder.lines import Lines
from fisoko.domain.folder.remarks import Remarks, at_cell
from fisoko.domain.folder.sizes import size_text
from fisoko.domain.folder.stores import natural
from fisoko.domain.folder.text import read_html, read_markdown
from fisoko.services.prose import clean

TAGS = [
    "<script>",
    "</script>",
    "<svg onload=x>",
    "<a href='javascript:x'>",
    "<p>",
    "</p>",
    "<!--",
    "-->",
    "<style>",
    "<body>",
]
SIGNS = ["[а](", ")", "](x y)", "<", ">", "&", "\n\n", "# ", "- ", "\n---\n", "`", "**", "а", " ", "\0", "]]>", "| а |"]
PIECES = st.sampled_from(TAGS + SIGNS)
TOML = st.sampled_from(
    ["title", "=", '"', "'", "[", "]", "\n", "audience", "а", "1", ",", "true", "{", "}", "\\", "#", ".", '"""', "-"]
)
RUNS = re.compile(r"<(script|svg|iframe|style)|\son\w+=|javascript:", re.IGNORECASE)


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=300))
def test_any_text_is_read_and_nothing_that_runs_stays(source: str) -> None:
    for text in (read_html(source, Remarks()), read_markdown(source, ["x y"], Remarks())):
        cleaned = clean(text.html, {"x y": "/files/1"})
        tags = re.sub(r">[^<]*", ">", cleaned)
        assert not RUNS.search(tags)


@given(st.lists(TOML, max_size=60).map("".join) | st.text(max_size=300))
def test_any_description_is_read(source: str) -> None:
    remarks = Remarks()
    said = read_description(source, remarks)
    assert isinstance(said, Description)
    assert said.title or remarks.problems


def test_a_description_of_a_thousand_brackets_is_only_a_wrong_one() -> None:
    remarks = Remarks()
    read_description("title = " + "[" * 100_000, remarks)
    assert remarks.problems[0].startswith("publication.toml, строка 1")


def test_lines_are_found_in_their_tables() -> None:
    lines = Lines('# о\n"title" = "а"\n[audience]  # кому\nregions = [\n  "24",\n  "240"]\ntitle = 1\n')
    assert (lines.of("title"), lines.of("title", "audience")) == (2, 7)
    assert (lines.of("regions", "audience", "24"), lines.of("regions", "audience", "240")) == (5, 6)
    assert (lines.of("kinds", "audience"), lines.of("audience"), lines.of("key")) == (3, 3, None)


def test_a_folder_goes_to_the_server_and_back() -> None:
    folder = Folder("п", (Entry("files", EntryKind.FOLDER), Entry("files/а", size=3, sha256="0" * 64, head=b"\0\xff")))
    assert Folder.from_json(folder.to_json()) == folder
    wrong = folder.to_json()
    wrong["entries"][0]["head"] = b64encode(b"x").decode() + "?"
    with pytest.raises(ValueError, match="padding"):
        Folder.from_json(wrong)


def test_names_sizes_and_cells_are_as_people_read_them() -> None:
    assert sorted(["Б10", "б2", "Б1 а", "1"], key=natural) == ["1", "Б1 а", "б2", "Б10"]
    assert [size_text(size) for size in (0, 1023, 1536, 10 * 2**20, 5 * 2**40)] == [
        "0 байт",
        "1023 байт",
        "1,5 КБ",
        "10 МБ",
        "5120 ГБ",
    ]
    assert at_cell("а.xlsx", 4, 27) == "а.xlsx, ячейка AB5"


def test_a_text_is_compared_by_its_lines_and_addresses() -> None:
    html = (
        '<p>а <b>б</b> <a href="/files/1">в</a>.</p><table><tr><td>1</td><td>2</td></tr></table><ul><li>г\nд</li></ul>'
    )
    assert lines_of(html) == ["а б в [/files/1].", "1 2", "г д"]
