"""The analytical copy of 45,000 submissions of 400 cells: rebuilding, following, and the questions of coordinators.

    python -m benchmarks.analysis [--organisations 45000] [--engine duckdb]

Prints rows of a Markdown table. The comparison is plain pandas over the same long frame (numbers only).
"""

import argparse
import json
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.bases import ENGINES, base, fill
from fisoko.analytics.asked import Asked, AsOf
from fisoko.analytics.columns import profile
from fisoko.analytics.completeness import completeness
from fisoko.analytics.pace import pace
from fisoko.analytics.summary import summary
from fisoko.domain.forms.form import Cell, Column, Form, Row, Sheet
from fisoko.domain.person import EVERYWHERE, Scope
from fisoko.services.columns import ColumnsKeeping
from fisoko.store.audit import Audit
from fisoko.store.columns import Columns
from fisoko.store.columns_base import ColumnsBase
from fisoko.store.engine import Engine
from fisoko.store.forms import Forms
from fisoko.store.statement import parse_statement

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
REGION = "lpad((n % 89 + 1)::text, 2, '0')"
ROWS, COLUMNS = 40, 10
SHEET = "shtaaaa1"


def form() -> Form:
    columns = tuple(
        Column(f"colaaa{c:02}", "ABCDEFGHIJ"[c], f"K{c}", (f"Показатель {c}",), Cell("integer")) for c in range(COLUMNS)
    )
    rows = tuple(Row(f"rowaaa{r:02}", r + 2, ()) for r in range(ROWS))
    return Form("bench", "Форма", (Sheet(SHEET, "Лист", 2, 1, (), columns, rows),))


def document(number: int, shift: int = 0) -> str:
    cells = {
        f"rowaaa{r:02}": {f"colaaa{c:02}": (number * 7 + r * (c + 3) + shift) % 500 for c in range(COLUMNS)}
        for r in range(ROWS)
    }
    return json.dumps({"values": {SHEET: {"cells": cells}}}, separators=(",", ":"))


ADD = """insert into submission
select 1, lpad((n % 89 + 1)::text, 2, '0'), n, k, 'r' || k, s, s, 1,
    timestamp '2026-11-20 00:00:00' + (n % 100) * interval '1 hour',
    1, b, 'sum' || s, '7F3K9A2C', 400, 400, '{}'
from (select unnest(:numbers::bigint[]) as n, unnest(:times::integer[]) as k, unnest(:seqs::bigint[]) as s,
    unnest(:bodies::text[]) as b) g"""


def filled(engine: Engine, organisations: int) -> None:
    definition = json.dumps(form().to_json(), ensure_ascii=False)
    fill(
        engine,
        (
            "insert into form values (1, 'bench', 'Форма')",
            f"insert into form_version values (1, 1, 1, '{definition}', null, timestamp '2026-11-01 00:00:00')",
            "insert into collection values (1, 1, 1, 'Сбор', timestamp '2026-11-01 00:00:00', "
            "timestamp '2026-12-01 15:00:00')",
            f"insert into organisation (id, region, kind, name) select n, {REGION}, 'spo', 'Колледж № ' || n "
            f"from generate_series(1, {organisations}) as g(n)",
            f"insert into participant select 1, {REGION}, n, timestamp '2026-11-01 00:00:00', null, '', null "
            f"from generate_series(1, {organisations}) as g(n)",
        ),
    )
    add(engine, range(1, organisations + 1), 1, 0)
    engine.checkpoint()


def add(engine: Engine, numbers: range, time_number: int, after: int) -> None:
    statement = parse_statement("add", ADD)
    for start in range(0, len(numbers), 1_000):
        part = numbers[start : start + 1_000]
        with engine.transaction() as tx:
            tx.run(
                statement,
                numbers=[*part],
                times=[time_number] * len(part),
                seqs=[after + number for number in part],
                bodies=[document(number, time_number) for number in part],
            )


def row(kind: str, what: str, figure: str, wanted: str = "") -> None:
    print(f"| {kind} | {what} | {figure} | {wanted} |", flush=True)


def timed(work, runs: int = 5) -> tuple[float, float]:
    """First, and the median of the others, in seconds."""
    times = []
    for _ in range(runs + 1):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return times[0], statistics.median(times[1:])


def measure(kind: str, engine: Engine, organisations: int, home: Path) -> None:
    filled(engine, organisations)
    columns = Columns(home)
    keeping = ColumnsKeeping(ColumnsBase(engine), columns, Forms(engine, Audit(engine.dialect)))
    begun = time.perf_counter()
    made = keeping.rebuild()
    row(kind, f"rebuilding of {made:,} submissions", f"{time.perf_counter() - begun:.1f} s", "≤ 60 s")
    row(kind, "size of the copy", f"{columns.path.stat().st_size / 1e6:.0f} MB")
    keeping.close()
    columns = Columns(home)  # as after a restart
    keeping = ColumnsKeeping(ColumnsBase(engine), columns, Forms(engine, Audit(engine.dialect)))
    asked = Asked(1, AsOf(columns.last_of(1), NOW), EVERYWHERE)
    region = Asked(1, asked.as_of, Scope(("24",)))
    questions = {
        "summary by region and column, country": (lambda base: summary(base, asked), "≤ 0.5 s / 0.15 s"),
        "summary by region and column, one region": (lambda base: summary(base, region), ""),
        "profile of a column, country": (lambda base: profile(base, asked, sheet=SHEET, column="colaaa03"), ""),
        "completeness by region": (lambda base: completeness(base, asked), ""),
        "pace": (lambda base: pace(base, asked), ""),
    }
    again = 0.0
    for name, (work, wanted) in questions.items():
        first, later = timed(lambda work=work: columns.ask(work).result())
        again = again or later
        row(kind, f"{name}: first / again", f"{first:.3f} / {later:.3f} s", wanted)
    text = "select region, column_id, number from cells"
    frame = columns.ask(lambda base: base.execute(text).df()).result()
    _, pandas = timed(lambda: frame.groupby(["region", "column_id"])["number"].agg(["count", "sum", "mean"]), runs=2)
    row(kind, "the same by plain pandas", f"{pandas:.2f} s, {pandas / again:.0f} times", "≥ 10 times")
    frame = None
    keeping.start()
    time.sleep(2)
    waits = []
    for number in range(1, 11):
        seq = organisations + number
        add(engine, range(number, number + 1), 2, organisations)
        begun = time.perf_counter()
        while columns.last_of(1) < seq:
            time.sleep(0.01)
        waits.append(time.perf_counter() - begun)
    row(
        kind,
        "a submission reaches the copy, median / most",
        f"{statistics.median(waits):.2f} / {max(waits):.2f} s",
        "≤ 2 s",
    )
    keeping.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=45_000)
    parser.add_argument("--engine", choices=ENGINES)
    options = parser.parse_args()
    print("| engine | what | measured | wanted |\n|---|---|---|---|")
    for kind in [options.engine] if options.engine else ENGINES:
        with base(kind) as engine, tempfile.TemporaryDirectory() as folder:
            measure(kind, engine, options.organisations, Path(folder))


if __name__ == "__main__":
    main()
