"""The list of a folder of dashboards: all regions with their figures, each a link to its file beside."""

from dataclasses import dataclass
from html import escape
from typing import Any

from fisoko.analytics.dashboard import sections, texts
from fisoko.analytics.dashboard.about import About
from fisoko.analytics.dashboard.page import document
from fisoko.analytics.dashboard.parts import section, share, whole


@dataclass(frozen=True, slots=True)
class Line:
    """A region of the list: its file, None where there is none, and its statuses."""

    code: str
    name: str
    file: str | None
    statuses: dict[str, int] | None


def index(content: dict[str, Any], country: str | None, lines: list[Line]) -> str:
    """An HTML page; `content` is that of all regions together and `country` its file."""
    about = About.from_json(content["about"])
    parts = [sections.tiles(content | {"unit": "region"})] if sum(content["statuses"].values()) else []
    link = f'<p><a href="{escape(country)}">{texts.INDEX_COUNTRY}</a></p>' if country else ""
    parts.append(section(texts.INDEX_REGIONS, link + _table(lines)))
    title = texts.TITLE.format(title=about.title, region=about.region_name)
    return document(title, sections.head(about) + f"<main>{''.join(parts)}</main>" + sections.foot(about))


def _table(lines: list[Line]) -> str:
    heads = (texts.CODE, texts.REGION, texts.TOTAL, *texts.STATUSES.values(), texts.DONE_SHARE)
    head = "".join(
        f'<th scope="col"{" class=n" if place > 1 else ""}>{escape(title)}</th>' for place, title in enumerate(heads)
    )
    body = "".join(f"<tr>{_cells(line)}</tr>" for line in lines)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _cells(line: Line) -> str:
    name = escape(line.name)
    linked = f'<a href="{escape(line.file)}">{name}</a>' if line.file else f"{name} – {texts.INDEX_FAILED}"
    front = f"<td>{escape(line.code)}</td><td>{linked}</td>"
    counts = line.statuses or {}
    total = sum(counts.values())
    if not total:
        return front + f'<td colspan="5" class="n muted">{texts.INDEX_NOBODY if line.file else ""}</td>'
    figures = [whole(total), *(whole(counts[name]) for name in texts.STATUSES), share(counts["done"], total)]
    return front + "".join(f'<td class="n">{one}</td>' for one in figures)
