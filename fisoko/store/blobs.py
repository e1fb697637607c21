"""Contents of files, kept by their SHA-256: the same content once, and no name from outside ever a path."""

import os
import re
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from fisoko.domain.error import DiskFull, NotFound

PIECE = 1024 * 1024
_NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Content:
    """A content that is kept: its SHA-256, its bytes, and the sum by which archives check it."""

    name: str
    size: int
    crc32: int


class Blobs:
    """A folder of contents: ab/abcdef…; each appears whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes | BinaryIO) -> str:
        """Keep a content and answer its SHA-256; returns when it is on the disk. Raises DiskFull."""
        return self.keep(content).name

    def keep(self, content: bytes | BinaryIO) -> Content:
        """The same, answering more about it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        coming = self._folder / f".{secrets.token_hex(8)}.part"
        digest, size, check = sha256(), 0, 0
        try:
            with coming.open("wb") as file:
                for piece in _pieces(content):
                    digest.update(piece)
                    size, check = size + len(piece), crc32(piece, check)
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            name = digest.hexdigest()
            place = self._place(name)
            place.parent.mkdir(exist_ok=True)
            coming.replace(place)
        except OSError as error:
            raise DiskFull from error
        finally:
            with suppress(FileNotFoundError):
                coming.unlink()
        return Content(name, size, check)

    def path(self, name: str) -> Path:
        """Where the content of this SHA-256 lies. Raises NotFound."""
        place = self._place(name)
        if not place.is_file():
            raise NotFound
        return place

    def open(self, name: str) -> BinaryIO:
        """The content, to be read. Raises NotFound."""
        return self.path(name).open("rb")

    def remove(self, name: str) -> None:
        """Forget a content; none there is no error. Only for those of which nothing else speaks."""
        with suppress(FileNotFoundError):
            self._place(name).unlink()

    def _place(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise NotFound
        return self._folder / name[:2] / name


def _pieces(content: bytes | BinaryIO) -> Iterable[bytes]:
    if isinstance(content, bytes):
        return [content]
    return iter(lambda: content.read(PIECE), b"")
