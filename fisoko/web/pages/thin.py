"""The thin page: one component's module in a host of 30 lines, its data as JSON; no session, no websocket, no Bokeh."""

import json
from typing import Any

from fisoko.web import texts
from fisoko.web.library import JOINED, asset_address, asset_files
from fisoko.web.pages.document import document

# What a component adds to the page by itself: asked for at once, it comes while the modules do.
VENDOR = {"grid": ("vendor/tabulator.min.js", "vendor/tabulator_simple.min.css")}


def thin_page(component: str, data: dict[str, Any], nonce: str, *, title: str = "", messages: str = "") -> str:
    """The page of `component` (the stem of its module) with `data` as its properties (JSON-able).

    `nonce` is the one of the page's policy; `messages` is the address to which the component's messages are posted.
    """
    address = asset_address()
    page = {"component": component, "module": component + JOINED, "data": data, "assets": address}
    if messages:
        page["messages"] = messages
    body = (
        f'<script type="application/json" id="page" nonce="{nonce}">{script_safe(page)}</script>\n'
        f'<div id="host"></div>\n<noscript><main><p>{texts.NO_SCRIPT}</p></main></noscript>\n'
        f'<script type="module" nonce="{nonce}" src="{address}host{JOINED}"></script>'
    )
    return document(title or texts.PAGE_TITLES.get(component, texts.TITLE), body, head=_preloads(component))


def script_safe(value: Any) -> str:
    """JSON that can't end the <script> it stands in, nor open a comment there."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _preloads(component: str) -> str:
    # All that the first picture needs is named in the page's head, so that one round trip after the page brings it.
    address = asset_address()
    others = [name for name in (f"{component}.css", *VENDOR.get(component, ())) if name in asset_files()]
    return "".join(
        [f'<link rel="modulepreload" href="{address}{name}{JOINED}">' for name in (component, "host")]
        + [
            f'<link rel="preload" as="{"style" if name.endswith(".css") else "script"}" href="{address}{name}">'
            for name in others
        ]
    )
