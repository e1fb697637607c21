"""Live Panel pages under our guard: each session belongs to one sign-in, each script has a nonce."""

import re
import secrets
from typing import Any

from bokeh.server.tornado import BokehTornado
from bokeh.util.token import get_session_id
from panel.io.resources import CDN_DIST
from panel.io.server import DocHandler, WSHandler

from fisoko.domain.error import Refused
from fisoko.domain.person import Role
from fisoko.web import guard, headers
from fisoko.web.handlers.base import Handler
from fisoko.web.handlers.cabinet import section_of, show_cabinet
from fisoko.web.pages.analysis_look import look_at_analysis
from fisoko.web.pages.look import look, query_of

# Addresses below / that the one application answers too; each has a websocket of its own under …/ws.
COLLECTION_PAGES = r"/collections/([1-9]\d{0,17})/(participants|analysis)"
ANALYSIS = "analysis"
ENDED, NOT_YOURS, GONE, RESTART = 4001, 4003, 4004, 1012  # codes with which a websocket is closed
JOINING = ("bokeh-session-id", "bokeh-token")
TAG = re.compile(r"<(script|style)\b")


class LivePage(Handler, DocHandler):  # pyright: ignore[reportIncompatibleMethodOverride, reportIncompatibleVariableOverride]
    """A page made by Panel for coordinators and the federal organiser; at / an organiser gets the thin one."""

    async def get(self, *path: str, **named: str) -> None:
        """The page; a session is always new, never one named by the request."""
        if any(self.get_query_arguments(name) for name in JOINING) or "Bokeh-Session-Id" in self.request.headers:
            raise Refused
        if self.person.role is Role.ORGANISER:
            if path:
                raise Refused
            await show_cabinet(self)
            return
        # What the page shows first is asked here, on a thread that may read; a refusal has a page that says why.
        collection, query = (int(path[0]), query_of(self.request.query)) if path else (None, None)
        request: Any = self.request
        if collection is not None and path[1] == ANALYSIS:
            request.first_look = await self.run(
                look_at_analysis, self.services, self.person, collection, self.request.query
            )
        else:
            request.first_look = await self.run(
                look, self.services, self.person, collection, query, section=None if path else section_of(self)
            )
        request.form_token = self.xsrf_token.decode()  # sets the cookie, too; «Выйти» sends it back
        made: Any = super().get(*path, **named)
        await made

    def write(self, chunk: Any) -> None:
        """Panel's page goes out with our nonce on its scripts; nothing in it comes from another site."""
        if not isinstance(chunk, str):
            super().write(chunk)
            return
        nonce = secrets.token_urlsafe(16)
        page = TAG.sub(rf'<\1 nonce="{nonce}"', chunk).replace(CDN_DIST, "/static/extensions/panel/")
        # Panel's files have relative addresses, and the page's own changes with what it shows.
        page = page.replace('<html lang="en"', '<html lang="ru"', 1)
        page = page.replace("<head>", '<head><base href="/">', 1)
        self.page(page, headers.live(nonce))


class Socket(WSHandler):
    """The websocket of a live page: for its own sign-in only, and only while that lasts."""

    async def _async_open(self, token: str) -> None:
        # Runs after signature and term of the token were checked.
        context = self.application_context._session_contexts.get(get_session_id(token))
        owner = guard.identity_of(context.request) if context is not None and context.request is not None else None
        mine = guard.identity_of(self.request)
        if context is None:
            self.close(GONE, "no such session")
        elif owner is None or mine is None or owner.sign_in is None or owner.sign_in != mine.sign_in:
            self.close(NOT_YOURS, "not your session")
        else:
            await super()._async_open(token)

    async def on_message(self, fragment: str | bytes) -> None:
        """A message counts only while the sign-in lasts."""
        if guard.who(self) is None:
            self.close(ENDED, "signed out")
            return
        await super().on_message(fragment)


def close_sockets(server: BokehTornado, code: int, reason: str, keys: set[str] | None = None) -> int:
    """Closes the websockets of these sign-ins (`keys` None: all) and drops their sessions; gives their number."""

    def theirs(request: Any) -> bool:
        identity = guard.identity_of(request) if request is not None else None
        return keys is None or (identity is not None and identity.sign_in in keys)

    closed = 0
    for connection in list(server._clients):
        if theirs(connection._socket.request):
            connection._socket.close(code, reason)
            closed += 1
    for context in server.applications.values():
        for session in list(context.sessions):
            held: Any = context._session_contexts.get(session.id)
            if held is not None and theirs(held.request):
                session.request_expiration()
    return closed
