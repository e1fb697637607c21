"""Handlers that take a JSON body: its size is judged before it is read."""

import json
from typing import Any

from tornado.web import stream_request_body

from fisoko.domain.error import BadRequest, TooLarge
from fisoko.web import texts
from fisoko.web.handlers.base import Handler

MOST_BYTES = 4 * 1024 * 1024
SWALLOWED = 64 * 1024 * 1024  # a body too large is read and dropped up to here, so that its sender can read the answer


@stream_request_body
class BodyHandler(Handler):
    """Collects the body in `self.body`; a body over `most_bytes` is refused with a sentence."""

    for_programs = True
    most_bytes = MOST_BYTES

    def initialize(self) -> None:
        """Nothing has come yet."""
        self._parts: list[bytes] = []
        self._size = 0

    def prepare(self) -> None:
        """Refuses whoever has not signed in, and a body that says it is too large."""
        self.request.connection.set_max_body_size(SWALLOWED)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
        super().prepare()
        length = self.request.headers.get("Content-Length", "0")
        if length.isdigit() and int(length) > self.most_bytes:
            raise TooLarge

    def data_received(self, chunk: bytes) -> None:
        """A piece of the body; what comes after the limit is dropped."""
        self._size += len(chunk)
        if self._size <= self.most_bytes:
            self._parts.append(chunk)

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
