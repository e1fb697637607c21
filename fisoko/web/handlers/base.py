"""What every handler of ours is: closed unless it says otherwise, counted, and with errors that a person can read."""

import asyncio
import logging
import secrets
from collections.abc import Callable
from hmac import compare_digest
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from urllib.parse import quote

from isal import isal_zlib
from tornado.web import HTTPError, RequestHandler

from fisoko.domain.error import BadRequest, FisokoError, NotFound, NotSignedIn, Refused, TooLarge, TooManyTries
from fisoko.domain.person import Identity
from fisoko.web import guard, headers, texts
from fisoko.web.arrivals import Arrivals
from fisoko.web.as_json import as_json
from fisoko.web.pages.errors import error_page
from fisoko.web.pages.thin import thin_page
from fisoko.web.traffic import Traffic

if TYPE_CHECKING:
    from fisoko.wiring import Application

P = ParamSpec("P")
T = TypeVar("T")
log = logging.getLogger("fisoko.web")
COMPRESSED_FROM = 1000  # bytes
# Of ISA-L: a fifth of the time of zlib's level 3, which takes a quarter of a megabyte anew each time.
LEVEL = 1
GZIP = 16  # added to the window, it asks for the format of gzip
MESSAGES = "/api/v1/messages"  # where thin pages post their components' messages
TOKEN = 32  # signs of the shortest XSRF token
BESIDE = ("findings", "seq")  # details that stand beside the error, not in it
BY_STATUS = {400: BadRequest, 401: NotSignedIn, 403: Refused, 404: NotFound, 413: TooLarge}


class NotAllowed(FisokoError):
    """The address knows no such method."""

    code, status, text = "not_allowed", 405, texts.NOT_ALLOWED


class StalePage(FisokoError):
    """A change without the token of the page's own XSRF cookie."""

    code, status, text = "xsrf", 403, texts.STALE_PAGE


