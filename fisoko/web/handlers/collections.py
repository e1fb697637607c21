"""Filling in a collection and looking at what was filled in: the grid's pages and data."""

from dataclasses import asdict

from fisoko.domain.person import Role
from fisoko.web.handlers.base import Handler
from fisoko.web.handlers.body import BodyHandler
from fisoko.web.pages.difference import difference_page
from fisoko.web.pages.frame import frame_of
from fisoko.web.pages.look import query_of

TSV = "text/tab-separated-values; charset=utf-8"


class GridHandler(Handler):
    """/collections/{id}: the grid of one's own organisation."""

    async def get(self, collection: str) -> None:
        """The page; whoever watches is led to the list of participants."""
        if self.person.role is not Role.ORGANISER:
            self.redirect(f"/collections/{collection}/participants", status=303)
            return
        data = await self.run(self.services.drafting.open, self.person, int(collection))
        self.thin("grid", data, title=data.get("title", ""))


class ParticipantsTextHandler(Handler):
    """/collections/{id}/participants.tsv: «Скопировать для Excel»."""

    for_programs = True

    async def get(self, collection: str) -> None:
        """The whole list as it is narrowed by the query, in ?columns=login,name…; rows and tabs."""
        ask, columns = self.services.monitoring.participants_text, self.get_query_argument("columns", "")
        query = asdict(query_of(self.request.query.partition("columns=")[0].rstrip("&")))
        self.send(await self.run(ask, self.person, int(collection), query, columns), TSV)


class OrganisationHandler(Handler):
    """/collections/{id}/organisations/{login}: another's draft or submission, read-only (S32)."""

    async def get(self, collection: str, login: str) -> None:
        """The page; ?version= is the number of a submission, absent for the draft."""
        version = self.get_query_argument("version", "") or None
        data = await self.run(self.services.monitoring.participant, self.person, int(collection), login, version)
        self.thin("grid", data, title=data.get("title", ""))


class DifferenceHandler(Handler):
    """/collections/{id}/organisations/{login}/difference: two states of another's data, cell by cell."""

    async def get(self, collection: str, login: str) -> None:
        """The page; ?old= and ?new= are numbers of submissions or «draft»."""
        old, new = self.get_query_argument("old", ""), self.get_query_argument("new", "")
        services, person = self.services, self.person
        data = await self.run(services.comparing.difference, person, int(collection), login, old, new)
        frame = await self.run(frame_of, services, person)
        self.page(difference_page(data, frame, self.xsrf_token.decode()))


class DraftHandler(BodyHandler):
    """/api/v1/drafts/{id}: the way of an edit."""

    async def get(self, collection: str) -> None:
        """The whole draft and what has changed since ?since=."""
        since = self.get_query_argument("since", "0")
        seq = int(since) if since.isdecimal() and len(since) < 19 else 0
        self.answer(await self.run(self.services.drafting.since, self.person, int(collection), seq))

    async def take(self, collection: str) -> None:
        """One batch; the answer goes out after the commit and only then."""
        saved = self.services.drafting.save(self.person, int(collection), self.body)
        self.answer(await self.arrivals.of(saved))


class SubmissionsHandler(BodyHandler):
    """/api/v1/collections/{id}/submissions."""

    async def take(self, collection: str) -> None:
        """«Сдать отчет»: 201, or 422 with the findings, or 409 when the draft has moved on."""
        made = await self.run(self.services.submitting.submit, self.person, int(collection), self.body)
        # The grid closes and the cabinet shows the receipt above its publications (S27).
        self.answer(made | {"href": f"/?receipt={made['code']}"}, 201)
