"""A live Panel page with the coordinator's cabinet: python -m tests.browser.live_cabinet PORT"""

import copy
import sys

import panel as pn
import tornado.web

from fisoko.domain.error import Closed
from fisoko.web import library
from fisoko.web.panels.cabinet import Cabinet
from fisoko.web.panels.message import Close, Export, OpenParticipants, Query, Reading
from fisoko.web.panels.participants import Participants
from tests.browser import cabinets


class Assets(tornado.web.RequestHandler):
    def get(self, version: str, name: str) -> None:
        found = library.asset(name)
        if found is None or version != library.assets_version():
            raise tornado.web.HTTPError(404)
        self.set_header("Content-Type", found.kind)
        self.write(found.body)


def page() -> pn.Column:
    """Exports report themselves ready and move one organisation on; everything read is refused."""
    cabinet = Cabinet(**cabinets.coordinator(inline=True))
    column = pn.Column(cabinet, sizing_mode="stretch_width")

    def export(message: Export) -> None:
        publications = copy.deepcopy(cabinet.publications)
        publications[1]["collections"][0]["tiles"]["done"] += 1
        ready = {str(message.collection): {"state": "ready", "href": "/reports/3"}}
        cabinet.param.update(publications=publications, reports=ready)

    def refuse(_: Reading) -> None:
        raise Closed("Это уведомление уже удалено.")

    def open_list(message: OpenParticipants) -> None:
        listed = Participants(**cabinets.participants(query={"status": message.status}))
        listed.hear(Close, lambda _: column.pop(1) and None)
        listed.hear(
            Query, lambda query: listed.param.update(rows=listed.rows[:1], query={"status": query.status, "q": query.q})
        )
        column[1:] = [listed]

    cabinet.hear(Export, export)
    cabinet.hear(Reading, refuse)
    cabinet.hear(OpenParticipants, open_list)
    return column


if __name__ == "__main__":
    pn.serve(page, port=int(sys.argv[1]), show=False, extra_patterns=[(r"/assets/(\w+)/(.*)", Assets)])
