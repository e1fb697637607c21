"""The file stores of a folder: each subfolder is one, or «files» is split by its list."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fisoko.domain.contents import problem_of
from fisoko.domain.files import NAMELESS, safe_name
from fisoko.domain.folder import texts
from fisoko.domain.folder.description import Description
from fisoko.domain.folder.entry import Entry, EntryKind, Folder, alike
from fisoko.domain.folder.listing import BOOK, Listed
from fisoko.domain.folder.remarks import Remarks
from fisoko.domain.folder.sizes import size_text

FILES = "files"
SYSTEM = {"thumbs.db", "desktop.ini", "$recycle.bin", "__macosx"}
TEMPORARY = ("~$", ".~lock", "~wrl")
WRONG_KINDS = {
    EntryKind.LINK: texts.LINK,
    EntryKind.OTHER: texts.OTHER,
    EntryKind.UNREADABLE: texts.UNREADABLE,
    EntryKind.MISNAMED: texts.MISNAMED,
    EntryKind.FOLDER: texts.DEEPER,
}


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to be published under `name`; `path` is where it lies in the folder."""

    path: str
    name: str
    size: int
    sha256: str
    organisations_only: bool = False


@dataclass(frozen=True, slots=True)
class PlannedStore:
    """A store to be; `folder` is the name by which it is found again."""

    folder: str
    title: str
    files: tuple[PlannedFile, ...]


def plan_stores(
    folder: Folder, said: Description, listed: Sequence[Listed] | None, largest: int, remarks: Remarks
) -> tuple[PlannedStore, ...]:
    """The stores in their order; `listed` is the list of «files» if there is one, `largest` the bytes of a file."""
    files: dict[str, list[PlannedFile]] = {}
    for entry in sorted(folder.entries, key=lambda one: natural(one.path)):
        if "/" in entry.path:
            if _wanted(entry, remarks) and not is_skipped(entry.parent):
                files.setdefault(entry.parent, []).append(_planned(entry, largest, remarks))
        elif entry.kind is EntryKind.FOLDER and _wanted(entry, remarks):
            files.setdefault(entry.path, [])
        elif entry.kind not in (EntryKind.FILE, EntryKind.FOLDER):
            remarks.problem(entry.path, WRONG_KINDS[entry.kind])
    files = _marked(files, said, remarks)
    stores = []
    for name in _ordered(files, said, remarks):
        if name == FILES and listed is not None:
            stores += _by_list(files[name], listed, said, remarks)
        elif files[name]:
            title = said.stores.get(name, "") or (texts.FILES_TITLE if name == FILES else _title(name))
            stores.append(PlannedStore(name, title, tuple(files[name])))
        else:
            remarks.note(f"{name}/", texts.EMPTY_FOLDER)
    if listed and FILES not in files:
        remarks.problem(BOOK, texts.NO_FILES_FOLDER)
    _unlike(stores, remarks)
    return tuple(stores)


def natural(name: str) -> list[tuple[int, int, str]]:
    """A key by which «Письмо 2» stands before «Письмо 10»."""
    parts = re.split(r"(\d+)", alike(name))
    return [(0, int(part), "") if part.isascii() and part.isdigit() else (1, 0, part) for part in parts if part]


def _wanted(entry: Entry, remarks: Remarks) -> bool:
    """Whether a name is to be published; what is not is remarked upon."""
    name = entry.name
    if not name.strip(". "):
        remarks.problem(entry.path, texts.ONLY_DOTS)
    elif is_skipped(name):
        if not is_skipped(entry.parent):
            remarks.note(entry.path, texts.SKIPPED_FOLDER if entry.kind is EntryKind.FOLDER else texts.SKIPPED)
    elif entry.kind in WRONG_KINDS and "/" in entry.path:
        remarks.problem(entry.path, WRONG_KINDS[entry.kind])
    else:
        return True
    return False


def is_skipped(name: str) -> bool:
    """Whether a name is the system's or an editor's own, never meant to be published."""
    plain = alike(name)
    return bool(name.strip(". ")) and (
        name.startswith(".") or plain in SYSTEM or plain.startswith(TEMPORARY) or plain.endswith(".tmp")
    )


def _planned(entry: Entry, largest: int, remarks: Remarks) -> PlannedFile:
    name = safe_name(entry.name)
    if name == NAMELESS and alike(entry.name) != NAMELESS:
        remarks.problem(entry.path, texts.NAMELESS)
    elif name != unicodedata.normalize("NFC", entry.name):
        remarks.note(entry.path, texts.RENAMED.format(name=name))
    wrong = problem_of(name, entry.head)
    if wrong:
        remarks.problem(entry.path, wrong)
    if entry.size > largest:
        told = texts.LARGE.format(size=size_text(entry.size), most=size_text(largest))
        remarks.problem(entry.path, told)
    elif not entry.size:
        remarks.note(entry.path, texts.EMPTY_FILE)
    return PlannedFile(entry.path, name, entry.size, entry.sha256)


def _marked(files: dict[str, list[PlannedFile]], said: Description, remarks: Remarks) -> dict[str, list[PlannedFile]]:
    """The same with the marks of the description."""
    paths = {alike(one.path) for some in files.values() for one in some}
    wanted = {alike(path.replace("\\", "/").removeprefix("./")): path for path in said.organisations_only}
    for path, typed in wanted.items():
        if path not in paths:
            place = said.place("organisations_only", "", typed)
            remarks.problem(place, texts.NO_MARKED.format(path=typed))
    return {
        name: [replace(one, organisations_only=alike(one.path) in wanted) for one in some]
        for name, some in files.items()
    }


def _ordered(files: Iterable[str], said: Description, remarks: Remarks) -> list[str]:
    """Folders in the order of the description, then the others by their names."""
    there = {alike(name): name for name in files}
    first = []
    for name in said.stores:
        if alike(name) in there:
            first.append(there[alike(name)])
        else:
            remarks.problem(said.place(name, "stores"), texts.NO_FOLDER.format(name=name))
    return [*first, *(name for name in there.values() if name not in first)]


def _by_list(
    files: list[PlannedFile], listed: Sequence[Listed], said: Description, remarks: Remarks
) -> list[PlannedStore]:
    """The stores of «files» as its list has them, each found again by its title there."""
    there = {alike(one.path.removeprefix(f"{FILES}/")): one for one in files}
    default = said.stores.get(FILES, "") or texts.FILES_TITLE
    made: dict[str, list[PlannedFile]] = {}
    for row in listed:
        file = there.pop(alike(row.name), None)
        if file is None:
            remarks.problem(row.place, texts.NO_LISTED.format(name=row.name))
            continue
        narrow = file.organisations_only or row.organisations_only
        made.setdefault(row.store or default, []).append(replace(file, organisations_only=narrow))
    for file in there.values():
        remarks.problem(file.path, texts.NOT_LISTED.format(book=BOOK))
    return [
        PlannedStore(FILES if title == default else f"{FILES}/{title}", title, tuple(some))
        for title, some in made.items()
    ]


def _unlike(stores: Iterable[PlannedStore], remarks: Remarks) -> None:
    """No two files of a store, and no two stores, of one name."""
    titles: dict[str, str] = {}
    for store in stores:
        other = titles.setdefault(alike(store.title), store.folder)
        if other != store.folder:
            remarks.problem(f"{store.folder}/", texts.SAME_TITLE.format(title=store.title, other=other))
        names: dict[str, str] = {}
        for file in store.files:
            first = names.setdefault(alike(file.name), file.path)
            if first != file.path:
                remarks.problem(file.path, texts.COLLIDE.format(other=first))


def _title(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())
