"""Sections and publications, and who has seen them."""

import json
from collections.abc import Callable
from datetime import datetime

from fisoko.domain.error import NotFound
from fisoko.domain.event import Event
from fisoko.domain.publication import Audience, Publication, Section
from fisoko.store.audit import Audit
from fisoko.store.engine import Engine, Reader, Row, Transaction
from fisoko.store.statement import load_statements


class Publications:
    """Reads on any thread; writes within the writer's transactions.

    Publications are few and meant for audiences, so lists give all of them: whoever shows them asks
    `Publication.visible` first.
    """

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine, self._audit = engine, audit
        self._sql = load_statements("publications", engine.dialect)

    def sections(self) -> list[Section]:
        """The tabs of the cabinet in their order."""
        return [Section(row["id"], row["title"]) for row in self._engine.all(self._sql["sections"])]

    def one(self, publication_id: int) -> Publication:
        """The publication of this id, withdrawn ones too. Raises NotFound."""
        row = self._engine.one(self._sql["one"], id=publication_id)
        if row is None:
            raise NotFound
        return _publication(row)

    def all(self) -> list[Publication]:
        """Every publication, withdrawn and coming ones too, newest first."""
        return [_publication(row) for row in self._engine.all(self._sql["all"])]

    def of_key(self, key: str, reader: Reader | None = None) -> Publication | None:
        """What was published under a key: the one that is out or coming, else the last that was withdrawn."""
        row = (reader or self._engine).one(self._sql["by_key"], key=key)
        return None if row is None else _publication(row)

    def keyed_alone(self, tx: Transaction) -> None:
        """Nobody else publishes under a key until this transaction ends."""
        tx.one(self._sql["keyed_alone"])

    def add(self, tx: Transaction, new: Publication, *, event: Event) -> int:
        """Make a publication (its id is not looked at) and answer the id."""
        tx.touch("publication")
        row = tx.one(
            self._sql["add"],
            section_id=new.section_id,
            title=new.title,
            html=new.html,
            published_at=new.published_at,
            audience=json.dumps(new.audience.to_json()),
            acknowledge=new.acknowledge,
            key=new.key,
        )
        self._audit.append(tx, event)
        return (row or {})["id"]

    def on_written(self, heard: Callable[[], None]) -> None:
        """Call when a publication, a collection or who takes part was written, by whatever process."""
        self._engine.touched.watch("publication", lambda _: heard())

    def put_text(self, tx: Transaction, publication_id: int, html: str) -> None:
        """The text of a publication that this transaction has made, which names its own files; under that event."""
        tx.touch("publication", [publication_id])
        tx.run(self._sql["put_text"], id=publication_id, html=html)

    def change(self, tx: Transaction, changed: Publication, *, event: Event) -> None:
        """Put this in the place of the publication of the same id."""
        tx.touch("publication", [changed.id])
        tx.run(
            self._sql["change"],
            id=changed.id,
            section_id=changed.section_id,
            title=changed.title,
            html=changed.html,
            published_at=changed.published_at,
            withdrawn_at=changed.withdrawn_at,
            audience=json.dumps(changed.audience.to_json()),
            acknowledge=changed.acknowledge,
            key=changed.key,
        )
        self._audit.append(tx, event)

    def seen_by(self, account_id: int) -> set[int]:
        """The publications that this account has unfolded."""
        return {row["publication_id"] for row in self._engine.all(self._sql["seen_by"], account_id=account_id)}

    def note_seen(self, tx: Transaction, publication_id: int, account_id: int, *, at: datetime, event: Event) -> None:
        """Remember the first time an account unfolds a publication."""
        tx.run(self._sql["note_seen"], id=publication_id, account_id=account_id, at=at)
        self._audit.append(tx, event)


def _publication(row: Row) -> Publication:
    return Publication(**{**row, "audience": Audience.from_json(json.loads(row["audience"]))})
