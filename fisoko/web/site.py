"""Panel's server with its open doors closed: the options are ours whatever flags are given, and so is every route."""

import logging
import secrets
from typing import Any

import bokeh.server.server
import bokeh.server.tornado
import bokeh.server.urls
from bokeh.server.tornado import BokehTornado
from panel.io.server import ComponentResourceHandler
from tornado.web import RequestHandler

from fisoko import wiring
from fisoko.web import flags, live_writes
from fisoko.web.arrivals import Arrivals
from fisoko.web.guard import get_user
from fisoko.web.handlers.library import IconHandler, PanelFileHandler
from fisoko.web.handlers.operations import MissingHandler
from fisoko.web.headers import set_common_headers
from fisoko.web.live import COLLECTION_PAGES, ENDED, LivePage, Socket, close_sockets
from fisoko.web.traffic import Traffic

log = logging.getLogger("fisoko.web")
TOKEN_SECONDS = 12 * 3600  # a page may reconnect as long as its sign-in can last
IDLE_MS = 60_000  # a session whose page has gone is dropped after this

PAGES = [
    (r"/ws", Socket),
    (rf"{COLLECTION_PAGES}/ws", Socket),
    (r"/metadata", MissingHandler),
    (r"/autoload.js", MissingHandler),
    (r"/?", LivePage),
    (COLLECTION_PAGES, LivePage),
]


class Site(BokehTornado):
    """The server of `panel serve`, made safe; stands in for Bokeh's own class."""

    def __init__(self, applications: dict[str, Any], **options: Any) -> None:
        missing = flags.missing(get_user is getattr(options.get("auth_provider"), "get_user", None))
        if missing:
            raise SystemExit(flags.refusal(missing))
        # One application at one address: / and not /app beside it. Panel's command prints the same dictionary.
        only = applications.get("/") or next(iter(applications.values()))
        applications.clear()
        applications["/"] = only
        options |= {
            "extra_patterns": [_closed(route) for route in options.get("extra_patterns") or []],
            "generate_session_ids": True,
            "sign_sessions": True,
            "secret_key": options.get("secret_key") or secrets.token_urlsafe(32).encode(),
            # A page's token would carry them in plain sight, the sign-in's cookie too.
            "include_headers": [],
            "include_cookies": [],
            "exclude_headers": None,
            "exclude_cookies": None,
            "xsrf_cookies": True,
            "cross_origin_protection": True,
            "xsrf_cookie_kwargs": {"samesite": "Lax", "path": "/", "secure": wiring.current().settings.secure},
            "session_token_expiration": TOKEN_SECONDS,
            "log_function": log_request,
            "default_handler_class": MissingHandler,
            "default_handler_args": {},
            "fisoko": wiring.current(),
            "traffic": Traffic(),
            "arrivals": Arrivals(),
            "use_index": False,
        }
        options.setdefault("unused_session_lifetime_milliseconds", IDLE_MS)
        super().__init__(applications, **options)

    @property
    def traffic(self) -> Traffic:
        """What the process is serving now."""
        return self.settings["traffic"]

    def start(self) -> None:
        """Begins to listen for what open pages are to be told."""
        super().start()
        application, traffic, later = wiring.current(), self.traffic, self.io_loop.add_callback
        application.signing_in.on_end(self._ended)
        application.notifying.on_news(
            lambda accounts: later(traffic.tell_again) if accounts is None else later(traffic.tell_bells, accounts)
        )
        application.taking.on_taken(lambda accounts, store: later(traffic.tell_files, accounts, store))
        application.admission.on_form(lambda _: later(traffic.tell_again))
        application.live.watch_drafts(lambda changed: later(traffic.tell_drafts, changed))

    def _ended(self, keys: set[str]) -> None:
        # Called on whatever thread has ended them.
        def close() -> None:
            self.traffic.end_sign_ins(keys)
            close_sockets(self, ENDED, "signed out", keys)

        self.io_loop.add_callback(close)


def put_in_place() -> None:
    """Replaces what `panel serve` is about to build its server from."""
    server: Any = bokeh.server.server
    tornado: Any = bokeh.server.tornado
    every_handler: Any = RequestHandler
    bokeh.server.urls.per_app_patterns[:] = PAGES
    bokeh.server.urls.toplevel_patterns[:] = [(r"/static/(.*)", PanelFileHandler)]
    server.BokehTornado = Site
    tornado.create_static_handler = _static_route
    tornado.IcoHandler = IconHandler
    every_handler.set_default_headers = set_common_headers
    live_writes.put_in_place()


def log_request(handler: RequestHandler) -> None:
    """Failures of ours alone, and never a query: it may hold a token or a search for a name."""
    if handler.get_status() >= 500:
        request = handler.request
        log.warning("%s %s %s", handler.get_status(), request.method, request.path)


def _closed(route: tuple[Any, ...]) -> tuple[Any, ...]:
    """Panel's /components/… would import any module that an address names, for anyone; ours live under /assets/."""
    return (route[0], MissingHandler, {}) if route[1] is ComponentResourceHandler else route


def _static_route(prefix: str, key: str, app: Any) -> tuple[str, type[RequestHandler]]:
    return rf"{prefix}/static/(.*)", PanelFileHandler
