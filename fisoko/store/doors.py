"""Who may type into a collection: all its participants at once, and whether that has changed."""

from datetime import datetime

from fisoko.store.engine import Engine
from fisoko.store.statement import load_statements

OVERLAP = 1000  # events: an id given earlier may be committed later


class Doors:
    """Reads for the memory that saves ask instead of the base; all regions, since it serves every organisation."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sql = load_statements("doors", engine.dialect)

    def of(self, collection_id: int, now: datetime) -> dict[int, tuple[str, datetime | None]]:
        """Organisation → its region and its own term (None: the term for all) for every participant now."""
        # A country in one piece would hold up every other thread for a tenth of a second.
        rows = self._engine.stream(self._sql["doors"], collection_id=collection_id, now=now)
        return {row["organisation_id"]: (row["region"], row["closes_at"]) for row in rows}

    def anchor(self) -> int:
        """From which event `rearranged` is to look."""
        row = self._engine.one(self._sql["last_event"]) or {"id": 0}
        return row["id"] - OVERLAP

    def rearranged(self, anchor: int) -> tuple[int, int]:
        """A mark that changes with every change of collections, participants and terms after the anchor."""
        row = self._engine.one(self._sql["rearranged_after"], id=anchor) or {"id": 0, "number": 0}
        return row["id"], row["number"]
