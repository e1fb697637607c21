"""Publications: found by their words, acknowledged, and who has acknowledged them."""

from urllib.parse import quote

from fisoko.domain.error import Refused
from fisoko.web import texts
from fisoko.web.handlers.base import Handler
from fisoko.web.handlers.body import BodyHandler

CSV = "text/csv; charset=utf-8"


class FindingHandler(Handler):
    """/api/v1/publications."""

    for_programs = True

    async def get(self) -> None:
        """Those that have every word of ?q=, with ?new=1 only new ones."""
        q, fresh = self.get_query_argument("q", ""), self.get_query_argument("new", "") == "1"
        self.answer(await self.run(self.services.finding.find, self.person, q, fresh=fresh))


class AcknowledgeHandler(BodyHandler):
    """/api/v1/publications/{id}/acknowledgement: «Ознакомлен(а)»."""

    most_bytes = 1024

    async def take(self, publication: str) -> None:
        """{"at"}; said twice, it is the first time."""
        self.answer(await self.run(self.services.acknowledging.acknowledge, self.person, int(publication)))


class Watching(Handler):
    """What is narrowed to a region by ?region=."""

    def region(self) -> str:
        """Its code, empty where none is asked for. Raises Refused for what is no code."""
        given = self.get_query_argument("region", "")
        if given and not (len(given) == 2 and given.isascii() and given.isdecimal()):
            raise Refused
        return given


class AcknowledgementsHandler(Watching):
    """/api/v1/publications/{id}/acknowledgements."""

    for_programs = True

    async def get(self, publication: str) -> None:
        """A page of the list: ?state=given|missing&q=&page=&region=."""
        given = self.get_query_argument("page", "1")
        page = int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else 1
        state, q = self.get_query_argument("state", ""), self.get_query_argument("q", "")
        listed = self.services.acknowledging.list
        self.answer(await self.run(listed, self.person, int(publication), state, q, page, region=self.region()))


class AcknowledgementsTableHandler(Watching):
    """/api/v1/publications/{id}/acknowledgements/table: the whole list as CSV."""

    redirects = False

    async def get(self, publication: str) -> None:
        """The table, to be saved; ?region= narrows it."""
        number = int(publication)
        table = await self.run(self.services.acknowledging.table, self.person, number, region=self.region())
        name = quote(texts.ACKNOWLEDGEMENTS_FILE.format(number=number))
        self.set_header(
            "Content-Disposition", f"attachment; filename=\"acknowledgements.csv\"; filename*=UTF-8''{name}"
        )
        self.send(table, CSV)
