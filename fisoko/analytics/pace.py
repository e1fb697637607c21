"""The pace («темп») of a collection, and what past collections make of it for its closing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

from fisoko.analytics import texts
from fisoko.analytics.asked import Asked, AsOf, run
from fisoko.domain.moscow import MOSCOW
from fisoko.domain.share import NBSP, percent

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame


def pace(connection: "DuckDBPyConnection", asked: Asked) -> "DataFrame":
    """A row for each hour in which participants submitted for the first time.

    Columns: hour (its beginning, Moscow time), submitted, cumulative, participants (all of the list).
    """
    return run(connection, "pace", asked)


@dataclass(frozen=True, slots=True)
class Past:
    """A collection that has closed: its id, its pace and its closing (UTC)."""

    collection: int
    pace: "DataFrame"
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Forecast:
    """Shares of participants (0–1) that will have submitted by the closing: likely, least, most; None without a past.

    `past` is how many collections it rests on, `text` says it in Russian.
    """

    likely: float | None
    least: float | None
    most: float | None
    past: int
    text: str


@dataclass(frozen=True)
class Shadow:
    """A past collection beside the present one: `pace` with its hours moved so that both close at the same time."""

    title: str
    pace: "DataFrame"
    closed_at: datetime  # its own closing, UTC


def pasts(connection: "DuckDBPyConnection", asked: Asked, closed: Iterable[tuple[int, datetime]]) -> list[Past]:
    """What collections that have closed did up to then, in their order; `closed` are their ids and closings (UTC)."""
    return [Past(one, pace(connection, Asked(one, AsOf(asked.as_of.seq, at), asked.scope)), at) for one, at in closed]


def compared(past: Iterable[Past]) -> Past | None:
    """The one that a pace is shown beside: the first in which anybody submitted; None without such."""
    return next((one for one in past if len(one.pace)), None)


def shadow(past: Past, title: str, closes_at: datetime) -> Shadow:
    """The shadow of a past pace on a collection that closes at `closes_at`."""
    hours = past.pace["hour"] + (closes_at - past.closes_at)
    return Shadow(title, past.pace.assign(hour=hours), past.closes_at)


def forecast(
    now: "DataFrame", *, participants: int, closes_at: datetime, at: datetime, past: Sequence[Past]
) -> Forecast:
    """What past collections did from the same time before their closing, applied to those who have not submitted yet.

    Of each past collection: which part of those who had not submitted at that time did so by the closing. The median of
    these parts is likely, the least and the largest are the range. `now` is the pace of this collection, `at` and
    `closes_at` are UTC. Collections without participants say nothing.
    """
    done = min(_count(now, at), participants)
    if not participants or at >= closes_at:
        share = done / participants if participants else None
        told = {"now": _figure(done), "all": _figure(participants), "percent": percent(done, participants)}
        return Forecast(share, share, share, 0, texts.CLOSED.format(**told))
    parts = [part for one in past if (part := _part(one, closes_at - at)) is not None]
    if not parts:
        return Forecast(None, None, None, 0, texts.NO_FORECAST)
    share = done / participants
    least, likely, most = (share + (1 - share) * part for part in (min(parts), median(parts), max(parts)))
    return Forecast(likely, least, most, len(parts), _told(least, likely, most, participants, len(parts)))


def _told(least: float, likely: float, most: float, participants: int, past: int) -> str:
    """The forecast in words: whole participants, and what per cent these are."""
    low, count, high = (round(one * participants) for one in (least, likely, most))
    words = texts.FORECAST_ONE if past == 1 else texts.FORECAST_ALIKE if low == high else texts.FORECAST
    told = {"count": count, "low": low, "high": high, "all": participants, "past": past}
    told = {name: _figure(one) for name, one in told.items()}
    parts = {name: percent(one, participants) for name, one in (("least", low), ("likely", count), ("most", high))}
    return words.format(**told, **parts)


def _figure(count: int) -> str:
    return f"{count:,}".replace(",", NBSP)


def _part(one: Past, left: timedelta) -> float | None:
    participants = max(one.pace["participants"].tolist(), default=0)
    then = _count(one.pace, one.closes_at - left)
    waiting = participants - then
    return (_count(one.pace, one.closes_at) - then) / waiting if waiting > 0 else None


def _count(frame: "DataFrame", moment: datetime) -> int:
    """How many had submitted by the moment; the hour that it cuts counts by its part."""
    local = moment.astimezone(MOSCOW).replace(tzinfo=None)
    seconds = (local - frame["hour"]).dt.total_seconds()
    parts = frame["submitted"] * (seconds / 3600).clip(0, 1)
    return round(sum(parts.tolist()))
