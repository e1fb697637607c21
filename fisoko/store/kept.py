"""What was read from the base and is kept in memory until what it rests on is written."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
NEVER = timedelta(0)
FRESH = timedelta(seconds=2)  # what changes seldom, where other processes write too
WHOLE = 0  # the key of what is one for all


def _now() -> datetime:
    return datetime.now(UTC)


class Kept(Generic[T]):
    """Answers of `read` by key, the `most` last read of them, each true until `forget`.

    Where other processes write too their word may come late or be lost: there an answer counts for as long as `lasts`
    says (NEVER: it is read each time).
    """

    def __init__(
        self,
        read: Callable[[int], T],
        *,
        most: int,
        lasts: timedelta | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._read, self._most, self._lasts, self._clock = read, most, lasts, clock
        self._answers: OrderedDict[int, tuple[datetime | None, T]] = OrderedDict()
        self._turn = 0
        self._lock = Lock()

    def known(self, key: int) -> T | None:
        """What is in memory and counts; never asks the base."""
        found = self._answers.get(key)
        if found is None:
            return None
        read_at, answer = found
        if self._lasts is None or read_at is None:
            return answer
        return answer if timedelta(0) <= self._clock() - read_at < self._lasts else None

    def get(self, key: int) -> T:
        """What is in memory, read now if nothing is; not to be changed by whoever takes it."""
        known = self.known(key)
        return self._renewed(key) if known is None else known

    def forget(self, keys: Iterable[int] | None = None) -> None:
        """Something was written and committed that these rest on (None: all of them)."""
        with self._lock:
            self._turn += 1  # what is being read at this moment is not kept
            if keys is None:
                self._answers.clear()
            else:
                for key in keys:
                    self._answers.pop(key, None)

    def _renewed(self, key: int) -> T:
        turn, read_at = self._turn, None if self._lasts is None else self._clock()
        answer = self._read(key)
        with self._lock:
            if turn == self._turn and self._lasts != NEVER:
                self._answers[key] = (read_at, answer)
                self._answers.move_to_end(key)
                while len(self._answers) > self._most:
                    self._answers.popitem(last=False)
        return answer
