"""A live Panel page with the filling page: python -m tests.browser.live_grid PORT"""

import sys
from datetime import UTC, datetime

import panel as pn

from fisoko.web.panels.grid import Edits, Grid
from tests.browser.grid_page import iso, page_data
from tests.browser.live_cabinet import Assets


def page() -> Grid:
    """A grid that answers each batch, and counts them in its subtitle's place: the seq of the answer."""
    grid = Grid(**page_data({"sheet001": {"cells": {"row00000": {"column0c": 75}}}}, save_url=""))
    grid.hear(Edits, lambda batch: grid.saved(batch.number, seq=batch.number, saved_at=iso(datetime.now(UTC))))
    return grid


if __name__ == "__main__":
    routes = [("/assets/([^/]+)/(.*)", Assets)]
    pn.serve(page, port=int(sys.argv[1]), show=False, extra_patterns=routes)
