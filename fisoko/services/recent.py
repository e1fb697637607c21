"""The last few answers to the same question, for a minute: pages of one reading ask it again and again."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
SECONDS = 60.0


class Recent(Generic[T]):
    """Keeps `most` answers, each no longer than a minute; two threads may both make the same one."""

    def __init__(self, most: int, steady: Callable[[], float] = time.monotonic) -> None:
        self._most, self._steady, self._lock = most, steady, Lock()
        self._kept: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()

    def of(self, question: Hashable, make: Callable[[], T]) -> T:
        """The answer, made where it is not known."""
        now = self._steady()
        with self._lock:
            found = self._kept.get(question)
        if found is not None and now - found[0] < SECONDS:
            return found[1]
        made = make()
        with self._lock:
            self._kept[question] = now, made
            self._kept.move_to_end(question)
            for old in [one for one, (since, _) in self._kept.items() if now - since >= SECONDS]:
                del self._kept[old]
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made
