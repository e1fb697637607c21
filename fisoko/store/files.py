"""File stores and their files: few enough that whoever shows them keeps all in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fisoko.domain.error import NotFound
from fisoko.domain.event import Event
from fisoko.domain.files import FileStore, Shelves, StoredFile
from fisoko.store.audit import Audit
from fisoko.store.blobs import Content
from fisoko.store.engine import Engine, Reader, Transaction
from fisoko.store.kept import FRESH, WHOLE, Kept
from fisoko.store.statement import load_statements


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file whose content is kept already; `name` is clean."""

    name: str
    content: Content
    organisations_only: bool = False


class Files:
    """Reads on any thread; writes within the writer's transactions. Nothing is removed, only hidden."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine, self._audit = engine, audit
        self._sql = load_statements("files", engine.dialect)
        self._shelves = Kept(self._read, most=1, lasts=None if engine.sole_writer else FRESH)
        engine.touched.watch("file", lambda _: self._shelves.forget())

    def shelves(self) -> Shelves:
        """Every store that is not removed, kept in memory."""
        return self._shelves.get(WHOLE)

    def known(self) -> Shelves | None:
        """The same from memory; None where the base must be asked."""
        return self._shelves.known(WHOLE)

    def one(self, file_id: int) -> StoredFile:
        """The file of this id. Raises NotFound."""
        file = self.shelves().file(file_id)
        if file is None:
            raise NotFound
        return file

    def one_store(self, store_id: int) -> FileStore:
        """The store of this id. Raises NotFound."""
        store = self.shelves().store(store_id)
        if store is None:
            raise NotFound
        return store

    def of_publication(self, publication_id: int, reader: Reader | None = None) -> tuple[FileStore, ...]:
        """The stores of a publication in their order, as they stand in the base now."""
        return tuple(self._stores(reader or self._engine, publication_id))

    def _read(self, _: int) -> Shelves:
        return Shelves(self._stores(self._engine, None))

    def _stores(self, reader: Reader, publication_id: int | None) -> list[FileStore]:
        files: dict[int, list[StoredFile]] = {}
        for row in reader.all(self._sql["files"], publication_id=publication_id):
            files.setdefault(row["store_id"], []).append(StoredFile(**row))
        rows = reader.all(self._sql["stores"], publication_id=publication_id)
        return [FileStore(**row, files=tuple(files.get(row["id"], ()))) for row in rows]

    def add_store(
        self,
        tx: Transaction,
        publication_id: int,
        title: str,
        *,
        folder: str | None = None,
        at: datetime,
        event: Event,
    ) -> int:
        """An empty store below those that the publication has; answers its id. `folder`: where it is kept outside."""
        row = tx.one(self._sql["add_store"], publication_id=publication_id, title=title, folder=folder, at=at)
        self._written(tx, event)
        return (row or {})["id"]

    def add(self, tx: Transaction, store_id: int, new: Sequence[NewFile], *, at: datetime, event: Event) -> list[int]:
        """Append files to a store in this order; answers their ids."""
        last = (tx.one(self._sql["last_position"], store_id=store_id) or {})["position"]
        ids = sorted(row["id"] for row in tx.all(self._sql["take_ids"], count=len(new)))
        if new:
            tx.run(
                self._sql["add_files"],
                store_id=store_id,
                ids=ids,
                positions=[last + place for place in range(1, len(new) + 1)],
                names=[one.name for one in new],
                organisations_only=[one.organisations_only for one in new],
                blobs=[one.content.name for one in new],
                sizes=[one.content.size for one in new],
                crcs=[one.content.crc32 for one in new],
                at=at,
            )
        self._written(tx, event)
        return ids

    def replace(self, tx: Transaction, file_id: int, new: NewFile, *, at: datetime, event: Event) -> int:
        """Put another content (and name) in a file's place; answers its version. Raises NotFound."""
        content = {"blob": new.content.name, "size": new.content.size, "crc32": new.content.crc32}
        row = tx.one(self._sql["replace"], id=file_id, name=new.name, at=at, **content)
        self._written(tx, event)
        return _found(row)["version"]

    def remove(self, tx: Transaction, file_id: int, *, at: datetime, event: Event) -> None:
        """Hide a file. Raises NotFound."""
        _found(tx.one(self._sql["remove_file"], id=file_id, at=at))
        self._written(tx, event)

    def remove_store(self, tx: Transaction, store_id: int, *, at: datetime, event: Event) -> None:
        """Hide a store with all its files. Raises NotFound."""
        _found(tx.one(self._sql["remove_store"], id=store_id, at=at))
        self._written(tx, event)

    def mark(self, tx: Transaction, file_id: int, *, organisations_only: bool, event: Event) -> None:
        """Say anew whether a file is for organisations only. Raises NotFound."""
        _found(tx.one(self._sql["mark"], id=file_id, organisations_only=organisations_only))
        self._written(tx, event)

    def arrange(self, tx: Transaction, store_id: int, title: str, files: Sequence[int], *, event: Event) -> None:
        """Give a store another title, and its files this order. Raises NotFound."""
        _found(tx.one(self._sql["entitle"], id=store_id, title=title))
        tx.run(self._sql["arrange_files"], ids=[*files], positions=[*range(1, len(files) + 1)])
        self._written(tx, event)

    def arrange_stores(self, tx: Transaction, stores: Sequence[int], *, event: Event) -> None:
        """Give the stores of a publication this order."""
        tx.run(self._sql["arrange_stores"], ids=[*stores], positions=[*range(1, len(stores) + 1)])
        self._written(tx, event)

    def _written(self, tx: Transaction, event: Event) -> None:
        tx.touch("file")
        self._audit.append(tx, event)


def _found(row: dict | None) -> dict:
    if row is None:
        raise NotFound
    return row
