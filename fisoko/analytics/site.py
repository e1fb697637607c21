"""The site as the client asks it: a table and its headers for an address, or a ClientError."""

import time
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any

import pyarrow as pa
import requests
from urllib3.exceptions import HTTPError

from fisoko.analytics.client_error import NOT_REACHED, NOT_WHOLE, TOO_BUSY, ClientError, told

ARROW = "application/vnd.apache.arrow.stream"
PATIENCE = (10.0, 300.0)  # seconds: to connect, between two pieces
WAITS = 5  # times that a brake is waited for
LONGEST_WAIT = 90  # seconds at a time
END = b"\xff\xff\xff\xff\0\0\0\0"  # of an Arrow stream
COLLECTIONS = "/api/v1/collections"


class Site:
    """One site and one token."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url.rstrip("/")
        self._session = requests.Session()
        self._session.headers.update({"Authorization": f"Bearer {token}", "Accept": ARROW})

    def ask(self, path: str, words: Mapping[str, str], tag: str = "") -> tuple[Mapping[str, str], pa.Table | None]:
        """The headers and the table of an answer; None where the tag still holds. Raises ClientError.

        Where the site asks to wait it is asked again after that, a few times.
        """
        for turn in range(WAITS + 1):
            seconds = 0.0
            try:
                with self._get(path, words, {"If-None-Match": tag} if tag else {}) as answer:
                    if answer.status_code == requests.codes.not_modified:
                        return answer.headers, None
                    if answer.status_code == requests.codes.ok:
                        return answer.headers, _whole(answer.raw)
                    seconds = _wait_of(answer)
                    if not seconds or turn == WAITS:
                        raise told(answer.status_code, answer.content)
            except (pa.ArrowInvalid, OSError, HTTPError, HTTPException) as error:
                if isinstance(error, requests.ConnectionError | requests.Timeout):
                    raise ClientError(NOT_REACHED.format(url=self.url)) from error
                self._check_token()
                raise ClientError(NOT_WHOLE) from error
            time.sleep(seconds)
        raise ClientError(TOO_BUSY)

    def _get(self, path: str, words: Mapping[str, str], headers: Mapping[str, str]) -> requests.Response:
        return self._session.get(
            self.url + path, params=words, headers=headers, timeout=PATIENCE, stream=True, allow_redirects=False
        )

    def _check_token(self) -> None:
        """After an answer that broke off: raises the site's own word where the token has ended."""
        try:
            with self._get(COLLECTIONS, {"limit": "1"}, {}) as answer:
                if answer.status_code == requests.codes.unauthorized:
                    raise told(answer.status_code, answer.content)
        except (OSError, HTTPError):
            return


class _Tail:
    """A stream that remembers its last bytes: pyarrow takes a stream without its end for a whole one."""

    closed = False

    def __init__(self, stream: Any) -> None:
        stream.decode_content = True
        self._stream, self.tail = stream, b""

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(None if size < 0 else size)
        self.tail = (self.tail + piece)[-len(END) :]
        return piece

    def close(self) -> None:
        """Whoever opened it closes it."""

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False


def _whole(stream: Any) -> pa.Table:
    """The table of an Arrow stream. Raises ArrowInvalid where its end has not come."""
    tailed = _Tail(stream)
    table = pa.ipc.open_stream(tailed).read_all()
    tailed.read()
    if tailed.tail != END:
        raise pa.ArrowInvalid("the stream ends before its end")
    return table


def _wait_of(answer: requests.Response) -> float:
    """How long the site asks to wait, in seconds; 0 where it does not ask."""
    said = answer.headers.get("Retry-After", "")
    if answer.status_code != requests.codes.too_many_requests or not said.isdecimal():
        return 0.0
    return min(float(said), LONGEST_WAIT)
