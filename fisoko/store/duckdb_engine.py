"""The embedded engine: one DuckDB file, many readers, one writer."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb

from fisoko.store.engine import STREAMED, EngineLost, OutOfSpace, Row, outgoing, rows_of
from fisoko.store.statement import Statement
from fisoko.store.touched import Noted, Touched

MEMORY_LIMIT = "1GB"
# The writer checkpoints by itself: an automatic checkpoint on a full disk kills every cursor after a durable commit.
NO_AUTOMATIC_CHECKPOINT = "1TB"
LOST = (duckdb.FatalException, duckdb.InternalException, duckdb.ConnectionException)  # every cursor is dead after these
NO_SPACE = "No space left"


class _Cursor:
    """One cursor; statements by name, rows as dictionaries."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self.cursor = cursor
        self.noted: Noted = []

    def all(self, statement: Statement, **values: Any) -> list[Row]:
        result = self.execute(statement, values)
        return rows_of([column[0] for column in result.description or []], result.fetchall())

    def one(self, statement: Statement, **values: Any) -> Row | None:
        rows = self.all(statement, **values)
        return rows[0] if rows else None

    def run(self, statement: Statement, **values: Any) -> None:
        self.execute(statement, values)

    def script(self, text: str) -> None:
        self.cursor.execute(text)

    def touch(self, table: str, keys: Iterable[int] | None = None) -> None:
        self.noted.append((table, keys))

    def execute(self, statement: Statement, values: dict[str, Any]) -> duckdb.DuckDBPyConnection:
        """Run it; the errors are ours."""
        try:
            return self.cursor.execute(statement.text, outgoing(statement.arguments(values)))
        except LOST as error:
            raise EngineLost(str(error)) from error
        except duckdb.Error as error:
            if NO_SPACE in str(error):
                raise OutOfSpace(str(error)) from error
            raise


class DuckDBEngine:
    """DuckDB in this process. The file has one owner: no other process can open it.

    Raises duckdb.IOException when another process holds the file.
    """

    dialect = "duckdb"
    sole_writer = True

    def __init__(self, path: Path) -> None:
        self.path = path
        self.touched = Touched()
        self._local = threading.local()
        self._opening = threading.Lock()
        self._connect()

    def _connect(self) -> None:
        self._base = duckdb.connect(
            str(self.path),
            config={
                "memory_limit": MEMORY_LIMIT,
                "checkpoint_threshold": NO_AUTOMATIC_CHECKPOINT,
                "autoinstall_known_extensions": "false",  # nothing is downloaded at run time
            },
        )
        self._generation = object()

    def _cursor(self) -> _Cursor:
        if getattr(self._local, "generation", None) is not self._generation:
            generation = self._generation  # read first: a base reopened meanwhile is noticed the next time
            self._local.cursor = self._own_cursor()
            self._local.generation = generation
        return self._local.cursor

    def _own_cursor(self) -> _Cursor:
        with self._opening:
            try:
                return _Cursor(self._base.cursor())
            except LOST as error:
                raise EngineLost(str(error)) from error

    def all(self, statement: Statement, **values: Any) -> list[Row]:
        """Every row, read on this thread's own cursor."""
        return self._cursor().all(statement, **values)

    def one(self, statement: Statement, **values: Any) -> Row | None:
        """The first row, or None."""
        return self._cursor().one(statement, **values)

    def stream(self, statement: Statement, **values: Any) -> Iterator[Row]:
        """The rows of one moment, on a cursor of their own: the thread may ask other things meanwhile."""
        cursor = self._own_cursor()
        try:
            result = cursor.execute(statement, values)
            names = [column[0] for column in result.description or []]
            while rows := result.fetchmany(STREAMED):
                yield from rows_of(names, rows)
        finally:
            cursor.cursor.close()

    @contextmanager
    def transaction(self) -> Iterator[_Cursor]:
        """A transaction on this thread's cursor."""
        cursor = self._cursor()
        try:
            cursor.cursor.begin()
        except LOST as error:
            raise EngineLost(str(error)) from error
        cursor.noted = []
        try:
            try:
                yield cursor
            except BaseException:
                with suppress(duckdb.Error):
                    cursor.cursor.rollback()
                raise
            self._commit(cursor)
        finally:
            self.touched.tell(cursor.noted)

    def _commit(self, cursor: _Cursor) -> None:
        try:
            cursor.cursor.commit()
        except LOST as error:
            raise EngineLost(str(error)) from error
        except duckdb.Error as error:
            with suppress(duckdb.Error):
                cursor.cursor.rollback()
            if NO_SPACE in str(error):
                raise OutOfSpace(str(error)) from error
            raise

    def hear_others(self) -> None:
        """Nobody else can write."""

    def reopen(self) -> None:
        """Close the dead database object and open the file again, in this process."""
        with self._opening:
            with suppress(duckdb.Error):
                self._base.close()
            try:
                self._connect()
            except duckdb.Error as error:
                raise EngineLost(str(error)) from error

    def checkpoint(self) -> None:
        """Fold the log into the file; on failure the database object is dead."""
        try:
            self._cursor().cursor.execute("checkpoint")
        except LOST as error:
            raise EngineLost(str(error)) from error

    def log_size(self) -> int:
        """Bytes of the write-ahead log beside the file."""
        log = self.path.with_name(self.path.name + ".wal")
        return log.stat().st_size if log.exists() else 0

    def folder(self) -> Path:
        """The folder of the file."""
        return self.path.parent

    def close(self) -> None:
        """Close the file; what is in the log is replayed at the next opening."""
        self._base.close()
