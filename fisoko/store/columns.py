"""The analytical copy: every submission's cells as rows of typed columns in a DuckDB of its own, on both engines.

It can be thrown away and made again from the submissions at any time. Tables: docs/explanation/analysis.md.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from fisoko.domain.forms.typed import TypedCell
from fisoko.store.engine import Row, outgoing
from fisoko.store.statement import load_statements
from fisoko.store.submissions import Submission

T = TypeVar("T")
VERSION = 1  # of the tables: a copy of another is made again
MEMORY_LIMIT = "1GB"
THREADS = 2  # of the pool: DuckDB itself uses every core for one question
COPIES = 16  # processes of one home that may each have a copy of their own
SUBMISSIONS = pa.schema(
    [
        ("collection_id", pa.int64()),
        ("seq", pa.int64()),
        ("organisation_id", pa.int64()),
        ("region", pa.string()),
        ("number", pa.int32()),
        ("form_version_id", pa.int64()),
        ("submitted_at", pa.timestamp("us")),
        ("filled", pa.int32()),
        ("required", pa.int32()),
        ("sha256", pa.string()),
    ]
)
PARTICIPANTS = pa.schema(
    [
        ("collection_id", pa.int64()),
        ("organisation_id", pa.int64()),
        ("region", pa.string()),
        ("kind", pa.string()),
        ("login", pa.string()),
        ("name", pa.string()),
        ("since", pa.timestamp("us")),
        ("until", pa.timestamp("us")),
    ]
)
TYPED = (pa.string(), pa.string(), pa.string(), pa.float64(), pa.string(), pa.date32(), pa.bool_(), pa.bool_())


class Columns:
    """The copy of this process. One thread writes it; questions run on a small pool, each on a cursor of its own."""

    def __init__(self, home: Path) -> None:
        self.path, self._base = _open(home)
        self._sql = load_statements("columns", "duckdb")
        self._writing = threading.RLock()
        self._pool = ThreadPoolExecutor(THREADS, "analysis")
        self.generation = 0  # grows with every change of participants and with every rebuilding
        self._tables("")

    def ask(self, work: Callable[[duckdb.DuckDBPyConnection], T]) -> Future[T]:
        """Run a question on the pool, over one unchanging state of the copy."""
        return self._pool.submit(self._asked, work)

    def position(self, *, new: bool = False) -> tuple[int, str]:
        """Number and SHA-256 of the last submission here; (0, "") when there is none. `new`: of the one being made."""
        row = self._one("position", suffix="_new" if new else "")
        return (row["seq"], row["sha256"]) if row else (0, "")

    def last_of(self, collection_id: int) -> int:
        """The number of the collection's last submission here; 0 when there is none."""
        return (self._one("last_of", collection_id=collection_id) or {})["seq"]

    def append(self, submissions: Sequence[tuple[Submission, str, Iterable[TypedCell]]], *, new: bool = False) -> None:
        """Add submissions in the order of their numbers, each with its organisation's kind and its cells, at once."""
        suffix = "_new" if new else ""
        heads = pa.table(
            [
                pa.array([outgoing(getattr(one, field.name)) for one, _, _ in submissions], field.type)
                for field in SUBMISSIONS
            ],
            schema=SUBMISSIONS,
        )
        cells = _cells(submissions)
        with self._writing, self._base.cursor() as cursor:
            cursor.register("new_submissions", heads)
            cursor.register("new_cells", cells)
            cursor.begin()
            try:
                self._run(cursor, "add_cells", suffix)
                self._run(cursor, "add_submissions", suffix)
            except BaseException:
                with suppress(duckdb.Error):
                    cursor.rollback()
                raise
            cursor.commit()

    def set_participants(self, rows: list[Row]) -> None:
        """Every dated row of every list of participants takes the place of what is here."""
        arrays = [pa.array([outgoing(row[field.name]) for row in rows], field.type) for field in PARTICIPANTS]
        with self._writing, self._base.cursor() as cursor:
            cursor.register("new_participants", pa.table(arrays, schema=PARTICIPANTS))
            cursor.begin()
            self._run(cursor, "clear_participants")
            self._run(cursor, "add_participants")
            cursor.commit()
            self.generation += 1

    def begin_new(self) -> None:
        """Begin to make the copy again beside the present one, which goes on answering."""
        with self._writing:
            self._drop("_new")
            self._tables("_new")

    def take_new(self) -> None:
        """The copy made again takes the place of the present one, between two questions."""
        with self._writing, self._base.cursor() as cursor:
            cursor.begin()
            for name in ("drop_submissions", "drop_cells", "rename_submissions", "rename_cells"):
                self._run(cursor, name)
            cursor.commit()
            self.generation += 1
            with suppress(duckdb.TransactionException):  # questions run: the space comes back at another time
                cursor.execute("checkpoint")

    def close(self) -> None:
        """Let running questions end and close the file."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        with self._writing:
            self._base.close()

    def _asked(self, work: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        with self._base.cursor() as cursor:
            cursor.begin()
            try:
                return work(cursor)
            finally:
                with suppress(duckdb.Error):
                    cursor.rollback()

    def _tables(self, suffix: str) -> None:
        with self._base.cursor() as cursor:
            for name in ("submissions", "cells", "participants"):
                self._run(cursor, name, suffix)

    def _drop(self, suffix: str) -> None:
        with self._base.cursor() as cursor:
            for name in ("drop_submissions", "drop_cells"):
                self._run(cursor, name, suffix)

    def _one(self, name: str, suffix: str = "", **values: Any) -> Row | None:
        with self._base.cursor() as cursor:
            result = self._run(cursor, name, suffix, **values)
            names = [column[0] for column in result.description or []]
            row = result.fetchone()
            return dict(zip(names, row, strict=True)) if row else None

    def _run(
        self, cursor: duckdb.DuckDBPyConnection, name: str, suffix: str = "", **values: Any
    ) -> duckdb.DuckDBPyConnection:
        statement = self._sql[name]
        return cursor.execute(statement.text.replace("{}", suffix), outgoing(statement.arguments(values)))


def _open(home: Path) -> tuple[Path, duckdb.DuckDBPyConnection]:
    """This process's copy: the first file that no other process has; one that cannot be used is made again."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    for number in range(1, COPIES + 1):
        path = home / ("analysis.duckdb" if number == 1 else f"analysis-{number}.duckdb")
        try:
            base = _connected(path)
            if _usable(base):
                return path, base
            base.close()
        except duckdb.IOException as error:
            if "lock" in str(error):
                continue
        except duckdb.Error:
            pass  # damaged: nothing in it is a fact of its own
        _remove(path)
        base = _connected(path)
        _usable(base)
        return path, base
    raise OSError(f"{home}: more than {COPIES} processes have an analytical copy here")


