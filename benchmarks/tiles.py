"""Coordinators' figures and lists with 45,000 organisations in the base: milliseconds in the store.

    python -m benchmarks.tiles [--runs 30] [--engine duckdb]

Prints rows of a Markdown table; the budget is 20 ms.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks.bases import ENGINES, base, fill
from fisoko.domain.person import EVERYWHERE, Scope
from fisoko.store.engine import Engine
from fisoko.store.progress import Progress
from fisoko.store.roster import Roster, Search

ORGANISATIONS = 45_000
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
REGION = "lpad((n % 89 + 1)::text, 2, '0')"
FILL = (
    "insert into collection values (1, 1, 1, 'Контингент', timestamp '2026-11-01 00:00:00', "
    "timestamp '2026-12-01 15:00:00')",
    f"insert into organisation (id, region, kind, name) select n, {REGION}, 'spo', "
    "'Областное государственное бюджетное профессиональное образовательное учреждение «Колледж № ' || n || '»' "
    f"from generate_series(1, {ORGANISATIONS}) as g(n)",
    "insert into account (id, login, password_hash, role, region, organisation_id, name, created_at, "
    f"password_set_at) select n, 'spo' || lpad(n::text, 6, '0'), '', 'organiser', {REGION}, n, '', "
    "timestamp '2026-10-01 00:00:00', timestamp '2026-10-01 00:00:00' "
    f"from generate_series(1, {ORGANISATIONS}) as g(n)",
    # Four collections, so that what is asked is a part of the table.
    f"insert into participant select c, {REGION}, n, timestamp '2026-11-01 00:00:00', null, '', null "
    f"from generate_series(1, {ORGANISATIONS}) as g(n), generate_series(1, 4) as k(c)",
    "insert into progress (collection_id, region, organisation_id, first_edit_at, last_edit_at, first_submitted_at, "
    f"last_submitted_at, submissions, filled, required, errors, differs) select c, {REGION}, n, timestamp '2026-11-20 00:00:00', "
    "timestamp '2026-11-21 00:00:00', case when n % 3 = 0 then timestamp '2026-11-22 00:00:00' end, "
    "case when n % 3 = 0 then timestamp '2026-11-22 00:00:00' end, case when n % 3 = 0 then 1 else 0 end, n % 50, 50, n % 4, n % 2 "
    f"from generate_series(1, {ORGANISATIONS}) as g(n), generate_series(1, 4) as k(c) where n % 5 > 0",
    "insert into term select 1, n, timestamp '2026-12-05 15:00:00', timestamp '2026-11-20 00:00:00', '', null "
    f"from generate_series(1, {ORGANISATIONS}, 100) as g(n)",
)


def questions(engine: Engine) -> dict[str, Callable[[], object]]:
    """What pages ask, for the whole country and for a region."""
    progress, roster = Progress(engine), Roster(engine)
    region = Scope(("24",))
    return {
        "tiles, country": lambda: progress.tiles([1], EVERYWHERE, NOW),
        "tiles, region": lambda: progress.tiles([1], region, NOW),
        "tiles of 4 collections, country": lambda: progress.tiles([1, 2, 3, 4], EVERYWHERE, NOW),
        "tiles by region": lambda: progress.tiles_by_region(1, EVERYWHERE, NOW),
        "times, country": lambda: progress.times(1, EVERYWHERE, NOW),
        "times, region": lambda: progress.times(1, region, NOW),
        "participants, region": lambda: roster.begun(1, region, NOW, Search(), "login", 1),
        "not begun, region": lambda: roster.idle(1, region, NOW, Search(), 1),
        "participants, country": lambda: roster.begun(1, EVERYWHERE, NOW, Search(), "login", 1),
        "participants, country, page 300 by name": lambda: roster.begun(1, EVERYWHERE, NOW, Search(), "-name", 300),
        "participants, country, search": lambda: roster.begun(
            1, EVERYWHERE, NOW, Search("work", "колледж № 44"), "filled", 1
        ),
        "participants, country, with errors, changed since": lambda: roster.begun(
            1, EVERYWHERE, NOW, Search("", "", "", "errors", "differs"), "code", 1
        ),
        "figures of a search, country": lambda: roster.counts(1, EVERYWHERE, NOW, Search("", "колледж № 44")),
        "figures of a term, country": lambda: roster.counts(1, EVERYWHERE, NOW, Search("", "", "waiting")),
        "figures of a search and a fact, region": lambda: roster.counts(
            1, region, NOW, Search("", "колледж", "", "errors")
        ),
        "not begun, country": lambda: roster.idle(1, EVERYWHERE, NOW, Search(), 1),
        "one participant by login": lambda: roster.participant(1, "spo024000", EVERYWHERE, NOW),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--engine", choices=ENGINES)
    options = parser.parse_args()
    print("| engine | question | least ms | p50 ms | p95 ms | CPU ms of this process |\n|---|---|---|---|---|---|")
    for kind in [options.engine] if options.engine else ENGINES:
        with base(kind) as engine:
            fill(engine, FILL)
            for name, ask in questions(engine).items():
                ask()
                times, spent = [], time.process_time()
                for _ in range(options.runs):
                    begun = time.perf_counter()
                    ask()
                    times.append((time.perf_counter() - begun) * 1000)
                spent = (time.process_time() - spent) * 1000 / options.runs
                cuts = statistics.quantiles(times, n=20)
                print(
                    f"| {kind} | {name} | {min(times):.1f} | {statistics.median(times):.1f} "
                    f"| {cuts[18]:.1f} | {spent:.1f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
