"""Answers that come from other threads: those that come together wake the event loop once.

A wake-up of its own for each costs more than a system call: it hands the interpreter over to the loop in the middle of
the writer's answers, and the writer may then wait milliseconds for its next turn.
"""

import asyncio
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")


class Arrivals:
    """Makes another thread's futures awaitable on one event loop."""

    def __init__(self) -> None:
        self._come: deque[tuple[asyncio.Future[Any], Future[Any]]] = deque()
        self._called = False

    async def of(self, future: Future[T]) -> T:
        """Wait for the future's result or exception; whoever stops waiting cancels it."""
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[T] = loop.create_future()
        future.add_done_callback(lambda done: self._arrived(loop, waiter, done))
        try:
            return await waiter
        except asyncio.CancelledError:
            future.cancel()
            raise

    def _arrived(self, loop: asyncio.AbstractEventLoop, waiter: "asyncio.Future[Any]", done: Future[Any]) -> None:
        """On the thread that answers."""
        self._come.append((waiter, done))
        if not self._called:
            self._called = True
            with suppress(RuntimeError):  # the loop is closed: nobody waits
                loop.call_soon_threadsafe(self._deliver)

    def _deliver(self) -> None:
        """On the loop; what comes from now on calls it again."""
        self._called = False
        while self._come:
            waiter, done = self._come.popleft()
            if waiter.done():
                continue
            if done.cancelled():
                waiter.cancel()
            elif (error := done.exception()) is not None:
                waiter.set_exception(error)
            else:
                waiter.set_result(done.result())
