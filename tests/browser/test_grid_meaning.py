"""What the grid makes of values: how a series goes on, what was meant by a wrong value, what a list offers."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.browser.bench import Bench

pytestmark = pytest.mark.browser
BASES = ["основное общее", "среднее общее", "не указано"]
CODES = ["09.02.07 Информационные системы", "15.02.16 Технология машиностроения", "34.02.01 Сестринское дело"]


@pytest.fixture(scope="module")
def modules(browser: Browser) -> Iterator[Page]:
    with Bench("grid", {}) as bench:
        page = browser.new_page()
        page.goto(bench.url + "nothing")
        page.evaluate(
            """async () => {
              window.series = await import("/assets/v/grid/series.js")
              window.mend = await import("/assets/v/grid/more/mend.js")
              window.choices = await import("/assets/v/grid/choices.js")
            }"""
        )
        yield page
        page.close()


@pytest.mark.parametrize(
    ("kind", "values", "after"),
    [
        ("integer", [1], [2, 3, 4]),
        ("integer", [5, 10], [15, 20, 25]),
        ("integer", [7, 7], [7, 7, 7]),
        ("integer", [10, 8], [6, 4, 2]),
        ("decimal", [0.1, 0.2], [0.3, 0.4, 0.5]),
        ("decimal", [1, 2, 4], [5.33333333333333, 6.83333333333333, 8.33333333333333]),  # the nearest straight line
        ("percent", [0.05, 0.1], [0.15, 0.2, 0.25]),
        ("date", ["2026-09-30"], ["2026-10-01", "2026-10-02", "2026-10-03"]),
        ("date", ["2026-09-01", "2026-09-08"], ["2026-09-15", "2026-09-22", "2026-09-29"]),
        ("date", ["2026-10-31", "2026-11-30"], ["2026-12-30", "2027-01-29", "2027-02-28"]),
        ("date", ["2025-12-01", "2026-01-01"], ["2026-02-01", "2026-03-01", "2026-04-01"]),
        ("date", ["2024-02-29", "2025-02-28"], ["2026-02-28", "2027-02-28", "2028-02-28"]),
        ("time", ["22:30"], ["23:30", "00:30", "01:30"]),
        ("time", ["09:00", "09:45"], ["10:30", "11:15", "12:00"]),
        ("text", ["Группа 9"], ["Группа 10", "Группа 11", "Группа 12"]),
        ("text", ["П-07", "П-09"], ["П-11", "П-13", "П-15"]),
        ("text", ["А", "Б"], None),
        ("text", ["Группа 1", "Класс 2"], None),
        ("integer", [1, None], None),
    ],
)
def test_a_series_goes_on_as_in_excel(modules: Page, kind: str, values: list[Any], after: list[Any] | None) -> None:
    made = modules.evaluate(
        """([type, values]) => {
          const next = series.progression(values.map(value => [value, { type }]))
          return next && [0, 1, 2].map(at => next(values.length + at))
        }""",
        [kind, values],
    )
    assert made == after


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.integers(-1000, 1000), step=st.integers(-50, 50), count=st.integers(2, 6))
def test_an_even_series_goes_on_evenly_both_ways(modules: Page, start: int, step: int, count: int) -> None:
    values = [start + step * at for at in range(count)]
    made = modules.evaluate(
        """values => {
          const next = series.progression(values.map(value => [value, { type: "integer" }]))
          return [-2, -1, values.length, values.length + 7].map(next)
        }""",
        values,
    )
    assert made == [start - 2 * step, start - step, start + step * count, start + step * (count + 7)]


@pytest.mark.parametrize(
    ("cell", "typed", "meant"),
    [
        ({"type": "date"}, "07092021", "07.09.2021"),
        ({"type": "date"}, "07,09,2021", "07.09.2021"),
        ({"type": "date"}, "7 . 9 . 21 г.", "07.09.2021"),
        ({"type": "date"}, "07.09.2021 12:30:00", "07.09.2021"),
        ({"type": "date"}, "20210907", "07.09.2021"),
        ({"type": "date"}, "2021/9/7 0:00:00.000", "07.09.2021"),
        ({"type": "date"}, "9/27/2021", "27.09.2021"),
        ({"type": "date"}, "7-Sep-21", "07.09.2021"),
        ({"type": "date"}, "Sep 7, 2021", "07.09.2021"),
        ({"type": "date"}, "7сентября2021года", "07.09.2021"),
        ({"type": "date"}, "О7.О9.2О21", "07.09.2021"),
        ({"type": "date"}, "44446", "07.09.2021"),
        ({"type": "date"}, "1,9", "01.09.2026"),
        ({"type": "date"}, "1.9", "01.09.2026"),
        ({"type": "date"}, "31.02.2021", None),
        ({"type": "date"}, "осенью", None),
        ({"type": "date"}, "123", None),
        ({"type": "integer"}, "12 чел.", "12"),
        ({"type": "integer"}, "1О", "10"),
        ({"type": "integer"}, "1.234.567", "1234567"),
        ({"type": "integer"}, "1 234 чел.", "1234"),
        ({"type": "integer"}, "12,5", None),
        ({"type": "integer"}, "от 10 до 12", None),
        ({"type": "integer"}, "много", None),
        ({"type": "decimal"}, "1.234,5 руб.", "1234,5"),
        ({"type": "decimal"}, "1,234.5", "1234,5"),
        ({"type": "percent"}, "около 45 %", "45%"),
        ({"type": "time"}, "9.30", "09:30"),
        ({"type": "time"}, "0930", "09:30"),
        ({"type": "time"}, "9 ч 30 мин", "09:30"),
        ({"type": "time"}, "9 часов", "09:00"),
        ({"type": "time"}, "25.30", None),
        ({"type": "boolean"}, "+", "да"),
        ({"type": "boolean"}, "Нет.", "нет"),
        ({"type": "boolean"}, "yes", "да"),
        ({"type": "boolean"}, "не знаю", None),
        ({"type": "text", "list": BASES}, "основное общее образование", None),
        ({"type": "text", "list": BASES}, "Основнoе  общее.", "основное общее"),
        ({"type": "text", "list": BASES}, "среднее", "среднее общее"),
        ({"type": "text", "list": BASES}, "среднее обшее", "среднее общее"),
        ({"type": "text", "list": BASES}, "общее", None),
        ({"type": "text", "list": CODES}, "09.02.07", CODES[0]),
        ({"type": "text", "list": CODES}, "сестринское дело", CODES[2]),
    ],
)
def test_what_was_probably_meant(modules: Page, cell: dict[str, Any], typed: str, meant: str | None) -> None:
    value = typed if "list" in cell else {"raw": typed}
    found = modules.evaluate('([value, cell]) => mend.suggestion(value, cell, "2026-09-20")', [value, cell])
    assert (found and found["shown"]) == meant


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", CODES),
        ("ТЕХ маш", [CODES[1]]),
        ("02", CODES),
        ("дело", [CODES[2]]),
        ("системы сестринское", []),
    ],
)
def test_a_list_offers_what_has_every_word(modules: Page, typed: str, offered: list[str]) -> None:
    assert modules.evaluate("([list, typed]) => choices.narrowed(list, typed)", [CODES, typed]) == offered
