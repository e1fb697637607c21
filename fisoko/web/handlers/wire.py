"""What of an answer the client's machine has confirmed: bytes handed to the network are not yet bytes that arrived."""

import asyncio
import socket
import struct
from contextlib import suppress
from fcntl import ioctl
from termios import TIOCOUTQ
from typing import Any

from tornado.web import RequestHandler

ESTABLISHED, CLOSED, CLIENT_HAS_ENDED = 1, 7, 8  # states of TCP
QUIET = 0.05  # seconds after the last confirmation in which a client that breaks off says so
STALLED = 120.0  # seconds without a byte: the client is gone
ROUNDS = (0.005, 0.1)  # seconds between two looks: at first, at most


class Wire:
    """The connection of a request, watched until `close`, after the server has let go of it too."""

    def __init__(self, handler: RequestHandler) -> None:
        stream: Any = getattr(handler.request.connection, "stream", None)
        self._socket: socket.socket | None = None
        with suppress(OSError, AttributeError):
            self._socket = stream.socket.dup()

    def close(self) -> None:
        """Let go of it."""
        if self._socket is not None:
            self._socket.close()

    def unconfirmed(self) -> int:
        """Bytes on their way."""
        if self._socket is None:
            return 0
        try:
            return struct.unpack("i", ioctl(self._socket.fileno(), TIOCOUTQ, b"\0\0\0\0"))[0]
        except OSError:  # a system that does not say: what is handed over counts as arrived
            return 0

    async def confirmed(self) -> bool:
        """Waits until everything has arrived; false when the client breaks off before.

        A client that reads to the end closes in good order or keeps the connection; one that leaves something unread
        resets it. What lies unread in the client's own memory cannot be known.
        """
        pause, waiting, left, quiet = ROUNDS[0], 0.0, self.unconfirmed(), 0.0
        while True:
            state, now = self._state(), self.unconfirmed()
            if state == CLOSED:
                return False
            if now == 0 and (state not in (None, ESTABLISHED) or quiet >= QUIET):
                return True
            waiting = 0.0 if now < left else waiting + pause
            if waiting >= STALLED:
                return False
            left = now
            await asyncio.sleep(pause)
            quiet = quiet + pause if now == 0 else 0.0
            pause = ROUNDS[0] if now == 0 else min(pause * 1.5, ROUNDS[1])

    def _state(self) -> int | None:
        if self._socket is None or self._socket.family == getattr(socket, "AF_UNIX", None):
            return None
        try:
            return self._socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0]
        except (OSError, AttributeError):
            return None
