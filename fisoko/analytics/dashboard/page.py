"""The HTML file of a dashboard: one document that asks nobody for anything."""

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib import resources
from typing import Any

from bokeh.resources import Resources

from fisoko.analytics.dashboard import sections, texts
from fisoko.analytics.dashboard.about import About
from fisoko.analytics.dashboard.charts import charts

PLACE = re.compile(r"{{([a-z]+)}}")
SCRIPT = re.compile(r"</?script", re.IGNORECASE)


def page(content: dict[str, Any]) -> str:
    """The document of a dashboard's content (see fisoko.analytics.dashboard.content)."""
    about = About.from_json(content["about"])
    people = sum(content["statuses"].values())
    title = texts.TITLE.format(title=about.title, region=about.region_name)
    body = sections.head(about) + _main(content, about, people) + sections.foot(about)
    if not people:
        return document(title, body)
    return document(title, body, _data(content), (_file("page.old.js"), _bokeh(), _file("page.js")))


def document(title: str, body: str, data: str = "{}", scripts: tuple[str, ...] = ()) -> str:
    """A whole document, whose policy allows no request and no script but those written in it.

    `body` is HTML, `data` the JSON that the scripts read, with no «<» in it.
    """
    places = {
        "title": escape(title),
        "hashes": " ".join(_hash(one) for one in scripts) or "'none'",
        "style": _file("page.css"),
        "body": body,
        "data": data,
        "scripts": "".join(f"<script>{one}</script>" for one in scripts),
    }
    return PLACE.sub(lambda place: places[place[1]], _file("page.html"))


def _main(content: dict[str, Any], about: About, people: int) -> str:
    if not people:
        said = texts.NOBODY if about.region else texts.NOBODY_ANYWHERE
        return f'<main><section><p class="empty">{said}</p></section></main>'
    parts = [sections.tiles(content), f'<section id="still"><p>{texts.NO_SCRIPT}</p></section>']
    parts.append(sections.facts(content))
    if content["pace"]["hours"]:
        parts += [sections.pace(content), sections.column(content)]
    else:
        parts.append(f'<section><p class="empty">{texts.NOTHING}</p></section>')
    parts += [sections.units(content), sections.fullness(content)]
    return f"<main>{''.join(parts)}</main>"


def _data(content: dict[str, Any]) -> str:
    """What the script reads; nothing in it can end the element that it stands in."""
    told = {
        "charts": charts(content),
        "unit": content["unit"],
        "units": content["units"],
        "rows": content["rows"],
        "columns": content["columns"] if content["pace"]["hours"] else [],
        "kinds": texts.KINDS,
        "kindOne": texts.KIND_ONE,
        "statuses": texts.STATUSES,
        "times": texts.TIMES,
        "words": texts.WORDS,
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


@cache
def _bokeh() -> str:
    """Bokeh's own script, the one part that draws; not its widgets, tables or mathematics."""
    script = "\n".join(Resources(mode="inline", components=["bokeh"]).js_raw)
    if SCRIPT.search(script):
        raise ValueError("Bokeh's script cannot stand in a document")
    return script


@cache
def _file(name: str) -> str:
    return (resources.files("fisoko.analytics.dashboard") / name).read_text("utf-8").strip()


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
