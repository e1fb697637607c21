"""Plots of the analysis: the Bokeh figure that shows what is drawn and follows its changes.

Every label is a text made here: Bokeh's own number formats know no Russian comma, and its scripted ones need
`unsafe-eval`, which the page's policy forbids.
"""

from typing import Any

from bokeh.models import ColumnDataSource, FactorRange, FixedTicker, HoverTool, Legend, LegendItem, Range1d
from bokeh.plotting import figure

from fisoko.web.pages.analysis_drawn import Drawn

BLUE, GREY, INK, LINE = "#14539f", "#7c899e", "#4d5a6d", "#e9edf3"
HEIGHT, OF_BAR = 300, 26  # pixels
FONT = "Segoe UI, Noto Sans, Roboto, Arial, sans-serif"


class Plot:
    """A figure of one kind; `draw` changes what it shows without making it anew."""

    def __init__(self, drawn: Drawn) -> None:
        self._drawn: Drawn | None = None
        self._kind, self._legend = drawn.kind, bool(drawn.shadow["x"])
        self._source: Any = ColumnDataSource(data=drawn.data)
        self._shadow: Any = ColumnDataSource(data=drawn.shadow)
        names = FactorRange(factors=[]) if drawn.kind == "bars" else None
        self.figure: Any = figure(
            height=HEIGHT,
            sizing_mode="stretch_width",
            toolbar_location=None,
            tools="",
            x_range=Range1d(start=0, end=1),
            y_range=names or Range1d(start=0, end=1),
        )
        # A model put in anew has Bokeh walk through the whole document: six times the rest of a change.
        self._x, self._y = FixedTicker(ticks=[]), FixedTicker(ticks=[])
        self.figure.xaxis.ticker = self._x
        if names is None:
            self.figure.yaxis.ticker = self._y
        self._style()
        getattr(self, f"_{drawn.kind}")(drawn)
        self.draw(drawn)

    def can_draw(self, drawn: Drawn) -> bool:
        """Whether it is of the same kind."""
        return (self._kind, self._legend) == (drawn.kind, bool(drawn.shadow["x"]))

    def draw(self, drawn: Drawn) -> None:
        """Show this, of the same kind."""
        if drawn == self._drawn:
            return
        self._drawn, made = drawn, self.figure
        made.title.text = drawn.title
        self._source.data, self._shadow.data = drawn.data, drawn.shadow
        made.x_range.update(start=drawn.ends[0], end=drawn.ends[1])
        self._x.ticks, made.xaxis.major_label_overrides = [*drawn.x], drawn.x
        if drawn.kind == "bars":
            made.y_range.factors = [*reversed(drawn.data["name"])]
            made.height = 70 + OF_BAR * max(1, len(drawn.data["name"]))
        else:
            made.y_range.update(start=0, end=drawn.top)
            self._y.ticks, made.yaxis.major_label_overrides = [*drawn.y], drawn.y

    def _lines(self, drawn: Drawn) -> None:
        made = self.figure
        before = made.step("x", "y", source=self._shadow, mode="after", line_width=2, color=GREY, line_dash="dashed")
        now = made.step("x", "y", source=self._source, mode="after", line_width=3, color=BLUE)
        dots = [
            made.scatter("x", "y", source=source, size=5, color=color)
            for source, color in ((self._shadow, GREY), (self._source, BLUE))
        ]
        made.add_tools(HoverTool(renderers=dots, tooltips="@label"))
        if drawn.shadow["x"]:
            lines = zip(drawn.names, (now, before), strict=True)
            items = [LegendItem(label=name, renderers=[line]) for name, line in lines]
            made.add_layout(Legend(items=items, location="top_left", label_text_font=FONT, border_line_color=None))

    def _bars(self, drawn: Drawn) -> None:
        bars = self.figure.hbar("name", right="value", height=0.7, source=self._source, color=BLUE)
        self.figure.ygrid.grid_line_color = None
        self.figure.add_tools(HoverTool(renderers=[bars], tooltips="@label"))

    def _bins(self, drawn: Drawn) -> None:
        bins = self.figure.quad("left", "right", "top", 0, source=self._source, color=BLUE, line_color="white")
        self.figure.add_tools(HoverTool(renderers=[bins], tooltips="@label"))

    def _style(self) -> None:
        made = self.figure
        made.title.text_font, made.title.text_font_size, made.title.text_color = FONT, "14px", "#1a2433"
        made.outline_line_color, made.background_fill_color = None, "#fff"
        for axis in (made.xaxis, made.yaxis):
            axis.major_label_text_font, axis.major_label_text_font_size = FONT, "13px"
            axis.major_label_text_color, axis.axis_line_color = INK, GREY
            axis.major_tick_line_color, axis.minor_tick_line_color = GREY, None
        made.grid.grid_line_color = LINE
