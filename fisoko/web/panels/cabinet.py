"""The cabinet as a live component: a coordinator's and the federal organiser's page."""

from typing import ClassVar

import param

from fisoko.web.panels.component import Component
from fisoko.web.panels.message import (
    CancelReport,
    Export,
    Message,
    OpenParticipants,
    Reading,
    ReportDownloads,
    SaveDashboard,
    Seen,
)


class Cabinet(Component):
    """Sections, bell, the nearest term, publications with figures.

    >>> cabinet = Cabinet(user={"login": "spo_coord_24", "role": "coordinator"}, publications=[])
    >>> cabinet.hear(Export, lambda message: print(message.collection))
    """

    _stem = "cabinet"
    _esm = 'export { render } from "fisoko/cabinet/cabinet.js"'
    kinds: ClassVar[tuple[type[Message], ...]] = (
        Export,
        SaveDashboard,
        Reading,
        OpenParticipants,
        ReportDownloads,
        CancelReport,
        Seen,
    )

    user = param.Dict(default={}, doc="{login, name, role, role_title, organisation, region}")
    sections = param.List(default=[], doc="[{id, title, href, current}]")
    publications = param.List(
        default=[], doc="[{id, title, published_at, html, is_new, acknowledge, collections, stores}]"
    )
    notice = param.Dict(
        default=None, allow_None=True, doc="The nearest term: {collection, title, closes_at, href, button}"
    )
    receipt = param.Dict(default=None, allow_None=True, doc="Just submitted: {number, title, submitted_at, code, href}")
    bell = param.Dict(
        default={"unread": 0, "items": []}, doc="{unread, items: [{id, title, text, created_at, read, href…}]}"
    )
    reports = param.Dict(default={}, doc="{collection id or store-<id>: {id, state, place, progress, href, text}}")
    server_now = param.String(default="", doc="The server's moment, ISO UTC")
    zone = param.Dict(default={}, doc="{offset: minutes from UTC, name} of the reader")
    support = param.String(default="helpfisoko@fioco.ru")
    guide = param.String(default="", doc="Address of the guide, or empty")
    regions = param.List(
        default=[], doc="[[code, name]]: what a report may be narrowed to, empty for who has one region"
    )
    inline = param.Boolean(default=False, doc="Whether the list of participants opens in this page, by a message")
