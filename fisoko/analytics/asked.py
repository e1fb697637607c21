"""What a statistic is asked about, and how its one SQL text is run: over the server's copy and over Parquet alike."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from fisoko.domain.person import Scope

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame

_PARAMETER = re.compile(r"\$([a-z_]+)")
_OF_CHOSEN = "{} t join chosen s on s.seq = t.seq where t.collection_id = $collection::bigint"
_OF_REGIONS = "participants t where ($regions::varchar[] is null or t.region = any($regions::varchar[]))"
NARROWED = {  # table → its rows that last submissions and their organisations are in
    **{table: _OF_CHOSEN.format(table) for table in ("cells", "sums", "submissions")},
    "participants": f"{_OF_REGIONS} and t.collection_id = $collection::bigint",
}
_COMMENT = re.compile(r"^\s*--.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class AsOf:
    """Data as they stood: submissions up to the change `seq` that had come by `moment` (UTC), participants at `moment`.

    Neither ever changes afterwards, so the same AsOf gives the same rows for ever.
    """

    seq: int
    moment: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """One collection as it stood, narrowed to what the person may see."""

    collection: int
    as_of: AsOf
    scope: Scope

    def values(self) -> dict[str, Any]:
        """The parameters that every statement takes."""
        return {
            "collection": self.collection,
            "seq": self.as_of.seq,
            "moment": self.as_of.moment.astimezone(UTC).replace(tzinfo=None),
            "regions": None if self.scope.all_regions else self.scope.region_list,
        }


@cache
def text_of(name: str) -> str:
    """The text of `<name>.sql`, after the expressions by which every statement is narrowed (chosen.sql)."""
    folder = resources.files("fisoko.analytics")
    parts = [(folder / f"{part}.sql").read_text("utf-8") for part in ("chosen", name)]
    return ",\n".join(_COMMENT.sub("", part).strip() for part in parts)


def prepare(connection: "DuckDBPyConnection") -> None:
    """Give a connection that sees `cells`, `submissions` and `participants` (a notebook's Parquet) the view `sums`."""
    connection.execute((resources.files("fisoko.analytics") / "sums.sql").read_text("utf-8"))


def narrow(connection: "DuckDBPyConnection", asked: Asked) -> None:
    """Lay what is asked about into temporary tables, which hide the whole ones of the same names from this connection.

    Statements about last submissions give the same over them, the faster the smaller they are. `submissions` are the
    last ones then: earlier ones, which the pace counts, and those of other collections are out of sight.
    """
    for table, rows in NARROWED.items():
        text = text_of("narrowed").replace("/* rows */", rows)
        wanted = {one: asked.values()[one] for one in dict.fromkeys(_PARAMETER.findall(text))}
        connection.execute(f"create temp table narrowed_{table} as {text}", wanted)
    for table in NARROWED:
        connection.execute(f"alter table narrowed_{table} rename to {table}")


def run(connection: "DuckDBPyConnection", name: str, asked: Asked, put: dict[str, str] | None = None, **values: Any):  # noqa: ANN201
    """The frame of one statement; `put` are pieces of SQL from tables of this package, never a person's text.

    `connection` sees the tables `cells`, `submissions`, `participants` and `sums` (docs/explanation/analysis.md).
    """
    text = text_of(name)
    for place, piece in (put or {}).items():
        text = text.replace(f"/* {place} */", piece)
    given = {**asked.values(), **values}
    wanted = {one: given[one] for one in dict.fromkeys(_PARAMETER.findall(text))}
    frame: DataFrame = connection.execute(text, wanted).df()
    return frame
