"""How far the projector has looked, and the lease by which one process of several projects."""

from datetime import datetime

from fisoko.store.engine import Engine, Transaction
from fisoko.store.statement import load_statements

NAME = "projector"


class Projection:
    """Reads on any thread; writes within the writer's transactions. Nothing here is a fact, so there are no events."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sql = load_statements("projection", engine.dialect)

    def cursor(self) -> int:
        """Every change up to this number has been looked at."""
        row = self._engine.one(self._sql["cursor"])
        return row["seq"] if row else 0

    def move(self, tx: Transaction, seq: int, *, known: int) -> None:
        """Every change up to `seq` has been looked at; never back, and not where the cursor is not `known` any more."""
        tx.run(self._sql["move_cursor"], seq=seq, known=known)

    def rewind(self, tx: Transaction) -> None:
        """Have the whole log looked at again, by whichever process projects."""
        tx.run(self._sql["rewind"])

    def hold(self, tx: Transaction, holder: str, now: datetime, until: datetime) -> bool:
        """Take or prolong the lease; False while another holds it."""
        tx.run(self._sql["take_lease"], name=NAME, holder=holder, held_until=until, now=now)
        row = tx.one(self._sql["lease"], name=NAME)
        return row is not None and row["holder"] == holder

    def release(self, tx: Transaction, holder: str) -> None:
        """Leave the work to another process at once."""
        tx.run(self._sql["release_lease"], name=NAME, holder=holder)
