"""What both engines offer: reading on any thread, and transactions on the writer's thread."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from fisoko.domain.error import DiskFull, Unavailable
from fisoko.store.statement import Statement
from fisoko.store.touched import Touched

Row = dict[str, Any]
STREAMED = 200  # rows fetched together by `stream`


class EngineLost(Unavailable):
    """The database object is dead: whether the last commit took place must be looked up after reopening.

    `reason` is the engine's own word; the person reads that of Unavailable.
    """

    def __init__(self, reason: str = "") -> None:
        super().__init__()
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


class OutOfSpace(DiskFull):
    """The engine could not write for want of space; the transaction was rolled back."""

    def __init__(self, reason: str = "") -> None:
        super().__init__()
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


class Reader(Protocol):
    """Runs statements that read."""

    def all(self, statement: Statement, **values: Any) -> list[Row]:
        """Every row as a dictionary."""
        ...

    def one(self, statement: Statement, **values: Any) -> Row | None:
        """The first row, or None."""
        ...


class Transaction(Reader, Protocol):
    """Runs statements that write; commits when its block ends, rolls back when it raises."""

    def run(self, statement: Statement, **values: Any) -> None:
        """Run a statement whose rows are not wanted."""
        ...

    def script(self, text: str) -> None:
        """Run several statements without parameters (migrations)."""
        ...

    def touch(self, table: str, keys: Iterable[int] | None = None) -> None:
        """Note which rows of a table are written (None: any), for those who keep them in memory."""
        ...


class Engine(Reader, Protocol):
    """A database."""

    dialect: str  # duckdb, postgres
    sole_writer: bool  # no other process can write: what the writer remembers is complete
    touched: Touched  # tells what transactions have written: this process's, and others' once `hear_others` was called

    def stream(self, statement: Statement, **values: Any) -> Iterator[Row]:
        """The rows of one moment, few of them in memory at a time: for reports."""
        ...

    def transaction(self) -> AbstractContextManager[Transaction]:
        """A transaction. On DuckDB only the writer's thread may open one."""
        ...

    def hear_others(self) -> None:
        """Have `touched` tell from now on what other processes write too, on a thread of its own; until `close`."""
        ...

    def reopen(self) -> None:
        """Bring a dead database object back to life. Raises EngineLost when it cannot."""
        ...

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file, where there is one. Only between transactions."""
        ...

    def log_size(self) -> int:
        """Bytes of the write-ahead log; 0 where the engine keeps it by itself."""
        ...

    def folder(self) -> Path | None:
        """The folder whose free space bounds the database, if it is on this machine."""
        ...

    def close(self) -> None:
        """Release everything."""
        ...


def outgoing(value: Any) -> Any:
    """Moments go in as UTC without a zone: the one form both engines treat alike."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None)
    if isinstance(value, list):
        return [outgoing(item) for item in value]
    return value


def rows_of(names: list[str], rows: list[tuple[Any, ...]]) -> list[Row]:
    """Tuples as dictionaries; moments come out in UTC with their zone."""
    made = [dict(zip(names, row, strict=True)) for row in rows]
    for place, name in enumerate(names):
        # A column is of one type, which its first value tells.
        first = next((row[place] for row in rows if row[place] is not None), None)
        if isinstance(first, datetime) and first.tzinfo is None:
            for row in made:
                if row[name] is not None:
                    row[name] = row[name].replace(tzinfo=UTC)
    return made
