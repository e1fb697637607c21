"""A server's end of the control socket, in a thread of the test."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from fisoko.settings import Settings
from fisoko.web.control import Control
from fisoko.wiring import Application, build


@contextmanager
def running(settings: Settings) -> Iterator[Application]:
    """An application with its control socket open, as `fisoko serve` has it."""
    application = build(settings)
    application.start()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def make() -> Control:
        return Control(application)

    async def end() -> None:
        control.close()
        await asyncio.sleep(0.05)  # connections that are closing

    control = asyncio.run_coroutine_threadsafe(make(), loop).result(10)
    try:
        yield application
    finally:
        asyncio.run_coroutine_threadsafe(end(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
        application.close()
