"""The profile of one column: how much of it is filled, its distribution, frequent values, and who stands out."""

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
    `frequent`: value, number, cells, organisations, share. `distribution`: begins, ends, cells.
    `outliers`: organisation_id, region, kind, login, name, row_id, number, median, score.
    """

    figures: "DataFrame"
    frequent: "DataFrame"
    distribution: "DataFrame"
    outliers: "DataFrame"


def profile(connection: "DuckDBPyConnection", asked: Asked, *, sheet: str, column: str, by_row: bool = True) -> Profile:
    """The profile of a column; `by_row`: a number is compared with its own row's median (fixed sheets)."""
    values: dict[str, Any] = {"sheet": sheet, "column": column}
    row = {"row": "row_id" if by_row else "null"}
    return Profile(
        figures=run(connection, "column_figures", asked, None, **values),
        frequent=run(connection, "column_frequent", asked, None, **values, most=FREQUENT),
        distribution=run(connection, "column_distribution", asked, None, **values, bins=BINS),
        outliers=run(connection, "column_outliers", asked, row, **values, far=FAR, most=OUTLIERS),
    )
