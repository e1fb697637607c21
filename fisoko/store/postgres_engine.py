"""The PostgreSQL engine: a small pool for readers, transactions on a connection of the pool."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import RawCursor, RawServerCursor
from psycopg_pool import ConnectionPool

from fisoko.store.elsewhere import Elsewhere, words
from fisoko.store.engine import STREAMED, EngineLost, OutOfSpace, Row, outgoing, rows_of
from fisoko.store.statement import Statement, load_statements
from fisoko.store.touched import Noted, Touched

READERS = 6
# A plan made for any region serves none: the list of participants of a country took seconds instead of milliseconds.
OPTIONS = "-c timezone=UTC -c plan_cache_mode=force_custom_plan"
PATIENCE = 5.0  # seconds to wait for a connection
OPENING = 10.0  # and for the first one


class _Cursor:
    """One connection; $n parameters as they are."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.noted: Noted = []

    def all(self, statement: Statement, **values: Any) -> list[Row]:
        with RawCursor(self.connection) as cursor:
            cursor.execute(statement.text.encode(), outgoing(statement.arguments(values)))
            return rows_of([column.name for column in cursor.description or []], cursor.fetchall())

    def one(self, statement: Statement, **values: Any) -> Row | None:
        rows = self.all(statement, **values)
        return rows[0] if rows else None

    def run(self, statement: Statement, **values: Any) -> None:
        with RawCursor(self.connection) as cursor:
            cursor.execute(statement.text.encode(), outgoing(statement.arguments(values)))

    def script(self, text: str) -> None:
        self.connection.execute(text.encode())

    def touch(self, table: str, keys: Iterable[int] | None = None) -> None:
        self.noted.append((table, keys))


class PostgresEngine:
    """A PostgreSQL database, shared by any number of processes."""

    dialect = "postgres"
    sole_writer = False

    def __init__(self, url: str) -> None:
        self.url = url
        self.touched = Touched()
        self._elsewhere = Elsewhere(url, self.touched)
        self._sql = load_statements("touched", self.dialect)
        self._pool = ConnectionPool(
            url,
            min_size=1,
            max_size=READERS,
            timeout=PATIENCE,
            kwargs={"autocommit": True, "options": OPTIONS},
            open=False,
        )
        self._pool.open(wait=True, timeout=OPENING)

    @contextmanager
    def _connection(self) -> Iterator[psycopg.Connection]:
        try:
            with self._pool.connection() as connection:
                yield connection
        except psycopg.errors.DiskFull as error:
            raise OutOfSpace(str(error)) from error
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise EngineLost(str(error)) from error

    def all(self, statement: Statement, **values: Any) -> list[Row]:
        """Every row, on a connection of the pool."""
        with self._connection() as connection:
            return _Cursor(connection).all(statement, **values)

    def one(self, statement: Statement, **values: Any) -> Row | None:
        """The first row, or None."""
        rows = self.all(statement, **values)
        return rows[0] if rows else None

    def stream(self, statement: Statement, **values: Any) -> Iterator[Row]:
        """The rows of one moment, on a connection of their own while they come."""
        with self._connection() as connection, connection.transaction(), RawServerCursor(connection, "rows") as cursor:
            cursor.execute(statement.text.encode(), outgoing(statement.arguments(values)))
            names = [column.name for column in cursor.description or []]
            while rows := cursor.fetchmany(STREAMED):
                yield from rows_of(names, rows)

    @contextmanager
    def transaction(self) -> Iterator[_Cursor]:
        """A transaction; a broken connection at its commit is EngineLost, since it may have taken place.

        What it notes as written is told to other processes by the commit itself.
        """
        noted: Noted = []
        try:
            with self._connection() as connection, connection.transaction():
                cursor = _Cursor(connection)
                noted = cursor.noted
                yield cursor
                if said := words(self._elsewhere.sender, noted):
                    cursor.run(self._sql["tell"], words=said)
        finally:
            self.touched.tell(noted)

    def hear_others(self) -> None:
        """Have told from now on what other processes write."""
        self._elsewhere.start()

    def reopen(self) -> None:
        """Drop broken connections and try a fresh one."""
        self._pool.check()
        with self._connection() as connection:
            connection.execute("select 1")

    def checkpoint(self) -> None:
        """PostgreSQL checkpoints by itself."""

    def log_size(self) -> int:
        """PostgreSQL keeps its log by itself."""
        return 0

    def folder(self) -> Path | None:
        """The database may be on another machine: its space is not ours to ask."""
        return None

    def close(self) -> None:
        """Stop listening and close the pool."""
        self._elsewhere.close()
        self._pool.close()
