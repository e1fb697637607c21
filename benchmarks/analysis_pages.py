"""A hundred open pages of one collection's analysis, each a session with a websocket; then organisations submit one by one.

    python -m benchmarks.analysis_pages [--pages 100] [--rounds 5] [--idle 20]

Prints rows of a Markdown table: the server's memory for a page and its CPU while nothing happens; from the submission's
answer to the first and the last page that was told the new figure, and the CPU of telling all of them. Wanted: 2 s to the
last, at most 15 % of a core at rest.
"""

import argparse
import asyncio
import json
import re
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from tornado.websocket import WebSocketClientConnection

from benchmarks.campaign import page_data as whole_page
from benchmarks.streams import cpu
from tests.browser.site import PASSWORD, Site
from tests.web.client import Client, token_of

MB = 1024 * 1024
PATIENCE = 20  # seconds for everybody to be told
SIGN_INS = 10
WATCHER, DONOR, TITLE = "spo_coord_24", "spo240065", "Контингент"
IDLE = ("spo240066", "spo240068", "spo240070", "spo240072", "spo240073", "spo240074", "spo240075")
READY = {"type": "event", "name": "document_ready", "values": {"type": "map"}}
FIGURE = re.compile(r"Сдали отчет: (\d+) из")


@dataclass
class Open:
    """One page; `told` are the moments in which it was told each figure."""

    socket: WebSocketClientConnection
    told: dict[int, float] = field(default_factory=dict)

    async def listen(self) -> None:
        """Until the websocket is closed."""
        while (message := await self.socket.read_message()) is not None:
            if isinstance(message, str) and '"events"' in message:
                for found in FIGURE.findall(json.dumps(json.loads(message), ensure_ascii=False)):
                    self.told.setdefault(int(found), time.perf_counter())


async def opened(client: Client, address: str) -> Open:
    """A page as a browser opens it: its HTML, the websocket, the document, and word that it is ready."""
    page = await asyncio.to_thread(client.get, address)
    socket = await client.socket(f"{address}/ws", token_of(page))
    await heard(socket, '"ACK"')
    await say(socket, "PULL-DOC-REQ", {})
    await heard(socket, '"PULL-DOC-REPLY"')
    await say(socket, "PATCH-DOC", {"events": [{"kind": "MessageSent", "msg_type": "bokeh_event", "msg_data": READY}]})
    return Open(socket)


async def say(socket: WebSocketClientConnection, kind: str, content: dict[str, Any]) -> None:
    """One message of Bokeh's protocol: header, metadata, content."""
    for part in ({"msgid": f"{time.time_ns():x}", "msgtype": kind}, {}, content):
        await socket.write_message(json.dumps(part))


async def heard(socket: WebSocketClientConnection, kind: str) -> None:
    """Wait for a message of this kind."""
    while kind not in str(message := await asyncio.wait_for(socket.read_message(), PATIENCE)):
        assert message is not None, "the server has closed the websocket"


def signed_in(site: Site, login: str) -> Client:
    """A browser of this person."""
    client = Client(site.url)
    assert client.sign_in(login, PASSWORD).status == 303
    return client


def open_collection(client: Client) -> int:
    """The one whose analysis is open."""
    publications = client.get("/api/v1/cabinet").json()["publications"]
    found = [one for publication in publications for one in publication["collections"]]
    return next(one["id"] for one in found if one["title"] == TITLE and one["status"] == "open")


def page_data(client: Client, collection: int) -> dict[str, Any]:
    """What the filling page is made of."""
    return whole_page(client.get(f"/collections/{collection}").text)["data"]


def submit(site: Site, login: str, collection: int, given: dict[str, Any]) -> float:
    """Fill in what another organisation has, and submit it; the moment of the answer."""
    client = signed_in(site, login)
    data = page_data(client, collection)
    ops: list[Any] = []
    for sheet, content in given.items():
        ops += [["insert", sheet, row, None] for row in reversed(content.get("rows") or [])]
        cells = content.get("cells", {})
        ops += [["set", sheet, row, column, value] for row, held in cells.items() for column, value in held.items()]
    window = f"{time.time_ns():x}".rjust(16, "0")
    saved = client.post(data["save_url"], {"window": window, "number": 1, "base": data["draft"]["seq"], "ops": ops})
    assert saved.status == 200, saved.text
    wish = {"id": f"id-{window}", "window": window, "number": 1, "base": saved.json()["seq"], "explanations": {}}
    answer = client.post(data["submit_url"], wish)
    assert answer.status in (200, 201), answer.text
    return time.perf_counter()


async def measured(site: Site, pages: int, rounds: int, idle: float) -> str:
    """One row."""
    assert site.process is not None
    server = psutil.Process(site.process.pid)
    donor = signed_in(site, DONOR)
    collection = open_collection(donor)
    given = page_data(donor, collection)["draft"]["sheets"]
    clients = [signed_in(site, WATCHER) for _ in range(SIGN_INS)]
    address = f"/collections/{collection}/analysis"
    warm = [await opened(clients[0], address)]
    before, spent, begun = server.memory_info().rss, cpu(server), time.perf_counter()
    held = warm + [await opened(clients[n % SIGN_INS], address) for n in range(1, pages)]
    opening = time.perf_counter() - begun, (cpu(server) - spent) / (pages - 1) * 1000
    listening = [asyncio.create_task(one.listen()) for one in held]
    await asyncio.sleep(5)
    memory = (server.memory_info().rss - before) / (pages - 1) / 1024
    spent, begun = cpu(server), time.perf_counter()
    await asyncio.sleep(idle)
    resting = (cpu(server) - spent) / (time.perf_counter() - begun) * 100
    first, last, telling = [], [], []
    for login in IDLE[:rounds]:
        for one in held:
            one.told.clear()
        answered = await asyncio.to_thread(submit, site, login, collection, given)
        spent = cpu(server)
        while not all(one.told for one in held) and time.perf_counter() - answered < PATIENCE:
            await asyncio.sleep(0.02)
        moments = [min(one.told.values()) for one in held if one.told]
        assert len(moments) == pages, f"{len(moments)} of {pages} were told"
        first.append(min(moments) - answered)
        last.append(max(moments) - answered)
        await asyncio.sleep(3)
        telling.append(cpu(server) - spent)
    for task in listening:
        task.cancel()
    for one in held:
        one.socket.close()
    await asyncio.sleep(1)
    middle, worst = statistics.median(last), max(last)
    return (
        f"| {pages} | {opening[0]:.1f} | {opening[1]:.0f} | {memory:.0f} | {resting:.1f} | {statistics.median(first):.2f} | "
        f"{middle:.2f} / {worst:.2f} | {statistics.median(telling):.2f} |"
    )


def main() -> None:
    """The table."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--pages", type=int, default=100)
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--idle", type=float, default=20)
    given = words.parse_args()
    print(
        "| pages | opened in s | CPU of each, ms | kB of each | at rest, % of a core | first told, s | last told, median / most | CPU s |"
    )
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.fill()
        site.start()
        try:
            print(asyncio.run(measured(site, given.pages, given.rounds, given.idle)), flush=True)
        finally:
            site.kill()


if __name__ == "__main__":
    main()
