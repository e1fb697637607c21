"""Contents of files, kept by their SHA-256: the same content once, and no name from outside ever a path."""

import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Self
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
        with self.coming() as coming:
            try:
                for piece in _pieces(content):
                    coming.write(piece)
            except OSError as error:
                raise DiskFull from error
            return coming.whole()

    def coming(self) -> "Coming":
        """A content that arrives in pieces. Raises DiskFull."""
        return Coming(self._folder, self._place)

    def kept(self, name: str) -> Content:
        """What is kept under this SHA-256, read through. Raises NotFound."""
        size, check = 0, 0
        with self.open(name) as file:
            for piece in _pieces(file):
                size, check = size + len(piece), crc32(piece, check)
        return Content(name, size, check)

    def has(self, name: str) -> bool:
        """Whether a content of this SHA-256 is kept."""
        return self._place(name).is_file()

    def free(self) -> int:
        """Bytes free where contents are kept."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self._folder).free

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


class Coming:
    """A content on its way: in a context, which leaves nothing of one that did not come whole."""

    def __init__(self, folder: Path, place: Callable[[str], Path]) -> None:
        self._place = place
        self._part = folder / f".{secrets.token_hex(8)}.part"
        self._digest, self._size, self._check = sha256(), 0, 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = self._part.open("wb")
        except OSError as error:
            raise DiskFull from error

    def write(self, piece: bytes) -> None:
        """Some more bytes. Raises DiskFull."""
        self._digest.update(piece)
        self._size, self._check = self._size + len(piece), crc32(piece, self._check)
        try:
            self._file.write(piece)
        except OSError as error:
            raise DiskFull from error

    def whole(self) -> Content:
        """All has come: keep it; returns when it is on the disk. Raises DiskFull."""
        name = self._digest.hexdigest()
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            place = self._place(name)
            place.parent.mkdir(exist_ok=True)
            self._part.replace(place)
        except OSError as error:
            raise DiskFull from error
        return Content(name, self._size, self._check)

    def close(self) -> None:
        """Forget what did not come whole."""
        with suppress(OSError):  # what could not be written cannot be flushed either
            self._file.close()
        with suppress(FileNotFoundError):
            self._part.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _pieces(content: bytes | BinaryIO) -> Iterable[bytes]:
    if isinstance(content, bytes):
        return [content]
    return iter(lambda: content.read(PIECE), b"")
