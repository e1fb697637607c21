"""A small HTTP and websocket client that shows everything: status, headers, cookies; it follows no redirect."""

import gzip
import http.client
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect


@dataclass(eq=False)
class Answer:
    status: int
    headers: dict[str, str]
    set_cookies: list[str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def location(self) -> str:
        return self.headers.get("location", "")

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Client:
    """One browser's cookies."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Answer:
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=30)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent.setdefault("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        try:
            connection.request(method, path, body.encode() if isinstance(body, str) else body, sent)
            response = connection.getresponse()
            raw = response.read()
            answered = [(name.lower(), value) for name, value in response.getheaders()]
        finally:
            connection.close()
        made = [value for name, value in answered if name == "set-cookie"]
        for cookie in made:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        self.cookies = {name: value for name, value in self.cookies.items() if value}
        found = dict(answered)
        if found.get("content-encoding") == "gzip":
            raw = gzip.decompress(raw)
        return Answer(response.status, found, made, raw)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        """JSON with the token of the cookie, as our pages send it."""
        sent = {"Content_Type": "application/json", "X_XSRFToken": self.cookies.get("_xsrf", "")} | headers
        return self.ask("POST", path, json.dumps({} if body is None else body), **sent)

    def form(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        sent = {"Content_Type": "application/x-www-form-urlencoded"} | headers
        return self.ask("POST", path, urlencode(fields), **sent)

    def sign_in(self, login: str, password: str, next_address: str = "") -> Answer:
        """By the form, as a browser without scripts does."""
        address = "/login" + (f"?{urlencode({'next': next_address})}" if next_address else "")
        page = self.get(address)
        token = re.search(r'name="_xsrf" value="([^"]+)"', page.text)
        assert token, page.text
        return self.form(address, {"login": login, "password": password, "_xsrf": token[1]})

    async def socket(self, path: str, token: str, origin: str | None = None) -> WebSocketClientConnection:
        """Bokeh's websocket with a page's token."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookie, "Origin": origin or self.url}
        request = HTTPRequest(self.url.replace("http", "ws", 1) + path, headers=headers, request_timeout=20)
        return await websocket_connect(request, subprotocols=["bokeh", token])


def token_of(page: Answer) -> str:
    """The token in a live page."""
    found = re.search(r'"token":"([^"]+)"', page.text)
    assert found, page.text[:2000]
    return found[1]
