"""No word of ours mixes Latin and Cyrillic letters: «Cбор» with a Latin C is found by no search."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.docs.texts import DOCS, ROOT

WORD = re.compile(r"[A-Za-zА-Яа-яЁё]+")
CLASS = re.compile(r"\[[^\]]*\]")  # of a regular expression: letters, no word
MIXED = re.compile(r"[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")
STRING = re.compile(r"<t(?:\s[^>]*)?>([^<]*)</t>|<(?:prompt|error|promptTitle|errorTitle|f)>([^<]*)<")


def mixed(text: str) -> list[str]:
    """The words of a text in which both alphabets meet."""
    return [word for word in WORD.findall(text) if MIXED.search(word)]


def python_strings(path: Path) -> Iterator[str]:
    """Every string of a module, without the letters of its escapes and prefixes."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield CLASS.sub(" ", node.value)


def workbook_strings(path: Path) -> Iterator[str]:
    """Every text of a workbook: cells, sheet names, comments, messages of validations."""
    with ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                text = archive.read(name).decode("utf-8")
                yield from (first or second for first, second in STRING.findall(text))
                yield from re.findall(r'(?:prompt|error|promptTitle|errorTitle|name)="([^"]*)"', text)


def script_text(path: Path) -> str:
    """A module of the browser without its escapes (a no-break space is written as one)."""
    return re.sub(r"\\u[0-9A-Fa-f]{4}|\\[a-zA-Z]", " ", path.read_text("utf-8"))


PYTHON = sorted((ROOT / "fisoko").rglob("*.py"))
SCRIPTS = sorted((ROOT / "fisoko" / "web" / "assets").rglob("*.js"))
WORKBOOKS = sorted((ROOT / "data" / "forms").glob("*.xlsx"))


def test_there_is_something_to_read() -> None:
    assert any(path.name == "texts.py" for path in PYTHON)
    assert any(path.name == "texts.js" for path in SCRIPTS)
    assert WORKBOOKS
    assert any("Контингент" in text for path in WORKBOOKS for text in workbook_strings(path))


def test_mixed_words_are_found_and_others_are_not() -> None:
    assert mixed("Cбор данных") == ["Cбор"]
    assert mixed("файл xlsx, ВПР-SPO, schRRNNNN, FISOKO_HOME и «Excel»") == []


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_string_of_a_module_mixes_alphabets(path: Path) -> None:
    assert [word for text in python_strings(path) for word in mixed(text)] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_script_of_a_page_mixes_alphabets(path: Path) -> None:
    assert mixed(script_text(path)) == []


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.name)
def test_no_text_of_a_form_mixes_alphabets(path: Path) -> None:
    assert [word for text in workbook_strings(path) for word in mixed(text)] == []


def test_no_text_of_the_documentation_mixes_alphabets() -> None:
    found = {path.name: mixed(path.read_text("utf-8")) for path in DOCS.rglob("*.md")}
    assert {name: words for name, words in found.items() if words} == {}


# ---- how the texts are written
TEXTS = [path for path in PYTHON if path.name.startswith("texts")]
SCRIPT_TEXTS = [path for path in SCRIPTS if path.name == "texts.js"]
YO = re.compile(r"\b\w*[ёЁ]\w*")
LOW = re.compile(r"\b(?:вы|вас|вам|вами|ваш\w*)\b")


def named(path: Path) -> list[str]:
    """What a module names at its top, as often as it does."""
    names: list[str] = []
    for node in ast.parse(path.read_text("utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        names += [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
    return names


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_sentence_is_named_once_so_that_none_stands_for_another(path: Path) -> None:
    names = named(path)
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("path", [*TEXTS, *SCRIPT_TEXTS], ids=lambda path: str(path.relative_to(ROOT)))
def test_texts_have_one_dash_no_needless_dots_over_e_and_a_capital_for_the_reader(path: Path) -> None:
    if path.suffix == ".py":
        text = "\n".join(python_strings(path))
    else:
        text = re.sub(r"^\s*//.*$", "", script_text(path), flags=re.MULTILINE)
    assert "—" not in text
    assert {word.lower() for word in YO.findall(text)} <= {"всё"}
    assert LOW.findall(text) == []
