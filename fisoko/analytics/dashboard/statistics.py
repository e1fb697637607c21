"""What a dashboard tells of submissions: the statements of the analysis, over one state of the copy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from fisoko.analytics.asked import Asked, narrow
from fisoko.analytics.columns import Profile, profiles
from fisoko.analytics.completeness import completeness
from fisoko.analytics.pace import Forecast, Past, compared, forecast, pace, pasts
from fisoko.analytics.summary import summary
from fisoko.domain.forms.fields import Field

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame

TOGETHER = 40_000  # organisations in columns that one statement is about: planning costs less, and memory stays small


@dataclass(frozen=True)
class Statistics:
    """Frames of `fisoko.analytics`, each as its function describes it.

    `past` is the newest collection that has closed and that anybody submitted to, None without one. `unit` is
    organisation or region, and names the groups of `units` and `unit_fill`; `whole` is the summary of everybody,
    without groups. Without a single submission there are no profiles.
    """

    unit: str
    pace: "DataFrame"
    past: Past | None
    forecast: Forecast
    fill: "DataFrame"
    kind_fill: "DataFrame"
    unit_fill: "DataFrame"
    whole: "DataFrame"
    kinds: "DataFrame"
    units: "DataFrame"
    profiles: dict[tuple[str, str], Profile]


def statistics(
    connection: "DuckDBPyConnection",
    asked: Asked,
    columns: Sequence[Field],
    *,
    closes_at: datetime,
    past: Iterable[tuple[int, datetime]],
) -> Statistics:
    """Everything at once; `past` are ids and closings (UTC) of collections that a forecast looks at, newest first.

    The connection is left with temporary tables; roll its transaction back.
    """
    unit = "region" if asked.scope.all_regions else "organisation"
    now = pace(connection, asked)
    before = pasts(connection, asked, past)
    fill = completeness(connection, asked, by=())
    participants = sum(fill["participants"].tolist())
    submitted = sum(fill["submitted"].tolist())
    narrow(connection, asked)
    return Statistics(
        unit=unit,
        pace=now,
        past=compared(before),
        forecast=forecast(now, participants=participants, closes_at=closes_at, at=asked.as_of.moment, past=before),
        fill=fill,
        kind_fill=completeness(connection, asked, by=("kind",)),
        unit_fill=completeness(connection, asked, by=(unit,)),
        whole=summary(connection, asked, by=()),
        kinds=summary(connection, asked, by=("kind",)),
        units=summary(connection, asked, by=(unit,)),
        profiles=_profiles(connection, asked, columns, submitted) if submitted else {},
    )


def _profiles(
    connection: "DuckDBPyConnection", asked: Asked, columns: Sequence[Field], submitted: int
) -> dict[tuple[str, str], Profile]:
    """Of every column, as many of a sheet at once as their organisations allow."""
    found: dict[tuple[str, str], Profile] = {}
    most = max(1, TOGETHER // submitted)
    for (sheet, free), group in groupby(columns, key=lambda one: (one.sheet, one.free)):
        ids = [one.column for one in group]
        for start in range(0, len(ids), most):
            some = profiles(connection, asked, sheet=sheet, columns=ids[start : start + most], by_row=not free)
            found |= {(sheet, column): profile for column, profile in some.items()}
    return found
