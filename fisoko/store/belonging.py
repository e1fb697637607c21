"""Which base a folder of contents belongs to: several may have used one home, and each knows only its own contents."""

import json
import os
from datetime import datetime
from pathlib import Path

from fisoko.domain.moscow import iso
from fisoko.store.engine import Engine
from fisoko.store.statement import load_statements

MARK = ".base"  # a file in the folder: the last event that its base had when it was looked at


class Belonging:
    """Compares the mark in a folder with the journal of the base, which nothing removes."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine, self._mark = engine, folder / MARK
        self._sql = load_statements("belonging", engine.dialect)

    def claim(self) -> bool:
        """Mark the folder as this base's; False, and nothing is marked, where the mark is of an event it does not have.

        That is another base, or an older state of the same: what it does not speak of may be somebody's.
        """
        if self._mark.exists():
            try:
                number, moment = json.loads(self._mark.read_text())
                known = self._engine.one(self._sql["event"], id=int(number))
            except (ValueError, TypeError):
                return False
            if known is None or iso(known["happened_at"]) != moment:
                return False
        last = self._engine.one(self._sql["last"])
        if last is None:
            return False  # a base to which nothing has happened speaks of nothing
        self._write(last["id"], last["happened_at"])
        return True

    def _write(self, number: int, moment: datetime) -> None:
        self._mark.parent.mkdir(parents=True, exist_ok=True)
        part = self._mark.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps([number, iso(moment)]))
        part.replace(self._mark)
