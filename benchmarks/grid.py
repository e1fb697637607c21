"""The grid beside Tabulator, Handsontable and jspreadsheet-ce, all in one Chromium, ours on a real server.

    python -m benchmarks.grid [--only ready,weak,keys,paste,scroll,nodes,batch] [--loads 7] [--keys 100]

Needs npm once, for the neighbours (benchmarks.neighbours). A key's time runs from the browser's own time stamp of the
key to the frame after it; a page is ready in the first frame with its cells in it. Prints Markdown tables.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.grid_site import Tables, bench_of, tables
from benchmarks.neighbours import NAMES, PROBE, served
from tests.browser.conftest import FLAGS, find_chromium

OURS = "fisoko"
PASTED = (1000, 20)
WEAK = {"offline": False, "latency": 100, "downloadThroughput": 128_000, "uploadThroughput": 64_000}  # ms, bytes/s
SLOWER = 4  # times, an old computer
WAIT = 60  # s, for the slowest neighbour


@dataclass(frozen=True)
class Rivals:
    """Opens a grid of a size, ours or a neighbour's, in the one browser."""

    browser: Browser
    site: Tables
    neighbours: str

    def address(self, who: str, size: str) -> str:
        """Where the page is."""
        return self.site.address(size) if who == OURS else f"{self.neighbours}/{who}?{size}"

    def begun(self, who: str) -> str:
        """An address of the same site that brings none of its files: pages are come to from their neighbours."""
        return f"{self.site.site.url}/health/live" if who == OURS else f"{self.neighbours}/blank"

    @contextmanager
    def fresh(self) -> Iterator[BrowserContext]:
        """A context with an empty cache, signed in."""
        context = self.browser.new_context(viewport={"width": 1366, "height": 768}, locale="ru-RU")
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.add_init_script(PROBE)
        context.add_cookies([self.site.cookie])
        yield context
        context.close()

    @contextmanager
    def opened(self, who: str, size: str) -> Iterator[Page]:
        """A page that is ready, its first cell chosen."""
        with self.fresh() as context:
            page = context.new_page()
            ready(page, self.address(who, size))
            choose(page)
            yield page


def ready(page: Page, address: str) -> float:
    """Opens it; ms from the navigation to the first frame with cells."""
    page.goto(address)
    return awaited(page, "probe.ready")


def awaited(page: Page, expression: str) -> float:
    """What an expression comes to when it has come to something; asked rarely, so as not to be in the way."""
    until = time.monotonic() + WAIT
    while not (value := page.evaluate(expression)):
        assert time.monotonic() < until, f"{expression} of {page.url} did not come"
        page.wait_for_timeout(50)
    return value


def choose(page: Page) -> None:
    """A click into the first cell."""
    box = page.evaluate(
        "(box => [box.x + box.width / 2, box.y + box.height / 2])(probe.cell(0, 0).getBoundingClientRect())"
    )
    page.mouse.click(*box)
    page.wait_for_timeout(300)


def loading(rivals: Rivals, who: str, loads: int) -> list[float]:
    """Median ms until 30 x 15 is ready: cold, warm."""
    seen: list[list[float]] = [[], []]
    for _ in range(loads):
        with rivals.fresh() as context:
            page = context.new_page()
            address = rivals.address(who, "30x15")

            def come(page: Page = page, address: str = address) -> float:
                page.goto(rivals.begun(who))
                page.wait_for_timeout(200)
                taken = ready(page, address)
                page.wait_for_timeout(200)
                return taken

            seen[0].append(come())
            come()  # what the browser keeps of compiled code, it keeps from the second time on
            seen[1].append(come())
    return [statistics.median(times) for times in seen]


def weakly(rivals: Rivals, who: str, loads: int) -> list[float]:
    """Median ms until 30 x 15 is ready for the first time, on a weak line and an old computer (WEAK, SLOWER)."""
    seen: list[float] = []
    for _ in range(loads):
        with rivals.fresh() as context:
            page = context.new_page()
            page.goto(rivals.begun(who))
            tool = context.new_cdp_session(page)
            tool.send("Network.enable")
            tool.send("Network.emulateNetworkConditions", WEAK)
            tool.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            seen.append(ready(page, rivals.address(who, "30x15")))
    return [statistics.median(seen)]


