"""Taking files: one or a whole store in an archive, by those they are meant for; it counts when all has gone out."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from fisoko.domain.archive import Entry
from fisoko.domain.error import FileMissing, NotFound, Refused
from fisoko.domain.event import Event, EventKind
from fisoko.domain.files import FileStore, StoredFile, archive_name, unlike
from fisoko.domain.person import Identity
from fisoko.domain.publication import Publication
from fisoko.domain.spans import Spans
from fisoko.services.board import Board
from fisoko.services.listeners import Listeners
from fisoko.services.permissions import Action, Thing, check
from fisoko.services.shelf import Shelf, allowed, thing
from fisoko.store.blobs import Blobs
from fisoko.store.downloads import Downloads
from fisoko.store.engine import Transaction
from fisoko.store.writer import Writer

News = Callable[[frozenset[int], int | None], None]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that may be sent: where its content lies, and what it is called."""

    id: int
    version: int
    store_id: int
    name: str
    size: int
    blob: str
    path: Path


@dataclass(frozen=True, slots=True)
class Archive:
    """Files to be sent as one: each with its entry of the archive, in its order."""

    store_id: int
    name: str
    files: tuple[Opened, ...]
    entries: tuple[Entry, ...]

    @property
    def mark(self) -> str:
        """Changes with anything in the archive."""
        parts = [f"{file.blob} {entry.name} {entry.at}" for file, entry in zip(self.files, self.entries, strict=True)]
        return sha256("\n".join(parts).encode()).hexdigest()


class Taking:
    """Whoever sees a publication may take its files; those for organisations only coordinators may not (S13)."""

    def __init__(
        self,
        shelf: Shelf,
        board: Board,
        downloads: Downloads,
        blobs: Blobs,
        writer: Writer,
        clock: Callable[[], datetime],
    ) -> None:
        self._shelf, self._board, self._downloads, self._blobs = shelf, board, downloads, blobs
        self._writer, self._clock, self._spans = writer, clock, Spans()
        self._listeners = Listeners[[frozenset[int], int | None]]()
        downloads.on_written_elsewhere(lambda accounts: self._listeners.tell(accounts, None))

    def page(self, identity: Identity, store_id: int, q: str = "", page: int = 1) -> dict[str, Any]:
        """A page of a store's files, those with `q` in their names. Raises NotFound, Refused."""
        store, publication = self._store(identity, store_id)
        return self._shelf.page(identity, publication, store, q, page)

    def open(self, identity: Identity, file_id: int) -> Opened:
        """A file to be sent. Raises NotFound, Refused, FileMissing."""
        file = self._shelf.now().file(file_id)
        if file is None:
            raise NotFound
        _, publication = self._store(identity, file.store_id)
        check(identity, Action.TAKE_FILE, thing(publication, file.organisations_only))
        return self._opened(file)

    def archive(self, identity: Identity, store_id: int) -> Archive:
        """All the files of a store that this person may take. Raises NotFound, Refused, FileMissing."""
        store, publication = self._store(identity, store_id)
        mine = allowed(identity, publication)
        files = [one for one in store.files if one.organisations_only in mine]
        if not files:
            raise Refused if store.files else NotFound
        names = unlike(one.name for one in files)
        return Archive(
            store.id,
            archive_name(store.title),
            tuple(map(self._opened, files)),
            tuple(Entry(name, one.size, one.crc32, one.added_at) for name, one in zip(names, files, strict=True)),
        )

    def note(self, identity: Identity, file: Opened, first: int, end: int) -> bool:
        """These bytes of a file have gone out to this person; true when it now has all of them.

        What has gone out before is remembered by this process alone: a download taken up again elsewhere, or after a
        restart, does not count.
        """
        return self._spans.note((identity.account_id, file.id, file.version), file.size, first, end)

    def begun(self, identity: Identity, file: Opened) -> bool:
        """Whether a part of it has gone out to this person, and not all."""
        return self._spans.begun((identity.account_id, file.id, file.version))

    def taken(self, identity: Identity, files: list[Opened]) -> Future[None]:
        """These have gone out whole to this person: written down, and its open pages are told after the commit."""
        now, (store_id, *_) = self._clock(), {one.store_id for one in files}
        pairs = [(one.id, one.version) for one in files]
        named = f"file:{files[0].id}" if len(files) == 1 else f"store:{store_id}"
        event = Event(EventKind.DOWNLOADED, now, identity.account_id, named, {"files": pairs})

        def write(tx: Transaction) -> None:
            self._downloads.add(tx, identity, pairs, at=self._writer.moment(tx), event=event)

        written = self._writer.run(write)
        written.add_done_callback(lambda done: self._tell(identity, store_id, done))
        return written

    def on_taken(self, listener: News) -> Callable[[], None]:
        """Call with (accounts, store) when files were taken, on any thread, after the commit; answers how to stop.

        Another process tells of accounts alone: there the store is None.
        """
        return self._listeners.add(listener)

    def _tell(self, identity: Identity, store_id: int, done: Future[None]) -> None:
        if identity.account_id is not None and not done.cancelled() and done.exception() is None:
            self._listeners.tell(frozenset({identity.account_id}), store_id)

    def _store(self, identity: Identity, store_id: int) -> tuple[FileStore, Publication]:
        """A store of a publication that is out, and that this person sees."""
        store, now = self._shelf.now().store(store_id), self._clock()
        publication = next(
            (one for one in self._board.now().publications if store and one.id == store.publication_id), None
        )
        if store is None or publication is None or publication.withdrawn_at or publication.published_at > now:
            raise NotFound
        check(identity, Action.SEE_PUBLICATION, Thing(audience=publication.audience))
        return store, publication

    def _opened(self, file: StoredFile) -> Opened:
        try:
            path = self._blobs.path(file.blob)
            whole = path.stat().st_size == file.size
        except (NotFound, OSError):
            path, whole = None, False
        if path is None or not whole:
            log.error("file %s «%s»: its content %s is not on the disk", file.id, file.name, file.blob)
            raise FileMissing(file.name)
        return Opened(file.id, file.version, file.store_id, file.name, file.size, file.blob, path)
