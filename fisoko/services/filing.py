"""Filing: what the federal organiser and the operator put into file stores, judged before anything of it is seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from fisoko.domain import texts
from fisoko.domain.contents import HEAD, problem_of
from fisoko.domain.event import Event, EventKind
from fisoko.domain.files import safe_name
from fisoko.domain.person import Identity
from fisoko.services.permissions import Action, check
from fisoko.services.prose import raise_if
from fisoko.store.blobs import Blobs
from fisoko.store.engine import Transaction
from fisoko.store.files import Files
from fisoko.store.files import NewFile as Filed
from fisoko.store.publications import Publications
from fisoko.store.writer import Writer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be published; `content` is itself or where it lies, `name` as it came."""

    name: str
    content: bytes | Path
    organisations_only: bool = False


class Filing:
    """Contents are kept first, then all becomes visible in one transaction: a full disk leaves nothing half there."""

    def __init__(
        self, files: Files, publications: Publications, blobs: Blobs, writer: Writer, clock: Callable[[], datetime]
    ) -> None:
        self._files, self._publications, self._blobs = files, publications, blobs
        self._writer, self._clock = writer, clock

    def add_store(self, actor: Identity, publication_id: int, title: str, files: Sequence[NewFile] = ()) -> int:
        """A store below the others; answers its id. Raises NotFound, BadRequest with all `problems`, DiskFull."""
        check(actor, Action.PUBLISH)
        self._publications.one(publication_id)
        filed = self.keep(actor, files, title=title)
        return self._run(lambda tx: self.shelve(tx, actor, publication_id, title, filed))

    def keep(self, actor: Identity, files: Sequence[NewFile], *, title: str | None = None) -> list[Filed]:
        """Judge the files (and a store's title) and keep their contents, for `shelve`; nobody sees them yet.

        Raises BadRequest with all `problems`, DiskFull.
        """
        check(actor, Action.PUBLISH)
        names = [safe_name(one.name) for one in files]
        problems = [problem_of(name, _head(one)) for name, one in zip(names, files, strict=True)]
        if title is not None and not title.strip():
            problems.append(texts.NO_TITLE_OF_STORE)
        raise_if([one for one in problems if one])
        return [self._kept(name, one) for name, one in zip(names, files, strict=True)]

    def shelve(self, tx: Transaction, actor: Identity, publication_id: int, title: str, filed: Sequence[Filed]) -> int:
        """Make a store of what is kept, within a transaction; answers its id."""
        now, title = self._clock(), title.strip()
        event = self._event(EventKind.STORE_ADDED, actor, f"publication:{publication_id}", title=title)
        number = self._files.add_store(tx, publication_id, title, at=now, event=event)
        self._add(tx, actor, number, filed)
        return number

    def add_files(self, actor: Identity, store_id: int, files: Sequence[NewFile]) -> list[int]:
        """Append files to a store; answers their ids. Raises NotFound, BadRequest with all `problems`, DiskFull."""
        check(actor, Action.PUBLISH)
        self._files.one_store(store_id)
        filed = self.keep(actor, files)
        return self._run(lambda tx: self._add(tx, actor, store_id, filed))

    def replace(self, actor: Identity, file_id: int, new: NewFile) -> int:
        """Put another content and name in a file's place, whose address stays; answers the version.

        Raises NotFound, BadRequest with `problems`, DiskFull.
        """
        check(actor, Action.PUBLISH)
        old = self._files.one(file_id)
        (filed,) = self.keep(actor, [new])
        event = self._event(
            EventKind.FILE_REPLACED, actor, f"file:{file_id}", name=filed.name, before=old.name, blob=old.blob
        )
        return self._run(lambda tx: self._files.replace(tx, file_id, filed, at=self._clock(), event=event))

    def remove(self, actor: Identity, file_id: int) -> None:
        """Take a file away; who has taken it stays known. Raises NotFound."""
        check(actor, Action.PUBLISH)
        event = self._event(EventKind.FILE_REMOVED, actor, f"file:{file_id}")
        self._run(lambda tx: self._files.remove(tx, file_id, at=self._clock(), event=event))

    def remove_store(self, actor: Identity, store_id: int) -> None:
        """Take a store away with all its files. Raises NotFound."""
        check(actor, Action.PUBLISH)
        event = self._event(EventKind.STORE_REMOVED, actor, f"store:{store_id}")
        self._run(lambda tx: self._files.remove_store(tx, store_id, at=self._clock(), event=event))

    def _add(self, tx: Transaction, actor: Identity, store_id: int, filed: Sequence[Filed]) -> list[int]:
        names = [one.name for one in filed]
        event = self._event(EventKind.FILES_ADDED, actor, f"store:{store_id}", names=names)
        return self._files.add(tx, store_id, filed, at=self._clock(), event=event)

    def _kept(self, name: str, new: NewFile) -> Filed:
        with _opened(new) as file:
            return Filed(name, self._blobs.keep(file), new.organisations_only)

    def _run(self, write: Callable[[Transaction], T]) -> T:
        return self._writer.run(write).result()

    def _event(self, kind: EventKind, actor: Identity, named: str, **detail: Any) -> Event:
        return Event(kind, self._clock(), actor.account_id, named, detail)


def _opened(new: NewFile) -> BinaryIO:
    return BytesIO(new.content) if isinstance(new.content, bytes) else new.content.open("rb")


def _head(new: NewFile) -> bytes:
    with _opened(new) as file:
        return file.read(HEAD)
