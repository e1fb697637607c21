"""The small modules under the pages: moments, figures, and redrawing in place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from fisoko.domain.share import percent, tenths
from tests.browser import cabinets
from tests.browser.bench import Bench

pytestmark = pytest.mark.browser

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000


@pytest.fixture(scope="module")
def modules(browser) -> Page:
    """A page on which the modules are at hand as `time`, `figure` and `redraw`."""
    page = browser.new_page()
    with Bench("cabinet", cabinets.school()) as bench:
        page.goto(bench.url)
        page.evaluate(
            """async () => {
              window.time = await import("/assets/v/time.js")
              window.figure = await import("/assets/v/page/figure.js")
              window.query = await import("/assets/v/participants/query.js")
              window.redraw = await import("/assets/v/page/patch.js")
              const item = key => {
                const made = document.createElement("li")
                made.dataset.key = made.textContent = key
                made.tabIndex = 0
                return made
              }
              window.list = keys => {
                const made = document.createElement("ul")
                made.append(...keys.map(item))
                return made
              }
            }"""
        )
        yield page
    page.close()


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (2 * DAY + 4 * HOUR, "2 дня 4 ч"),
        (2 * DAY + 3 * HOUR + 59 * MINUTE + 30_000, "2 дня 4 ч"),
        (5 * DAY, "5 дней"),
        (21 * DAY + HOUR, "21 день 1 ч"),
        (HOUR + 12 * MINUTE, "1 ч 12 мин"),
        (14 * MINUTE, "14 мин"),
        (13 * MINUTE + 1, "14 мин"),
        (59_000, "59 с"),
        (59_001, "1 мин"),
        (1, "1 с"),
        (-5, "0 с"),
    ],
)
def test_what_is_left_is_said_by_the_two_greatest_units(modules: Page, ms: int, words: str):
    said = modules.evaluate("ms => time.duration(ms)", ms).replace("\u00a0", " ")
    assert said == words


@pytest.mark.parametrize(
    ("offset", "words"), [(180, ""), (420, "у Вас в 22:00"), (720, "у Вас 29.11 в 03:00"), (120, "у Вас в 17:00")]
)
def test_the_readers_moment_is_said_only_where_it_differs(modules: Page, offset: int, words: str):
    said = modules.evaluate("offset => time.readersMoment('2026-11-28T15:00:00.000Z', {offset})", offset)
    assert said.replace("\u00a0", " ") == words


def test_no_moment_is_an_empty_text(modules: Page):
    assert modules.evaluate("[null, undefined, '', 'вчера'].map(at => time.moment(at))") == [""] * 4


def test_shares_are_those_of_the_server(modules: Page):
    pairs = [
        (part, whole) for whole in (1, 3, 8, 162, 200, 400, 1000, 9000) for part in range(0, whole + 1, 1 + whole // 97)
    ]
    pairs += [(whole - 1, whole) for _, whole in pairs]
    shown = modules.evaluate("pairs => pairs.map(([a, b]) => [figure.share(a, b), figure.tenths(a, b)])", pairs)
    assert shown == [[f"{percent(*pair)}\u00a0%", tenths(*pair)] for pair in pairs]
    assert modules.evaluate("[figure.share(0, 0), figure.tenths(0, 0)]") == ["", ""]


def test_sizes_and_figures_are_written_as_russians_do(modules: Page):
    said = modules.evaluate(
        "[figure.figure(45000), figure.fileSize(1468006), figure.fileSize(225280), figure.fileSize(0)]"
    )
    assert [words.replace("\u00a0", " ") for words in said] == ["45 000", "1,4 МБ", "220 КБ", "0 Б"]


keys = st.lists(st.sampled_from("abcdefgh"), unique=True)


@settings(max_examples=80, deadline=None)
@given(before=keys, after=keys, at=st.integers(0, 7))
def test_any_list_becomes_any_other_and_what_stays_keeps_its_element_and_focus(
    modules: Page, before: list[str], after: list[str], at: int
):
    seen = modules.evaluate(
        """([before, after, at]) => {
          const place = list(before)
          document.body.append(place)
          const was = {}
          for (const item of place.children) was[item.dataset.key] = item
          const focused = before[at]
          if (focused) was[focused].focus()
          redraw.patch(place, list(after))
          const now = Array.from(place.children)
          const active = document.activeElement.dataset && document.activeElement.dataset.key || null
          const kept = now.every(item => !was[item.dataset.key] || was[item.dataset.key] === item)
          place.remove()
          return { order: now.map(item => item.textContent), kept, active }
        }""",
        [before, after, at],
    )
    focused = before[at] if at < len(before) else None
    assert seen["order"] == after
    assert seen["kept"]
    assert seen["active"] == (focused if focused in after else None)


def test_the_list_is_returned_to_as_it_was_narrowed(modules: Page):
    """«Закрыть» of a participant's data leads to the list that was left, and only to that one."""
    modules.evaluate("query.remember('/collections/3/participants', {...query.whole({}), status: 'work', page: 2})")
    assert modules.evaluate("query.remembered('/collections/3/participants')") == (
        "/collections/3/participants?status=work&page=2"
    )
    assert modules.evaluate("query.remembered('/collections/4/participants')") == "/collections/4/participants"
    modules.evaluate("query.remember('/collections/3/participants', query.whole({}))")
    assert modules.evaluate("query.remembered('/collections/3/participants')") == "/collections/3/participants"
