"""Stopping cuts nobody off: what has begun is finished and answered, what waits is told so."""

import asyncio
import http.client
import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.apart import run
from tests.browser.site import PASSWORD, Site
from tests.web.client import Client, token_of
from tests.web.conftest import SignedIn, copy_of

RESTART = 1012


@pytest.fixture
def stopping(filled: Path, tmp_path: Path) -> Iterator[Site]:
    """A site of its own for each test, to be stopped."""
    site = Site(copy_of(filled, tmp_path))
    site.start()
    yield site
    site.kill()


def client_of(site: Site, login: str) -> Client:
    client = Client(site.url)
    assert client.sign_in(login, PASSWORD).status == 303
    return client


def terminate(site: Site) -> None:
    assert site.process
    site.process.terminate()


def gone(site: Site, seconds: float = 10) -> int:
    assert site.process
    return site.process.wait(seconds)


def refuses_connections(site: Site) -> bool:
    try:
        with socket.create_connection(("localhost", site.port), 1):
            return False
    except OSError:
        return True


def test_a_request_that_has_begun_is_answered(stopping: Site) -> None:
    client = client_of(stopping, "spo240071")
    body = json.dumps({"type": "bell.read", "id": None}).encode()
    connection = http.client.HTTPConnection("localhost", stopping.port, timeout=20)
    connection.putrequest("POST", "/api/v1/messages")
    connection.putheader("Cookie", "; ".join(f"{name}={value}" for name, value in client.cookies.items()))
    connection.putheader("X-XSRFToken", client.cookies["_xsrf"])
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body[:5])
    time.sleep(0.3)
    terminate(stopping)
    time.sleep(0.7)
    assert refuses_connections(stopping)
    connection.send(body[5:])
    answer = connection.getresponse()
    assert answer.status == 200
    assert json.loads(answer.read())["set"]["bell"]["unread"] == 0
    connection.close()
    assert gone(stopping) == 0


def test_open_streams_and_idle_connections_do_not_hold_it_up(stopping: Site) -> None:
    client = client_of(stopping, "spo240071")
    stream = http.client.HTTPConnection("localhost", stopping.port, timeout=20)
    stream.request("GET", "/events", headers={"Cookie": f"fsid={client.cookies['fsid']}"})
    events = stream.getresponse()
    assert events.readline().startswith(b"retry: ")
    idle = socket.create_connection(("localhost", stopping.port), 5)
    terminate(stopping)
    events.read()
    assert gone(stopping, 5) == 0
    assert idle.recv(10) == b""
    idle.close()
    events.close()
    stream.close()


def test_a_live_page_is_told_that_the_server_restarts(stopping: Site) -> None:
    client = client_of(stopping, "spo_coord_24")

    async def watch() -> int | None:
        page = await client.socket("/ws", token_of(client.get("/")))
        await page.read_message()
        terminate(stopping)
        while await asyncio.wait_for(page.read_message(), 10) is not None:
            pass
        code = page.close_code
        page.close()
        await asyncio.sleep(0.2)
        return code

    assert run(watch()) == RESTART
    assert gone(stopping) == 0


def test_a_sign_in_outlives_a_restart(stopping: Site) -> None:
    client = client_of(stopping, "spo240071")
    stopping.stop()
    stopping.start()
    assert client.get("/api/v1/session").json()["login"] == "spo240071"


def test_the_end_of_a_sign_in_is_told_to_its_pages(site: Site, signed_in: SignedIn) -> None:
    client = signed_in("spo240071")
    stream = http.client.HTTPConnection("localhost", site.port, timeout=20)
    stream.request("GET", "/events", headers={"Cookie": f"fsid={client.cookies['fsid']}"})
    events = stream.getresponse()
    assert events.getheader("Content-Type") == "text/event-stream; charset=utf-8"
    events.readline()
    client.form("/logout", {"_xsrf": client.cookies["_xsrf"]})
    assert b"event: signed_out" in events.read()
    stream.close()