def _connected(path: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(path), config={"memory_limit": MEMORY_LIMIT, "autoinstall_known_extensions": "false"})


def _usable(base: duckdb.DuckDBPyConnection) -> bool:
    """Whether the tables are of this version; a fresh file becomes so."""
    sql = load_statements("columns", "duckdb")
    base.execute(sql["made"].text)
    row = base.execute(sql["version"].text).fetchone()
    if row is None or row[0] is None:
        base.execute(sql["stamp"].text, [VERSION])
        return True
    return row[0] == VERSION


def _remove(path: Path) -> None:
    for one in (path, path.with_name(path.name + ".wal")):
        one.unlink(missing_ok=True)


def _cells(submissions: Sequence[tuple[Submission, str, Iterable[TypedCell]]]) -> pa.Table:
    heads: list[tuple[int, int, int, str, str]] = []
    counts: list[int] = []
    cells: list[TypedCell] = []
    for one, kind, found in submissions:
        before = len(cells)
        cells += found
        counts.append(len(cells) - before)
        heads.append((one.collection_id, one.seq, one.organisation_id, one.region, kind))
    repeated = pa.array([at for at, count in enumerate(counts) for _ in range(count)], pa.int32())
    keys = zip(*heads, strict=True) if heads else [()] * 5
    types = (pa.int64(), pa.int64(), pa.int64(), pa.string(), pa.string())
    arrays = [pa.array(list(key), kind).take(repeated) for key, kind in zip(keys, types, strict=True)]
    values = zip(*cells, strict=True) if cells else [()] * len(TYPED)
    arrays += [pa.array(list(value), kind) for value, kind in zip(values, TYPED, strict=True)]
    names = ["collection_id", "seq", "organisation_id", "region", "kind"]
    return pa.table(arrays, names=[*names, "sheet_id", "row_id", "column_id", "number", "text", "day", "flag", "wrong"])
