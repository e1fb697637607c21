"""An archive under construction: a file for each sheet, named after it."""

from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from fisoko.reports.book import LEVEL
from fisoko.reports.names import free_name


class Archive:
    """Equal contents make equal archives. A context: what raises leaves no file."""

    def __init__(self, path: Path, suffix: str, *, pack: bool = True) -> None:
        self._zip = ZipFile(path, "w", ZIP_DEFLATED if pack else ZIP_STORED, compresslevel=LEVEL if pack else None)
        self.path, self._suffix = path, suffix
        self._names: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._zip.close()
            return
        with suppress(OSError, ValueError):  # an open member, a full disk: it is removed anyway
            self._zip.close()
        self.path.unlink(missing_ok=True)

    def begin(self, name: str, suffix: str = "") -> IO[bytes]:
        """The next member, to be closed before another begins; a name that is taken becomes another one."""
        free = free_name(name, "", self._names)
        self._names.append(free)
        return self._zip.open(free + (suffix or self._suffix), "w", force_zip64=True)
