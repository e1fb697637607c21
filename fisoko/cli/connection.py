"""The way of a command to the base: through the running server where one answers, else by opening the base itself."""

import errno
import http.client
import json
import logging
import os
import socket
import stat
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

from fisoko.cli import texts
from fisoko.cli.failure import Failure
from fisoko.cli.output import put_whole
from fisoko.domain.error import FisokoError, NotFound
from fisoko.settings import Settings

NOWHERE = logging.NullHandler()
PATIENCE_S = 600  # a large import or export
CHUNK = 1024 * 1024


class Connection(Protocol):
    """Carries out commands of fisoko.web.commands with the operator's identity."""

    def run(self, name: str, **arguments: Any) -> Any:
        """The answer of a command: JSON. Raises FisokoError with the server's sentence."""
        ...

    def fetch(self, name: str, to: Path, **arguments: Any) -> None:
        """Write the file that a command answers with. Raises FisokoError."""
        ...

    def send(self, pieces: Iterable[bytes], size: int) -> str:
        """Hand over a content of so many bytes, of which a command speaks later; its SHA-256. Raises FisokoError."""
        ...


@contextmanager
def connect(settings: Settings, *, create: bool = False) -> Iterator[Connection]:
    """A connection to the base; `create` allows a command to make a base where there is none."""
    if server_answers(settings):
        yield ThroughServer(settings)
        return
    if settings.duckdb_file and not settings.duckdb_file.exists() and not create:
        inside = settings.duckdb_file.is_relative_to(settings.home)
        told = texts.NO_BASE.format(home=settings.home) if inside else texts.NO_BASE_FILE
        raise Failure(told.format(file=settings.duckdb_file))
    with opened(settings) as application:
        yield Directly(application)


@contextmanager
def naming(missing: str) -> Iterator[None]:
    """Inside, «there is no such page» is told as this sentence; a more exact one of the services stays."""
    try:
        yield
    except FisokoError as error:
        raise Failure(missing) if error.text == NotFound.text else error from None


@contextmanager
def opened(settings: Settings) -> Iterator[Any]:
    """The application in this process, started and closed. Raises Failure when the base cannot be had."""
    from fisoko.wiring import build

    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    _hush()
    try:
        application = build(settings)
    except Exception as error:
        raise _cannot_open(settings, error) from error
    try:
        application.start()
        yield application
    finally:
        application.close()


def try_base(settings: Settings) -> None:
    """Raises Failure when the base cannot be had; one that is not there yet is made."""
    from fisoko.wiring import open_engine

    _hush()
    try:
        open_engine(settings).close()
    except Exception as error:
        raise _cannot_open(settings, error) from error


def _hush() -> None:
    """Without it the pool of connections prints each failed try in English; what it means is said once, by us."""
    logging.getLogger("psycopg.pool").addHandler(NOWHERE)


def _cannot_open(settings: Settings, error: Exception) -> Exception:
    """Engines raise errors of their own; commands know them by their names alone."""
    name, file = type(error).__name__, settings.duckdb_file
    if name == "NewerBase":
        return Failure(str(error))
    if file is None:
        return Failure(texts.DATABASE_AWAY) if name in ("OperationalError", "PoolTimeout") else error
    told = {
        "lock": texts.BASE_TAKEN.format(file=file),
        "Permission denied": texts.NO_ACCESS.format(name=file),
        "not a valid DuckDB": texts.NOT_A_BASE.format(file=file),
        "No such file": texts.NO_FOLDER.format(name=file.parent),
    }
    means = [text for words, text in told.items() if words in str(error)]
    return Failure(means[0]) if name == "IOException" and means else error


class Directly:
    """Commands on an application of this process."""

    def __init__(self, application: Any) -> None:
        self._application = application

    def run(self, name: str, **arguments: Any) -> Any:
        """See Connection."""
        from fisoko.web.commands import COMMANDS

        return COMMANDS[name](self._application, **arguments)

    def fetch(self, name: str, to: Path, **arguments: Any) -> None:
        """See Connection."""
        with self.run(name, **arguments).open("rb") as source:
            _save(source, to)

    def send(self, pieces: Iterable[bytes], size: int) -> str:
        """See Connection."""
        from fisoko.domain.person import OPERATOR

        with self._application.folders.receive(OPERATOR) as coming:
            for piece in pieces:
                coming.write(piece)
            return coming.whole().name


class ThroughServer:
    """Commands over the control socket."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def run(self, name: str, **arguments: Any) -> Any:
        """See Connection."""
        with self._asked(name, arguments) as response:
            return json.loads(response.read())

    def fetch(self, name: str, to: Path, **arguments: Any) -> None:
        """See Connection."""
        with self._asked(name, arguments) as response:
            _save(response, to)

    def send(self, pieces: Iterable[bytes], size: int) -> str:
        """See Connection."""
        with self._answered("PUT", "/contents", pieces, {"Content-Length": str(size)}) as response:
            return json.loads(response.read())["sha256"]

    def _asked(self, name: str, arguments: dict[str, Any]) -> AbstractContextManager[http.client.HTTPResponse]:
        return self._answered("POST", f"/commands/{name}", json.dumps(arguments).encode(), {})

    @contextmanager
    def _answered(
        self, method: str, path: str, body: bytes | Iterable[bytes], headers: dict[str, str]
    ) -> Iterator[http.client.HTTPResponse]:
        connection = _UnixConnection(self._settings.control_socket)
        try:
            connection.request(method, path, body, headers)
            with connection.getresponse() as response:
                if response.status != http.HTTPStatus.OK:
                    raise _told(response.read())
                yield response
        except (ConnectionError, TimeoutError, http.client.HTTPException) as error:
            raise Failure(texts.NO_ANSWER.format(home=self._settings.home)) from error
        finally:
            connection.close()


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=PATIENCE_S)
        self._path = path

    def connect(self) -> None:
        self.sock = dial(self._path)
        self.sock.settimeout(PATIENCE_S)


def server_answers(settings: Settings) -> bool:
    """Whether a running server has its socket in this home."""
    path = settings.control_socket
    try:
        if not stat.S_ISSOCK(path.stat().st_mode):
            return False
        dial(path).close()
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ECONNREFUSED):
            return False
        raise
    return True


def dial(path: Path) -> socket.socket:
    """Connect to a socket, however long its path is (an address takes 107 bytes)."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    folder = os.open(path.parent, os.O_DIRECTORY)
    try:
        connection.connect(f"/proc/self/fd/{folder}/{path.name}")
    except OSError:
        connection.close()
        raise
    finally:
        os.close(folder)
    return connection


def _told(body: bytes) -> FisokoError:
    try:
        error = json.loads(body)["error"]
        told = FisokoError(error["text"])
        told.code = error["code"]
    except (ValueError, KeyError, TypeError):
        return FisokoError()
    return told


def _save(source: Any, to: Path) -> None:
    with put_whole(to) as file:
        while chunk := source.read(CHUNK):
            file.write(chunk)
