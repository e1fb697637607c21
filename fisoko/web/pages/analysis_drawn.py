"""What a plot of the analysis shows, as plain data: positions, texts, and ticks with their labels."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil, floor, log10
from typing import Any

from fisoko.web.pages.analysis_table import shown

TICKS = 6
DAYS = (1, 2, 3, 5, 7, 14)  # between marks of a plot
BARS = 30  # of a plot
Labels = dict[float, str]


@dataclass(frozen=True)
class Drawn:
    """What a plot shows. `kind`: lines (x, y, label; a second line in `shadow`), bars (name, value, label), bins
    (left, right, top, label). Ticks are positions with their texts."""

    kind: str
    title: str
    data: dict[str, list[Any]]
    x: Labels = field(default_factory=dict)
    y: Labels = field(default_factory=dict)
    ends: tuple[float, float] = (0.0, 1.0)  # of x
    top: float = 1.0  # of y, from 0
    shadow: dict[str, list[Any]] = field(default_factory=lambda: {"x": [], "y": [], "label": []})
    names: tuple[str, str] = ("", "")  # of the line and its shadow


def number_ticks(least: float, most: float) -> Labels:
    """Round positions from `least` to `most`, at most some seven of them, with their texts."""
    if not most > least:
        return {least: shown(least)}
    rough = (most - least) / TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(power * one for one in (1, 2, 5, 10) if power * one >= rough)
    first = floor(least / step)
    places = [round((first + n) * step, 10) for n in range(TICKS * 2 + 2)]
    return {one: shown(one) for one in places if least - step / 1000 <= one <= most + step / 1000}


def time_ticks(least: datetime, most: datetime) -> Labels:
    """Positions (milliseconds, as Bokeh counts time) of round hours or days between the two, with their texts."""
    hours = max(1.0, (most - least).total_seconds() / 3600)
    step = next((one for one in (1, 2, 3, 6, 12) if hours / one <= TICKS), 24)
    if step == 24:
        rough = hours / (24 * TICKS)
        step *= next((one for one in DAYS if one >= rough), 7 * ceil(rough / 7))
    start = least.replace(hour=0, minute=0, second=0, microsecond=0)
    found: Labels = {}
    for n in range(int((most - start).total_seconds() // 3600 // step) + 1):
        one = start + timedelta(hours=n * step)
        if one >= least:
            found[millis(one)] = one.strftime("%d.%m" if step >= 24 else "%d.%m %H:%M")
    return found


def millis(moment: datetime) -> float:
    """A local moment without a zone as Bokeh's position."""
    return moment.replace(tzinfo=UTC).timestamp() * 1000
