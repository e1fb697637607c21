"""Many changes at once: a form as a workbook, down to be filled in Excel and back; and back to what was submitted."""

from fisoko.domain.error import BadRequest, TooLarge, WrongWorkbook
from fisoko.domain.forms.reading.guard import FILE
from fisoko.web import texts
from fisoko.web.handlers.base import Handler
from fisoko.web.handlers.body import BodyHandler
from fisoko.web.handlers.download import give_workbook


class TemplateHandler(Handler):
    """/collections/{id}/template.xlsx: the form with the present values of one's own organisation."""

    async def get(self, collection: str) -> None:
        """The workbook."""
        name, body = await self.run(self.services.templates.template, self.person, int(collection))
        give_workbook(self, name, body)


class WorkbookHandler(BodyHandler):
    """/api/v1/collections/{id}/workbook: the bytes of a filled workbook."""

    most_bytes = FILE

    async def take(self, collection: str) -> None:
        """What it would change, cell by cell; nothing is changed yet."""
        try:
            data = self.body
        except TooLarge:
            raise WrongWorkbook(texts.WORKBOOK_TOO_LARGE) from None
        self.answer(await self.run(self.services.templates.compare, self.person, int(collection), data))


class DifferenceHandler(Handler):
    """/api/v1/collections/{id}/difference: one's own draft beside its last submission."""

    async def get(self, collection: str) -> None:
        """What differs, and the edits that would bring it back."""
        self.answer(await self.run(self.services.returning.difference, self.person, int(collection)))


class HistoryHandler(Handler):
    """/api/v1/collections/{id}/history: what has been changed in one's own draft, newest first."""

    async def get(self, collection: str) -> None:
        """A page of it, of what was changed before ?before=; with ?at= the edits that bring the draft of then back."""
        recalling, person = self.services.recalling, self.person
        at = self.number("at")
        if at is None:
            told = await self.run(recalling.history, person, int(collection), self.number("before") or 0)
        else:
            told = await self.run(recalling.back_to, person, int(collection), at)
        self.answer(told)

    def number(self, name: str) -> int | None:
        """A sequence number of the query; None where it is not given. Raises BadRequest."""
        given = self.get_query_argument(name, None)
        if given is not None and not (given.isascii() and given.isdecimal() and len(given) < 19):
            raise BadRequest
        return None if given is None else int(given)
