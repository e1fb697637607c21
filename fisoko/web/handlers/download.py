"""Sending a file in pieces: no more than one piece is in memory, and nothing is done before it has gone out."""

import asyncio
import re
from pathlib import Path
from typing import IO
from urllib.parse import quote

from tornado.iostream import StreamClosedError

from fisoko.web.handlers.base import Handler

PIECE = 256 * 1024
RANGE = re.compile(r"bytes=(\d*)-(\d*)")


async def send_file(handler: Handler, path: Path, name: str, kind: str) -> bool:
    """Finishes with the file; true when all of it has gone out. A Range of one part is obeyed."""
    loop = asyncio.get_running_loop()
    size = (await loop.run_in_executor(None, path.stat)).st_size
    span = wanted(handler.request.headers.get("Range", ""), size)
    handler.set_header("Content-Type", kind)
    handler.set_header("Content-Disposition", disposition(name))
    handler.set_header("Accept-Ranges", "bytes")
    handler.set_header("X-Accel-Buffering", "no")
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
    try:
        file = await loop.run_in_executor(None, path.open, "rb")
        try:
            await _pour(handler, file, first, last)
        finally:
            file.close()
        await handler.finish()
    except StreamClosedError:
        return False
    return True


async def _pour(handler: Handler, file: IO[bytes], first: int, last: int) -> None:
    loop, left = asyncio.get_running_loop(), last - first + 1
    file.seek(first)
    while left > 0:
        piece = await loop.run_in_executor(None, file.read, min(PIECE, left))
        if not piece:
            raise OSError("the file has become shorter while it was sent")
        left -= len(piece)
        handler.write(piece)
        await handler.flush()


def wanted(header: str, size: int) -> tuple[int, int] | None:
    """The first and last byte to send; the whole file where the header is absent or odd, None where it can't be met."""
    match = RANGE.fullmatch(header.strip())
    if not match or match.groups() == ("", ""):
        return 0, size - 1
    start, end = match.groups()
    if not start:
        return (max(0, size - int(end)), size - 1) if int(end) else None
    first = int(start)
    last = min(int(end), size - 1) if end else size - 1
    return (first, last) if first <= last else None


def disposition(name: str) -> str:
    """The header that names the file, in Cyrillic too; a plain name is there for old programs."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
