"""Files go out whole or in the part asked for, under their Russian name, one piece in memory at a time."""

import re
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tornado.httpclient import AsyncHTTPClient, HTTPResponse
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application

from fisoko.web.handlers.base import Handler
from fisoko.web.handlers.download import disposition, send_file, wanted
from fisoko.web.traffic import Traffic
from tests.apart import run

NAME = "Результаты «Контингент» 24.xlsx"
SIZE = 700_000


class FileHandler(Handler):
    open_to_all = True

    async def get(self) -> None:
        await send_file(self, self.settings["path"], NAME, "application/octet-stream")

    head = get


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "file.bin"
    made.write_bytes(bytes(i * 7 % 251 for i in range(SIZE)))
    return made


def fetch(path: Path, method: str = "GET", **headers: str) -> HTTPResponse:
    """The answer of a server with this one handler."""

    async def ask() -> HTTPResponse:
        services = SimpleNamespace(signing_in=None, settings=None)
        server = HTTPServer(Application([("/", FileHandler)], path=path, fisoko=services, traffic=Traffic()))
        listener, port = bind_unused_port()
        server.add_socket(listener)
        client = AsyncHTTPClient(force_instance=True)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            return await client.fetch(f"http://127.0.0.1:{port}/", raise_error=False, method=method, headers=sent)
        finally:
            client.close()
            server.stop()
            await server.close_all_connections()

    return run(ask())


def test_the_whole_file_comes_with_its_length_and_name(path: Path) -> None:
    answer = fetch(path)
    assert answer.body == path.read_bytes()
    assert answer.headers["Content-Length"] == str(SIZE)
    named = re.search(r"filename\*=UTF-8''(\S+)", answer.headers["Content-Disposition"])
    assert named
    assert unquote(named[1]) == NAME


@pytest.mark.parametrize(
    ("header", "first", "last"), [("0-9", 0, 9), ("699990-", 699_990, 699_999), ("-5", 699_995, 699_999)]
)
def test_a_part_is_given_as_asked(path: Path, header: str, first: int, last: int) -> None:
    answer = fetch(path, Range=f"bytes={header}")
    assert answer.code == 206
    assert answer.body == path.read_bytes()[first : last + 1]
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{SIZE}"


def test_a_part_beyond_the_end_is_refused(path: Path) -> None:
    answer = fetch(path, Range="bytes=700000-")
    assert (answer.code, answer.headers["Content-Range"]) == (416, f"bytes */{SIZE}")


def test_an_empty_file_is_a_file(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    answer = fetch(empty)
    assert (answer.code, answer.body) == (200, b"")


@given(st.text(max_size=30), st.integers(1, 10**9))
def test_an_odd_range_gives_the_whole_file(header: str, size: int) -> None:
    span = wanted(header, size)
    assert span is None or 0 <= span[0] <= span[1] < size


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_name_never_breaks_its_header(name: str) -> None:
    header = disposition(name)
    assert not re.search(r"[\r\n\0]", header)
    assert header.count('"') == 2
    header.encode("latin-1")  # as Tornado writes it
    assert unquote(header.partition("filename*=UTF-8''")[2]) == name
