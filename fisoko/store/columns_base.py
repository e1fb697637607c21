"""What the analytical copy is filled from: submissions in the order of commits, and the dated lists of participants."""

from datetime import datetime

from fisoko.store.engine import Engine, Row
from fisoko.store.statement import load_statements
from fisoko.store.submissions import Submission, submission_of

Fingerprint = tuple[int, int, datetime | None, datetime | None, int, int]


class ColumnsBase:
    """Reads on any thread, every region's: whoever asks the copy is narrowed there."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sql = load_statements("columns_base", engine.dialect)

    def last(self) -> int:
        """The number of the last submission; 0 when there is none."""
        return (self._engine.one(self._sql["last"]) or {})["seq"]

    def last_at(self, collection_id: int, moment: datetime) -> int:
        """The number of the collection's last submission that the server had received by the moment; 0 for none."""
        return (self._engine.one(self._sql["last_at"], collection_id=collection_id, moment=moment) or {})["seq"]

    def holds(self, seq: int, sha256: str) -> bool:
        """Whether the base has this very submission under this number: it is the base that the copy was made of."""
        row = self._engine.one(self._sql["sha256"], seq=seq)
        return row is not None and row["sha256"] == sha256

    def count(self) -> int:
        """How many submissions there are."""
        return (self._engine.one(self._sql["count"]) or {})["number"]

    def after(self, seq: int, most: int) -> list[Submission]:
        """At most so many submissions with their documents after the change `seq`, in order."""
        upto = (self._engine.one(self._sql["horizon"], seq=seq, most=most) or {})["seq"]
        if upto is None:
            return []
        return [submission_of(row) for row in self._engine.all(self._sql["between"], seq=seq, upto=upto)]

    def fingerprint(self) -> Fingerprint:
        """What differs once participants have joined or left."""
        row = self._engine.one(self._sql["fingerprint"]) or {}
        return tuple(row.values())  # type: ignore[return-value]

    def participants(self) -> list[Row]:
        """Every dated row of every list: collection_id, organisation_id, region, kind, login, name, since, until."""
        return self._engine.all(self._sql["participants"])

    def past(self, collection_id: int, now: datetime, most: int) -> list[tuple[int, datetime]]:
        """Id and closing of collections closed by now: of the same form, or, where there are none, of any."""
        rows = self._engine.all(self._sql["past"], collection_id=collection_id, now=now, most=most)
        alike = [row for row in rows if row["same_form"]] or rows
        return [(row["id"], row["closes_at"]) for row in alike]
