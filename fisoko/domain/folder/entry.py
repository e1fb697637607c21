"""What lies in a folder, as whoever reads the disk tells it."""

import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any


class EntryKind(StrEnum):
    """What a name in the folder turned out to be."""

    FILE = "file"
    FOLDER = "folder"  # at the top: a store; deeper: one too many
    LINK = "link"
    OTHER = "other"  # a pipe, a device
    UNREADABLE = "unreadable"
    MISNAMED = "misnamed"  # a name that is no UTF-8


@dataclass(frozen=True, slots=True)
class Entry:
    """One name: `path` from the folder's top with «/» between, `sha256` and the first bytes of a file's content.

    `content` is the whole of a file at the top that is read as text or as a workbook; None for others.
    """

    path: str
    kind: EntryKind = EntryKind.FILE
    size: int = 0
    sha256: str = ""
    head: bytes = b""
    content: bytes | None = None

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def parent(self) -> str:
        """The store's folder, '' at the top."""
        return self.path.rpartition("/")[0]

    def to_json(self) -> dict[str, Any]:
        """For the way to the server."""
        content = None if self.content is None else b64encode(self.content).decode()
        return {
            "path": self.path,
            "kind": self.kind.value,
            "size": self.size,
            "sha256": self.sha256,
            "head": b64encode(self.head).decode(),
            "content": content,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Entry":
        """The entry of its JSON. Raises ValueError, KeyError or TypeError for what is none."""
        content = data["content"]
        return cls(
            str(data["path"]),
            EntryKind(data["kind"]),
            int(data["size"]),
            str(data["sha256"]),
            b64decode(data["head"], validate=True),
            None if content is None else b64decode(content, validate=True),
        )


@dataclass(frozen=True)
class Folder:
    """A folder by its name, with everything in it down to the files of its stores."""

    name: str
    entries: tuple[Entry, ...]

    @cached_property
    def top(self) -> dict[str, Entry]:
        """What lies at the top, by name, whatever its case."""
        return {alike(one.path): one for one in self.entries if "/" not in one.path}

    def to_json(self) -> dict[str, Any]:
        """For the way to the server."""
        return {"name": self.name, "entries": [one.to_json() for one in self.entries]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Folder":
        """The folder of its JSON. Raises ValueError, KeyError or TypeError for what is none."""
        return cls(str(data["name"]), tuple(Entry.from_json(one) for one in data["entries"]))


def alike(name: str) -> str:
    """The name as it is compared: on Windows and on a Mac names that differ in case alone are one."""
    return unicodedata.normalize("NFC", name).casefold()
