"""A live page's session belongs to the sign-in that opened it, and ends with it."""

import asyncio
import base64
import json

import pytest
from tornado.websocket import WebSocketClientConnection

from tests.apart import run
from tests.browser.site import Site
from tests.web.client import Client, token_of
from tests.web.conftest import SignedIn

NOT_YOURS, GONE, ENDED = 4003, 4004, 4001


async def opened(client: Client, token: str, path: str = "/ws", origin: str | None = None) -> tuple[str, int | None]:
    """The first message and the code of closing (None while it is open)."""
    socket = await client.socket(path, token, origin)
    message = await asyncio.wait_for(socket.read_message(), 20)
    code = socket.close_code
    await left(socket)
    return str(message or ""), code


async def left(socket: WebSocketClientConnection) -> None:
    """Closes a websocket and waits until its connection is closed, too."""
    stream = socket.protocol.stream if socket.protocol else None
    socket.close()
    while stream is not None and not stream.closed():
        await asyncio.sleep(0.02)


def test_ones_own_page_opens(signed_in: SignedIn) -> None:
    client = signed_in("spo_coord_24")
    message, code = run(opened(client, token_of(client.get("/"))))
    assert "ACK" in message
    assert code is None


@pytest.mark.parametrize("other", ["spo_coord_05", "fed_demo", "spo240071", "spo_coord_24"])
def test_nobody_opens_a_page_of_another_sign_in_by_its_token(signed_in: SignedIn, other: str) -> None:
    token = token_of(signed_in("spo_coord_24").get("/"))
    assert run(opened(signed_in(other), token)) == ("", NOT_YOURS)


def test_nobody_joins_a_session_by_its_id(signed_in: SignedIn) -> None:
    first, second = signed_in("spo_coord_24"), signed_in("spo_coord_05")
    token = token_of(first.get("/"))
    session = json.loads(base64.urlsafe_b64decode(token.split(".")[0] + "==="))["session_id"]
    for client in (first, second):
        assert client.get(f"/?bokeh-session-id={session}").status == 403
        assert client.get(f"/?bokeh-token={token}").status == 403
        assert client.get("/", Bokeh_Session_Id=session).status == 403


def test_a_token_made_by_oneself_opens_nothing(signed_in: SignedIn) -> None:
    client = signed_in("spo_coord_05")
    token = token_of(client.get("/"))
    payload = json.loads(base64.urlsafe_b64decode(token.split(".")[0] + "==="))
    payload["session_id"] = "x" * 44
    forged = base64.urlsafe_b64encode(json.dumps(payload).encode()).decode().rstrip("=")
    for made in (forged, f"{forged}.{token.split('.')[-1]}"):
        message, _ = run(opened(client, made))
        assert message == ""


def knock(client: Client, path: str, token: str, origin: str) -> int:
    """The status of an attempt to open a websocket."""
    key = base64.b64encode(b"0123456789abcdef").decode()
    return client.get(
        path,
        Upgrade="websocket",
        Connection="Upgrade",
        Origin=origin,
        Sec_WebSocket_Key=key,
        Sec_WebSocket_Version="13",
        Sec_WebSocket_Protocol=f"bokeh, {token}",
    ).status


def test_a_stranger_opens_no_websocket(stranger: Client, signed_in: SignedIn) -> None:
    token = token_of(signed_in("spo_coord_24").get("/"))
    for path in ("/ws", "/collections/1/participants/ws"):
        assert knock(stranger, path, token, stranger.url) == 403


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost:1", "http://localhost.evil.example"]
)
def test_another_sites_page_opens_no_websocket(signed_in: SignedIn, origin: str) -> None:
    client = signed_in("spo_coord_24")
    assert knock(client, "/ws", token_of(client.get("/")), origin) == 403


def test_signing_out_closes_the_websockets_of_that_sign_in_at_once(signed_in: SignedIn) -> None:
    client, other = signed_in("spo_coord_24"), signed_in("spo_coord_24")

    async def watch() -> tuple[int | None, int | None]:
        leaving = await client.socket("/ws", token_of(client.get("/")))
        staying = await other.socket("/ws", token_of(other.get("/")))
        await leaving.read_message()
        await staying.read_message()
        client.form("/logout", {"_xsrf": client.cookies["_xsrf"]})
        while await asyncio.wait_for(leaving.read_message(), 5) is not None:
            pass
        codes = leaving.close_code, staying.close_code
        await left(leaving)
        await left(staying)
        return codes

    assert run(watch()) == (ENDED, None)


def test_an_organiser_gets_no_live_page(signed_in: SignedIn) -> None:
    school = signed_in("spo240071")
    assert school.get("/collections/1/participants").status == 403


def test_a_collection_that_is_not_there_is_said_so(signed_in: SignedIn) -> None:
    assert signed_in("spo_coord_24").get("/collections/999999/participants").status == 404


def test_the_live_addresses_under_a_collection_are_sessions_of_their_own(signed_in: SignedIn, site: Site) -> None:
    client = signed_in("spo_coord_24")
    address = "/collections/1/participants"
    message, _ = run(opened(client, token_of(client.get(address)), f"{address}/ws"))
    assert "ACK" in message
