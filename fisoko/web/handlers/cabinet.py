"""The cabinet as a thin page, its data, its bell and the messages that thin pages post."""

from typing import Any

from fisoko.domain.error import BadRequest
from fisoko.web import texts
from fisoko.web.handlers.base import Handler
from fisoko.web.handlers.body import BodyHandler

CODE_LENGTH = 40


async def cabinet_data(handler: Handler, receipt: str = "") -> dict[str, Any]:
    """All properties of the component; `receipt` is the control code of a submission to show above."""
    services, person = handler.services, handler.person

    def ask() -> dict[str, Any]:
        data = dict(services.publishing.cabinet(person))
        data["bell"] = services.notifying.bell(person)
        if receipt:
            made = services.submitting.receipt(person, receipt)
            shown = {name: made[name] for name in ("number", "submitted_at", "code")}
            data["receipt"] = shown | {"title": made["collection"], "href": f"/receipts/{made['code']}"}
        return data

    return await handler.run(ask)


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
        self.answer(await read_bell(self, self.json().get("id")))


class MessagesHandler(BodyHandler):
    """What a component of a thin page says: {"type": …}; the answer is {"set": {property: value}}."""

    most_bytes = 64 * 1024

    async def take(self) -> None:
        """Does it."""
        message = self.json()
        kind = message.get("type")
        if kind == "bell.read":
            self.answer({"set": {"bell": await read_bell(self, message.get("id"))}})
        elif kind == "export":
            collection = whole_number(message.get("collection"))
            await self.run(self.services.reporting.ask, self.person, collection)
            self.answer({"set": {"reports": {str(collection): {"state": "queued"}}}})
        else:
            raise BadRequest(texts.NO_SUCH_MESSAGE)


async def read_bell(handler: Handler, notification: Any) -> dict[str, Any]:
    """Marks one (id) or all (None) as read; gives the bell afterwards."""
    one = None if notification is None else whole_number(notification)
    notifying, person = handler.services.notifying, handler.person
    await handler.run(notifying.read, person, one)
    return await handler.run(notifying.bell, person)


def whole_number(value: Any) -> int:
    """An id as it may come in JSON; anything else is refused."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**63:
        raise BadRequest
    return value
