"""Open pages of 5,000 schools, each signed in by itself and with an event stream of its own; then something is published.

    python -m benchmarks.streams [--engine duckdb] [--streams 5000] [--idle 20]

Prints rows of a Markdown table: the server's memory before the streams and with them, its CPU while nothing happens, the
seconds from the publishing command being sent to its answer and to the first and the last stream that has heard of it,
the CPU of telling. Wanted: at most 150 MB for all of them, 3 s to the last. No websocket is opened by anybody.
"""

import argparse
import asyncio
import resource
import time
from dataclasses import dataclass, field

import psutil

from benchmarks.campaign import Campaign, campaign
from fisoko.cli.connection import connect

MB = 1024 * 1024
AT_ONCE = 100  # streams being opened
PATIENCE = 60  # seconds for everybody to hear
SPARE = 200  # descriptors for everything else


@dataclass
class Heard:
    """When each stream heard of the publication; those that ended by themselves."""

    moments: list[float] = field(default_factory=list)
    ended: int = 0


async def listen(port: int, cookie: str, opened: asyncio.Semaphore, ready: asyncio.Event, heard: Heard) -> None:
    """One stream: open until cancelled or until the server ends it."""
    async with opened:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=4096)
        writer.write(
            f"GET /events HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: fsid={cookie}\r\n"
            "Accept: text/event-stream\r\nCache-Control: no-cache\r\n"
            "User-Agent: Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/109.0 Safari/537.36\r\n\r\n".encode()
        )
        answer = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)
        assert b" 200 " in answer.split(b"\r\n", 1)[0], answer
        while b"retry:" not in await reader.readline():
            pass
    ready.set()
    try:
        while line := await reader.readline():
            if line.startswith(b"event: bell"):
                heard.moments.append(time.perf_counter())
        heard.ended += 1
    finally:
        writer.close()


def publish(made: Campaign) -> tuple[float, float]:
    """The moments in which the command was sent and answered."""
    with connect(made.settings) as base:
        sent = time.perf_counter()
        audience: dict[str, list[str]] = {"roles": [], "kinds": [], "regions": []}
        base.run(
            "publications.create", title="Новое", html="<p>.</p>", published_at=None, audience=audience, collection=None
        )
        return sent, time.perf_counter()


def cpu(server: psutil.Process) -> float:
    """Seconds of the server's CPU so far."""
    times = server.cpu_times()
    return times.user + times.system


async def measured(made: Campaign, idle: float) -> str:
    """One row."""
    assert made.site.process is not None
    server = psutil.Process(made.site.process.pid)
    heard, gate = Heard(), asyncio.Semaphore(AT_ONCE)
    before, begun = server.memory_info().rss, time.perf_counter()
    signs = [asyncio.Event() for _ in made.cookies]
    tasks = [
        asyncio.create_task(listen(made.site.port, cookie, gate, sign, heard))
        for cookie, sign in zip(made.cookies, signs, strict=True)
    ]
    await asyncio.wait_for(asyncio.gather(*(sign.wait() for sign in signs)), 120)
    opening = time.perf_counter() - begun
    spent, begun = cpu(server), time.perf_counter()
    await asyncio.sleep(idle)
    resting = (cpu(server) - spent) / (time.perf_counter() - begun) * 100
    held = server.memory_info().rss - before
    spent = cpu(server)
    sent, answered = await asyncio.to_thread(publish, made)
    while len(heard.moments) < len(tasks) and time.perf_counter() - sent < PATIENCE:
        await asyncio.sleep(0.05)
    telling = cpu(server) - spent
    assert heard.ended == 0, f"{heard.ended} streams were ended by the server"
    assert len(heard.moments) == len(tasks), f"{len(heard.moments)} of {len(tasks)} have heard"
    most = server.memory_info().rss - before
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    times = " | ".join(f"{moment - sent:.2f}" for moment in (answered, min(heard.moments), max(heard.moments)))
    return (
        f"{len(tasks):,} | {before / MB:.0f} | {held / MB:.0f} | {most / MB:.0f} | {held / len(tasks) / 1024:.1f} | "
        f"{opening:.1f} | {resting:.1f} | {times} | {telling:.2f}"
    )


def main() -> None:
    """The table."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--engine", nargs="+", default=["duckdb"])
    words.add_argument("--streams", type=int, default=5000)
    words.add_argument("--idle", type=float, default=20)
    given = words.parse_args()
    wanted = given.streams + SPARE
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    assert wanted <= most, f"{given.streams} streams need {wanted} open files, {most} are allowed: ulimit -Hn"
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))  # the server inherits it
    print(
        "| engine | streams | MB before | held | after telling | kB each | opened in s | idle, % of a core | answered s | first heard | last heard | CPU s |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for engine in given.engine:
        with campaign(engine, given.streams) as made:
            print(f"| {engine} | {asyncio.run(measured(made, given.idle))} |", flush=True)


if __name__ == "__main__":
    main()
