"""Parts of what is found that several tabs show: titled tables, links to people, the organisations of a number."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fisoko.web import texts_of_analysis as texts
from fisoko.web.pages.analysis_choices import Offered
from fisoko.web.pages.analysis_drawn import Drawn
from fisoko.web.pages.analysis_table import shown, table

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass
class Found:
    """Sentences, what a plot shows or None, and tables with their headings as HTML."""

    sentences: list[str] = field(default_factory=list)
    plot: Drawn | None = None
    tables: list[str] = field(default_factory=list)


def titled(title: str, body: str, *, hide: str = "") -> str:
    """A heading and what stands under it; `hide` is the address without it."""
    away = f'<a class="btn plain no-print" href="{escape(hide)}">{escape(texts.HIDE)}</a>' if hide else ""
    name = ' id="behind" tabindex="-1"' if hide else ""
    label = escape(title)
    return (
        f'<section{name} data-key="{label}"><div class="row"><h2>{label}</h2>{away}</div>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">{body}</div></section>'
    )


def with_regions(frame: "DataFrame", offered: Offered) -> "DataFrame":
    """The same with names of regions for their codes, which stay in `region_code`."""
    if "region" not in frame.columns:
        return frame
    names = [offered.regions.get(one, one) for one in frame["region"]]
    return frame.assign(region_code=frame["region"], region=names)


def people(offered: Offered, *columns: str) -> tuple[str, ...]:
    """The columns of a table of organisations: who it is, and the region where there are several."""
    return ("login", "name", *(("region",) if len(offered.regions) > 1 else ()), *columns)


def person_link(offered: Offered) -> Callable[[dict[str, Any]], str]:
    """Where an organisation's draft and submissions are."""
    return lambda row: f"/collections/{offered.collection}/organisations/{row['login']}" if row.get("login") else ""


def participants_link(offered: Offered, **asked: str) -> Callable[[dict[str, Any]], str]:
    """The list of participants of the row's region, narrowed."""
    place = f"/collections/{offered.collection}/participants"

    def link(row: dict[str, Any]) -> str:
        own = {"region": row["region_code"]} if offered.every_region else {}
        told = urlencode(asked | own)
        return place + (f"?{told}" if told else "")

    return link


def behind(frame: "DataFrame", of: str, offered: Offered, chosen: dict[str, str]) -> str:
    """The organisations behind a number, with what each has there."""
    frame = with_regions(frame.sort_values(["total", "filled"], ascending=False), offered)
    said = f'<p class="muted small">{escape(texts.BEHIND_SAYS.format(count=shown(frame["login"].nunique())))}</p>'
    columns = people(offered, "filled", "total", "mean")
    body = said + table(frame, columns, links={name: person_link(offered) for name in ("login", "total", "filled")})
    return titled(texts.BEHIND.format(of=of), body, hide=offered.address(chosen, of="", at=""))
