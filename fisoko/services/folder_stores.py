"""The file stores of a folder's publication, made what the folder says within a transaction."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from fisoko.domain.error import BadRequest
from fisoko.domain.event import Event, EventKind
from fisoko.domain.files import FileStore, StoredFile
from fisoko.domain.folder import texts
from fisoko.domain.folder.plan import StoreChange, in_order
from fisoko.domain.folder.stores import PlannedFile, PlannedStore
from fisoko.domain.person import Identity
from fisoko.store.blobs import Content
from fisoko.store.engine import Transaction
from fisoko.store.files import Files, NewFile


class FolderStores:
    """Writes; whoever calls has asked for permission."""

    def __init__(self, files: Files, clock: Callable[[], datetime]) -> None:
        self._files, self._clock = files, clock

    def write(
        self,
        tx: Transaction,
        actor: Identity,
        publication_id: int,
        stores: Sequence[FileStore],
        changes: Sequence[StoreChange],
        planned: Sequence[PlannedStore],
        contents: Mapping[str, Content],
    ) -> dict[str, int]:
        """Make the changes; answers path → number of every file of the folder."""
        writing = _Writing(self._files, tx, actor, self._clock(), contents)
        for change in changes:
            writing.store(publication_id, change)
        if not in_order(stores, planned) or _new_between(changes):
            order = [writing.stores[one.folder] for one in planned]
            event = writing.event(EventKind.STORES_ARRANGED, f"publication:{publication_id}", stores=order)
            self._files.arrange_stores(tx, order, event=event)
        return writing.numbers


class _Writing:
    """One transaction's work: `numbers` of files by path, `stores` by folder."""

    def __init__(
        self, files: Files, tx: Transaction, actor: Identity, now: datetime, contents: Mapping[str, Content]
    ) -> None:
        self._files, self._tx, self._actor, self._now, self._contents = files, tx, actor, now, contents
        self.numbers: dict[str, int] = {}
        self.stores: dict[str, int] = {}

    def store(self, publication_id: int, change: StoreChange) -> None:
        """Make one store what the folder says."""
        old, new = change.old, change.new
        if new is None:
            if old is not None:
                event = self.event(EventKind.STORE_REMOVED, f"store:{old.id}")
                self._files.remove_store(self._tx, old.id, at=self._now, event=event)
            return
        if old is None:
            event = self.event(EventKind.STORE_ADDED, f"publication:{publication_id}", title=new.title)
            number = self._files.add_store(
                self._tx, publication_id, new.title, folder=new.folder, at=self._now, event=event
            )
        else:
            number = old.id
            self._change_files(change)
        self.stores[new.folder] = number
        self._add(number, change.added)
        if old is not None and (old.title != new.title or change.moved):
            event = self.event(EventKind.STORE_ARRANGED, f"store:{number}", title=new.title, before=old.title)
            order = [self.numbers[file.path] for file in new.files]
            self._files.arrange(self._tx, number, new.title, order, event=event)

    def _change_files(self, change: StoreChange) -> None:
        for old in change.removed:
            event = self.event(EventKind.FILE_REMOVED, f"file:{old.id}")
            self._files.remove(self._tx, old.id, at=self._now, event=event)
        for old, file in change.replaced:
            named = {"name": file.name, "before": old.name, "blob": old.blob}
            event = self.event(EventKind.FILE_REPLACED, f"file:{old.id}", **named)
            new = NewFile(file.name, self._content(file, old), file.organisations_only)
            self._files.replace(self._tx, old.id, new, at=self._now, event=event)
        for old, file in change.marked:
            event = self.event(EventKind.FILE_MARKED, f"file:{old.id}", organisations_only=file.organisations_only)
            self._files.mark(self._tx, old.id, organisations_only=file.organisations_only, event=event)
        self.numbers |= {file.path: old.id for old, file in (*change.same, *change.replaced)}

    def _add(self, store_id: int, added: Sequence[PlannedFile]) -> None:
        if not added:
            return
        new = [NewFile(one.name, self._content(one, None), one.organisations_only) for one in added]
        event = self.event(EventKind.FILES_ADDED, f"store:{store_id}", names=[one.name for one in added])
        numbers = self._files.add(self._tx, store_id, new, at=self._now, event=event)
        self.numbers |= {one.path: number for one, number in zip(added, numbers, strict=True)}

    def _content(self, file: PlannedFile, old: StoredFile | None) -> Content:
        if old is not None and old.blob == file.sha256:  # another name alone
            return Content(old.blob, old.size, old.crc32)
        content = self._contents.get(file.sha256)
        if content is None:  # what is published has changed since the contents were looked for
            raise BadRequest(texts.CHANGED.format(name=file.path))
        return content

    def event(self, kind: EventKind, named: str, **detail: Any) -> Event:
        """An event of this moment and person."""
        return Event(kind, self._now, self._actor.account_id, named, detail)


def _new_between(changes: Sequence[StoreChange]) -> bool:
    """Whether a new store stands before one that was there: new ones come last unless they are arranged."""
    new = [change.old is None for change in changes if change.new is not None]
    return new != sorted(new)
