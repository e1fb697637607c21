"""The content of a dashboard: small JSON of everything that its page shows, shaped by pandas."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from fisoko.analytics.columns import Profile
from fisoko.analytics.completeness import Stuck
from fisoko.analytics.dashboard.about import About
from fisoko.analytics.dashboard.statistics import Statistics
from fisoko.domain.forms.fields import Field
from fisoko.domain.forms.table import NUMBERS
from fisoko.domain.moscow import MOSCOW
from fisoko.domain.progress import Status, Time
from fisoko.domain.table import PARTICIPANTS

Frame = Any  # of pandas: its stubs promise less than frames give
MOST_FIGURES = 250_000  # of organisations in columns that one file carries: some 3 MB of its 6
FREQUENT, OUTLIERS, ERRORS = 12, 20, 15  # rows of a column's lists, and of errors in drafts
FILL_BINS = 10
FIGURES = ("filled", "numbers", "total")  # of a unit in a column


def content(
    about: About,
    participants: Mapping[int, tuple[Any, ...]],
    found: Statistics,
    columns: Sequence[Field],
    stuck: Stuck | None,
    names: dict[str, str],
    rows: dict[str, str],
) -> dict[str, Any]:
    """JSON of a dashboard. `names` are those of regions by their codes, `rows` captions of rows by their ids.

    `participants` are rows of `domain.table.PARTICIPANTS` by the organisation's id, in the order of the list.

    `stuck` is None for a moment in the past, of whose drafts nothing is known.
    """
    people: Frame = pd.DataFrame(
        [*participants.values()], index=[*participants], columns=[field.name for field in PARTICIPANTS.fields]
    )
    keys, units = _units(people, found, names)
    carried = _carried(len(keys), columns, found)
    return {
        "about": about.to_json(),
        "unit": found.unit,
        "statuses": _counts(people["status"], [one.value for one in Status]),
        "times": _counts(people["time"], [one.value for one in Time]),
        "drafts": _drafts(people),
        "fill": _record(found.fill),
        "kind_fill": _records(found.kind_fill),
        "fill_bins": _fill_bins(found.unit_fill),
        "pace": _pace(found, about),
        "units": units,
        "rows": rows,
        "columns": [
            _column(one, found, keys, carried=one.key in carried) for one in columns if one.key in found.profiles
        ],
        "errors": None if stuck is None else _errors(stuck, columns),
    }


def _counts(values: Frame, names: list[str]) -> dict[str, int]:
    found = values.value_counts()
    return {name: int(found.get(name, 0)) for name in names}


def _drafts(people: Frame) -> dict[str, int]:
    """Of drafts: how many are known, have errors, differ from what was submitted, and by how many cells."""
    begun = people[people["started_at"].notna()]
    known = begun[begun["errors"].notna()]
    done = known[known["status"] == Status.DONE.value]
    return {
        "begun": len(begun),
        "known": len(known),
        "faulty": int((known["errors"].astype(float) > 0).sum()),
        "errors": int(known["errors"].astype(float).sum()),
        "submitted_known": len(done),
        "differ": int((done["differs"].astype(float) > 0).sum()),
        "differs": int(done["differs"].astype(float).sum()),
    }


def _pace(found: Statistics, about: About) -> dict[str, Any]:
    """Moments are milliseconds of Moscow's wall clock, as charts take them."""
    forecast: Any = found.forecast
    frame: Frame = found.pace
    return {
        "hours": _milliseconds(frame["hour"]),
        "submitted": [int(one) for one in frame["submitted"]],
        "cumulative": [int(one) for one in frame["cumulative"]],
        "opens": _wall(about.opens_at),
        "closes": _wall(about.closes_at),
        "moment": _wall(about.moment),
        "text": forecast.text,
        "forecast": None
        if forecast.likely is None or not forecast.past
        else {"likely": forecast.likely, "least": forecast.least, "most": forecast.most},
        "past": _past(found, about),
    }


def _past(found: Statistics, about: About) -> dict[str, Any] | None:
    """The last campaign's pace as shares of its participants, moved so that both close at one moment."""
    if found.past is None:
        return None
    frame: Frame = found.past.pace
    shift = _wall(about.closes_at) - _wall(found.past.closes_at)
    people, counts = max(frame["participants"].tolist()), frame["cumulative"].tolist()
    return {
        "hours": [*(one + shift for one in _milliseconds(frame["hour"])), _wall(about.closes_at)],
        "shares": [_number(one / people) for one in counts + counts[-1:]],
    }


