"""Collections with the terms of their participants."""

from datetime import datetime

from fisoko.domain.collection import Collection, Participation
from fisoko.domain.error import NotFound
from fisoko.domain.event import Event
from fisoko.store.audit import Audit
from fisoko.store.engine import Engine, Reader, Row, Transaction
from fisoko.store.statement import load_statements


class Collections:
    """Reads on any thread; writes within the writer's transactions."""

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine, self._audit = engine, audit
        self._sql = load_statements("collections", engine.dialect)

    def one(self, collection_id: int, reader: Reader | None = None) -> Collection:
        """The collection of this id, as a transaction sees it where one is given. Raises NotFound."""
        row = (reader or self._engine).one(self._sql["one"], id=collection_id)
        if row is None:
            raise NotFound
        return _collection(row)

    def of_publications(self, publications: list[int]) -> list[Collection]:
        """The collections of these publications, in the order of their making; ask for visible publications only."""
        return [_collection(row) for row in self._engine.all(self._sql["of_publications"], publications=publications)]

    def for_organisation(self, collection_id: int, organisation_id: int, now: datetime) -> Participation:
        """The collection as this organisation meets it now. Raises NotFound when there is no such collection."""
        row = self._engine.one(
            self._sql["for_organisation"], id=collection_id, organisation_id=organisation_id, now=now
        )
        if row is None:
            raise NotFound
        return _participation(row)

    def of_organisation(self, organisation_id: int, publications: list[int], now: datetime) -> list[Participation]:
        """The collections of these publications in which the organisation takes part now."""
        rows = self._engine.all(
            self._sql["of_organisation"], organisation_id=organisation_id, publications=publications, now=now
        )
        return [_participation(row) for row in rows]

    def add(self, tx: Transaction, new: Collection, *, event: Event) -> int:
        """Make a collection (its id is not looked at) and answer the id."""
        tx.touch("publication", [new.publication_id])
        row = tx.one(
            self._sql["add"],
            publication_id=new.publication_id,
            form_version_id=new.form_version_id,
            title=new.title,
            opens_at=new.opens_at,
            closes_at=new.closes_at,
        )
        self._audit.append(tx, event)
        return (row or {})["id"]

    def change(self, tx: Transaction, changed: Collection, *, event: Event) -> None:
        """Give the collection of this id another title, opening, term or form version."""
        tx.touch("publication", [changed.publication_id])
        tx.run(
            self._sql["change"],
            id=changed.id,
            form_version_id=changed.form_version_id,
            title=changed.title,
            opens_at=changed.opens_at,
            closes_at=changed.closes_at,
        )
        self._audit.append(tx, event)

    def with_own_term(self, collection_id: int) -> set[int]:
        """The organisations that have ever had a term of their own in it."""
        return {row["organisation_id"] for row in self._engine.all(self._sql["own_terms"], id=collection_id)}

    def set_terms(
        self,
        tx: Transaction,
        collection_id: int,
        organisations: list[int],
        *,
        closes_at: datetime,
        since: datetime,
        reason: str,
        by_account: int | None,
        event: Event,
    ) -> None:
        """Give organisations a closing time of their own; the earlier ones stay in the table, the latest counts."""
        tx.touch("publication")
        tx.run(
            self._sql["set_terms"],
            id=collection_id,
            organisations=sorted(set(organisations)),
            closes_at=closes_at,
            since=since,
            reason=reason,
            by_account=by_account,
        )
        self._audit.append(tx, event)


def _collection(row: Row) -> Collection:
    names = ("id", "publication_id", "form_version_id", "title", "opens_at", "closes_at")
    return Collection(*(row[name] for name in names))


def _participation(row: Row) -> Participation:
    collection = _collection(row)
    if row["region"] is None:
        return Participation(collection, None, None)
    return Participation(collection, row["region"], row["own_term"] or collection.closes_at)
