"""What happens on a disk of 24 MB, told as JSON; run in a mount namespace of its own.

unshare --mount python -m tests.store.full_disk FOLDER
"""

import json
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from fisoko.domain.error import DiskFull
from fisoko.store import room
from fisoko.store.duckdb_engine import DuckDBEngine
from fisoko.store.schema import migrate
from fisoko.store.statement import parse_statement
from fisoko.store.writer import Writer
from tests.store.batches import make_batch

MB = 1024 * 1024
NUMBERS = parse_statement("numbers", "select number from batch order by seq")


def fill_up(folder: Path, leave: int) -> Path:
    """A file that takes all but so many bytes."""
    file = folder / "filler"
    with file.open("wb") as out:
        try:
            while room.Room(Stand(folder), 0).free() > leave:
                out.write(b"\0" * 4096)
                out.flush()
        except OSError:
            pass
    return file


def ops() -> str:
    """Some 50 KB that do not get smaller."""
    return json.dumps([["set", "s", "r", "c", random.randbytes(25000).hex()]])


class Stand:
    """As much of an engine as Room asks."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def folder(self) -> Path:
        return self.path


def until_full(writer: Writer, number: int) -> tuple[int, bool]:
    """The last number answered, and whether the disk then was full."""
    for _ in range(2000):
        try:
            writer.put(make_batch(number + 1, ops=ops())).result(30)
        except DiskFull:
            return number, True
        number += 1
    return number, False


def scenario(folder: Path, reserve: int, leave: int, checkpoint: int) -> dict:
    """Write, let others fill the disk, write until refused, free the disk, write on; then open the base again."""
    room.CHECKPOINT_FROM = room.CHECKPOINT_AT_ONCE = checkpoint
    engine = DuckDBEngine(folder / "fisoko.duckdb")
    migrate(engine)
    writer = Writer(engine, lambda: datetime.now(UTC), reserve=reserve)
    for number in range(1, 21):
        writer.put(make_batch(number, ops=ops())).result(30)
    filler = fill_up(folder, leave)
    last, full = until_full(writer, 20)
    readable = len(engine.all(NUMBERS))
    filler.unlink()
    after = writer.put(make_batch(last + 1, ops=ops())).result(30).number
    writer.close()
    engine.close()
    again = DuckDBEngine(folder / "fisoko.duckdb")
    numbers = [row["number"] for row in again.all(NUMBERS)]
    again.close()
    return {"full": full, "last": last, "readable": readable, "after": after, "kept": numbers}


def main() -> None:
    folder = Path(sys.argv[1])
    told = {}
    for name, reserve, leave, checkpoint in (
        ("reserve", 8 * MB, 9 * MB, 1000 * MB),  # stops by its own word
        ("log", 0, MB, 1000 * MB),  # the write-ahead log meets the full disk
        ("checkpoint", 0, MB, MB // 4),  # and so may a checkpoint
    ):
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)], check=True)
        told[name] = scenario(folder, reserve, leave, checkpoint)
        subprocess.run(["umount", str(folder)], check=True)
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
