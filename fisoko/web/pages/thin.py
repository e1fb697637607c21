"""The thin page: one component's module in a host of 30 lines, its data as JSON; no session, no websocket, no Bokeh."""

import json
from typing import Any

from fisoko.web import texts
from fisoko.web.library import asset_address, asset_files, modules
from fisoko.web.pages.document import document

# What a component adds to the page by itself: asked for at once, it comes while the modules do.
VENDOR = {"grid": ("vendor/tabulator.min.js",)}


def thin_page(component: str, data: dict[str, Any], nonce: str, *, title: str = "", messages: str = "") -> str:
    """The page of `component` (the stem of its module) with `data` as its properties (JSON-able).

    `nonce` is the one of the page's policy; `messages` is the address to which the component's messages are posted.
    """
    address = asset_address()
    page = {"component": component, "data": data, "assets": address}
    if messages:
        page["messages"] = messages
    body = (
        f'<script type="application/json" id="page" nonce="{nonce}">{script_safe(page)}</script>\n'
        f'<div id="host"></div>\n<noscript><main><p>{texts.NO_SCRIPT}</p></main></noscript>\n'
        f'<script type="module" nonce="{nonce}" src="{address}host.js"></script>'
    )
    return document(title or texts.PAGE_TITLES.get(component, texts.TITLE), body, head=_preloads(component))


def script_safe(value: Any) -> str:
    """JSON that can't end the <script> it stands in, nor open a comment there."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _preloads(component: str) -> str:
    address, files = asset_address(), asset_files()
    styles = [name for name in (f"{component}.css",) if name in files]
    scripts = VENDOR.get(component, ())
    return "".join(
        [f'<link rel="preload" as="style" href="{address}{name}">' for name in styles]
        + [f'<link rel="preload" as="script" href="{address}{name}">' for name in scripts]
        + [f'<link rel="modulepreload" href="{address}{name}">' for name in ("host.js", *modules(f"{component}.js"))]
    )
