"""Sending files in pieces: one piece is in memory, any part may be asked for, and what has arrived is known."""

import asyncio
import logging
import re
from bisect import bisect_right
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from tornado.iostream import StreamClosedError

from fisoko.domain.contents import TYPES
from fisoko.domain.files import file_name
from fisoko.web.handlers.base import Handler
from fisoko.web.handlers.wire import STALLED, Wire

PIECE = 256 * 1024
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
log = logging.getLogger("fisoko.web")


class Sent(Protocol):
    """Is told of bytes from `first` to before `end`."""

    def __call__(self, first: int, end: int, *, confirmed: bool) -> None:
        """They have arrived, or (not confirmed) have only been handed to the network."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a body: bytes, or a file that lies there and has that size."""

    size: int
    content: bytes | Path


def give_workbook(handler: Handler, name: str, body: bytes) -> None:
    """Finishes with a workbook that is in memory, to be saved under its name."""
    handler.set_header("Content-Type", TYPES["xlsx"])
    handler.set_header("Content-Disposition", disposition(name))
    handler.finish(body)


async def send_file(handler: Handler, path: Path, name: str, kind: str) -> bool:
    """Finishes with the file; true when all of what was asked for has arrived. A Range of one part is obeyed."""
    size = (await asyncio.get_running_loop().run_in_executor(None, path.stat)).st_size
    return await send(handler, [Part(size, path)], name, kind)


async def send(
    handler: Handler, parts: Sequence[Part], name: str, kind: str, *, mark: str = "", sent: Sent | None = None
) -> bool:
    """Finishes with the parts one after the other; true when all of what was asked for has arrived.

    `mark` changes with the content: whoever goes on with an older one gets all of the new. `sent` is told
    now and again what has arrived, and in the end what has arrived or, when the client breaks off, was handed over.
    """
    size = sum(part.size for part in parts)
    span = _asked(handler, mark, size)
    handler.set_header("Content-Type", kind)
    handler.set_header("Content-Disposition", disposition(name))
    handler.set_header("Accept-Ranges", "bytes")
    handler.set_header("X-Accel-Buffering", "no")
    if mark:
        handler.set_header("ETag", f'"{mark}"')
    if span is None:
        handler.set_status(416)
        handler.set_header("Content-Range", f"bytes */{size}")
        await handler.finish()
        return False
    first, last = span
    if last - first + 1 < size:
        handler.set_status(206)
        handler.set_header("Content-Range", f"bytes {first}-{last}/{size}")
    handler.set_header("Content-Length", str(last - first + 1))
    if handler.request.method == "HEAD":
        await handler.finish()
        return False
    return await _pour(handler, parts, first, last + 1, sent or _nobody)


async def _pour(handler: Handler, parts: Sequence[Part], first: int, end: int, sent: Sent) -> bool:
    loop, wire, at = asyncio.get_running_loop(), Wire(handler), first
    pieces = pieces_of(parts, first, end)
    try:
        while piece := await loop.run_in_executor(None, next, pieces, b""):
            handler.write(piece)
            async with asyncio.timeout(STALLED):
                await handler.flush()
            at += len(piece)
            sent(first, at - wire.unconfirmed(), confirmed=True)
        if first == end:
            await handler.flush()  # the headers of nothing
        whole = await wire.confirmed()
    except (StreamClosedError, TimeoutError):
        whole = False
    except OSError:
        log.exception("%s: what was to be sent cannot be read", handler.request.path)
        whole = False
    finally:
        wire.close()
        with suppress(ValueError):  # a thread is reading still: it ends by itself
            pieces.close()
    sent(first, at, confirmed=whole)
    if not whole:
        _cut(handler)
        return False
    with suppress(StreamClosedError):  # it has all it wanted
        await handler.finish()
    return True


def pieces_of(parts: Sequence[Part], first: int, end: int) -> Generator[bytes, None, None]:
    """Bytes from `first` to before `end`, some at a time; small parts go together. Raises OSError."""
    ends = [*accumulate(part.size for part in parts)]
    gathered = bytearray()
    for number in range(bisect_right(ends, first), len(parts)):
        part, begins = parts[number], ends[number] - parts[number].size
        if begins >= end:
            break
        for piece in _read(part, max(first - begins, 0), min(end - begins, part.size)):
            if gathered and len(gathered) + len(piece) > PIECE:
                yield bytes(gathered)
                gathered.clear()
            if len(piece) == PIECE:
                yield piece
            else:
                gathered += piece
    if gathered:
        yield bytes(gathered)


def _read(part: Part, first: int, end: int) -> Iterator[bytes]:
    if isinstance(part.content, bytes):
        for at in range(first, end, PIECE):
            yield part.content[at : min(at + PIECE, end)]
        return
    if first == end:
        return
    with part.content.open("rb", buffering=0) as file:
        file.seek(first)
        left = end - first
        while left > 0:
            piece = file.read(min(PIECE, left))
            if not piece:
                raise OSError(f"{part.content} has become shorter while it was sent")
            left -= len(piece)
            yield piece


def _cut(handler: Handler) -> None:
    """Closes the connection: the client must not take what it has for the whole."""
    stream: Any = getattr(handler.request.connection, "stream", None)
    if stream is not None:
        stream.close()


def _nobody(first: int, end: int, *, confirmed: bool) -> None:
    """Nobody wants to know."""


def _asked(handler: Handler, mark: str, size: int) -> tuple[int, int] | None:
    headers = handler.request.headers
    known = headers.get("If-Range", "")
    return wanted("" if known and known != f'"{mark}"' else headers.get("Range", ""), size)


def wanted(header: str, size: int) -> tuple[int, int] | None:
    """The first and last byte to send; the whole file where the header is absent or odd, None where it can't be met."""
    match = RANGE.fullmatch(header.strip())
    if not match or match.groups() == ("", ""):
        return 0, size - 1
    start, end = match.groups()
    if start and end and int(start) > int(end):
        return 0, size - 1
    if not start:
        return (max(0, size - int(end)), size - 1) if int(end) and size else None
    first = int(start)
    last = min(int(end), size - 1) if end else size - 1
    return (first, last) if first <= last else None


def disposition(name: str) -> str:
    """The header that names the file: for browsers exactly, for simple programs (curl -OJ) as a disk takes it."""
    # Tornado writes headers in Latin-1: bytes of UTF-8 given so go out as they are.
    plain = file_name(name).replace("%", "_").encode().decode("latin-1")
    plain = "".join(sign if sign >= " " and sign != "\x7f" else "_" for sign in plain)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
