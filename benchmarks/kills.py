"""kill -9 of a process that writes, again and again: every answered batch is there, none is there twice.

    python -m benchmarks.kills [--kills 50] [--engine duckdb]

The child answers each batch into a file before it sends the next of that window; after a kill it sends the last
answered one again, which must get its old answer, and goes on. Prints a row of a Markdown table for each engine.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.bases import ENGINES, address, opened
from fisoko.store import room
from fisoko.store.log import NewBatch
from fisoko.store.statement import parse_statement
from fisoko.store.writer import Writer

WINDOWS = 40  # of 20 organisations
OPS = '[["set","k3f9a2c1","rowaaaa1","colaaaa1",25],["set","k3f9a2c1","rowaaaa1","colaaaa2",3]]'
SMALL_LOG = 200 * 1024  # bytes at which the child checkpoints, so that kills meet checkpoints too
ROWS = parse_statement("rows", "select organisation_id, window_id, number, seq from batch")
STARTED = parse_statement("started", "select organisation_id from progress")


@dataclass
class Tally:
    """What the kills have shown."""

    kills: int = 0
    answered: int = 0
    lost: int = 0
    doubled: int = 0
    gaps: int = 0
    changed_answers: int = 0
    unstarted: int = 0
    openings: list[float] = field(default_factory=list)

    @property
    def faults(self) -> int:
        return self.lost + self.doubled + self.gaps + self.changed_answers + self.unstarted


def answered(file: Path) -> dict[tuple[int, str], list[tuple[int, int]]]:
    """Window → (number, seq) of its answered batches, in order; a torn last line does not count."""
    found: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for line in file.read_text().splitlines(keepends=True) if file.exists() else []:
        if line.endswith("\n"):
            organisation, window, number, seq = line.split()
            found.setdefault((int(organisation), window), []).append((int(number), int(seq)))
    return found


def child(where: str, file: Path) -> None:
    """Write until killed."""
    room.CHECKPOINT_FROM = room.CHECKPOINT_AT_ONCE = SMALL_LOG
    engine = opened(where)
    writer = Writer(engine, lambda: datetime.now(UTC), reserve=0)
    acks = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    before = answered(file)
    last = {}
    for index in range(WINDOWS):
        key = (1 + index // 2, f"w{index}")
        last[key] = before[key][-1][0] if key in before else 0
    while True:
        waiting = []
        for key, number in last.items():
            repeat = number and random.random() < 0.1
            batch = NewBatch(1, "24", key[0], 1, key[1], number if repeat else number + 1, 0, OPS)
            waiting.append((key, writer.put(batch)))
        lines = []
        for key, answer in waiting:
            saved = answer.result()
            last[key] = saved.number
            lines.append(f"{key[0]} {key[1]} {saved.number} {saved.seq}\n")
        for line in lines:
            os.write(acks, line.encode())


def verify(where: str, file: Path, tally: Tally) -> None:
    """Open the base and compare it with what was answered."""
    begun = time.perf_counter()
    engine = opened(where)
    rows = engine.all(ROWS)
    tally.openings.append(time.perf_counter() - begun)
    started = {row["organisation_id"] for row in engine.all(STARTED)}
    engine.close()
    kept: dict[tuple[int, str], dict[int, int]] = {}
    counted = Counter((row["organisation_id"], row["window_id"], row["number"]) for row in rows)
    for row in rows:
        kept.setdefault((row["organisation_id"], row["window_id"]), {})[row["number"]] = row["seq"]
    tally.doubled = sum(number - 1 for number in counted.values())
    tally.gaps = sum(set(numbers) != set(range(1, len(numbers) + 1)) for numbers in kept.values())
    acks = {(key, number, seq) for key, pairs in answered(file).items() for number, seq in pairs}
    tally.answered = len({(key, number) for key, number, _ in acks})
    tally.lost = sum(number not in kept.get(key, {}) for key, number, _ in acks)
    tally.changed_answers = sum(kept.get(key, {}).get(number, seq) != seq for key, number, seq in acks)
    tally.unstarted = len({key[0] for key in kept} - started)


def run(kind: str, kills: int, longest: float = 1.5) -> Tally:
    """Kill a child so many times at random moments after its first answers."""
    tally = Tally()
    with address(kind) as where, tempfile.TemporaryDirectory() as folder:
        opened(where).close()
        file = Path(folder) / "answers"
        for _ in range(kills):
            before = file.stat().st_size if file.exists() else 0
            process = subprocess.Popen([sys.executable, "-m", "benchmarks.kills", "--child", where, str(file)])
            try:
                patience = time.monotonic() + 60
                while (not file.exists() or file.stat().st_size == before) and time.monotonic() < patience:
                    if process.poll() is not None:
                        raise RuntimeError(f"the writing process ended by itself: {process.returncode}")
                    time.sleep(0.005)
                time.sleep(random.uniform(0, longest))
            finally:
                process.send_signal(signal.SIGKILL)
                process.wait()
            tally.kills += 1
            verify(where, file, tally)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--engine", choices=ENGINES)
    parser.add_argument("--child", nargs=2, metavar=("WHERE", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child[0], Path(options.child[1]))
    print("| engine | kills | answered batches | lost | doubled | gaps | changed answers | opening median / max s |")
    print("|---|---|---|---|---|---|---|---|")
    faults = 0
    for kind in [options.engine] if options.engine else ENGINES:
        tally = run(kind, options.kills)
        faults += tally.faults
        openings = sorted(tally.openings)
        print(
            f"| {kind} | {tally.kills} | {tally.answered:,} | {tally.lost} | {tally.doubled} | {tally.gaps} "
            f"| {tally.changed_answers} | {openings[len(openings) // 2]:.2f} / {openings[-1]:.2f} |",
            flush=True,
        )
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
