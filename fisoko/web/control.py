"""The socket by which an operator's commands reach a running server: DuckDB's file has one owner, the server.

A Unix socket in the home folder, mode 0600: whoever may open it is the owner of the base anyway, so there is no
password. JSON over HTTP: POST /commands/<name> with the arguments, answered by JSON or by a file.
"""

import asyncio
import json
import logging
import os
import socket
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_unix_socket
from tornado.web import Application as Site
from tornado.web import RequestHandler, stream_request_body

from fisoko.domain.error import BadRequest, FisokoError, NotFound
from fisoko.domain.person import OPERATOR
from fisoko.web.commands import COMMANDS

if TYPE_CHECKING:
    from fisoko.store.blobs import Coming
    from fisoko.wiring import Application

MAX_BODY = 256 * 1024 * 1024  # a workbook of accounts or of a form, in base64
MAX_PATH = 100  # bytes; Linux takes 107 in the address of a socket
CHUNK = 1024 * 1024
MB = 1024 * 1024
THREADS = 2
log = logging.getLogger("fisoko.control")


class Control:
    """The open socket of one server; `close` takes it away.

    Several servers may share a home (on PostgreSQL): the first has the socket, the others do without.
    """

    def __init__(self, application: "Application") -> None:
        self._path = application.settings.control_socket
        self._threads = ThreadPoolExecutor(THREADS, "control")
        given = {"fisoko": application, "threads": self._threads}
        routes = [(r"/commands/([a-z._]+)", _CommandHandler, given), ("/contents", _ContentHandler, given)]
        self._server = HTTPServer(Site(routes), max_body_size=MAX_BODY, max_buffer_size=MAX_BODY, chunk_size=CHUNK)
        self._inode = 0
        if not _answers(self._path):
            listening = bind_unix_socket(address(self._path), mode=0o600)
            self._inode = self._path.stat().st_ino
            self._server.add_socket(listening)

    def close(self) -> None:
        """Stop listening, let running commands end, and remove the socket unless another server has put its own."""
        self._server.stop()
        self._threads.shutdown(wait=True)
        if self._inode and self._path.exists() and self._path.stat().st_ino == self._inode:
            self._path.unlink()


def _answers(path: Path) -> bool:
    """Whether a living server listens there; what a killed one has left does not."""
    if not path.is_socket():
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        return probe.connect_ex(address(path)) == 0


def address(path: Path) -> str:
    """The path of a socket, short enough for the system: through the descriptor of its folder where it is long."""
    if len(os.fsencode(path)) <= MAX_PATH:
        return str(path)
    folder = os.open(path.parent, os.O_DIRECTORY)  # kept open: the address lives as long as the process
    return f"/proc/self/fd/{folder}/{path.name}"


class _CommandHandler(RequestHandler):
    def initialize(self, fisoko: "Application", threads: ThreadPoolExecutor) -> None:
        self.fisoko, self.threads = fisoko, threads

    async def post(self, name: str) -> None:
        """Run a command in a thread and answer with what it returns."""
        try:
            command = COMMANDS.get(name)
            if command is None:
                raise NotFound
            arguments = _arguments(self.request.body)
            run = partial(command, self.fisoko, **arguments)
            answer = await asyncio.get_running_loop().run_in_executor(self.threads, run)
        except FisokoError as error:
            self.set_status(error.status)
            self.finish(json.dumps(error.to_json(), ensure_ascii=False))
            return
        except Exception:
            log.exception("command %s failed", name)
            self.set_status(500)
            self.finish(json.dumps(FisokoError().to_json(), ensure_ascii=False))
            return
        if isinstance(answer, Path):
            await self._send(answer)
        else:
            self.set_header("Content-Type", "application/json")
            self.finish(json.dumps(answer, ensure_ascii=False))

    async def _send(self, path: Path) -> None:
        self.set_header("Content-Type", "application/octet-stream")
        self.set_header("Content-Length", str(path.stat().st_size))
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                self.write(chunk)
                await self.flush()


@stream_request_body
class _ContentHandler(RequestHandler):
    """PUT: a content that a command speaks of later by its SHA-256, written to the disk as it comes."""

    def initialize(self, fisoko: "Application", threads: ThreadPoolExecutor) -> None:
        self.fisoko, self.threads = fisoko, threads
        self.coming: Coming | None = None
        self.error: FisokoError | None = None

    def prepare(self) -> None:
        if self.request.connection is not None:
            self.request.connection.set_max_body_size(self.fisoko.settings.file_mb * MB)  # type: ignore[attr-defined]

    async def data_received(self, chunk: bytes) -> None:
        """Write what has come, in a thread; after an error the rest is let go by."""
        if self.error is None:
            try:
                await asyncio.get_running_loop().run_in_executor(self.threads, self._write, chunk)
            except FisokoError as error:
                self.error = error

    async def put(self) -> None:
        """Keep it and answer its SHA-256."""
        try:
            if self.error is not None:
                raise self.error
            kept = await asyncio.get_running_loop().run_in_executor(self.threads, self._keep)
        except FisokoError as error:
            self.set_status(error.status)
            self.finish(json.dumps(error.to_json(), ensure_ascii=False))
            return
        self.finish({"sha256": kept})

    def on_finish(self) -> None:
        self._forget()

    def on_connection_close(self) -> None:
        self._forget()

    def _write(self, chunk: bytes) -> None:
        self._begun().write(chunk)

    def _keep(self) -> str:
        return self._begun().whole().name

    def _begun(self) -> "Coming":
        if self.coming is None:
            self.coming = self.fisoko.folders.receive(OPERATOR)
        return self.coming

    def _forget(self) -> None:
        if self.coming is not None:
            self.coming.close()


def _arguments(body: bytes) -> dict[str, Any]:
    try:
        arguments = json.loads(body or b"{}")
    except ValueError:
        raise BadRequest from None
    if not isinstance(arguments, dict):
        raise BadRequest
    return arguments
