"""Big files to slow readers, and a school's page meanwhile.

    python -m benchmarks.downloads [--megabytes 200] [--readers 20] [--gigabytes 2] [--rate 10]

20 readers take one file of 200 MB at 10 MB/s each, then 20 take an archive of 2 GB for as long; every 50 ms a school
opens its cabinet. Prints rows of a Markdown table: the server's memory before and at most, the page's times idle and
meanwhile, the first byte of the archive. Each row is the median of three runs.
"""

import argparse
import http.client
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.pages import LOGIN, PASSWORD
from fisoko.domain.person import OPERATOR
from fisoko.services.filing import NewFile
from fisoko.settings import Settings
from fisoko.wiring import build
from tests.browser.site import Site
from tests.web.client import Client

MB = 1024 * 1024
RUNS = 3
TITLE = "Большие файлы"


@dataclass
class Seen:
    """What was seen while something went on: memory in MB, times of the page in ms, times to the first byte in s."""

    before: float = 0.0
    most: float = 0.0
    pages: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def grown(self) -> float:
        return self.most - self.before

    def page(self, part: int) -> float:
        return statistics.quantiles(self.pages, n=100)[part - 1]


def fill(home: Path, megabytes: int, gigabytes: int) -> None:
    """A publication with one file and with a store of many."""
    application = build(Settings(home=home).checked())
    try:
        number = application.publishing.create(OPERATOR, title=TITLE, html="<p>.</p>")
        source = home / "source.bin"
        for title, count in (("Один", 1), ("Архив", gigabytes * 1024 // megabytes + 1)):
            files = []
            for n in range(count):
                path = source.with_suffix(f".{title}{n}")
                with path.open("wb") as file:
                    for _ in range(megabytes):
                        file.write(os.urandom(MB))
                files.append(NewFile(f"Запись вебинара {n + 1}.mp4", path))
            application.filing.add_store(OPERATOR, number, title, files)
            for one in files:
                Path(one.content).unlink()  # type: ignore[arg-type]
    finally:
        application.close()


def read(site: Site, cookie: str, path: str, rate: int, until: float, seen: Seen) -> None:
    """Takes the answer at so many MB/s, to its end or until the moment."""
    connection = http.client.HTTPConnection("localhost", site.port, timeout=60)
    started = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie})
    response = connection.getresponse()
    got = len(response.read(1))
    seen.first.append(time.perf_counter() - started)
    while time.perf_counter() < until:
        piece = response.read(MB // 2)
        if not piece:
            break
        got += len(piece)
        ahead = got / (rate * MB) - (time.perf_counter() - started)
        if ahead > 0:
            time.sleep(ahead)
    connection.close()


def meanwhile(site: Site, cookie: str, work: Callable[[Seen], list[threading.Thread]], seconds: float = 0.0) -> Seen:
    """Does the work, and looks at the memory and a page until it is done (at least so many seconds)."""
    assert site.process is not None
    server = psutil.Process(site.process.pid)
    seen = Seen(before=server.memory_info().rss / MB)
    seen.most, started = seen.before, time.perf_counter()
    threads = work(seen)
    connection = http.client.HTTPConnection("localhost", site.port, timeout=60)
    while any(one.is_alive() for one in threads) or time.perf_counter() - started < seconds:
        begun = time.perf_counter()
        connection.request("GET", "/", headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
        connection.getresponse().read()
        seen.pages.append((time.perf_counter() - begun) * 1000)
        seen.most = max(seen.most, server.memory_info().rss / MB)
        time.sleep(0.05)
    seen.seconds = time.perf_counter() - started
    connection.close()
    return seen


def row(name: str, runs: list[Seen]) -> None:
    """One row of the table."""

    def middle(value: Callable[[Seen], float]) -> float:
        return statistics.median(map(value, runs))

    first = f"{middle(lambda one: max(one.first)):.2f}" if runs[0].first else "–"
    print(
        f"| {name} | {middle(lambda one: one.before):.0f} | {middle(lambda one: one.most):.0f} | "
        f"{middle(lambda one: one.grown):.1f} | {middle(lambda one: one.page(50)):.1f} | "
        f"{middle(lambda one: one.page(95)):.1f} | {first} | {middle(lambda one: one.seconds):.0f} |",
        flush=True,
    )


def main() -> None:
    """The table."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--megabytes", type=int, default=200)
    words.add_argument("--readers", type=int, default=20)
    words.add_argument("--gigabytes", type=int, default=2)
    words.add_argument("--rate", type=int, default=10)
    words.add_argument("--runs", type=int, default=RUNS)
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as name:
        site = Site(Path(name) / "home")
        site.home.mkdir()
        site.fill()
        fill(site.home, given.megabytes, given.gigabytes)
        site.start()
        try:
            client = Client(site.url)
            client.sign_in(LOGIN, PASSWORD)
            cookie = f"fsid={client.cookies['fsid']}"
            publications = client.get("/api/v1/cabinet").json()["publications"]
            one, many = next(found["stores"] for found in publications if found["title"] == TITLE)
            measure(site, cookie, one["files"][0]["href"], many["archive_href"], given)
        finally:
            site.kill()


def measure(site: Site, cookie: str, file: str, archive: str, given: argparse.Namespace) -> None:
    """Idle, the file, the archive."""

    def readers(path: str, count: int, rate: int, seconds: float) -> Callable[[Seen], list[threading.Thread]]:
        def begin(seen: Seen) -> list[threading.Thread]:
            until = time.perf_counter() + seconds
            threads = [
                threading.Thread(target=read, args=(site, cookie, path, rate, until, seen)) for _ in range(count)
            ]
            for one in threads:
                one.start()
            return threads

        return begin

    print("| what | MB before | MB at most | grown | page p50, ms | p95 | first byte, s | took, s |")
    print("|---|---|---|---|---|---|---|---|")
    meanwhile(site, cookie, lambda _: [], 3)  # warm
    row("nothing else", [meanwhile(site, cookie, lambda _: [], 5) for _ in range(given.runs)])
    file_name = f"{given.megabytes} MB × {given.readers}, {given.rate} MB/s each"
    row(file_name, [meanwhile(site, cookie, readers(file, given.readers, given.rate, 600)) for _ in range(given.runs)])
    archive_name = f"zip of {given.gigabytes} GB × {given.readers}, {given.rate} MB/s each, broken off after 20 s"
    row(
        archive_name,
        [meanwhile(site, cookie, readers(archive, given.readers, given.rate, 20)) for _ in range(given.runs)],
    )
    row(
        f"zip of {given.gigabytes} GB × 1, to its end",
        [meanwhile(site, cookie, readers(archive, 1, 1000, 600)) for _ in range(given.runs)],
    )


if __name__ == "__main__":
    main()
