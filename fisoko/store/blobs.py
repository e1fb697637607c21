"""Contents of files, kept by their SHA-256: the same content once, and no name from outside ever a path."""

import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from math import inf
from pathlib import Path
from typing import BinaryIO, Self
from zlib import crc32

from fisoko.domain.error import DiskFull, NotFound

PIECE = 1024 * 1024
PART = ".part"  # how the names of what has not come whole end
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
        """What is kept under this SHA-256, read through; it counts as used now. Raises NotFound."""
        size, check = 0, 0
        self._used(self._place(name))
        with self.open(name) as file:
            for piece in _pieces(file):
                size, check = size + len(piece), crc32(piece, check)
        return Content(name, size, check)

    def has(self, name: str) -> bool:
        """Whether a content of this SHA-256 is kept; if so, it counts as used now."""
        return self._used(self._place(name))

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

    def unused_since(self, moment: datetime) -> Iterator[str]:
        """Contents that nobody has brought or looked for since the moment; what had not come whole by then goes."""
        for path in self._folder.glob("*"):
            if path.name.endswith(PART) and _touched(path) < moment.timestamp():
                path.unlink(missing_ok=True)
        for path in self._folder.glob("??/*"):
            if _NAME.fullmatch(path.name) and _touched(path) < moment.timestamp():
                yield path.name

    def remove_unused(self, name: str, since: datetime) -> bool:
        """Forget a content, unless it has been brought or looked for since; whether it is gone.

        It is put aside first and looked at once more, so that whoever finds it at this very moment keeps it.
        """
        place, aside = self._place(name), self._folder / f".{secrets.token_hex(8)}{PART}"
        with suppress(FileNotFoundError):
            place.rename(aside)
            if _touched(aside) < since.timestamp():
                aside.unlink()
                return True
            aside.rename(place)
        return False

    def _used(self, place: Path) -> bool:
        try:
            os.utime(place)
        except FileNotFoundError:
            return False
        return True

    def _place(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise NotFound
        return self._folder / name[:2] / name


class Coming:
    """A content on its way: in a context, which leaves nothing of one that did not come whole."""

    def __init__(self, folder: Path, place: Callable[[str], Path]) -> None:
        self._place = place
        self._part = folder / f".{secrets.token_hex(8)}{PART}"
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


def _touched(path: Path) -> float:
    """When it was last written or used, in seconds; for ever for what is gone."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return inf


def _pieces(content: bytes | BinaryIO) -> Iterable[bytes]:
    if isinstance(content, bytes):
        return [content]
    return iter(lambda: content.read(PIECE), b"")
