"""The cabinet as a thin page, its data, its bell and the messages that thin pages post."""

from typing import Any

from tornado.web import RequestHandler

from fisoko.domain.person import Role
from fisoko.web.handlers.base import Handler
from fisoko.web.handlers.body import BodyHandler
from fisoko.web.pages.look import look
from fisoko.web.panels.message import (
    CancelReport,
    Export,
    Reading,
    ReportDownloads,
    SaveDashboard,
    Seen,
    read_message,
)

CODE_LENGTH = 40
RECEIPT = (
    "number",
    "submitted_at",
    "code",
    "sha256",
    "sheets",
    "download_href",
)  # above the publications
SECTION_DIGITS = 10


async def cabinet_data(handler: Handler, receipt: str = "") -> dict[str, Any]:
    """All properties of the component; `receipt` is the control code of a submission to show above.

    The section is that of the address (`?section=`), the first one where it names none.
    """
    services, person, section = handler.services, handler.person, section_of(handler)
    if not receipt:  # on the usual path everything is in memory, and a thread would cost more than the page
        page, bell = services.publishing.known_cabinet(person, section), services.notifying.known_bell(person)
        if page is not None and bell is not None:
            return page | {"bell": bell}

    def ask() -> dict[str, Any]:
        if person.role is not Role.ORGANISER:
            return look(services, person, section=section).cabinet
        data = dict(services.publishing.cabinet(person, section))
        data["bell"] = services.notifying.bell(person)
        if receipt:
            made = services.receipts.receipt(person, receipt)
            shown = {name: made[name] for name in RECEIPT}
            data["receipt"] = shown | {"title": made["collection"], "href": f"/receipts/{made['code']}"}
        return data

    return await handler.run(ask)


def section_of(handler: RequestHandler) -> int | None:
    """The number in `?section=`, None where there is none."""
    given = handler.get_query_argument("section", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < SECTION_DIGITS else None


async def show_cabinet(handler: Handler) -> None:
    """Finishes with the thin page."""
    receipt = handler.get_query_argument("receipt", "")[:CODE_LENGTH]
    handler.thin("cabinet", await cabinet_data(handler, receipt))


class CabinetHandler(Handler):
    """/ where no Panel runs; where it does, its live page answers and calls `show_cabinet` for organisers."""

    async def get(self) -> None:
        """The page."""
        await show_cabinet(self)


class CabinetDataHandler(Handler):
    """The same data for a program."""

    for_programs = True

    async def get(self) -> None:
        """The properties of the cabinet component."""
        self.answer(await cabinet_data(self))


class BellHandler(Handler):
    """What waits behind the bell."""

    for_programs = True

    async def get(self) -> None:
        """{"unread", "items"}."""
        self.answer(await self.run(self.services.notifying.bell, self.person))


class BellReadHandler(BodyHandler):
    """Marks notifications as read."""

    async def take(self) -> None:
        """{"id": one or null for all} → the bell."""
        message = read_message({"type": Reading.kind, **self.json()}, (Reading,))
        if isinstance(message, Reading):
            self.answer(await read_bell(self, message.id))


class MessagesHandler(BodyHandler):
    """What a component of a thin page says: {"type": …}; the answer is {"set": {property: value}}."""

    most_bytes = 64 * 1024

    async def take(self) -> None:
        """Does it."""
        message = read_message(self.json(), (Reading, Export, SaveDashboard, ReportDownloads, CancelReport, Seen))
        if isinstance(message, Reading):
            self.answer({"set": {"bell": await read_bell(self, message.id)}})
        elif isinstance(message, Export):
            wanted = {"form": message.form, "region": message.region or None}
            await self.run(self.services.reporting.ask, self.person, message.collection, **wanted)
            await self._reports()
        elif isinstance(message, SaveDashboard):
            region = message.region or None
            await self.run(self.services.reporting.ask_dashboard, self.person, message.collection, region=region)
            await self._reports()
        elif isinstance(message, ReportDownloads):
            await self.run(self.services.reporting.ask_downloads, self.person, message.store)
            await self._reports()
        elif isinstance(message, CancelReport):
            await self.run(self.services.reporting.cancel, self.person, message.id)
            await self._reports()
        elif isinstance(message, Seen):
            await self.run(self.services.publishing.note_seen, self.person, message.publication)
            self.answer({"set": {}})

    async def _reports(self) -> None:
        self.answer({"set": {"reports": await self.run(self.services.reporting.states, self.person)}})


async def read_bell(handler: Handler, notification: int | None) -> dict[str, Any]:
    """Marks one (id) or all (None) as read; gives the bell afterwards."""
    notifying, person = handler.services.notifying, handler.person
    await handler.run(notifying.read, person, notification)
    return await handler.run(notifying.bell, person)
