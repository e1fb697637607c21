"""Where the links of a text lead: to files of the folder, to files that are published already, or out."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import unquote

from fisoko.domain.folder import texts
from fisoko.domain.folder.entry import alike
from fisoko.domain.folder.remarks import Remarks, at_line
from fisoko.domain.folder.stores import PlannedFile, PlannedStore
from fisoko.domain.folder.text import Text
from fisoko.domain.prose import SCHEMES

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_STORED = re.compile(r"/files/(\d{1,18})")
_SITE = re.compile(r"(www\.|[a-z0-9-]+\.(ru|рф|com|org|net|su)(/|$))", re.IGNORECASE)


@dataclass(frozen=True)
class _Shelf:
    """The files of a folder by path and by name alone."""

    paths: Mapping[str, PlannedFile]
    names: Mapping[str, list[PlannedFile]]

    @classmethod
    def of(cls, stores: Iterable[PlannedStore]) -> "_Shelf":
        files = [file for store in stores for file in store.files]
        names: dict[str, list[PlannedFile]] = {}
        for file in files:
            names.setdefault(alike(file.path.rpartition("/")[2]), []).append(file)
        return cls({alike(file.path): file for file in files}, names)

    def find(self, address: str) -> list[PlannedFile]:
        """The file of this path, or those of this name."""
        path = alike(address.replace("\\", "/").removeprefix("./"))
        return [self.paths[path]] if path in self.paths else self.names.get(path, [])


def linkable(stores: Iterable[PlannedStore]) -> list[str]:
    """Every way in which a text may name a file of the folder."""
    paths = {file.path for store in stores for file in store.files}
    return sorted(paths | {path.rpartition("/")[2] for path in paths})


def resolve(
    text: Text,
    stores: Iterable[PlannedStore],
    published: Callable[[int], bool],
    remarks: Remarks,
    *,
    for_coordinators: bool,
) -> dict[str, str]:
    """Address in the text → path of the folder's file; `published` tells whether there is a file of that number.

    `for_coordinators`: they see the publication, so that links to files which they do not get are remarked upon.
    """
    shelf = _Shelf.of(stores)
    found: dict[str, str] = {}
    for link in text.links:
        place, href = at_line(text.file, link.line), link.href.strip()
        scheme = _SCHEME.match(href)
        stored = _STORED.fullmatch(href)
        if scheme and (len(scheme[1]) == 1 or scheme[1].lower() == "file"):
            remarks.problem(place, texts.LOCAL_LINK.format(href=href))
        elif scheme:
            if scheme[1].lower() not in SCHEMES:
                remarks.problem(place, texts.BAD_SCHEME.format(href=href))
        elif stored:
            if not published(int(stored[1])):
                remarks.problem(place, texts.NO_STORED.format(href=href))
        elif href.startswith(("/", "#", "?")):
            if not href.startswith("/") or href.startswith("//"):
                remarks.problem(place, texts.BAD_SCHEME.format(href=href))
        else:
            files = shelf.find(href) or shelf.find(unquote(href)) or shelf.find(unquote(href.partition("#")[0]))
            if len(files) == 1:
                found[href] = files[0].path
                if files[0].organisations_only and for_coordinators:
                    remarks.note(place, texts.NARROW_LINK.format(href=href))
            elif files:
                paths = ", ".join(f"«{file.path}»" for file in files)
                remarks.problem(place, texts.SEVERAL_LINKED.format(href=href, paths=paths))
            else:
                remarks.problem(place, texts.NO_LINKED.format(href=href, perhaps=_perhaps(href, shelf)))
    return found


def _perhaps(href: str, shelf: _Shelf) -> str:
    if _SITE.match(href):
        return texts.PERHAPS_SITE
    close = get_close_matches(alike(unquote(href)), [*shelf.paths, *shelf.names], 1, 0.8)
    if not close:
        return ""
    file = shelf.paths.get(close[0]) or shelf.names[close[0]][0]
    return texts.PERHAPS_FILE.format(path=file.path)
