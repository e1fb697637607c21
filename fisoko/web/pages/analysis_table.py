"""A table of the analysis as HTML: numbers and moments as a Russian reader writes them, with links to lists."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from math import isnan
from typing import TYPE_CHECKING, Any

from fisoko.domain.share import tenths
from fisoko.web import texts_of_analysis as texts

if TYPE_CHECKING:
    from pandas import DataFrame

MOST_ROWS = 300  # of a table on the page
SHARES = ("share", "part", "before")
Link = Callable[[dict[str, Any]], str]  # a row → where its cell leads, '' for nowhere


def table(
    frame: "DataFrame",
    columns: Sequence[str],
    *,
    links: Mapping[str, Link] | None = None,
    titles: Mapping[str, str] | None = None,
) -> str:
    """An HTML table of these columns, where the frame has them; at most MOST_ROWS rows, and how many more there are."""
    here = [name for name in columns if name in frame.columns]
    if not len(frame):
        return f'<p class="muted">{escape(texts.NOTHING_FOUND)}</p>'
    names = {**texts.COLUMNS, **(titles or {})}
    rows = frame.head(MOST_ROWS).to_dict("records")
    numeric = {name for name in here if not any(isinstance(row[name], str) for row in rows)}
    head = "".join(
        f'<th scope="col"{_class(name in numeric)}>{escape(str(names.get(name, name)))}</th>' for name in here
    )
    body = "".join(
        "<tr>" + "".join(_cell(row, name, (links or {}).get(name), number=name in numeric) for name in here) + "</tr>"
        for row in rows
    )
    more = len(frame) - MOST_ROWS
    left = f'<p class="muted small">{escape(texts.MORE_ROWS.format(count=shown(more)))}</p>' if more > 0 else ""
    return f'<table class="table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{left}'


def shown(value: Any, name: str = "") -> str:
    """A value as a reader sees it; «–» for none."""
    if value is None or value != value or str(value) in ("<NA>", "NaT"):
        return "–"
    if name == "kind":
        return texts.KINDS.get(str(value), str(value))
    if isinstance(value, bool):
        return texts.SUBMITTED_ONCE if value else texts.NOT_SUBMITTED
    if isinstance(value, str):
        return value.removesuffix(".0") if name == "value" else value  # whole numbers come as decimals
    if hasattr(value, "strftime"):
        return value.strftime("%d.%m.%Y %H:%M")
    number = float(value)
    if isnan(number):
        return "–"
    if name in SHARES:
        return tenths(number)
    text = f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"
    return text.replace(",", "\u00a0").replace(".", ",").replace("-", "−")


def _cell(row: dict[str, Any], name: str, link: Link | None, *, number: bool) -> str:
    text = escape(shown(row[name], name))
    href = link(row) if link else ""
    inside = f'<a href="{escape(href)}">{text}</a>' if href and text not in ("–", "0") else text
    return f"<td{_class(number)}>{inside}</td>"


def _class(number: bool) -> str:  # noqa: FBT001
    return ' class="num"' if number else ""
