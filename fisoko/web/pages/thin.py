"""The thin page: one component's module in a host of 30 lines, its data as JSON; no session, no websocket, no Bokeh."""

from typing import Any

from fisoko.web import texts
from fisoko.web.as_json import as_json
from fisoko.web.library import PAGE, asset_address
from fisoko.web.pages.document import document


def thin_page(component: str, data: dict[str, Any], nonce: str, *, title: str = "", messages: str = "") -> str:
    """The page of `component` (the stem of its module) with `data` as its properties (JSON-able).

    `nonce` is the one of the page's policy; `messages` is the address to which the component's messages are posted.
    """
    page: dict[str, Any] = {"data": data}
    if messages:
        page["messages"] = messages
    body = (
        f'<script type="application/json" id="page" nonce="{nonce}">{script_safe(page)}</script>\n'
        f'<div id="host"></div>\n<noscript><main><p>{texts.NO_SCRIPT}</p></main></noscript>'
    )
    return document(title or texts.PAGE_TITLES.get(component, texts.TITLE), body, head=_head(component, nonce))


def script_safe(value: Any) -> str:
    """JSON that can't end the <script> it stands in, nor open a comment there."""
    return as_json(value).replace("<", "\\u003c")


def _head(component: str, nonce: str) -> str:
    # All that the first picture needs is named here, so that one round trip after the page brings it, and nothing else,
    # which would take its share of a weak line.
    return f'<script type="module" nonce="{nonce}" src="{asset_address()}{component}{PAGE}"></script>'
