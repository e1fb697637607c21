"""The deadline evening over HTTP: batches offered by another process over 1,000 kept connections.

    python -m benchmarks.load rates|stops|kills|disk [--engine duckdb|postgres] [--organisations 2000] [--times 10]

Open model: a batch's time is counted from its planned moment to the durable answer. A cut connection or an answer other
than 200 is no answer: the batch is sent again under the same number. Prints rows of a Markdown table.
"""

import argparse
import asyncio
import gc
import random
import statistics
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.campaign import XSRF, Campaign, body, campaign

CONNECTIONS = 1000
RATES = (200, 500, 1000)
RUNS = 5
PATIENCE = 900  # seconds for a batch to get its answer at last: while a server is ended again and again, many wait


@dataclass
class Offer:
    """What was offered and what came back."""

    times: list[float] = field(default_factory=list)  # ms
    acked: set[tuple[str, int]] = field(default_factory=set)
    repeats: int = 0
    statuses: dict[int, int] = field(default_factory=dict)

    def percentile(self, part: float) -> float:
        """Milliseconds."""
        return statistics.quantiles(self.times, n=1000)[round(part * 1000) - 1]


class Client:
    """One kept connection; sends what is in its queue, one at a time."""

    def __init__(self, campaign: Campaign, offer: Offer) -> None:
        self.campaign, self.offer = campaign, offer
        self.queue: asyncio.Queue[tuple[float, int, int, str]] = asyncio.Queue()
        self.stream: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def work(self) -> None:
        """Until cancelled."""
        while True:
            planned, organisation, number, window = await self.queue.get()
            wait = planned - time.perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            pause, until = 0.1, time.perf_counter() + PATIENCE
            while True:
                status = await self.ask(organisation, body(self.campaign, organisation, number, window))
                self.offer.statuses[status] = self.offer.statuses.get(status, 0) + 1
                if status == 200:
                    self.offer.times.append((time.perf_counter() - planned) * 1000)
                    self.offer.acked.add((window, number))
                    break
                assert time.perf_counter() < until, f"no answer within {PATIENCE} s, last status {status}"
                self.offer.repeats += 1
                await asyncio.sleep(pause * (0.5 + random.random()))
                pause = min(pause * 2, 2.0)
            self.queue.task_done()

    async def ask(self, organisation: int, data: bytes) -> int:
        """The status; 0 where the connection was refused or cut."""
        head = (
            f"POST /api/v1/drafts/{self.campaign.collection} HTTP/1.1\r\nHost: localhost:{self.campaign.site.port}\r\n"
            f"Cookie: fsid={self.campaign.cookies[organisation]}; _xsrf={XSRF}\r\nX-XSRFToken: {XSRF}\r\n"
            "Accept: application/json\r\nAccept-Encoding: gzip\r\nContent-Type: application/json\r\n"
            "User-Agent: Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/109.0 Safari/537.36\r\n"
            f"Content-Length: {len(data)}\r\n\r\n"
        )
        try:
            if self.stream is None:
                self.stream = await asyncio.open_connection("127.0.0.1", self.campaign.site.port)
            reader, writer = self.stream
            writer.write(head.encode() + data)
            answer = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
            fields = answer.decode("latin-1").lower()
            length = fields.partition("content-length: ")[2].partition("\r\n")[0]
            await reader.readexactly(int(length or 0))
            if "connection: close" in fields:
                self.drop()
            return int(answer.split(b" ", 2)[1])
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            self.drop()
            return 0

    def drop(self) -> None:
        """Close the connection."""
        if self.stream is not None:
            self.stream[1].close()
            self.stream = None