def keys(rivals: Rivals, who: str, size: str, count: int) -> list[float]:
    """Key to paint, ms: p50 and p95 of arrows, p50 and p95 of typing."""
    with rivals.opened(who, size) as page:
        page.evaluate("probe.keys.length = 0")
        for n in range(count):
            page.keyboard.press("ArrowDown" if n % 20 < 10 else "ArrowUp")
            page.wait_for_timeout(15)
        arrows = page.evaluate("probe.keys.splice(0)")
        typing = page.evaluate("probe.typing()")
        before = page.evaluate("[0, 1, 2, 3, 4, 5].map(row => probe.text(row, 0))")
        for n in range(count // 2):
            for key in typing:
                page.keyboard.press(str(n % 9 + 1) if key == "7" else key)
                page.wait_for_timeout(15)
            if n % 15 == 14:
                for _ in range(15):
                    page.keyboard.press("ArrowUp")
                page.wait_for_timeout(200)
                page.evaluate("probe.keys.splice(-15)")
        typed = page.evaluate("probe.keys.splice(0)")
        shown = page.evaluate("[0, 1, 2, 3, 4, 5].map(row => probe.text(row, 0))")
        assert shown != before, f"{who} did not take what was typed: {shown}"
    return [at(arrows, 0.5), at(arrows, 0.95), at(typed, 0.5), at(typed, 0.95)]


def pasting(rivals: Rivals, who: str) -> list[float | None]:
    """ms: a pasted 1,000 x 20 painted, answered durably (ours alone), its undo painted (None where it can't)."""
    rows, columns = PASTED
    text = "\r\n".join("\t".join(str(row * columns + at) for at in range(columns)) for row in range(rows))
    wanted = [[row, at, str(row * columns + at)] for row, at in ((0, 0), (1, 1), (9, 9), (15, 8))]
    with rivals.opened(who, "1000x40") as page:
        before = page.evaluate("cells => cells.map(([row, at]) => [row, at, probe.text(row, at)])", wanted)
        page.evaluate("text => navigator.clipboard.writeText(text)", text)
        page.evaluate("cells => probe.until('paste', cells)", wanted)
        page.keyboard.press("Control+v")
        painted = awaited(page, "probe.done")
        answered = awaited(page, "probe.saved") if who == OURS else None
        page.wait_for_timeout(500)
        page.evaluate("cells => probe.until('keydown', cells)", before)
        page.keyboard.press("Control+z")
        page.wait_for_timeout(3000)
        undone = page.evaluate("probe.done")
    return [painted, answered, undone]


def scrolling(rivals: Rivals, who: str) -> list[float]:
    """Frames a second and the 95th of a hundred frames in ms, 1,000 x 40, 120 px a frame."""
    with rivals.opened(who, "1000x40") as page:
        page.evaluate("probe.scroll(120, 20)")
        times = page.evaluate("probe.scroll(120, 150)")
    return [1000 / statistics.mean(times), at(times, 0.95)]


def nodes(rivals: Rivals, who: str, address: str | None) -> float:
    """DOM nodes after 5,000 x 40 has been scrolled through; the browser's own count, garbage collected."""
    with rivals.fresh() as context:
        page = context.new_page()
        ready(page, address or rivals.address(who, "5000x40"))
        page.evaluate("probe.through()")
        tool = context.new_cdp_session(page)
        tool.send("Performance.enable")
        tool.send("HeapProfiler.collectGarbage")
        metrics = {one["name"]: one["value"] for one in tool.send("Performance.getMetrics")["metrics"]}
    return metrics["Nodes"]


def at(values: list[float], part: float) -> float:
    """A quantile."""
    return statistics.quantiles(values, n=100)[round(part * 100) - 1]


def row(name: str, values: list[str]) -> None:
    """A line of the table."""
    print(f"| {name} | " + " | ".join(values) + " |", flush=True)


def figures(values: list[float | None]) -> str:
    """«12 / 15»."""
    return " / ".join("–" if value is None else f"{value:.0f}" for value in values)


def measure(rivals: Rivals, only: set[str], loads: int, count: int) -> None:
    """The table."""
    everyone = [OURS, *NAMES]
    row("what", [OURS, *NAMES.values()])
    print("|---" * (len(everyone) + 1) + "|")

    def line(kind: str, name: str, ask: Callable[[str], list[float | None] | list[float]]) -> None:
        if kind in only:
            row(name, [figures(list(ask(who))) for who in everyone])

    line("ready", "30 x 15 ready, ms: cold / warm", lambda who: loading(rivals, who, loads))
    line("weak", "30 x 15 ready for the first time, weak line, ms", lambda who: weakly(rivals, who, max(3, loads // 2)))
    for size in ("30x15", "1000x40"):
        line(
            "keys",
            f"{size}, arrows p50 / p95, typing p50 / p95, ms",
            lambda who, size=size: keys(rivals, who, size, count),
        )
    line(
        "paste",
        "paste of 1,000 x 20, ms: painted / answered durably / undone",
        lambda who: middle([pasting(rivals, who) for _ in range(3)]),
    )
    line("scroll", "scrolling 1,000 x 40: frames a second / p95 ms", lambda who: scrolling(rivals, who))
    if "nodes" in only:
        with bench_of(5000, 40) as address:
            line(
                "nodes",
                "DOM nodes after scrolling 5,000 x 40",
                lambda who: [nodes(rivals, who, address if who == OURS else None)],
            )


def middle(runs: list[list[float | None]]) -> list[float | None]:
    """Medians, one by one."""
    held = [[value for value in values if value is not None] for values in zip(*runs, strict=True)]
    return [statistics.median(values) if values else None for values in held]


def main() -> None:
    """The tables."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--only", default="ready,weak,keys,paste,scroll,nodes,batch")
    words.add_argument("--loads", type=int, default=7)
    words.add_argument("--keys", type=int, default=100)
    asked = words.parse_args()
    only = set(asked.only.split(","))
    with tables() as site, served() as neighbours, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        measure(Rivals(browser, site, neighbours), only, asked.loads, asked.keys)
        browser.close()
        if "batch" in only:
            process = psutil.Process(site.site.process.pid if site.site.process else 0)
            print(f"\nServer CPU for a saved batch of three cells: {site.per_batch(process, 500):.2f} ms")


if __name__ == "__main__":
    main()
