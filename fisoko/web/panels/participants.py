"""The panel «Список участников» as a live component."""

from typing import ClassVar

import param

from fisoko.web.panels.component import Component
from fisoko.web.panels.message import Close, Message, Query


class Participants(Component):
    """Who has to submit: search, filter, order, pages, and those who have not begun.

    >>> panel = Participants(collection={"id": 12, "title": "Контингент"}, rows=[])
    >>> panel.hear(Query, lambda message: print(message.status))
    """

    _stem = "participants"
    _esm = 'export { render } from "fisoko/participants/participants.js"'
    kinds: ClassVar[tuple[type[Message], ...]] = (Query, Close)

    collection = param.Dict(default={}, doc="{id, title}")
    counts = param.Dict(default={}, doc="{total, idle, work, done}")
    rows = param.List(
        default=[], doc="[{login, name, state, term, started_at, submitted_at, filled, required, errors…}]"
    )
    idle_rows = param.List(default=[], doc="[{login, name}]")
    total = param.Integer(default=0, doc="How many have begun and fit the query")
    query = param.Dict(default={}, doc="{status, q, page, sort, region, idle_page, term, fill, fresh, view}")
    by_region = param.List(default=[], doc="[{code, name, total, idle, work, done}] where the query's view is regions")
    account = param.String(default="", doc="for whom the choice of columns is kept")
    pages = param.Integer(default=1)
    idle_total = param.Integer(default=None, allow_None=True, doc="How many have not begun; None: as many as are shown")
    idle_pages = param.Integer(default=0, doc="Pages of those who have not begun; 0: no switch")
    page_size = param.Integer(default=50)
    close_href = param.String(default="", doc="Where × leads; empty: it sends Close")
    links = param.Boolean(default=False, doc="Whether a query is an address (a thin page) rather than a message")
    regions = param.List(default=[], doc="[{code, name}] for the federal organiser")
    user = param.Dict(default=None, allow_None=True, doc="Draws the header of a page of its own when given")
    sections = param.List(default=[])
    support = param.String(default="helpfisoko@fioco.ru")
    guide = param.String(default="")
