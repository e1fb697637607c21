"""An answer to a program: a table whose rows come some organisations at a time, and what it holds for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fisoko.domain.table import Table

Rows = list[tuple[Any, ...]]
TOGETHER = 500  # organisations whose facts are read together
DOCUMENTS = 100  # whose documents are


@dataclass(frozen=True)
class Answer:
    """`chunks` are rows in the order of the table's fields, read when they are taken.

    `total` counts what `limit` and `offset` count: rows of the table, but organisations where a row is a part of what
    one organisation has submitted. `tag` is the same only for the same answer.
    """

    table: Table
    chunks: Iterator[Rows]
    total: int
    limit: int | None
    offset: int
    as_of: datetime
    seq: int
    tag: str

    @property
    def moment(self) -> str:
        """`as_of` to the last microsecond: asked for again, it gives the same rows."""
        return self.as_of.isoformat().replace("+00:00", "Z")

    @property
    def next(self) -> int | None:
        """Where the next page begins; None on the last."""
        if self.limit is None or self.offset + self.limit >= self.total:
            return None
        return self.offset + self.limit
