"""Examples of every address of the site, made from its routing table."""

import re

from fisoko.web.library import asset_address
from fisoko.web.routes import ARCHIVE, CODE, GUIDE_PAGE, GUIDE_PICTURE, LOGIN, NUMBER, ROUTES, SHEET, SUBMITTED

EXAMPLES = {
    ARCHIVE: "1.zip",  # before its number
    NUMBER: "1",
    LOGIN: "spo240071",
    SUBMITTED: "7F3K9A2C.xlsx",  # before its code
    CODE: "7F3K9A2C",
    SHEET: "sheet",
    r"openapi\.json": "openapi.json",
    r"template\.xlsx": "template.xlsx",
    r"participants\.tsv": "participants.tsv",
    r"analysis\.xlsx": "analysis.xlsx",
    GUIDE_PAGE: "school",
    GUIDE_PICTURE: "filling.png",
    r"([0-9a-f]+)/([A-Za-z0-9_./-]+)": asset_address().removeprefix("/assets/") + "host.js",
}
# What Panel's server answers beside our list.
PANELS = [
    "/",
    "/ws",
    "/app",
    "/app/ws",
    "/metadata",
    "/app/metadata",
    "/autoload.js",
    "/app/autoload.js",
    "/collections/1/participants",
    "/collections/1/participants/ws",
    "/collections/1/analysis",
    "/collections/1/analysis/ws",
    "/components/this/s/_css/x",
    "/components/fisoko.web.panels.cabinet/Cabinet/_esm/x",
    "/admin",
    "/rest/session_info",
    "/liveness",
    "/static/..%2f..%2fserver.py",
]
LIBRARY = ["/favicon.ico", "/static/js/bokeh.min.js", "/static/extensions/panel/panel.min.js"]


def address(pattern: str) -> str:
    """An example of a route's address."""
    for group, example in EXAMPLES.items():
        pattern = pattern.replace(group, example)
    assert not re.search(r"[()\[\]\\*+?]", pattern), f"no example for {pattern}"
    return pattern


def ours() -> list[str]:
    """An example of each route of ours."""
    return [address(route[0]) for route in ROUTES]
