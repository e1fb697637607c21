"""Reading by programs: `results()` of a region and of the country into pandas, over HTTP, on a base of 45,000 submissions.

    python -m benchmarks.api [--organisations 45000] [--engine duckdb]

Server and client are processes of their own. Prints rows of a Markdown table: seconds, seconds of the processor (client + server), and
the most memory (MB) that the client took, and the server (before the question + above that).
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from benchmarks.analysis import COLUMNS, REGION, ROWS, filled
from benchmarks.bases import ENGINES, address, fill, opened
from fisoko.domain.person import OPERATOR, Role
from fisoko.services.account_list import Wanted
from fisoko.settings import Settings
from fisoko.store.engine import Engine
from fisoko.wiring import build
from tests.browser.site import Site

AUDIENCE = '{"roles": [], "kinds": [], "regions": []}'
CLIENT = """
import json, re, sys, time
import fisoko.analytics
url, token, cache, what, number = sys.argv[1:]
client = fisoko.analytics.connect(url, token, cache=cache)
begun, cpu = time.perf_counter(), time.process_time()
if what == "parts":
    rows = sum(len(part) for part in client.results_in_parts("Лист", int(number)))
else:
    found = client.results("Лист", int(number)) if what == "results" else getattr(client, what)(int(number))
    rows = len(found)
spent = time.perf_counter() - begun
spent_cpu = time.process_time() - cpu
most = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1000
print(json.dumps([rows, spent, spent_cpu, most]))
"""


def made(settings: Settings, organisations: int) -> tuple[str, str]:
    """Fill the base; the tokens of a federal organiser and of the coordinator of region 24."""
    application = build(settings) if settings.duckdb_file and settings.duckdb_file.exists() else None
    if application is None:
        lay_in(opened(settings.database.removeprefix("duckdb:///")), organisations)
        application = build(settings)
        people = [Wanted("fed_bench", Role.FEDERAL, None, "Федеральный организатор")]
        people.append(Wanted("spo_coord_24", Role.COORDINATOR, "24", "Координатор"))
        application.accounts.issue(OPERATOR, people)
    tokens = [application.tokens.make_for(OPERATOR, login, "Замер").text for login in ("fed_bench", "spo_coord_24")]
    application.close()
    return tokens[0], tokens[1]


def lay_in(engine: Engine, organisations: int) -> None:
    filled(engine, organisations)
    fill(
        engine,
        (
            "insert into publication (id, section_id, title, html, published_at, audience) "
            f"values (1, 1, 'Сбор', '', timestamp '2026-11-01 00:00:00', '{AUDIENCE}')",
            "insert into account (id, login, password_hash, role, region, organisation_id, name, created_at, "
            f"password_set_at) select n + 1000, 'spo' || lpad(n::text, 7, '0'), '', 'organiser', {REGION}, n, '', "
            "timestamp '2026-11-01 00:00:00', timestamp '2026-11-01 00:00:00' "
            f"from generate_series(1, {organisations}) as g(n)",
            "insert into given select seq, max(submitted_at) over (order by seq) from submission",
            "update log_position set seq = (select max(seq) from submission), "
            "given_at = (select max(given_at) from given)",
            "insert into progress (collection_id, region, organisation_id, first_edit_at, first_submitted_at, "
            "last_submitted_at, last_edit_at, submissions) select collection_id, region, organisation_id, submitted_at, "
            "submitted_at, submitted_at, submitted_at, 1 from submission",
        ),
    )
    engine.close()


class Memory:
    """The most memory that the server's processes take while it is asked, above what they took before."""

    def __init__(self, pid: int) -> None:
        self._root, self._over = psutil.Process(pid), threading.Event()
        self._before, self._spent = self._now(), self.processor()
        self.most = self._before
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _now(self) -> float:
        every = [self._root, *self._root.children(recursive=True)]
        return sum(one.memory_info().rss for one in every if one.is_running()) / 1e6

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            self.most = max(self.most, self._now())

    def processor(self) -> float:
        every = [self._root, *self._root.children(recursive=True)]
        return sum(sum(one.cpu_times()[:2]) for one in every if one.is_running())

    def end(self) -> tuple[float, float, float]:
        self._over.set()
        self._thread.join()
        return self._before, self.most - self._before, self.processor() - self._spent


def ask(site: Site, token: str, cache: Path, what: str) -> tuple[float, ...]:
    assert site.process
    memory = Memory(site.process.pid)
    words = [sys.executable, "-c", CLIENT, site.url, token, str(cache), what, "1"]
    ran = subprocess.run(words, check=True, capture_output=True, text=True)
    rows, seconds, cpu, client = json.loads(ran.stdout)
    before, above, server_cpu = memory.end()
    return rows, seconds, cpu, server_cpu, client, before, above


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--organisations", type=int, default=45_000)
    parser.add_argument("--engine", choices=ENGINES, default="duckdb")
    parser.add_argument("--home", type=Path, help="a folder whose base is kept for the next time (duckdb)")
    given = parser.parse_args()
    folder = given.home or Path(tempfile.mkdtemp(prefix="fisoko-api-"))
    folder.mkdir(exist_ok=True)
    try:
        with address(given.engine) as where:
            database = f"duckdb:///{folder / 'fisoko.duckdb'}" if given.engine == "duckdb" else where
            settings = Settings.from_environment({}, home=folder, database=database)
            shutil.rmtree(folder / "cache", ignore_errors=True)
            begun = time.perf_counter()
            federal, coordinator = made(settings, given.organisations)
            print(
                f"{given.organisations:,} x {ROWS * COLUMNS} cells laid in, {time.perf_counter() - begun:.0f} s",
                flush=True,
            )
            site = Site(folder, database)
            site.start()
            try:
                for name, token, what in (
                    ("results of a region, first", coordinator, "results"),
                    ("results of a region, again", coordinator, "results"),
                    ("results of the country, first", federal, "results"),
                    ("results of the country, again", federal, "results"),
                    ("the same in parts, again", federal, "parts"),
                    ("participants of the country", federal, "participants"),
                    ("submissions of the country", federal, "submissions"),
                ):
                    rows, *figures = ask(site, token, folder / "cache", what)
                    seconds, cpu, server, client, before, above = figures
                    print(
                        f"| {given.engine} | {name} | {rows:,} | {seconds:.2f} | {cpu:.1f} + {server:.1f} | {client:.0f} "
                        f"| {before:.0f} + {above:.0f} |",
                        flush=True,
                    )
            finally:
                site.kill()
    finally:
        if given.home is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
