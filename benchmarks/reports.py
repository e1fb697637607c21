"""The report of downloads: a region of 500 organisations and a country of 45,000, each with a store of 60 files.

    python -m benchmarks.reports [--engine duckdb] [--organisations 500 45000]

Seven of ten files are taken. Prints rows of a Markdown table: seconds from the click to the file, the part of it that
freezes the rows in the server, memory of the process that builds, and what a commit and a page's question wait
meanwhile. Wanted: 1 s and 30 s; at most 150 MB.
"""

import argparse
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.bases import ENGINES, MOMENT, base, fill, filling
from benchmarks.meanwhile import Neighbours
from fisoko.domain.person import OPERATOR
from fisoko.domain.report import ReportKind, ReportState
from fisoko.settings import Settings
from fisoko.store.engine import Engine
from fisoko.store.statement import parse_statement
from fisoko.wiring import Application

FILES = 60
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
QUESTION = parse_statement("question", "select count(*) as n from notification where account_id = 1")


def country(engine: Engine, organisations: int) -> None:
    """Regions of some 500 organisations, one store, its files, and who has taken them."""
    texts = (
        "insert into publication (id, section_id, title, html, published_at, audience) values "
        f"(1, 1, 'Материалы', '', {MOMENT}, '{{}}')",
        f"insert into store (id, publication_id, title, position, added_at, removed_at) values (1, 1, 'Материалы', 1, {MOMENT}, null)",
        "insert into file select n, 1, n, 'Вариант ' || n || '. Проверочная работа.pdf', false, 1, lpad(n::text, 64, "
        f"'0'), 1000, 0, {MOMENT}, {MOMENT}, null from generate_series(1, {FILES}) as g(n)",
        *filling(organisations),
        f"insert into download select region, id, id, f, 1, {MOMENT} + (id * 37 + f * 11) % 900000 * interval '1 second' "
        f"from organisation, generate_series(1, {FILES}) as g(f) where (id * 7 + f * 3) % 10 < 7",
    )
    fill(engine, texts)


def asking(application: Application) -> Neighbours:
    """A commit and a question every 20 ms, as pages would ask them."""

    def ask() -> None:
        application.writer.run(lambda tx: tx.one(QUESTION)).result()
        application.engine.one(QUESTION)

    return Neighbours(ask)


def measured(engine: Engine, folder: Path, organisations: int) -> str:
    """One row of the table."""
    application = Application(Settings(home=folder).checked(), engine, lambda: NOW)
    try:
        with asking(application) as idle:
            time.sleep(1)
        report = application.reporting.ask_downloads(OPERATOR, 1)
        building = application.reporting.workshop.building
        with tempfile.TemporaryDirectory() as place, asking(application) as freezing:
            began = time.perf_counter()
            building.kind(ReportKind.DOWNLOADS).freeze(report, building.about(report), Path(place))
            froze = time.perf_counter() - began
        with asking(application) as building_on:
            began = time.perf_counter()
            application.reporting.workshop.work()
            took = time.perf_counter() - began
        if application.reporting.one(OPERATOR, report.id).state is not ReportState.READY:
            raise SystemExit("the report was not built")
        size = application.reporting.open(OPERATOR, report.id)[0].stat().st_size
    finally:
        application.close()
    return (
        f"| {engine.dialect} | {organisations:,} x {FILES} | {took:.1f} | {froze:.2f} | {building_on.builder / 1e6:.0f} | {size / 1e6:.1f} | "
        f"{idle.told()} | {freezing.told()} | {building_on.told()} |"
    )


def main() -> None:
    """Measure on each engine."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--engine", choices=ENGINES, action="append")
    parser.add_argument("--organisations", type=int, nargs="+", default=[500, 45_000])
    given = parser.parse_args()
    print(
        "| engine | organisations x files | s | of them freezing | memory MB | file MB | neighbours idle ms p50 / p95 | "
        "freezing | all the while |\n|---|---|---|---|---|---|---|---|---|"
    )
    for kind in given.engine or ENGINES:
        for organisations in sorted(given.organisations):
            with base(kind) as engine, tempfile.TemporaryDirectory() as folder:
                country(engine, organisations)
                print(measured(engine, Path(folder), organisations), flush=True)


if __name__ == "__main__":
    main()
