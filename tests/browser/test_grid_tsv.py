"""Tab-separated text keeps any cells through the clipboard."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.browser.bench import Bench

pytestmark = pytest.mark.browser
SIGNS = st.characters(codec="utf-8", exclude_characters="\r")
CELLS = st.text(st.one_of(st.sampled_from('"\t\n ,;'), SIGNS), max_size=8)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=4)
)


@pytest.fixture(scope="module")
def tsv(browser: Browser) -> Iterator[Page]:
    with Bench("grid", {}) as bench:
        page = browser.new_page()
        page.goto(bench.url + "nothing")
        yield page
        page.close()


def parse(page: Page, text: str) -> Any:
    return page.evaluate("async text => (await import('/assets/v/grid/tsv.js')).parse(text)", text)


@given(TABLES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_back(tsv: Page, table: list[list[str]]) -> None:
    back = tsv.evaluate(
        "async rows => { const tsv = await import('/assets/v/grid/tsv.js'); return tsv.parse(tsv.format(rows)) }", table
    )
    # One empty cell at the very end is a line end to everybody.
    if len(table) > 1 and table[-1] == [""]:
        table = table[:-1]
    assert back == table


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", [[""]]),
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\t\r\n", [["1", ""]]),
        ("1\n\n3", [["1"], [""], ["3"]]),
        ('"a\r\nb"\tc', [["a\nb", "c"]]),
        ('"a ""b"""', [['a "b"']]),
        ('"not closed\t2', [['"not closed', "2"]]),
        ('"a"b\tc', [['"a"b', "c"]]),
        ("a\rb", [["a"], ["b"]]),
    ],
)
def test_texts_of_excel_and_libreoffice_are_read(tsv: Page, text: str, rows: list[list[str]]) -> None:
    assert parse(tsv, text) == rows
