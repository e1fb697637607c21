"""Autosave at the level of the writer: time to the durable answer at 200, 500 and 1,000 batches a second.

    python -m benchmarks.autosave [--seconds 5] [--log 0] [--engine duckdb]

Open model: each batch has its planned moment, and its time is counted from it. Prints rows of a Markdown table.
"""

import argparse
import statistics
import time
from datetime import UTC, datetime

from benchmarks.bases import ENGINES, base
from fisoko.store.engine import Engine
from fisoko.store.log import NewBatch
from fisoko.store.statement import parse_statement
from fisoko.store.writer import Writer

RATES = (200, 500, 1000, 2000)
ORGANISATIONS = 5000
OPS = '[["set","k3f9a2c1","rowaaaa1","colaaaa1",25],["set","k3f9a2c1","rowaaaa1","colaaaa2",3]]'
FILL = parse_statement(
    "fill",
    "insert into batch select n, 1, '24', 1 + n % 45000, 'old', 1 + n / 45000, 0, :ops, "
    "timestamp '2026-01-01 00:00:00', 1 from generate_series(1, :rows::bigint) as g(n)",
)
POSITION = parse_statement("position", "update log_position set seq = :rows::bigint")


def now() -> datetime:
    return datetime.now(UTC)


def fill(engine: Engine, rows: int) -> None:
    """A log of so many batches of 45,000 organisations, a year old."""
    if rows:
        with engine.transaction() as tx:
            tx.run(FILL, rows=rows, ops=OPS)
            tx.run(POSITION, rows=rows)
        engine.checkpoint()


def offer(writer: Writer, rate: int, seconds: float, numbers: dict[int, int]) -> list[float]:
    """Milliseconds from each batch's planned moment to its answer."""
    times: list[float] = []
    answers = []
    start = time.perf_counter() + 0.05
    for index in range(int(rate * seconds)):
        planned = start + index / rate
        while (left := planned - time.perf_counter()) > 0:
            time.sleep(left)
        organisation = 1 + index % ORGANISATIONS
        numbers[organisation] = number = numbers.get(organisation, 0) + 1
        answer = writer.put(NewBatch(1, "24", organisation, 1, f"w{organisation}", number, 0, OPS))
        answer.add_done_callback(lambda _, planned=planned: times.append((time.perf_counter() - planned) * 1000))
        answers.append(answer)
    for answer in answers:
        answer.result(60)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--log", type=int, default=0, help="batches already in the log")
    parser.add_argument("--engine", choices=ENGINES)
    options = parser.parse_args()
    print("| engine | log | batches/s | p50 | p95 | p99 | max ms | CPU ms a batch | batches a commit |")
    print("|---|---|---|---|---|---|---|---|---|")
    for kind in [options.engine] if options.engine else ENGINES:
        with base(kind) as engine:
            fill(engine, options.log)
            writer = Writer(engine, now)
            numbers: dict[int, int] = {}
            offer(writer, 5000, ORGANISATIONS / 5000, numbers)  # everybody has begun
            for rate in RATES:
                groups, batches, spent = writer.groups, writer.batches, time.process_time()
                times = offer(writer, rate, options.seconds, numbers)
                spent = (time.process_time() - spent) * 1000 / len(times)
                together = (writer.batches - batches) / (writer.groups - groups)
                cuts = statistics.quantiles(times, n=100)
                print(
                    f"| {kind} | {options.log:,} | {rate} | {cuts[49]:.1f} | {cuts[94]:.1f} | {cuts[98]:.1f} "
                    f"| {max(times):.0f} | {spent:.2f} | {together:.1f} |",
                    flush=True,
                )
            writer.close()


if __name__ == "__main__":
    main()
