"""The profile of one column: how much of it is filled, its distribution, frequent values, and who stands out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fisoko.analytics.asked import Asked, run

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame

BINS = 20
FREQUENT = 20
OUTLIERS = 100
FAR = 5.0  # robust standard deviations from the median


@dataclass(frozen=True)
class Profile:
    """What is told of one column.

    `figures`: one row (filled, organisations, submitted, participants, wrong, numbers, texts, days, flags, yes,
    different, total, mean, deviation, least, q05, q25, median, q75, q95, most, first_day, last_day).
    `frequent`: value, number, cells, organisations, share. `distribution`: begins, ends (edges of a bin), low,
    high (what it may hold), cells.
    `outliers`: organisation_id, region, kind, login, name, row_id, number, median, score.
    """

    figures: "DataFrame"
    frequent: "DataFrame"
    distribution: "DataFrame"
    outliers: "DataFrame"


def profile(connection: "DuckDBPyConnection", asked: Asked, *, sheet: str, column: str, by_row: bool = True) -> Profile:
    """The profile of a column; `by_row`: a number is compared with its own row's median (fixed sheets)."""
    return profiles(connection, asked, sheet=sheet, columns=[column], by_row=by_row)[column]


def profiles(
    connection: "DuckDBPyConnection", asked: Asked, *, sheet: str, columns: Sequence[str], by_row: bool = True
) -> dict[str, Profile]:
    """The profile of each of these columns of one sheet: one statement is planned for all of them."""
    values: dict[str, Any] = {"sheet": sheet, "columns": [*columns]}
    row = {"row": "row_id" if by_row else "null"}
    frames = (
        _by_column(run(connection, "column_figures", asked, None, **values)),
        _by_column(run(connection, "column_frequent", asked, None, **values, most=FREQUENT)),
        _by_column(run(connection, "column_distribution", asked, None, **values, bins=BINS)),
        _by_column(run(connection, "column_outliers", asked, row, **values, far=FAR, most=OUTLIERS)),
    )
    return {one: Profile(*(frame(one) for frame in frames)) for one in columns}


def _by_column(frame: "DataFrame") -> "Callable[[str], DataFrame]":
    """Column → its rows, none where it has none."""
    plain = frame.drop(columns="column_id")
    places: Any = frame.groupby("column_id", sort=False).indices
    return lambda column: plain.iloc[places.get(column, [])].reset_index(drop=True)
