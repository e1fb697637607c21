"""Panel's --plugins module: `panel serve` imports it before it makes the server, which from then on is ours.

Panel reads ROUTES of a module that it imports by name, so here, and only here, importing acts.
"""

import signal
from contextlib import suppress
from functools import partial
from typing import Any

import bokeh.server.server
from bokeh.server.server import BaseServer
from tornado.httpserver import HTTPServer

from fisoko import wiring
from fisoko.web import draining, routes, site
from fisoko.web.control import Control

MOST_BODY = 1024 * 1024  # bytes of a plain form; handlers of bodies judge their own limit
MOST_HEADERS = 32 * 1024
ROUTES = routes.ROUTES


def _start(server: Any, *, start: Any = BaseServer.start) -> None:
    wiring.current().start()
    server.control = Control(wiring.current())
    start(server)
    server.io_loop.add_callback(draining.calm_collector)
    server.io_loop.add_callback(draining.short_turns)
    with suppress(NotImplementedError):  # Windows
        server.io_loop.asyncio_loop.add_signal_handler(signal.SIGINT, draining.stop_on_signal, server)


def _stop(server: Any, wait: bool = True, *, stop: Any = BaseServer.stop) -> None:  # noqa: FBT001, FBT002
    stop(server, wait)
    server.control.close()
    wiring.current().close()


site.put_in_place()
_server_module: Any = bokeh.server.server
_server_class: Any = BaseServer
_server_module.HTTPServer = partial(HTTPServer, max_body_size=MOST_BODY, max_header_size=MOST_HEADERS)
_server_class.start = _start
_server_class.stop = _stop
_server_class._sigterm = draining.stop_on_signal
