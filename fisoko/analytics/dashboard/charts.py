"""The charts of a dashboard as Bokeh models; the page's script fills those that follow the chosen column."""

from datetime import UTC, datetime
from typing import Any

from bokeh.embed import json_item
from bokeh.models import (
    ColumnDataSource,
    DatetimeTickFormatter,
    FactorRange,
    HoverTool,
    NumeralTickFormatter,
    Range1d,
    Span,
)
from bokeh.plotting import figure

from fisoko.analytics.dashboard import texts

BLUE, GREY, GREEN, AMBER = "#14539f", "#7c899e", "#2e8b57", "#b06d00"
FONT = '"Segoe UI", "Noto Sans", Roboto, "Helvetica Neue", Arial, sans-serif'
INK, INK_2, LINE = "#1a2433", "#4d5a6d", "#e9edf3"
WHOLE = "0,0"
NUMBER = "0,0.[00]"
DAYS: dict[str, Any] = {"hours": "%d.%m %H:%M", "days": "%d.%m", "months": "%m.%Y"}
HOVER = '<div class="hover">@text</div>'


def charts(content: dict[str, Any]) -> dict[str, Any]:
    """JSON items of Bokeh by the id of the element that they are drawn in; only of what there is."""
    made: dict[str, Any] = {}
    if content["pace"]["hours"]:
        made["pace"] = _pace(content)
        made["bars"] = _bars()
        made["bins"] = _bins()
        made["fill"] = _fill(content["fill_bins"])
    return {name: json_item(plot) for name, plot in made.items()}


def _pace(content: dict[str, Any]) -> Any:
    pace, total = content["pace"], sum(content["statuses"].values())
    plot = _figure(320, x_axis_type="datetime")
    end = min(pace["moment"], max(pace["closes"], pace["hours"][-1]))
    hours = [pace["opens"], *pace["hours"], end]
    counts = [0, *pace["cumulative"], pace["cumulative"][-1]]
    if past := pace["past"]:
        shadow = [share * total for share in past["shares"]]
        plot.step(past["hours"], shadow, mode="after", line_width=2, color=GREY, line_dash="4 3",
                  legend_label=texts.PACE_PAST)  # fmt: skip
    source = ColumnDataSource(
        {"x": hours, "y": counts, "text": [f"{_day(at)} – {number}" for at, number in zip(hours, counts, strict=True)]}
    )
    line = plot.step("x", "y", source=source, mode="after", line_width=3, color=BLUE, legend_label=texts.PACE_NOW)
    dots = plot.scatter("x", "y", source=source, size=5, color=BLUE)
    plot.add_tools(HoverTool(renderers=[dots, line], tooltips=HOVER, mode="vline", attachment="horizontal"))
    if forecast := pace["forecast"]:
        ends = [forecast[name] * total for name in ("least", "likely", "most")]
        plot.segment([end], [counts[-1]], [pace["closes"]], [ends[1]], color=AMBER, line_width=2, line_dash="6 4",
                     legend_label=texts.PACE_FORECAST)  # fmt: skip
        plot.segment(
            [pace["closes"]], [ends[0]], [pace["closes"]], [ends[2]], color=AMBER, line_width=6, line_alpha=0.5
        )
        plot.scatter([pace["closes"]], [ends[1]], size=10, color=AMBER, marker="diamond")
    plot.add_layout(Span(location=pace["closes"], dimension="height", line_color=INK_2, line_dash="2 4"))
    span = pace["closes"] - pace["opens"]
    plot.x_range = Range1d(start=pace["opens"] - span // 40, end=max(pace["closes"], end) + span // 40)
    plot.y_range = Range1d(start=0, end=max(total, 1) * 1.04)
    plot.xaxis.formatter = DatetimeTickFormatter(**DAYS, context=None)
    plot.yaxis.formatter = _numbers(WHOLE)
    plot.legend.location = "top_left"
    plot.legend.background_fill_alpha = 0.8
    plot.legend.label_text_font = FONT
    plot.legend.label_text_color = INK
    return plot


def _bars() -> Any:
    source = ColumnDataSource({"label": [""], "value": [0], "text": [""]}, name="bars-data")
    plot = _figure(360, y_range=FactorRange(factors=[""], name="bars-range"), name="bars-plot")
    bars = plot.hbar(y="label", right="value", height=0.7, color=BLUE, source=source)
    plot.add_tools(HoverTool(renderers=[bars], tooltips=HOVER))
    plot.x_range.start = 0
    plot.ygrid.visible = False
    plot.xaxis.formatter = _numbers(NUMBER)
    return plot


def _bins() -> Any:
    source = ColumnDataSource({"left": [0], "right": [1], "top": [0], "text": [""]}, name="bins-data")
    plot = _figure(260, name="bins-plot")
    quads = plot.quad(left="left", right="right", top="top", bottom=0, color=BLUE, line_color="white", source=source)
    plot.add_tools(HoverTool(renderers=[quads], tooltips=HOVER))
    plot.y_range.start = 0
    plot.xaxis.formatter = _numbers(NUMBER)
    plot.yaxis.formatter = _numbers(WHOLE)
    return plot


def _fill(bins: list[int]) -> Any:
    step = 100 // len(bins)
    labels = [f"{place * step}–{(place + 1) * step}" for place in range(len(bins))]
    texts_of = [f"{label} % – {count}" for label, count in zip(labels, bins, strict=True)]
    source = ColumnDataSource({"label": labels, "count": bins, "text": texts_of})
    plot = _figure(260, x_range=labels)
    bars = plot.vbar(x="label", top="count", width=0.8, color=GREEN, source=source)
    plot.add_tools(HoverTool(renderers=[bars], tooltips=HOVER))
    plot.y_range.start = 0
    plot.xgrid.visible = False
    plot.yaxis.formatter = _numbers(WHOLE)
    return plot


def _figure(height: int, **options: Any) -> Any:
    plot = figure(height=height, sizing_mode="stretch_width", toolbar_location=None, tools="", **options)
    plot.outline_line_color = None
    plot.background_fill_color = plot.border_fill_color = "#ffffff"
    for axis in (*plot.xaxis, *plot.yaxis):
        axis.major_label_text_font = FONT
        axis.major_label_text_font_size = "13px"
        axis.major_label_text_color = INK_2
        axis.axis_line_color = axis.major_tick_line_color = GREY
        axis.minor_tick_line_color = None
    for grid in (*plot.xgrid, *plot.ygrid):
        grid.grid_line_color = LINE
    return plot


def _numbers(pattern: str) -> NumeralTickFormatter:
    return NumeralTickFormatter(format=pattern, language="ru")


def _day(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%d.%m %H:%M")