def _units(people: Frame, found: Statistics, names: dict[str, str]) -> tuple[list[Any], dict[str, Any]]:
    """Keys of organisations (or regions) in the order of rows, and columns of figures that all of them have."""
    if found.unit == "region" and len(people):
        table = people.groupby("region")["status"].value_counts().unstack(fill_value=0)
        table = table.reindex(columns=[one.value for one in Status], fill_value=0)
        fill = found.unit_fill.set_index("region")["share"]
        keys = sorted(table.index)
        return keys, {
            "login": keys,
            "name": [names.get(one, one) for one in keys],
            **{one.value: [int(count) for count in table.loc[keys, one.value]] for one in Status},
            "share": [_number(fill.get(one)) for one in keys],
        }
    fill = found.unit_fill.set_index("organisation_id" if found.unit == "organisation" else "region")
    ids = people.index.tolist()
    return ids, {
        "login": people["login"].tolist(),
        "name": people["organisation"].tolist(),
        "kind": people["kind"].tolist(),
        "status": people["status"].tolist(),
        "time": people["time"].tolist(),
        "share": [_number(fill["share"].get(one)) for one in ids],
        "errors": [_number(one) for one in people["errors"]],
        "differs": [_number(one) for one in people["differs"]],
    }


def _carried(rows: int, columns: Sequence[Field], found: Statistics) -> set[tuple[str, str]]:
    """Columns whose figures of each unit fit into the file, those with numbers first, in the form's order."""
    filled = {*zip(found.units["sheet_id"].tolist(), found.units["column_id"].tolist(), strict=True)}
    wanted = sorted((one for one in columns if one.key in filled), key=lambda one: one.type not in NUMBERS)
    most = MOST_FIGURES // max(1, rows * len(FIGURES))
    return {one.key for one in wanted[:most]}


def _column(one: Field, found: Statistics, keys: list[Any], *, carried: bool) -> dict[str, Any]:
    profile = found.profiles[one.key]
    figures = _record(profile.figures)
    told: dict[str, Any] = {
        "name": one.name,
        "numeric": one.type in NUMBERS or (one.type == "general" and figures.get("numbers", 0) > 0),
        "percent": one.type == "percent",
        "subtotals": one.subtotals,
        "whole": _record(_of(found.whole, one)),
        "kinds": _records(_of(found.kinds, one)),
        "figures": figures,
        "frequent": _rows(profile.frequent.head(FREQUENT), ("value", "cells", "organisations", "share")),
        "bins": _rows(profile.distribution, ("begins", "ends", "low", "high", "cells")),
        "outliers": _outliers(profile),
    }
    if carried:
        key = "region" if found.unit == "region" else "organisation_id"
        frame = _of(found.units, one).set_index(key).reindex(keys)
        told["units"] = {name: [_number(value) for value in frame[name].tolist()] for name in FIGURES}
    return told


def _outliers(profile: Profile) -> list[list[Any]]:
    return _rows(profile.outliers.head(OUTLIERS), ("login", "name", "region", "row_id", "number", "median"))


def _of(frame: Frame, one: Field) -> Frame:
    return frame[(frame["sheet_id"] == one.sheet) & (frame["column_id"] == one.column)]


def _fill_bins(frame: Frame) -> list[int]:
    """How many have filled 0–10 % of the required cells of their submission, 10–20 %, …, 90–100 %."""
    shares: Frame = frame["share"].dropna().astype(float).clip(0, 1)
    places = (shares * FILL_BINS).astype(int).clip(upper=FILL_BINS - 1)
    found = places.value_counts()
    return [int(found.get(place, 0)) for place in range(FILL_BINS)]


def _errors(stuck: Stuck, columns: Sequence[Field]) -> list[list[Any]]:
    titles = {one.key: one.name for one in columns}
    rows = _rows(stuck.errors.head(ERRORS), ("sheet_id", "column_id", "text", "organisations", "cells"))
    return [[titles.get((sheet, column), ""), *rest] for sheet, column, *rest in rows]


def _record(frame: Frame) -> dict[str, Any]:
    return _records(frame.head(1))[0] if len(frame) else {}


def _records(frame: Frame) -> list[dict[str, Any]]:
    return [{name: _number(value) for name, value in row.items()} for row in frame.to_dict("records")]


def _rows(frame: Frame, names: tuple[str, ...]) -> list[list[Any]]:
    return [[_number(value) for value in row] for row in frame[[*names]].itertuples(index=False)]


def _number(value: Any) -> Any:
    """A value as JSON carries it: whole numbers as such, others with at most nine signs, what is missing as null."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if pd.isna(value):
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()
    number = float(value)
    return int(number) if number.is_integer() and abs(number) < 2**53 else float(f"{number:.9g}")


def _milliseconds(hours: Frame) -> list[int]:
    return [int(one.timestamp() * 1000) for one in hours]


def _wall(moment: datetime) -> int:
    """Moscow's wall clock at the moment, as if it were UTC."""
    return int(moment.astimezone(MOSCOW).replace(tzinfo=UTC).timestamp() * 1000)
