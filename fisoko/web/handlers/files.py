"""Files of publications: one, a whole store in an archive, and the list of a store."""

import asyncio
import time
from collections.abc import Sequence

from fisoko.domain.archive import layout
from fisoko.domain.contents import TYPES, type_of
from fisoko.services.taking import Archive, Opened
from fisoko.web.handlers.base import Handler
from fisoko.web.handlers.download import Part, send

TOGETHER = 1.0  # seconds: files of an archive that arrive within it are written down at once


class FileHandler(Handler):
    """/files/{id}."""

    redirects = False

    async def get(self, file: str) -> None:
        """The content; it counts as taken when all of it has arrived."""
        opened = await self.run(self.services.taking.open, self.person, int(file))
        count = Count(self, [(0, opened)])
        await send(
            self, [Part(opened.size, opened.path)], opened.name, type_of(opened.name), mark=opened.blob, sent=count.sent
        )
        await count.finish()

    head = get


class ArchiveHandler(Handler):
    """/stores/{id}.zip: «Скачать всё»."""

    redirects = False

    async def get(self, store: str) -> None:
        """The archive; each file in it counts as taken when all of it has arrived."""
        archive = await self.run(self.services.taking.archive, self.person, int(store))
        parts, places = laid_out(archive)
        count = Count(self, places)
        await send(self, parts, archive.name, TYPES["zip"], mark=archive.mark, sent=count.sent)
        await count.finish()

    head = get


class StoreFilesHandler(Handler):
    """/api/v1/stores/{id}/files."""

    for_programs = True

    async def get(self, store: str) -> None:
        """A page of the store's files: ?q=&page=."""
        page, q = self.get_query_argument("page", "1"), self.get_query_argument("q", "")
        number = int(page) if page.isdecimal() and len(page) < 9 else 1
        self.answer(await self.run(self.services.taking.page, self.person, int(store), q, number))


def laid_out(archive: Archive) -> tuple[list[Part], list[tuple[int, Opened]]]:
    """The parts of an archive, and where in it each file's content begins."""
    heads, tail = layout(archive.entries)
    parts: list[Part] = []
    places: list[tuple[int, Opened]] = []
    at = 0
    for head, file in zip(heads, archive.files, strict=True):
        parts += [Part(len(head), head), Part(file.size, file.path)]
        places.append((at + len(head), file))
        at += len(head) + file.size
    return [*parts, Part(len(tail), tail)], places


class Count:
    """Which files of an answer have arrived whole, and writing it down."""

    def __init__(self, handler: Handler, places: Sequence[tuple[int, Opened]]) -> None:
        self._taking, self._person, self._places = handler.services.taking, handler.person, places
        self._next = 0  # the first file that has not arrived yet
        self._span = (0, 0, True)
        self._whole: list[Opened] = []
        self._written: list[asyncio.Future[None]] = []
        self._written_at = time.monotonic()

    def sent(self, first: int, end: int, *, confirmed: bool) -> None:
        """Bytes of the answer have arrived (or, not confirmed, have only been handed over)."""
        self._span = (first, end, confirmed)
        while confirmed and self._next < len(self._places):
            begins, file = self._places[self._next]
            if begins + file.size > end:
                break
            if begins + file.size > first or begins == first:
                self._note(file, max(first - begins, 0), file.size)
            elif self._taking.begun(self._person, file):  # whoever goes on behind it has got it
                self._note(file, file.size - 1, file.size)
            self._next += 1
        if time.monotonic() - self._written_at >= TOGETHER:
            self._write()

    async def finish(self) -> None:
        """Remember what has gone out in part, write down what is left, and wait until all of it is written."""
        first, end, confirmed = self._span
        for begins, file in self._places[self._next :]:
            begun, done = max(first - begins, 0), min(end - begins, file.size)
            if not confirmed:
                done -= 1  # may be on its way still: it is never taken for arrived
            if done > begun:
                self._note(file, begun, done)
            if begins >= end:
                break
        self._write()
        for written in self._written:
            await written

    def _note(self, file: Opened, first: int, end: int) -> None:
        if self._taking.note(self._person, file, first, end):
            self._whole.append(file)

    def _write(self) -> None:
        if self._whole:
            self._written.append(asyncio.wrap_future(self._taking.taken(self._person, self._whole)))
            self._whole, self._written_at = [], time.monotonic()
