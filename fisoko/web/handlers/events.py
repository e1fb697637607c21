"""Server-sent events: the end of the sign-in, news behind the bell, a draft changed elsewhere; told at once."""

import asyncio
import json
import random
from contextlib import suppress

from tornado.iostream import StreamClosedError

from fisoko.web.handlers.base import Handler

SILENCE = 20  # seconds after which a word keeps proxies from cutting the stream, and tells that it is alive
RETRY = (2000, 15000)  # ms: each stream its own, so that after a restart not all come back at once
FEW, SPREAD = 50, 0.01  # streams that begin in one moment; s for each: after a restart not all ask the base at once
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
        marking: asyncio.Task[None] | None = None
        try:
            await self._send(f"retry: {random.randint(*RETRY)}\nevent: begun\ndata: {{}}\n\n")  # noqa: S311 - no secret
            marking = asyncio.create_task(self._mark())
            while True:
                try:
                    text = await asyncio.wait_for(self._queue.get(), SILENCE)
                except TimeoutError:
                    text = "event: still\ndata: {}\n\n"
                if text is None:
                    break
                await self._send(text)
        except StreamClosedError:
            pass
        finally:
            self.traffic.streams.discard(self)
            if marking:
                marking.cancel()

    async def _send(self, text: str) -> None:
        self.write(text)
        await self.flush()

    async def _mark(self) -> None:
        """Tells what there is now: what was told while nobody heard is seen by its mark."""
        marks = self.services.marks.known(self.person)
        if marks is None:
            streams = len(self.traffic.streams)
            await asyncio.sleep(random.random() * streams * SPREAD if streams > FEW else 0)  # noqa: S311 - no secret
            with suppress(Exception):  # the base is away: the pages are told when it is back
                marks = await self.run(self.services.marks.of, self.person)
        if marks is not None:
            self.tell("marks", marks)

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
