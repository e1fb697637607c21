"""`fisoko publications publish`: a folder becomes a publication, or changes the one that it became before."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from fisoko.cli import texts
from fisoko.cli.connection import Connection, connect
from fisoko.cli.failure import Failure
from fisoko.cli.place import base_options
from fisoko.cli.progress import Progress
from fisoko.cli.russian import Command
from fisoko.domain.contents import HEAD
from fisoko.domain.folder import texts as told
from fisoko.domain.folder.description import read_description
from fisoko.domain.folder.entry import Entry, EntryKind, Folder, alike
from fisoko.domain.folder.listing import BOOK
from fisoko.domain.folder.remarks import Remarks
from fisoko.domain.folder.stores import is_skipped
from fisoko.domain.folder.text import HTML, MARKDOWN
from fisoko.settings import Settings

PIECE = 1024 * 1024
LARGEST_READ = 20 * PIECE  # bytes of a file that is read whole; a larger one is told by its size
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("publish", cls=Command, help=texts.PUBLICATIONS_PUBLISH)
@click.argument("folder", metavar=texts.FOLDER, type=FOLDER)
@click.option("--dry-run", is_flag=True, help=texts.PUBLISH_DRY_RUN)
@base_options
def publish(settings: Settings, folder: Path, dry_run: bool) -> int:  # noqa: FBT001 - click passes flags so
    """Says every problem, or the difference; status 1 when there is a problem."""
    place = folder.resolve()
    read = scan(place)
    with connect(settings) as base:
        compared = base.run("publications.compare_folder", folder=read.to_json())
        _say(texts.FOLDER_NOTES, compared["notes"])
        if compared["problems"]:
            _say(texts.FOLDER_PROBLEMS, compared["problems"])
            return 1
        if not dry_run and compared["difference"]:
            _send(base, place, read, {*compared["missing"]})
            compared = base.run("publications.publish_folder", folder=read.to_json())
    _show(compared, dry_run=dry_run)
    return 0


def scan(place: Path) -> Folder:
    """What lies in a folder and in its subfolders, with the sums of the contents. Raises Failure for another folder."""
    found = {path: (kind, size) for path, kind, size in _walk(place)}
    whole = {alike(path) for path in found if "/" not in path}
    described = {told.DESCRIPTION, f"{told.DESCRIPTION}.txt"} & whole
    if not described:
        raise Failure(texts.NOT_A_PUBLICATION.format(folder=place))
    read = {told.DESCRIPTION, MARKDOWN, HTML, BOOK, alike(_list_of_logins(place, found))}
    length = sum(size for path, (_, size) in found.items() if "/" in path)
    with Progress(texts.FOLDER_READING, length) as progress:
        entries = [_entry(place, path, *found[path], read, progress) for path in found]
    return Folder(place.name, tuple(entries))


def _walk(place: Path) -> Iterator[tuple[str, EntryKind, int]]:
    for one in sorted(os.scandir(place), key=lambda one: one.name):
        path, kind, size = _seen(one, "")
        inside: list[os.DirEntry[str]] = []
        if kind is EntryKind.FOLDER and not is_skipped(one.name):
            try:
                inside = sorted(os.scandir(one.path), key=lambda one: one.name)
            except OSError:
                kind = EntryKind.UNREADABLE
        yield path, kind, size
        for inner in inside:
            yield _seen(inner, f"{path}/")


def _seen(one: os.DirEntry[str], above: str) -> tuple[str, EntryKind, int]:
    try:
        one.name.encode()
    except UnicodeEncodeError:
        return above + os.fsencode(one.name).decode("utf-8", "replace"), EntryKind.MISNAMED, 0
    if one.is_symlink():
        return above + one.name, EntryKind.LINK, 0
    if one.is_dir():
        return above + one.name, EntryKind.FOLDER, 0
    if not one.is_file():
        return above + one.name, EntryKind.OTHER, 0
    return above + one.name, EntryKind.FILE, one.stat().st_size


def _entry(place: Path, path: str, kind: EntryKind, size: int, read: set[str], progress: Progress) -> Entry:
    if kind is not EntryKind.FILE or is_skipped(path.rpartition("/")[2]):
        return Entry(path, kind, size)
    try:
        if "/" not in path:
            content = (place / path).read_bytes() if alike(path) in read and size <= LARGEST_READ else None
            return Entry(path, kind, size if content is None else len(content), content=content)
        digest, head, size = sha256(), b"", 0
        for piece in _pieces(place / path, progress):
            head, size = head or piece[:HEAD], size + len(piece)
            digest.update(piece)
        return Entry(path, kind, size, digest.hexdigest(), head)
    except OSError:
        return Entry(path, EntryKind.UNREADABLE)


def _list_of_logins(place: Path, found: dict[str, tuple[EntryKind, int]]) -> str:
    """The workbook that the description names; what is wrong with the description is said later, with all the rest."""
    for path, (kind, size) in found.items():
        if alike(path) == told.DESCRIPTION and kind is EntryKind.FILE and size <= LARGEST_READ:
            try:
                return read_description((place / path).read_text("utf-8-sig"), Remarks()).logins
            except (OSError, UnicodeDecodeError):
                return ""
    return ""


def _send(base: Connection, place: Path, read: Folder, missing: set[str]) -> None:
    """Hand over the contents that the server does not have, each once."""
    entries = {one.sha256: one for one in read.entries if one.sha256 in missing}
    with Progress(texts.FOLDER_SENDING, sum(one.size for one in entries.values())) as progress:
        for name, entry in entries.items():
            changed = Failure(told.CHANGED.format(name=entry.path))
            try:
                if (place / entry.path).stat().st_size != entry.size:
                    raise changed
                if base.send(_pieces(place / entry.path, progress), entry.size) != name:
                    raise changed
            except FileNotFoundError:
                raise changed from None


def _pieces(file: Path, progress: Progress) -> Iterator[bytes]:
    with file.open("rb") as source:
        while piece := source.read(PIECE):
            progress.step(len(piece))
            yield piece


def _say(heading: str, lines: list[str]) -> None:
    if lines:
        click.echo(heading, err=True)
    for line in lines:
        click.echo(f"  {line}", err=True)


def _show(compared: dict[str, Any], *, dry_run: bool) -> None:
    number, title = compared["number"], compared["title"]
    if not compared["difference"]:
        click.echo(texts.FOLDER_SAME.format(id=number, title=title))
        return
    new = compared["created"] and number is None
    click.echo(texts.FOLDER_NEW.format(title=title) if new else texts.FOLDER_OLD.format(id=number, title=title))
    for line in compared["difference"]:
        click.echo(f"  {line}")
    counts = [text.format(count=compared["recipients"].get(role, 0)) for role, text in texts.FOLDER_ROLES.items()]
    click.echo(texts.FOLDER_TOLD.format(counts=", ".join(counts)))
    if dry_run:
        click.echo(texts.FOLDER_DRY)
    else:
        done = texts.PUBLICATION_CREATED if compared["created"] else texts.PUBLICATION_EDITED
        click.echo(done.format(id=number))
