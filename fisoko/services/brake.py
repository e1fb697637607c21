"""How much programs may ask: so many requests of an account in a minute, so many of its answers at a time."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from fisoko.domain.error import FisokoError

MINUTE = 60
AT_ONCE = 4  # answers of one account under way: each takes a reader's thread in turn
WAIT_FOR_ANOTHER = 1  # second after which an answer under way may have ended


class TooOften(FisokoError):
    """More than an account may ask; `seconds` says how long to wait."""

    code, status = "too_many_requests", 429
    text = "Слишком много запросов: не больше {most} в минуту. Повторите через {seconds} с."


class TooManyAtOnce(TooOften):
    """Too many answers of an account at a time."""

    code = "too_many_at_once"
    text = "Одновременно выполняется не больше {most} запросов одной учетной записи. Дождитесь ответа и повторите."


@dataclass(frozen=True, slots=True)
class Allowance:
    """Requests in a minute, how many are left of it, and the seconds after which it begins anew."""

    most: int
    left: int
    seconds: int


class Brake:
    """Counts by account, in this process; a minute begins with the first request after the last one is over."""

    def __init__(self, most: int, steady: Callable[[], float] = time.monotonic) -> None:
        self._most, self._steady, self._lock = most, steady, Lock()
        self._minutes: dict[object, tuple[float, int]] = {}
        self._running: dict[object, int] = {}

    def begin(self, account: object) -> Allowance:
        """Count a request, which `end` must follow. Raises TooOften, TooManyAtOnce, and then it is not under way."""
        now = self._steady()
        with self._lock:
            began, count = self._minutes.get(account, (now, 0))
            if now - began >= MINUTE:
                began, count = now, 0
            left, seconds = self._most - count - 1, max(1, round(MINUTE - (now - began)))
            if left < 0:
                raise TooOften(TooOften.text.format(most=self._most, seconds=seconds), seconds=seconds)
            if len(self._minutes) > self._most:
                self._minutes = {one: kept for one, kept in self._minutes.items() if now - kept[0] < MINUTE}
            self._minutes[account] = began, count + 1
            running = self._running.get(account, 0)
            if running >= AT_ONCE:
                raise TooManyAtOnce(TooManyAtOnce.text.format(most=AT_ONCE), seconds=WAIT_FOR_ANOTHER)
            self._running[account] = running + 1
        return Allowance(self._most, left, seconds)

    def end(self, account: object) -> None:
        """The answer has gone out, or broken off."""
        with self._lock:
            left = self._running.get(account, 1) - 1
            if left > 0:
                self._running[account] = left
            else:
                self._running.pop(account, None)