async def offered(campaign: Campaign, rate: int, seconds: float, tag: str, during: object = None) -> Offer:
    """Offer `rate` batches a second for so long; each organisation has one window, its batches on one connection."""
    offer = Offer()
    clients = [Client(campaign, offer) for _ in range(CONNECTIONS)]
    tasks = [asyncio.create_task(client.work()) for client in clients]
    count = len(campaign.cookies)
    start = time.perf_counter() + 0.5
    for index in range(int(rate * seconds)):
        organisation = index % count
        planned = (start + index / rate, organisation, index // count + 1, f"{tag}-{organisation}")
        clients[organisation % CONNECTIONS].queue.put_nowait(planned)
    if during is not None:
        await during  # type: ignore[misc]
    joined = asyncio.gather(*(client.queue.join() for client in clients))
    failed = asyncio.gather(*tasks)
    await asyncio.wait([asyncio.ensure_future(joined), failed], return_when=asyncio.FIRST_COMPLETED)
    if failed.done():
        failed.result()
    for task in tasks:
        task.cancel()
    with suppress(asyncio.CancelledError):
        await failed
    for client in clients:
        client.drop()
    return offer


def rates(engine: str, organisations: int, seconds: float) -> None:
    """p95 at each rate: the median of five runs."""
    gc.disable()  # this process's own pauses would be counted as the server's
    with campaign(engine, organisations) as made:
        assert made.site.process is not None
        server = psutil.Process(made.site.process.pid)
        asyncio.run(offered(made, 1000, organisations / 1000, "warm"))  # everybody has begun
        for rate in RATES:
            seen = []
            for run in range(RUNS):
                before = server.cpu_times()
                offer = asyncio.run(offered(made, rate, seconds, f"r{rate}-{run}"))
                after = server.cpu_times()
                cpu = (after.user + after.system - before.user - before.system) * 1000 / len(offer.times)
                seen.append((offer.percentile(0.5), offer.percentile(0.95), offer.percentile(0.99), cpu))
            middle = [statistics.median(values) for values in zip(*seen, strict=True)]
            spread = f"{min(one[1] for one in seen):.1f}–{max(one[1] for one in seen):.1f}"
            p50, p95, p99, cpu = middle
            print(f"| {engine} | {rate} | {p50:.1f} | {p95:.1f} ({spread}) | {p99:.1f} | {cpu:.2f} |", flush=True)


def interrupted(engine: str, organisations: int, rate: int, times: int, how: str) -> None:
    """Ends the server again and again under load, and counts what was acknowledged, lost and doubled."""

    async def interrupt(made: Campaign) -> None:
        for _ in range(times):
            await asyncio.sleep(0.5 + random.random() * 2)
            await asyncio.to_thread(made.site.stop if how == "stops" else made.site.kill)
            await asyncio.to_thread(made.site.start)

    with campaign(engine, organisations) as made:
        offer = asyncio.run(offered(made, rate, times * 4, how, interrupt(made)))
        made.site.stop()
        report(f"{engine}, {how} x {times}", made, offer)


def report(name: str, made: Campaign, offer: Offer) -> None:
    """One row: acknowledged, lost, doubled."""
    stored = made.stored()
    lost = sum(key not in stored for key in offer.acked)
    doubled = sum(times > 1 for times in stored.values())
    print(f"| {name} | {len(offer.acked)} | {lost} | {doubled} | {offer.repeats} | {offer.statuses} |", flush=True)
    assert not lost
    assert not doubled


def disk(organisations: int, rate: int) -> None:
    """A small tmpfs filled up under load and emptied again."""
    with tempfile.TemporaryDirectory() as name:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700m", "tmpfs", name], check=True)
        try:
            home, filler = Path(name) / "home", Path(name) / "filler"
            home.mkdir()

            async def fill() -> None:
                await asyncio.sleep(3)
                free = psutil.disk_usage(name).free
                with filler.open("wb") as file:
                    for _ in range(free // 2**20 - 1):
                        file.write(b"\0" * 2**20)
                await asyncio.sleep(5)
                filler.unlink()

            with campaign("duckdb", organisations, home) as made:
                offer = asyncio.run(offered(made, rate, 12, "disk", fill()))
                made.site.stop()
                report("duckdb, disk filled up", made, offer)
        finally:
            subprocess.run(["umount", name], check=True)


def main() -> None:
    """The command line."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("what", choices=["rates", "stops", "kills", "disk"])
    words.add_argument("--engine", default="duckdb")
    words.add_argument("--organisations", type=int, default=2000)
    words.add_argument("--seconds", type=float, default=5)
    words.add_argument("--rate", type=int, default=500)
    words.add_argument("--times", type=int, default=10)
    given = words.parse_args()
    if given.what == "rates":
        rates(given.engine, given.organisations, given.seconds)
    elif given.what == "disk":
        disk(given.organisations, given.rate)
    else:
        interrupted(given.engine, given.organisations, given.rate, given.times, given.what)


if __name__ == "__main__":
    main()
