"""What was found, as sentences, a plot and tables: a function for each tab of the analysis, by its name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from math import isnan
from typing import TYPE_CHECKING, Any

from bokeh.models import DatetimeTickFormatter
from bokeh.plotting import figure

from fisoko.web import texts

if TYPE_CHECKING:
    from pandas import DataFrame

MOST_ROWS = 300  # of a table on the page
BLUE, HEIGHT = "#1f5fa8", 300


@dataclass
class Found:
    """Sentences, a Bokeh figure or None, and tables as (title, HTML)."""

    sentences: list[str] = field(default_factory=list)
    plot: Any = None
    tables: list[tuple[str, str]] = field(default_factory=list)


def pace(answer: Any) -> Found:
    """«Темп»: who has submitted by the hour, and what to expect."""
    frame, forecast = answer
    found = Found([forecast.text])
    if len(frame):
        found.plot = _plot(texts.PACE_PLOT, x_axis_type="datetime")
        found.plot.step(
            list(frame["hour"]), [int(one) for one in frame["cumulative"]], mode="after", line_width=2, color=BLUE
        )
        found.plot.y_range.start = 0
        found.plot.xaxis.formatter = DatetimeTickFormatter(
            hours="%d.%m %H:%M", days="%d.%m", months="%m.%Y", context=None
        )
    else:
        found.sentences.append(texts.NOBODY_YET)
    found.tables.append((texts.BY_HOURS, table(frame, ("hour", "submitted", "cumulative", "participants"))))
    return found


def summary(frame: "DataFrame") -> Found:
    """«Свод»: counts, sums and means by the chosen level."""
    groups = [name for name in ("region", "kind", "login", "name") if name in frame.columns]
    frame = frame.sort_values("total", ascending=False)
    found = Found([texts.SUMMARY_SAYS.format(groups=len(frame), filled=_shown(frame["filled"].sum()))])
    named = frame[frame["total"].notna()].head(30)
    if len(named):
        key = "login" if "login" in groups else groups[0]
        names = [_shown(one, key) for one in named[key]]
        found.plot = _plot(texts.SUMMARY_PLOT, x_range=names)
        found.plot.vbar(x=names, top=[float(one) for one in named["total"]], width=0.7, color=BLUE)
        found.plot.y_range.start = 0
        found.plot.xaxis.major_label_orientation = 0.8
    columns = (*groups, "organisations", "filled", "total", "mean", "least", "most", "share")
    found.tables.append((texts.SUMMARY_TABLE, table(frame, columns)))
    return found


def column(profile: Any) -> Found:
    """«Столбец»: figures, distribution, the most frequent values, and who stands out."""
    row = profile.figures.iloc[0]
    found = Found([texts.COLUMN_SAYS.format(filled=_shown(row["filled"]), organisations=_shown(row["organisations"]))])
    spread = profile.distribution
    if len(spread):
        found.plot = _plot(texts.COLUMN_PLOT)
        cells = [int(one) for one in spread["cells"]]
        found.plot.quad(
            left=list(spread["begins"]), right=list(spread["ends"]), top=cells, bottom=0, color=BLUE, line_color="white"
        )
    names = ("filled", "organisations", "wrong", "different", "total", "mean", "least", "q25", "median", "q75", "most")
    found.tables.append((texts.FIGURES, table(profile.figures, names)))
    found.tables.append((texts.FREQUENT, table(profile.frequent, ("value", "cells", "organisations", "share"))))
    found.tables.append((texts.OUTLIERS, table(profile.outliers, ("login", "name", "region", "number", "median"))))
    return found


def completeness(frame: "DataFrame") -> Found:
    """«Полнота»: filled of required cells."""
    people, done = frame["participants"].sum(), frame["submitted"].sum()
    found = Found([texts.COMPLETENESS_SAYS.format(done=_shown(done), all=_shown(people))])
    groups = [name for name in ("region", "kind", "login", "name") if name in frame.columns]
    columns = (*groups, "participants", "submitted", "filled", "required", "share", "whole", "empty")
    found.tables.append((texts.COMPLETENESS_TABLE, table(frame, columns)))
    return found


FOUND: dict[str, Callable[[Any], Found]] = {
    "pace": pace,
    "summary": summary,
    "column": column,
    "completeness": completeness,
}


def table(frame: "DataFrame", columns: tuple[str, ...]) -> str:
    """An HTML table of these columns, where the frame has them; numbers as a Russian reader writes them."""
    here = [name for name in columns if name in frame.columns]
    if not len(frame):
        return f"<p>{escape(texts.NOTHING_FOUND)}</p>"
    head = "".join(f'<th scope="col">{escape(texts.ANALYSIS_COLUMNS.get(name, name))}</th>' for name in here)
    rows = []
    for _, row in frame.head(MOST_ROWS).iterrows():
        cells = ((_shown(row[name], name), isinstance(row[name], str)) for name in here)
        rows.append("".join(f'<td class="{"" if text else "num"}">{escape(shown)}</td>' for shown, text in cells))
    more = len(frame) - MOST_ROWS
    left = f"<p>{escape(texts.MORE_ROWS.format(count=more))}</p>" if more > 0 else ""
    body = "".join(f"<tr>{one}</tr>" for one in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{left}"


def _plot(title: str, **options: Any) -> Any:
    return figure(title=title, height=HEIGHT, sizing_mode="stretch_width", toolbar_location=None, **options)


def _shown(value: Any, name: str = "") -> str:
    if value is None or value != value or str(value) in ("<NA>", "NaT"):
        return "–"
    if name == "kind":
        return texts.ANALYSIS_KINDS.get(str(value), str(value))
    if isinstance(value, str):
        return value.removesuffix(".0") if name == "value" else value  # whole numbers come as decimals
    if hasattr(value, "strftime"):
        return value.strftime("%d.%m.%Y %H:%M")
    number = float(value)
    if isnan(number):
        return "–"
    if name == "share":
        return f"{100 * number:.1f} %".replace(".", ",")
    text = f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"
    return text.replace(",", "\u00a0").replace(".", ",")
