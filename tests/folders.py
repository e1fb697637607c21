"""Folders of publications as people make them, on the disk of a test."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl

from fisoko.cli.folder import scan
from fisoko.domain.person import OPERATOR
from fisoko.services.folders import Compared
from tests.factories import World

PDF = b"%PDF-1.4\n"
TITLE = 'title = "О сроках"\n'


def made(place: Path, files: Mapping[str, str | bytes | list], description: str | None = TITLE) -> Path:
    """A folder with this description and these files: texts, bytes, or rows of a workbook."""
    place.mkdir(parents=True, exist_ok=True)
    if description is not None:
        (place / "publication.toml").write_text(description, encoding="utf-8")
    for name, content in files.items():
        path = place / name
        path.parent.mkdir(exist_ok=True)
        if isinstance(content, list):
            book = openpyxl.Workbook()
            for row in content:
                book.worksheets[0].append(row)
            book.save(path)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return place


def compared(world: World, place: Path) -> Compared:
    return world.folders.compare(OPERATOR, scan(place))


def published(world: World, place: Path) -> Compared:
    """Publish a folder as the command does."""
    read = scan(place)
    missing = {*world.folders.compare(OPERATOR, read).missing}
    for entry in read.entries:
        if entry.sha256 in missing:
            with world.folders.receive(OPERATOR) as coming:
                coming.write((place / entry.path).read_bytes())
                assert coming.whole().name == entry.sha256
    return world.folders.publish(OPERATOR, read)
