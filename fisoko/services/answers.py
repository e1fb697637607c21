"""Answers shared by everybody who asks the same of the same state: 100 open pages make one query."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any

MOST = 512


class Answers:
    """Futures by key, the last asked for kept; one that has failed is asked again."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, ask: Callable[[], Future[Any]]) -> Future[Any]:
        """The answer that is there or under way, else what `ask` begins."""
        with self._lock:
            found = self._kept.get(key)
            if found is None or (found.done() and (found.cancelled() or found.exception() is not None)):
                found = self._kept[key] = ask()
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return found
