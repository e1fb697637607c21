"""Server-sent events: the end of the sign-in, news behind the bell, a draft changed elsewhere; told at once."""

import asyncio
import json
import random

from tornado.iostream import StreamClosedError

from fisoko.web.handlers.base import Handler

SILENCE = 20  # seconds after which a comment keeps proxies from cutting the stream
RETRY = (2000, 15000)  # ms: each stream its own, so that after a restart not all come back at once
WAITING = 100  # events a slow reader may have waiting; a reader further behind asks anew


class EventsHandler(Handler):
    """/events: one stream a browser; it ends with the sign-in."""

    for_programs = True

    async def get(self) -> None:
        """Sends events until the client leaves or the sign-in ends."""
        self.account_id, self.sign_in = self.person.account_id, self.person.sign_in
        self.organisation_id = self.person.organisation_id
        self._queue: asyncio.Queue[str | None] = asyncio.Queue(WAITING)
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        self.set_header("X-Accel-Buffering", "no")
        self.traffic.running.discard(self)  # it runs for hours; stopping closes it instead of waiting
        self.traffic.streams.add(self)
        try:
            await self._send(f"retry: {random.randint(*RETRY)}\n\n")  # noqa: S311 - no secret
            while True:
                try:
                    text = await asyncio.wait_for(self._queue.get(), SILENCE)
                except TimeoutError:
                    text = ":\n\n"
                if text is None:
                    break
                await self._send(text)
        except StreamClosedError:
            pass
        finally:
            self.traffic.streams.discard(self)

    async def _send(self, text: str) -> None:
        self.write(text)
        await self.flush()

    def tell(self, kind: str, data: dict) -> None:
        """Sends an event soon; a reader too far behind is cut off, and asks anew when it comes back."""
        try:
            self._queue.put_nowait(f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n")
        except asyncio.QueueFull:
            self.traffic.streams.discard(self)
            self.end()

    def end(self) -> None:
        """Closes the stream after what has been told."""
        if self._queue.full():
            self._queue.get_nowait()
        self._queue.put_nowait(None)

    def on_connection_close(self) -> None:
        """The client has left."""
        super().on_connection_close()
        self.traffic.streams.discard(self)
        if hasattr(self, "_queue"):
            self.end()
