"""What programs read of a collection, as it stood at a moment: facts, figures, submissions."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fisoko.domain.person import Scope
from fisoko.domain.progress import Facts
from fisoko.store.engine import Engine, Row
from fisoko.store.log import Log
from fisoko.store.statement import load_statements


@dataclass(frozen=True, slots=True)
class Standing:
    """One participant at a moment; figures of the draft are known only where nothing has changed since."""

    facts: Facts
    term: datetime
    own_term: datetime | None
    unchanged: bool


@dataclass(frozen=True, slots=True)
class Submitted:
    """A submission without its document."""

    organisation_id: int
    number: int
    seq: int
    submitted_at: datetime
    sha256: str
    code: str
    filled: int
    required: int
    explanations: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Document:
    """What was submitted; `body` is its JSON, `values` as drafts keep them, computed ones included."""

    number: int
    submitted_at: datetime
    body: str

    @property
    def values(self) -> dict[str, Any]:
        """Read from the body each time: keep it while it is wanted."""
        return json.loads(self.body)["values"]


class Reading:
    """Reads on any thread, some organisations at a time: no connection is held while an answer goes out."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._log = engine, Log(engine.dialect)
        self._sql = load_statements("reading", engine.dialect)
        self._documents = load_statements("submissions", engine.dialect)

    def position(self) -> int:
        """The last sequence number given."""
        return (self._engine.one(self._sql["position"]) or {})["seq"]

    def seq_at(self, moment: datetime) -> int:
        """The last sequence number committed by the moment; 0 before the first."""
        return self._log.at(self._engine, moment)

    def mark(self, now: datetime) -> str:
        """A text that changes whenever an answer about now may change, of whatever region."""
        row = self._engine.one(self._sql["mark"], now=now) or {}
        return "-".join(str(value) for value in row.values())

    def standing(self, collection_id: int, scope: Scope, moment: datetime, seq: int) -> dict[int, bool]:
        """Who had begun by the moment → whether it had submitted."""
        rows = self._engine.all(
            self._sql["standing"],
            collection_id=collection_id,
            moment=moment,
            seq=seq,
            **scope.reach,
        )
        return {row["organisation_id"]: row["done"] for row in rows}

    def facts(self, collection_id: int, organisations: list[int], moment: datetime, seq: int) -> dict[int, Standing]:
        """Each of these organisations, which must be within the reader's scope already."""
        rows = self._engine.all(
            self._sql["facts"], collection_id=collection_id, organisations=organisations, moment=moment, seq=seq
        )
        return {row["organisation_id"]: _standing(row) for row in rows}

    def progress(self, collection_id: int, scope: Scope, moment: datetime, seq: int, kind: str = "") -> list[Row]:
        """Figures of each region of the scope that took part at the moment, by submissions up to the number."""
        return self._engine.all(
            self._sql["progress"],
            collection_id=collection_id,
            moment=moment,
            seq=seq,
            **scope.reach,
            kind=kind,
        )

    def submitted(self, collection_id: int, organisations: list[int], seq: int) -> list[Submitted]:
        """Every submission of these organisations (within the scope already) up to the number, in their order."""
        rows = self._engine.all(
            self._sql["submitted"], collection_id=collection_id, organisations=organisations, seq=seq
        )
        return [Submitted(**{**row, "explanations": json.loads(row["explanations"])}) for row in rows]

    def numbers(self, collection_id: int, seq: int, scope: Scope) -> dict[int, int]:
        """Organisation → the number of its last submission up to the sequence number, within the scope."""
        rows = self._engine.all(
            self._documents["numbers_as_of"],
            collection_id=collection_id,
            as_of=seq,
            **scope.parameters,
        )
        return {row["organisation_id"]: row["number"] for row in rows}

    def documents(self, collection_id: int, wanted: dict[int, int]) -> dict[int, Document]:
        """Organisation → its submission of this number, for some organisations within the scope already."""
        rows = self._engine.all(
            self._documents["bodies"],
            collection_id=collection_id,
            organisations=list(wanted),
            numbers=list(wanted.values()),
        )
        return {row["organisation_id"]: Document(row["number"], row["submitted_at"], row["body"]) for row in rows}


def _standing(row: Row) -> Standing:
    names = ("first_edit_at", "last_edit_at", "first_submitted_at", "last_submitted_at", "submissions", "by_decision")
    told: dict[str, Any] = {name: row[name] for name in names}
    told |= {name: row[name] or 0 for name in ("filled", "required", "errors", "warnings", "differs")}
    facts = Facts(**told)
    return Standing(facts, row["term"], row["own_term"], row["unchanged"])