class Handler(RequestHandler):
    """Answers only to whoever has signed in; rights beyond that are asked of the services."""

    open_to_all = False  # answers without a sign-in too
    for_programs = False  # errors are JSON
    redirects = True  # no sign-in leads a person to /login; else it is 401

    identity: Identity | None = None
    _recognised = False

    def set_default_headers(self) -> None:
        """What every answer carries; what people see is never kept by a browser or a proxy."""
        headers.set_common_headers(self)
        self.set_header("Cache-Control", "no-store")

    @property
    def services(self) -> "Application":
        """The application: its services are attributes."""
        return guard.application_of(self)

    @property
    def traffic(self) -> Traffic:
        """What the process is serving now."""
        return self.settings["traffic"]

    @property
    def arrivals(self) -> Arrivals:
        """Where answers of other threads are awaited."""
        return self.settings["arrivals"]

    @property
    def person(self) -> Identity:
        """Who is asking, in a handler that is not open to all."""
        if self.identity is None:
            raise NotSignedIn
        return self.identity

    def prepare(self) -> None:
        """Counts the request and refuses whoever has not signed in."""
        self.traffic.running.add(self)
        self.recognise()
        if self.identity is None and not self.open_to_all:
            raise NotSignedIn
        if self.traffic.draining:
            self.set_header("Connection", "close")

    def recognise(self) -> Identity | None:
        """Who is asking, looked up once a request: Tornado asks for the XSRF check before it prepares."""
        if not self._recognised:
            self._recognised, self.identity = True, guard.who(self)
        return self.identity

    def get_current_user(self) -> str | None:
        """The login of who was found when the request began; Tornado's and Bokeh's own code asks for it."""
        return self.identity.login if self.identity else None

    def on_finish(self) -> None:
        """The request is over, well or not."""
        self.traffic.running.discard(self)

    def on_connection_close(self) -> None:
        """The client has left: nobody waits for the answer."""
        self.traffic.running.discard(self)
        super().on_connection_close()

    def check_xsrf_cookie(self) -> None:
        """Refuses a change without the page's token; without a sign-in `prepare` gives the better answer."""
        if not self.open_to_all and self.recognise() is None:
            return
        sent, kept = self.request.headers.get("X-XSRFToken"), self.request.cookies.get("_xsrf")
        if sent and kept and len(sent) >= TOKEN and compare_digest(sent.encode(), kept.value.encode()):
            return  # as our pages send it; Tornado takes it masked otherwise, too
        try:
            super().check_xsrf_cookie()
        except HTTPError as error:
            raise StalePage from error

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Calls a service in the small pool of threads that may touch the database."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.services.readers, lambda: function(*args, **kwargs))

    # ---- answers
    def answer(self, value: Any, status: int = 200) -> None:
        """Finishes with JSON."""
        self.set_status(status)
        self.send(as_json(value), "application/json; charset=utf-8")

    def thin(self, component: str, data: dict[str, Any], *, title: str = "") -> None:
        """Finishes with the thin page of a component."""
        nonce = secrets.token_urlsafe(16)
        if len(self.get_cookie("_xsrf", "") or "") < TOKEN:
            self.xsrf_token  # noqa: B018 - asking for it sets the cookie that the page's script sends back
        page = thin_page(component, data, nonce, title=title, messages=MESSAGES)
        self.page(page, headers.thin(nonce))

    def page(self, html: str, policy: str = headers.PLAIN) -> None:
        """Finishes with a page and its policy."""
        self.set_header("Content-Security-Policy", policy)
        self.send(html, "text/html; charset=utf-8")

    def send(self, text: str, kind: str) -> None:
        """Finishes with a text, compressed where the client takes it."""
        body = text.encode()
        self.set_header("Content-Type", kind)
        self.set_header("Vary", "Accept-Encoding")
        if len(body) >= COMPRESSED_FROM and takes_gzip(self):
            body = isal_zlib.compress(body, LEVEL, isal_zlib.MAX_WBITS | GZIP)
            self.set_header("Content-Encoding", "gzip")
        self.finish(body)

    def compute_etag(self) -> None:
        """No tag: nothing of ours may be kept, so a tag would only cost."""

    # ---- errors
    def wants_data(self) -> bool:
        """Whether the answer is for a program: by the address, or because it asks for JSON and no page."""
        accepted = self.request.headers.get("Accept", "")
        return self.for_programs or ("application/json" in accepted and "text/html" not in accepted)

    def send_error(self, status_code: int = 500, **kwargs: Any) -> None:
        """Every failure ends here: an error of ours keeps its status, a missing sign-in sends a person to /login."""
        error = as_error(status_code, kwargs.get("exc_info", (None, None, None))[1])
        if self._headers_written:
            super().send_error(error.status, **kwargs)
            return
        self.clear()
        if isinstance(error, NotSignedIn) and self.redirects and not self.wants_data():
            self.redirect(login_address(self), status=303)
            return
        self.set_status(error.status)
        if isinstance(error, NotAllowed):
            self.set_header("Allow", ", ".join(allowed(self)))
        if isinstance(error, TooManyTries):
            self.set_header("Retry-After", str(error.details["seconds"]))
        self.show_error(error)

    def show_error(self, error: FisokoError) -> None:
        """Finishes with the error, as JSON or as a page."""
        if self.wants_data():
            body = error.to_json()
            body |= {name: body["error"].pop(name) for name in BESIDE if name in body["error"]}
            self.answer(body, error.status)
        else:
            signed_in = self.identity is not None
            self.page(error_page(error.status, error.text, signed_in=signed_in))

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Only what is our fault gets a traceback."""
        if isinstance(value, FisokoError):
            if value.status >= 500:
                log.warning("%s %s: %s", self.request.method, self.request.path, value.code)
            return
        if isinstance(value, HTTPError) and value.status_code < 500:
            return
        log.error("%s %s", self.request.method, self.request.path, exc_info=(typ, value, tb))


def as_error(status: int, raised: BaseException | None) -> FisokoError:
    """The error to show for what was raised, or for a bare status."""
    if isinstance(raised, FisokoError):
        return raised
    if status == NotAllowed.status:
        return NotAllowed()
    if status in BY_STATUS:
        return BY_STATUS[status]()
    error = FisokoError() if status >= 500 else BadRequest()
    error.status = status
    return error


def allowed(handler: RequestHandler) -> list[str]:
    """The methods that an address knows."""
    missing = RequestHandler._unimplemented_method
    return [name for name in handler.SUPPORTED_METHODS if getattr(type(handler), name.lower()) is not missing]


def takes_gzip(handler: RequestHandler) -> bool:
    """Whether the client takes a gzipped answer."""
    return "gzip" in handler.request.headers.get("Accept-Encoding", "")


def login_address(handler: RequestHandler) -> str:
    """Where to sign in, and to come back from."""
    if handler.request.method not in ("GET", "HEAD") or handler.request.uri in (None, "/"):
        return "/login"
    return f"/login?next={quote(handler.request.uri, safe='')}"
