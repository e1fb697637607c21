"""Handlers that take a JSON body: it is read to its end before any answer, and held only as far as allowed."""

import json
from typing import Any

from tornado.web import stream_request_body

from fisoko.domain.error import BadRequest, FisokoError, TooLarge
from fisoko.web import texts
from fisoko.web.handlers.base import Handler

MOST_BYTES = 4 * 1024 * 1024
SWALLOWED = 64 * 1024 * 1024  # bytes of a body too large that are read and dropped before it is cut off


@stream_request_body
class BodyHandler(Handler):
    """Collects the body in `self.body` and calls `take`.

    A refusal waits until the body has come: an answer before that closes the connection, and a browser that is still
    sending sees no answer at all.
    """

    for_programs = True
    most_bytes = MOST_BYTES

    def initialize(self) -> None:
        """Nothing has come yet."""
        self._parts: list[bytes] = []
        self._size = 0
        self._refusal: FisokoError | None = None

    def check_xsrf_cookie(self) -> None:
        """As everywhere, but the refusal waits."""
        try:
            super().check_xsrf_cookie()
        except FisokoError as error:
            self._refusal = error

    def prepare(self) -> None:
        """As everywhere, but the refusal waits."""
        connection: Any = self.request.connection
        connection.set_max_body_size(SWALLOWED)
        try:
            super().prepare()
        except FisokoError as error:
            if self.request.method == "GET":
                raise
            self._refusal = self._refusal or error

    def data_received(self, chunk: bytes) -> None:
        """A piece of the body; what is refused or too much is dropped."""
        self._size += len(chunk)
        if self._refusal is None and self._size <= self.most_bytes:
            self._parts.append(chunk)

    async def post(self, *path: str) -> None:
        """Takes the body, unless it has been refused."""
        if self._refusal is not None:
            raise self._refusal
        await self.take(*path)

    async def take(self, *path: str) -> None:
        """What to do with the body; the parts of the address are arguments."""
        raise NotImplementedError

    @property
    def body(self) -> bytes:
        """The whole body."""
        if self._size > self.most_bytes:
            raise TooLarge
        return b"".join(self._parts)

    def json(self) -> dict[str, Any]:
        """The body as a JSON object."""
        try:
            value = json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise BadRequest(texts.BAD_JSON) from error
        if not isinstance(value, dict):
            raise BadRequest(texts.BAD_JSON)
        return value
