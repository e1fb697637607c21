"""The file that a command writes: whether it may be written, and put in its place only when it is whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from fisoko.cli import texts
from fisoko.cli.failure import Failure


def check_file(file: Path, *, force: bool) -> None:
    """Raises Failure where there is no folder for the file, or where it is there already and may not be replaced."""
    if not file.parent.is_dir():
        raise Failure(texts.NO_FOLDER.format(name=file.parent))
    if file.exists() and not force:
        raise Failure(texts.EXPORT_EXISTS.format(file=file))


@contextmanager
def put_whole(file: Path) -> Iterator[BinaryIO]:
    """What is written inside stands beside the file, and takes its place at the end; nothing is left of a failure."""
    part = file.with_name(f".{file.name}.part")
    try:
        with _begun(part, file) as coming:
            yield coming
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _begun(part: Path, file: Path) -> BinaryIO:
    try:
        return part.open("wb")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from None  # the name that the person has given
