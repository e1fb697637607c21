"""The handlers of reading addresses: a token or a sign-in, a format, a page, a stream that ends with its token."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode

from fisoko.domain.asked import MOST_ROWS, PAGE_ROWS, read_asked
from fisoko.domain.error import BadRequest, FisokoError, NotSignedIn
from fisoko.domain.token import BadToken
from fisoko.services.answer import Answer
from fisoko.services.brake import Allowance, TooOften
from fisoko.web import guard
from fisoko.web.handlers.api import texts
from fisoko.web.handlers.api.formats import FORMATS, Writer, pieces
from fisoko.web.handlers.api.openapi import document
from fisoko.web.handlers.api.routes import BY_NAME, Reads
from fisoko.web.handlers.base import Handler
from fisoko.web.handlers.collections import SubmissionsHandler as Submitting

PROBLEM = "application/problem+json; charset=utf-8"
SCHEME = "bearer "
TOGETHER = 64 * 1024  # bytes that go out together


class ProgramHandler(Handler):
    """Who asks is told by a token or, without one, by the cookie of a sign-in."""

    for_programs = True
    token = ""
    allowance: Allowance | None = None

    def prepare(self) -> Awaitable[None] | None:
        """As everywhere; a token is looked up in the base, off the event loop."""
        sent = self.request.headers.get("Authorization", "")
        if not sent or self.request.method not in ("GET", "HEAD"):
            return super().prepare()
        self.traffic.running.add(self)
        return self._know(sent)

    async def _know(self, sent: str) -> None:
        if not sent.lower().startswith(SCHEME):
            raise NotSignedIn(texts.NOT_BEARER)
        self.token = sent[len(SCHEME) :].strip()
        self.identity = await self.run(self.services.tokens.identity, self.token)

    def show_error(self, error: FisokoError) -> None:
        """Finishes with RFC 9457's problem, in Russian."""
        if self.request.method not in ("GET", "HEAD"):
            super().show_error(error)
            return
        if isinstance(error, BadToken | NotSignedIn):
            self.set_header("WWW-Authenticate", 'Bearer realm="fisoko"')
        if isinstance(error, TooOften):
            self.set_header("Retry-After", str(error.details["seconds"]))
        self.say_allowance()
        body = {
            "type": "about:blank",
            "title": error.code,
            "status": error.status,
            "detail": error.text,
            "error": {"code": error.code, "text": error.text},
        }
        self.send(json.dumps(body, ensure_ascii=False), PROBLEM)

    def send_error(self, status_code: int = 500, **kwargs: Any) -> None:
        """As everywhere; what breaks in the middle of an answer breaks the answer: it must not look whole."""
        if self._headers_written:
            self.cut_off()
        else:
            super().send_error(status_code, **kwargs)

    def cut_off(self) -> None:
        """Closes the connection before the last chunk: the caller sees that the answer is not whole."""
        stream: Any = getattr(self.request.connection, "stream", None)
        if stream is not None:
            stream.close()
        self._finished = True
        self.on_finish()

    def say_allowance(self) -> None:
        """How much more may be asked, as far as it is known."""
        if self.allowance is not None:
            self.set_header("RateLimit-Limit", str(self.allowance.most))
            self.set_header("RateLimit-Remaining", str(self.allowance.left))
            self.set_header("RateLimit-Reset", str(self.allowance.seconds))


class ReadingHandler(ProgramHandler):
    """Answers GET with a table."""

    reads: Reads

    def initialize(self, reads: str = "", **more: Any) -> None:
        """`reads` is the name of its line in the table of routes."""
        super().initialize(**more)
        self.reads = BY_NAME[reads]

    async def get(self, *path: str) -> None:
        """The rows; 304 where the caller has them already, 429 where the account asks too much."""
        asking, brake = self.person.account_id, self.services.brake
        self.allowance = brake.begin(asking)
        try:
            await self._answer(*path)
        finally:
            brake.end(asking)

    async def _answer(self, *path: str) -> None:
        words = parse_qs(self.request.query, keep_blank_values=True)
        kind, make = self._format(words)
        asked = read_asked(words, self.reads.known, self.services.clock())
        if asked.limit is None and kind == "json":
            asked = replace(asked, limit=PAGE_ROWS)
        parts = [unquote(part) for part in path]
        answer = await self.run(self.reads.ask, self.services.reading, self.person, *parts, asked)
        self.say_allowance()
        self.set_header("As-Of", answer.moment)
        self.set_header("As-Of-Number", str(answer.seq))
        self.set_header("Total-Count", str(answer.total))
        if self._has(answer, kind):
            self.set_status(304)
            self.finish()
            return
        self._say(answer, kind)
        await self._send(answer, make(answer))

    def _format(self, words: dict[str, list[str]]) -> tuple[str, Callable[[Answer], Writer]]:
        """The format that is asked for, by ?format= or by Accept; JSON when neither says."""
        named = words.pop("format", None)
        if named is not None:
            if len(named) != 1 or named[0] not in FORMATS:
                raise BadRequest(texts.NOT_ACCEPTABLE.format(text=named[0][:40], formats=", ".join(FORMATS)))
            return named[0], FORMATS[named[0]][1]
        accepted = self.request.headers.get("Accept", "")
        for name in ("arrow", "csv"):
            if FORMATS[name][0].split(";")[0] in accepted:
                return name, FORMATS[name][1]
        return "json", FORMATS["json"][1]

    def _has(self, answer: Answer, kind: str) -> bool:
        """Whether the caller holds this very answer; says its tag either way."""
        tag = f'W/"{answer.tag}-{kind}"'
        self.set_header("ETag", tag)
        self.set_header("Cache-Control", "private, no-cache")
        self.set_header("Vary", "Accept, Authorization, Cookie")
        given = [one.strip() for one in self.request.headers.get("If-None-Match", "").split(",")]
        return tag in given

    def _say(self, answer: Answer, kind: str) -> None:
        self.set_header("Content-Type", FORMATS[kind][0])
        self.set_header("Limit", str(answer.limit) if answer.limit else "none")
        self.set_header("Limit-Most", str(MOST_ROWS))
        if kind == "csv":
            self.set_header("Content-Disposition", f'attachment; filename="{answer.table.name}.csv"')
        if answer.next is not None:
            words = {name: values[0] for name, values in parse_qs(self.request.query).items()}
            words |= {"offset": str(answer.next), "limit": str(answer.limit), "as_of": answer.moment}
            self.set_header("Link", f'<{self.request.path}?{urlencode(words)}>; rel="next"')

    async def _send(self, answer: Answer, writer: Writer) -> None:
        """Piece by piece, each read off the event loop, and each only while whoever asks may still read."""
        coming = pieces(answer, writer)

        def more() -> bytes | None:
            gathered: list[bytes] = []
            size = 0
            for piece in coming:
                gathered.append(piece)
                size += len(piece)
                if size >= TOGETHER:
                    break
            return b"".join(gathered) if gathered else None

        while (piece := await self.run(more)) is not None:
            if self._headers_written and not await self._may_still():
                self.cut_off()
                return
            self.write(piece)
            await self.flush()
        self.finish()

    async def _may_still(self) -> bool:
        """Whether the token, or the sign-in, still counts."""
        if self.token:
            return await self.run(self.services.tokens.good, self.token)
        return guard.who(self) is not None


class SubmissionsHandler(ReadingHandler, Submitting):
    """/api/v1/collections/{id}/submissions: read by programs, posted by the grid."""


class OpenApiHandler(ProgramHandler):
    """/api/v1/openapi.json."""

    async def get(self) -> None:
        """The document, for whoever has signed in."""
        self.answer(document())
