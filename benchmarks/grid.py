"""The grid in a real Chromium: key to paint at 30 x 15, and a paste of 1,000 x 20 painted and answered.

    python -m benchmarks.grid [--keys 150]

A key's time runs from the browser's own time stamp of the key to the frame after it. Prints a Markdown table.
"""

import argparse
import statistics
from typing import Any

from playwright.sync_api import Page, sync_playwright

from fisoko.domain.forms.form import Cell, Column, Form, Limits, Row, Sheet, letter
from tests.browser.bench import Bench
from tests.browser.conftest import FLAGS, find_chromium
from tests.browser.grid_page import Drafts, page_data

TIMER = """() => {
  window.times = { keys: [], paste: null, painted: null }
  const frame = then => requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = then; port2.postMessage(0) })
  document.addEventListener("keydown", event => frame(() => window.times.keys.push(performance.now() - event.timeStamp)), true)
  document.addEventListener("paste", event => { const begun = event.timeStamp; window.times.paste = begun; frame(() => { window.times.painted = performance.now() - begun }) }, true)
}"""


def form(rows: int, columns: int) -> Form:
    """Whole numbers with limits, every fifth column a sum of the four before it."""
    number = Cell("integer", limits=Limits("number", "between", ["num", 0], ["num", 400000]))

    def cell(place: int, row: int) -> Cell:
        if place % 5 != 4:
            return number
        first = 2 + place - 4
        return Cell("integer", formula=["call", "SUM", [["range", 0, row, first, row, first + 3, 0, 0, 0, 0]]])

    made = tuple(
        Column(f"column{n:02}", letter(2 + n), f"Л!{n}", (f"Группа {n // 5 + 1}", f"Столбец {n + 1}"), cell(n, 4))
        for n in range(columns)
    )
    lines = tuple(
        Row(f"row{n:05}", 4 + n, (), {f"column{c:02}": cell(c, 4 + n) for c in range(columns) if c % 5 == 4})
        for n in range(rows)
    )
    return Form("grid", "Таблица", (Sheet("sheet001", "Лист", 4, 2, (), made, lines),))


def plain(rows: int, columns: int) -> Form:
    """The same without sums, so that a paste fits everywhere."""
    number = Cell("integer", limits=Limits("number", "between", ["num", 0], ["num", 400000]))
    made = tuple(
        Column(f"column{n:02}", letter(2 + n), f"Л!{n}", (f"Столбец {n + 1}",), number) for n in range(columns)
    )
    lines = tuple(Row(f"row{n:05}", 4 + n, ()) for n in range(rows))
    return Form("grid", "Таблица", (Sheet("sheet001", "Лист", 4, 2, (), made, lines),))


def opened(page: Page, bench: Bench) -> None:
    """The page, ready, with the timer."""
    page.goto(bench.url)
    page.locator(".desk[data-ready]").wait_for()
    page.evaluate(TIMER)


def keys(page: Page, count: int) -> tuple[list[float], list[float]]:
    """Milliseconds of arrows and of typing with Tab."""
    for n in range(count):
        page.keyboard.press("ArrowDown" if n % 20 < 10 else "ArrowUp")
        page.wait_for_timeout(15)
    arrows = page.evaluate("window.times.keys.splice(0)")
    for n in range(count // 2):
        page.keyboard.press(str(n % 9 + 1))
        page.wait_for_timeout(15)
        page.keyboard.press("Enter")
        page.wait_for_timeout(15)
    return arrows, page.evaluate("window.times.keys.splice(0)")


def paste(page: Page) -> tuple[float, float]:
    """Milliseconds until a pasted 1,000 x 20 is painted, and until the server has answered it all."""
    text = "\\r\\n".join("\\t".join(str(row * 20 + column) for column in range(20)) for row in range(1000))
    page.evaluate(f'navigator.clipboard.writeText("{text}")')
    page.keyboard.press("Control+v")
    page.get_by_text("Сохранено").first.wait_for(timeout=30_000)
    answered = page.evaluate("performance.now() - window.times.paste")
    return page.evaluate("window.times.painted"), answered


def at(values: list[float], part: float) -> float:
    """A quantile."""
    return statistics.quantiles(values, n=100)[round(part * 100) - 1]


def data(made: Form) -> dict[str, Any]:
    """The page's data."""
    return page_data() | {"form": made.to_json()}


def main() -> None:
    """The table."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--keys", type=int, default=150)
    count = words.parse_args().keys
    print("| what | ms |\n|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        with Bench("grid", data(form(30, 15)), Drafts().answer) as bench:
            page = context.new_page()
            opened(page, bench)
            arrows, typing = keys(page, count)
            for name, times in (("arrow", arrows), ("typing and Enter", typing)):
                print(f"| 30 x 15, {name}: key to paint, p50 / p95 | {at(times, 0.5):.0f} / {at(times, 0.95):.0f} |")
            page.close()
        seen = []
        for _ in range(5):
            with Bench("grid", data(plain(1000, 20)), Drafts().answer) as bench:
                page = context.new_page()
                opened(page, bench)
                seen.append(paste(page))
                page.close()
        painted, answered = (statistics.median(values) for values in zip(*seen, strict=True))
        print(f"| paste of 1,000 x 20: painted / answered, median of five | {painted:.0f} / {answered:.0f} |")
        browser.close()


if __name__ == "__main__":
    main()
