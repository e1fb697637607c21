"""File stores of publications: what is in them, which names and contents they take, what an archive calls them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

LONGEST = 200  # signs in a name
LONGEST_BYTES = 240  # in an archive or on a disk: most systems take 255
NAMELESS = "файл"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')  # in names of files on Windows


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a store in its newest version; `blob` is the SHA-256 of its content."""

    id: int
    store_id: int
    name: str
    size: int
    blob: str
    crc32: int
    version: int
    organisations_only: bool
    added_at: datetime


@dataclass(frozen=True)
class FileStore:
    """«Хранилище файлов» of a publication, its files in their order.

    `folder` is the name under which a publication's folder has it, where it was published from one.
    """

    id: int
    publication_id: int
    title: str
    files: tuple[StoredFile, ...] = ()
    folder: str | None = None

    @cached_property
    def sums(self) -> dict[bool, tuple[int, int]]:
        """Number and bytes of the files for organisations only (True) and of the others (False)."""
        sizes = {
            narrow: [one.size for one in self.files if one.organisations_only is narrow] for narrow in (False, True)
        }
        return {narrow: (len(found), sum(found)) for narrow, found in sizes.items()}


class Shelves:
    """Every store there is, found by publication, by its own number and by a file's."""

    def __init__(self, stores: Iterable[FileStore]) -> None:
        self._stores = {one.id: one for one in stores}
        self._of_publication: dict[int, list[FileStore]] = {}
        for one in self._stores.values():
            self._of_publication.setdefault(one.publication_id, []).append(one)
        self._files = {file.id: file for one in self._stores.values() for file in one.files}
        self._folded: dict[int, list[str]] = {}

    def of(self, publication_id: int) -> list[FileStore]:
        """The stores of a publication in their order."""
        return self._of_publication.get(publication_id, [])

    def store(self, store_id: int) -> FileStore | None:
        """The store of this id."""
        return self._stores.get(store_id)

    def file(self, file_id: int) -> StoredFile | None:
        """The file of this id."""
        return self._files.get(file_id)

    def found(self, store: FileStore, q: str) -> list[StoredFile]:
        """The files of a store with this somewhere in their names."""
        part = folded(q.strip())
        if not part:
            return [*store.files]
        names = self._folded.get(store.id)
        if names is None:
            names = self._folded[store.id] = [folded(file.name) for file in store.files]
        return [file for file, name in zip(store.files, names, strict=True) if part in name]


def safe_name(name: str) -> str:
    """The name without a path, signs that are not seen or turn the reading round, and what is too long of it."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in last if sign == " " or unicodedata.category(sign)[0] not in "CZ" or _joins(sign))
    seen = re.sub(r"\s+", " ", seen).strip().rstrip(". ")
    if not seen.strip("."):
        return NAMELESS
    return fitting(seen, LONGEST)


def file_name(name: str) -> str:
    """The same as any disk takes it: no sign that Windows forbids, no more bytes than a directory holds."""
    return fitting(_FORBIDDEN.sub("_", name), LONGEST, LONGEST_BYTES)


def archive_name(title: str) -> str:
    """What the archive of a store of this title is called."""
    return fitting(_FORBIDDEN.sub("_", title).strip(" .") or NAMELESS, LONGEST // 2) + ".zip"


def fitting(name: str, most: int, most_bytes: int = 4 * LONGEST) -> str:
    """The name cut so that it fits, with its ending."""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > 10:
        stem, dot, ending = name, "", ""
    tail = dot + ending
    stem = stem[: most - len(tail)]
    while len((stem + tail).encode()) > most_bytes:
        stem = stem[:-1]
    return stem.rstrip() + tail


def unlike(names: Iterable[str]) -> list[str]:
    """The same names as files of one folder: of equal ones, whatever the case, the later get «имя (2).pdf»."""
    taken: set[str] = set()
    counts: dict[str, int] = {}
    made = []
    for name in map(file_name, names):
        key, other = name.casefold(), name
        while other.casefold() in taken:
            counts[key] = counts.get(key, 1) + 1
            mark = f" ({counts[key]})"
            stem, dot, ending = name.rpartition(".") if "." in name.lstrip(".") else (name, "", "")
            room = LONGEST_BYTES - len((mark + dot + ending).encode())
            other = fitting(stem, LONGEST - len(mark + dot + ending), room) + mark + dot + ending
        taken.add(other.casefold())
        made.append(other)
    return made


def folded(text: str) -> str:
    """For looking a name up: whatever the case, «е» as «ё»."""
    return unicodedata.normalize("NFC", text).casefold().replace("ё", "е")


def _joins(sign: str) -> bool:
    return sign in "\u200d\u00a0"  # joins emoji into one; a space that does not break
