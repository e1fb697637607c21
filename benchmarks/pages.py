"""A school's pages: server CPU, bytes and time to be ready, beside Panel's hello-world and the same in Starlette + Jinja.

    python -m benchmarks.pages [--requests 200]

Needs `pip install starlette uvicorn jinja2` for the second neighbour. All of it in one run; prints a Markdown table.
"""

import argparse
import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, sync_playwright

from benchmarks.campaign import page_data
from tests.browser.conftest import FLAGS, find_chromium
from tests.browser.site import PASSWORD, Site, free_port
from tests.web.client import Client

LOGIN = "spo240067"
HELLO = "import panel as pn\npn.pane.Markdown('hello world').servable()\n"
NEIGHBOUR = '''
import gzip, json, sys
from jinja2 import Environment
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse
from starlette.routing import Route
import uvicorn
DATA = json.load(open(sys.argv[1]))
PAGE = Environment(autoescape=True).from_string("""<!doctype html><html lang="ru"><meta charset="utf-8"><title>ЛК</title>
<header>{{ user.login }} {{ user.organisation }} {{ user.region }}</header><main>{% for one in publications %}<section>
<button aria-expanded="false"><h2>{{ one.title }}</h2><span>{{ one.published_at }}</span></button><div>{{ one.html|safe }}</div>
{% for c in one.collections %}<dl><dt>Статус</dt><dd>{{ c.status }}</dd><dt>Сроки</dt><dd>{{ c.opens_at }} – {{ c.closes_at }}</dd>
<dt>Последнее действие</dt><dd>{{ c.action }}</dd></dl>{% if c.button %}<a href="{{ c.button.href }}">{{ c.button.text }}</a>
{% endif %}{% endfor %}</section>{% endfor %}</main></html>""")
async def page(request): return HTMLResponse(PAGE.render(DATA))
app = Starlette(routes=[Route("/", page)]); app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
uvicorn.run(app, port=int(sys.argv[2]), log_level="error")
'''


def cpu(process: psutil.Process) -> float:
    """Seconds of a process and its children."""
    return sum(one.cpu_times().user + one.cpu_times().system for one in [process, *process.children(recursive=True)])


def per_request(pid: int, port: int, path: str, cookie: str, requests: int) -> float:
    """Milliseconds of server CPU for one GET on a kept connection."""
    process = psutil.Process(pid)
    connection = http.client.HTTPConnection("localhost", port)

    def get(times: int) -> None:
        for _ in range(times):
            connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status

    get(20)
    before = cpu(process)
    get(requests)
    return (cpu(process) - before) * 1000 / requests


@contextmanager
def running(*words: str) -> Iterator[int]:
    """A process, by its number."""
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


def wait_for(port: int) -> None:
    """Until somebody answers there."""
    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("localhost", port, timeout=2)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)


def opened(browser: Browser, site: Site, path: str, ready: str, loads: int = 5) -> dict[str, float]:
    """Median of some loads in fresh contexts: bytes over the network and ms to be ready, cold and warm."""
    seen: dict[str, list[float]] = {"cold kB": [], "warm kB": [], "cold ms": [], "warm ms": [], "websockets": []}
    for _ in range(loads):
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        page = context.new_page()
        client = Client(site.url)
        client.sign_in(LOGIN, PASSWORD)
        context.add_cookies([{"name": "fsid", "value": client.cookies["fsid"], "url": site.url}])
        sockets: list[str] = []
        page.on("websocket", lambda socket, sockets=sockets: sockets.append(socket.url))
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        received = [0]
        network.on(
            "Network.loadingFinished",
            lambda event, got=received: got.__setitem__(0, got[0] + event["encodedDataLength"]),
        )
        for kind in ("cold", "warm"):
            received[0] = 0
            page.goto(f"{site.url}{path}")
            page.locator(ready).first.wait_for()
            seen[f"{kind} ms"].append(
                page.evaluate("performance.getEntriesByName('fisoko:ready')[0]?.startTime || performance.now()")
            )
            page.wait_for_timeout(300)
            seen[f"{kind} kB"].append(received[0] / 1024)
        seen["websockets"].append(len(sockets))
        context.close()
    return {name: statistics.median(values) for name, values in seen.items()}


def main() -> None:
    """The table."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--requests", type=int, default=200)
    requests = words.parse_args().requests
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = Site(folder / "home")
        site.home.mkdir()
        site.fill()
        site.start()
        try:
            client = Client(site.url)
            client.sign_in(LOGIN, PASSWORD)
            data = page_data(client.get("/").text)["data"]
            grid = next(
                one["button"]["href"]
                for publication in data["publications"]
                for one in publication["collections"]
                if one["title"] == "Контингент" and one["button"]
            )
            assert site.process is not None
            cookie = f"fsid={client.cookies['fsid']}"
            ours = per_request(site.process.pid, site.port, "/", cookie, requests)
            filling = per_request(site.process.pid, site.port, grid, cookie, requests)
            hello, starlette = neighbours(folder, data, requests)
            print("| page | server CPU ms per page |\n|---|---|")
            print(f"| school's cabinet, data included | {ours:.2f} |\n| grid page, data included | {filling:.2f} |")
            print(f"| Panel hello-world | {hello:.2f} ({hello / ours:.1f} times the cabinet) |")
            print(
                f"| Starlette + Jinja, the same content from memory | {starlette:.2f} (the cabinet is {ours / starlette:.1f} times) |"
            )
            browsers(site, grid)
        finally:
            site.kill()


def neighbours(folder: Path, data: dict[str, Any], requests: int) -> tuple[float, float]:
    """Milliseconds of CPU of Panel's hello-world and of Starlette + Jinja."""
    (folder / "hello.py").write_text(HELLO)
    (folder / "neighbour.py").write_text(NEIGHBOUR)
    (folder / "data.json").write_text(json.dumps(data))
    port = free_port()
    with running(sys.executable, "-m", "panel", "serve", str(folder / "hello.py"), "--port", str(port)) as pid:
        wait_for(port)
        hello = per_request(pid, port, "/hello", "", min(requests, 100))
    port = free_port()
    with running(sys.executable, str(folder / "neighbour.py"), str(folder / "data.json"), str(port)) as pid:
        wait_for(port)
        starlette = per_request(pid, port, "/", "", requests)
    return hello, starlette


def browsers(site: Site, grid: str) -> None:
    """What a browser sees of it."""
    print("\n| page | kB cold / warm | ready ms cold / warm | websockets |\n|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for name, path, ready in (("cabinet", "/", "section.pub"), ("grid (Контингент)", grid, ".desk[data-ready]")):
            seen = opened(browser, site, path, ready)
            print(
                f"| {name} | {seen['cold kB']:.0f} / {seen['warm kB']:.0f} | {seen['cold ms']:.0f} / {seen['warm ms']:.0f} "
                f"| {seen['websockets']:.0f} |"
            )
        browser.close()


if __name__ == "__main__":
    main()
