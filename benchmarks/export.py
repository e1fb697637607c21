"""Results of a collection as files: a region of 500 organisations and a country of 45,000, 400 cells each.

    python -m benchmarks.export [--engine duckdb] [--organisations 500 45000] [--format xlsx]

Prints rows of a Markdown table: seconds from the click to the file, memory of the process that builds, the file's size,
and what an autosave of the same process waits meanwhile. Wanted: 500 as xlsx within 1.5 s; 45,000 with at most 300 MB
and an autosave of at most twice the idle one. `--copy` adds the analytical copy: made again from all submissions
(60 s), and what a submission costs the writer for it (5 ms).
"""

import argparse
import json
import sys
import tempfile
import time
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.bases import ENGINES, MOMENT, base, fill, filling
from benchmarks.meanwhile import Neighbours
from fisoko.domain.forms.form import Caption, Cell, Column, Form, Row, Sheet
from fisoko.domain.person import OPERATOR
from fisoko.domain.report import ReportFormat, ReportState
from fisoko.settings import Settings
from fisoko.store.engine import Engine
from fisoko.store.log import NewBatch
from fisoko.wiring import Application

ROWS, COLUMNS = 20, 20
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
KINDS = ("integer", "integer", "integer", "decimal", "text")
WORDS = ("очная", "заочная", "г. Заречный", "корпус 1", "приказ 12-од")


def form() -> Form:
    """A sheet of 20 rows and 20 columns."""
    columns = tuple(
        Column(f"col{n:05d}", "", f"Лист!{n}", ("Обучающихся", f"Показатель {n}"), Cell(KINDS[n % 5], decimals=2))
        for n in range(COLUMNS)
    )
    rows = tuple(Row(f"row{n:05d}", n + 3, (f"Специальность {n}",)) for n in range(ROWS))
    sheet = Sheet("sht00001", "Контингент", 3, 2, (Caption("Специальность", "A", 200),), columns, rows)
    return Form("export", "Контингент", (sheet,))


def document(number: int) -> str:
    """One of a hundred different submissions."""

    def value(row: int, column: int) -> Any:
        kind, seed = KINDS[column % 5], number * 31 + row * 7 + column
        return seed % 900 if kind == "integer" else seed % 9000 / 100 if kind == "decimal" else WORDS[seed % 5]

    cells = {
        f"row{row:05d}": {f"col{column:05d}": value(row, column) for column in range(COLUMNS)} for row in range(ROWS)
    }
    return json.dumps({"values": {"sht00001": {"cells": cells}}}, ensure_ascii=False)


def country(engine: Engine, organisations: int) -> None:
    """Regions of some 500 organisations, all of which have submitted."""
    definition = json.dumps(form().to_json(), ensure_ascii=False).replace("'", "''")
    bodies = ", ".join(f"({n}, '{document(n)}', '{sha256(document(n).encode()).hexdigest()}')" for n in range(100))
    texts = (
        "insert into publication (id, section_id, title, html, published_at, audience) values "
        f"(1, 1, 'Сбор', '', {MOMENT}, '{{}}')",
        "insert into form values (1, 'export', 'Контингент')",
        f"insert into form_version values (1, 1, 1, '{definition}', null, {MOMENT})",
        f"insert into collection values (1, 1, 1, 'Контингент', {MOMENT}, timestamp '2026-12-10 00:00:00')",
        *filling(organisations),
        f"insert into participant select 1, region, id, {MOMENT}, null, '', null from organisation",
        "create table made (n bigint, body text, sum text)",
        f"insert into made values {bodies}",
        "insert into submission (collection_id, region, organisation_id, number, request_id, seq, draft_seq, "
        "form_version_id, submitted_at, account_id, body, sha256, code, filled, required, explanations) "
        f"select 1, o.region, o.id, 1, o.id::text, o.id, o.id, 1, {MOMENT} + o.id * interval '1 second', o.id, m.body, "
        "m.sum, 'AAAAAAAA', 400, 400, '[]' from organisation o join made m on m.n = o.id % 100",
        "insert into given select seq, submitted_at from submission order by seq",
        "insert into progress (collection_id, region, organisation_id, first_edit_at, first_submitted_at, "
        "last_submitted_at, submissions, last_edit_at) select 1, region, organisation_id, submitted_at, submitted_at, "
        "submitted_at, 1, submitted_at from submission",
        f"update log_position set seq = {organisations}, given_at = timestamp '2026-11-25 00:00:00'",
        "drop table made",
    )
    fill(engine, texts)


def saving(application: Application, number: int) -> Neighbours:
    """An autosave every 20 ms, of one organisation, to its durable answer."""
    batches = count(1)

    def save() -> None:
        ops = '[["set","sht00001","row00001","col00000",7]]'
        new = NewBatch(1, "01", 1, 1, f"window{number}", next(batches), 0, ops)
        application.writer.put(new).result()

    return Neighbours(save)


def measured(application: Application, organisations: int, form: ReportFormat, number: int) -> str:
    """One row of the table."""
    with saving(application, number) as idle:
        time.sleep(1.5)
    report = application.reporting.ask(OPERATOR, 1, form=form)
    with saving(application, number + 1) as meanwhile:
        began = time.perf_counter()
        application.reporting.workshop.work()
        took = time.perf_counter() - began
    if application.reporting.one(OPERATOR, report.id).state is not ReportState.READY:
        raise SystemExit("the report was not built")
    size = application.reporting.open(OPERATOR, report.id)[0].stat().st_size
    return (
        f"| {application.engine.dialect} | {organisations:,} x {ROWS * COLUMNS} | {form.value} | {took:.2f} | "
        f"{meanwhile.builder / 1e6:.0f} | {size / 1e6:.1f} | {idle.told()} | {meanwhile.told()} |"
    )


def copied(application: Application) -> str:
    """The copy made again, and saving meanwhile."""
    with saving(application, 900) as idle:
        time.sleep(1.5)
    with saving(application, 901) as meanwhile:
        began = time.perf_counter()
        count = application.columns.rebuild()
        took = time.perf_counter() - began
    return f"| {application.engine.dialect} | {count:,} | {took:.1f} | {idle.told()} | {meanwhile.told()} |"


def main() -> None:
    """Measure on each engine."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--engine", choices=ENGINES, action="append")
    parser.add_argument("--organisations", type=int, nargs="+", default=[500, 45_000])
    parser.add_argument("--format", choices=[one.value for one in ReportFormat], action="append")
    parser.add_argument("--copy", action="store_true")
    given = parser.parse_args()
    sys.setswitchinterval(0.001)  # as in the server
    rows: list[str] = []
    print(
        "| engine | organisations x cells | format | s | memory MB | file MB | autosave idle ms p50 / p95 | meanwhile |\n"
        "|---|---|---|---|---|---|---|---|"
    )
    for kind in given.engine or ENGINES:
        for organisations in sorted(given.organisations):
            with base(kind) as engine, tempfile.TemporaryDirectory() as folder:
                country(engine, organisations)
                application = Application(Settings(home=Path(folder)).checked(), engine, lambda: NOW)
                try:
                    for number, form in enumerate(given.format or [one.value for one in ReportFormat]):
                        print(measured(application, organisations, ReportFormat(form), number * 2 + 1), flush=True)
                    if given.copy:
                        rows.append(copied(application))
                finally:
                    application.close()
    if rows:
        print(
            "\n| engine | submissions laid into the copy | s | autosave idle ms p50 / p95 | meanwhile |\n|---|---|---|---|---|"
        )
        print("\n".join(rows))


if __name__ == "__main__":
    main()
