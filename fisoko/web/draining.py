"""Stopping without cutting anyone off: running requests and the writer are finished before anything is closed."""

import asyncio
import gc
import logging
import sys
from typing import Any

from fisoko import wiring
from fisoko.web.live import RESTART, close_sockets
from fisoko.web.site import Site

PATIENCE = 8.0  # seconds for running requests; systemd's TimeoutStopSec must be above it
ROUND = 0.05
QUIET_ROUNDS = 5
log = logging.getLogger("fisoko.web")


async def drain(server: Any) -> None:
    """Not ready, no new connections, requests and the writer finished; then streams, sockets, the loop closed."""
    site: Site = server._tornado
    site.traffic.draining = True
    server._http.stop()
    loop = asyncio.get_running_loop()
    deadline, quiet = loop.time() + PATIENCE, 0
    while quiet < QUIET_ROUNDS and loop.time() < deadline:
        await asyncio.sleep(ROUND)
        quiet = quiet + 1 if not site.traffic.running else 0
    application = wiring.current()
    await loop.run_in_executor(None, application.writer.drain)
    for stream in list(site.traffic.streams):
        stream.end()
    close_sockets(site, RESTART, "restart")
    await asyncio.sleep(ROUND)
    await server._http.close_all_connections()
    server._loop.stop()


def stop_on_signal(server: Any) -> None:
    """Stands in for Bokeh's answer to SIGTERM, which cuts requests after their commit; a second signal adds nothing."""
    if server._tornado.traffic.draining:
        return
    log.info("Stopping: running requests are finished first.")
    server._drain = asyncio.ensure_future(drain(server))


def calm_collector() -> None:
    """Once after start: with Panel's heap a full garbage collection stops everything for 60-80 ms."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def short_turns() -> None:
    """Once after start: a thread that comes back from the database waits 1 ms for its turn, not Python's 5."""
    sys.setswitchinterval(0.001)
