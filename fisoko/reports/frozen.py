"""A frozen job: a folder with what a report is built from, and how far its building has come."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from fisoko.reports.about import About

JOB = "job.json"
ROWS = "rows.jsonl"
RESULT = "result"
PROGRESS = "progress"
TOLD_EVERY = 0.5  # seconds
# While rows are frozen others save: an act of theirs takes the interpreter some ten times, and would wait each time.
BREATH_ROWS, BREATH = 16, 0.0005  # seconds
PIECE = 1 << 20  # bytes written at a time: each time others may take the interpreter


def freeze_job(folder: Path, about: About, job: dict[str, Any], rows: Iterable[Any]) -> None:
    """Write the rows (JSON-able, or a text that is a line of JSON) and the job; one row at a time is in memory."""
    count = 0
    with (folder / ROWS).open("w", PIECE, encoding="utf-8") as file:
        for row in rows:
            file.write((row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n")
            count += 1
            if count % BREATH_ROWS == 0:
                sleep(BREATH)
    told = asdict(about) | {"as_of": about.as_of.isoformat()}
    text = json.dumps(job | {"about": told, "rows": count}, ensure_ascii=False)
    (folder / JOB).write_text(text, encoding="utf-8")


def progress_of(folder: Path) -> int | None:
    """How many per cent of a job in work are done; None before it is known."""
    try:
        return int((folder / PROGRESS).read_text("ascii"))
    except (OSError, ValueError):
        return None


class Frozen:
    """The job in a folder, as its builder reads it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.job: dict[str, Any] = json.loads((folder / JOB).read_text(encoding="utf-8"))
        told = self.job["about"]
        self.about = About(**(told | {"as_of": datetime.fromisoformat(told["as_of"])}))

    def rows(self) -> Iterator[Any]:
        """The rows from the first."""
        with (self.folder / ROWS).open(encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)

    def lines(self) -> Iterator[bytes]:
        """The rows from the first, as they were written."""
        with (self.folder / ROWS).open("rb") as file:
            yield from file

    def steps(self, passes: int = 1) -> "Steps":
        """A counter of rows taken, when they are read so many times."""
        return Steps(self.folder, self.job["rows"] * passes)


class Steps:
    """Writes the per cent of rows done to a small file, now and then."""

    def __init__(self, folder: Path, total: int) -> None:
        self._file, self._coming, self._total = folder / PROGRESS, folder / f"{PROGRESS}.part", max(total, 1)
        self._done, self._told_at = 0, 0.0

    def done(self) -> None:
        """One row more."""
        self._done += 1
        now = monotonic()
        if now - self._told_at >= TOLD_EVERY:
            self._told_at = now
            self._coming.write_text(str(min(99, self._done * 100 // self._total)), "ascii")
            self._coming.replace(self._file)
