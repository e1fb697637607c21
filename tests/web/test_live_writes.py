"""What a live page is told reaches it, also when its socket was busy in that moment."""

import asyncio
from asyncio import Future
from typing import Any

from bokeh.document import Document
from panel.io import document

from fisoko.web import live_writes
from tests.apart import run


class BusySocket:
    """A socket whose writes end when the test says so."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.writes: list[Future[None]] = []


class Connection:
    """What Panel asks of a connection."""

    def __init__(self, socket: BusySocket) -> None:
        self._socket, self.protocol = socket, self

    def create(self, _: str, events: str) -> str:
        """A message of these events."""
        return events


def write(connection: Any, msg: Any) -> list[Future[None]]:
    """One message, as Panel has it done."""
    socket = connection._socket
    socket.sent.append(msg)
    socket.writes.append(asyncio.get_running_loop().create_future())
    return socket.writes[-1:]


def test_a_message_put_by_while_another_one_ends_is_sent(monkeypatch) -> None:
    monkeypatch.setattr(document, "_dispatch_msgs", document._dispatch_msgs)
    live_writes.put_in_place()
    monkeypatch.setitem(document.extra_socket_handlers, BusySocket, write)
    page, socket = Document(), BusySocket()
    connection: Any = Connection(socket)

    async def tell() -> None:
        document.schedule_write_events(page, [connection], "first")  # pyright: ignore[reportArgumentType]
        await asyncio.sleep(0.01)
        socket.writes[0].set_result(None)
        document.schedule_write_events(page, [connection], "second")  # pyright: ignore[reportArgumentType]
        await asyncio.sleep(0.05)
        for left in socket.writes[1:]:
            left.set_result(None)

    run(tell())
    assert socket.sent == ["first", "second"]
