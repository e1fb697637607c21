"""The analytical copy: every submission's cells as rows of typed columns in a DuckDB of its own, on both engines.

It can be thrown away and made again from the submissions at any time. Tables: docs/explanation/analysis.md.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import numpy as np
import pyarrow as pa

from fisoko.domain.forms.typed import TypedCells
from fisoko.store.engine import Row, outgoing
from fisoko.store.statement import load_statements
from fisoko.store.submissions import Submission

T = TypeVar("T")
VERSION = 3  # of the tables: a copy of another is made again
MEMORY_LIMIT = "1GB"
THREADS = 2  # of the pool: DuckDB itself uses every core for one question
COPIES = 16  # processes of one home that may each have a copy of their own
FILLED = ("submissions", "cells", "sums")  # from submissions; participants are read whole
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

    def append(self, heads: Sequence[tuple[Submission, str, int]], cells: TypedCells, *, new: bool = False) -> None:
        """Add submissions in the order of their numbers, at once.

        Each with its organisation's kind and the number of its cells, which follow one another in `cells`.
        """
        suffix = "_new" if new else ""
        fields = [[outgoing(getattr(one, field.name)) for one, _, _ in heads] for field in SUBMISSIONS]
        arrays = [pa.array(values, field.type) for values, field in zip(fields, SUBMISSIONS, strict=True)]
        with self._writing, self._base.cursor() as cursor:
            cursor.register("new_submissions", pa.table(arrays, schema=SUBMISSIONS))
            cursor.register("new_cells", _cells(heads, cells))
            cursor.begin()
            try:
                self._run(cursor, "add_cells", suffix)
                self._run(cursor, "add_sums", suffix)
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
            for deed in ("drop", "rename"):
                for table in FILLED:
                    self._run(cursor, f"{deed}_{table}")
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
            for name in (*FILLED, "participants"):
                self._run(cursor, name, suffix)

    def _drop(self, suffix: str) -> None:
        with self._base.cursor() as cursor:
            for table in FILLED:
                self._run(cursor, f"drop_{table}", suffix)

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


def _cells(heads: Sequence[tuple[Submission, str, int]], cells: TypedCells) -> pa.Table:
    size = len(cells.columns)
    counts = [count for _, _, count in heads]
    keys = {
        "collection_id": pa.array([one.collection_id for one, _, _ in heads], pa.int64()),
        "seq": pa.array([one.seq for one, _, _ in heads], pa.int64()),
        "organisation_id": pa.array([one.organisation_id for one, _, _ in heads], pa.int64()),
        "region": pa.array([one.region for one, _, _ in heads], pa.string()),
        "kind": pa.array([kind for _, kind, _ in heads], pa.string()),
    }
    rows = [count for _, _, count in cells.rows]
    arrays = {name: _repeated(array, counts) for name, array in keys.items()}
    arrays["sheet_id"] = _repeated(pa.array([sheet for sheet, _, _ in cells.rows], pa.string()), rows)
    arrays["row_id"] = _repeated(pa.array([row for _, row, _ in cells.rows], pa.string()), rows)
    arrays["column_id"] = pa.array(cells.columns, pa.string())
    arrays["number"] = pa.array(cells.numbers, pa.float64())
    arrays["text"] = _placed(cells.texts, size, pa.string())
    arrays["day"] = _placed(cells.days, size, pa.date32())
    arrays["flag"] = _placed(cells.flags, size, pa.bool_())
    for name, found in (("wrong", cells.wrong), ("subtotal", cells.subtotals)):
        arrays[name] = _placed(dict.fromkeys(found, True), size, pa.bool_(), rest=False)
    return pa.table(arrays)


def _repeated(array: pa.Array, counts: list[int]) -> pa.Array:
    """Each value as many times as its count says."""
    return array.take(pa.array(np.repeat(np.arange(len(counts)), counts)))


def _placed(values: dict[int, Any], size: int, kind: pa.DataType, *, rest: Any = None) -> pa.Array:
    """An array of `rest` with the values in their places."""
    whole = [rest] * size
    for at, value in values.items():
        whole[at] = value
    return pa.array(whole, kind)
