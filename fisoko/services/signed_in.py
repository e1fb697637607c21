"""The live sign-ins in memory: looked up on the event loop, with no word to the base."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from fisoko.domain.person import Identity

SLIDING = timedelta(hours=8)  # without a request
ABSOLUTE = timedelta(hours=12)  # whatever happens
WRITE_EVERY = timedelta(minutes=1)  # one sign-in's `seen_at`
GATHER = timedelta(seconds=10)  # those due are written together
SWEEP_EVERY = timedelta(seconds=30)


@dataclass(slots=True)
class Live:
    """A sign-in in memory; `written` is when its `seen` last went to the base."""

    identity: Identity
    started: datetime
    seen: datetime
    written: datetime | None = None

    def over(self, now: datetime) -> bool:
        """Whether its time is up: sliding from the last request, absolute from the start."""
        return now - self.seen > SLIDING or now - self.started > ABSOLUTE

    @staticmethod
    def alive_since(now: datetime) -> tuple[datetime, datetime]:
        """The earliest start and the earliest last sight of a sign-in that is alive now."""
        return now - ABSOLUTE, now - SLIDING - WRITE_EVERY - GATHER


class Remembered:
    """Every sign-in known here, under a lock held for microseconds; an ended key never comes back."""

    def __init__(self) -> None:
        self._live: dict[str, Live] = {}
        self._ended: dict[str, datetime] = {}
        self._due: dict[str, datetime] = {}
        self._due_since: datetime | None = None
        self._swept: datetime | None = None
        self._lock = Lock()

    def add(self, key: str, sign_in: Live) -> None:
        """Remember a sign-in, unless it has been ended; of two sights the later counts."""
        with self._lock:
            if key in self._ended:
                return
            known = self._live.get(key)
            if known is None:
                sign_in.written = sign_in.seen
                self._live[key] = sign_in
            else:
                known.seen = max(known.seen, sign_in.seen)
                known.identity = sign_in.identity

    def look(self, key: str, now: datetime) -> Live | None:
        """The live sign-in of this key, seen now; None when there is none or its time is up."""
        with self._lock:
            found = self._live.get(key)
            if found is None or found.over(now):
                return None
            found.seen = max(found.seen, now)
            if found.written is None or now - found.written >= WRITE_EVERY:
                found.written = now
                self._due[key] = now
                self._due_since = self._due_since or now
            return found

    def is_ended(self, key: str) -> bool:
        """Whether the key was ended here, or by another process that was heard of."""
        return key in self._ended

    def end(self, keys: set[str], now: datetime) -> None:
        """Forget these for good."""
        with self._lock:
            for key in keys:
                self._live.pop(key, None)
                self._due.pop(key, None)
                self._ended.setdefault(key, now)

    def writing_due(self, now: datetime) -> bool:
        """Whether sights wait that should be written by now."""
        return self._due_since is not None and now - self._due_since >= GATHER

    def take_seen(self) -> dict[str, datetime]:
        """What is to be written: key → when it was last seen."""
        with self._lock:
            seen = {key: self._live[key].seen for key in self._due if key in self._live}
            self._due, self._due_since = {}, None
            return seen

    def sweep(self, now: datetime, sights: Callable[[set[str]], dict[str, datetime]] | None = None) -> set[str]:
        """Now and then: drop those whose time is up and answer their keys; `sights`: when others saw them last."""
        if self._swept is not None and now - self._swept < SWEEP_EVERY:
            return set()
        self._swept = now
        over = self._over(now)
        if over and sights:
            for key, seen in sights(over).items():
                with self._lock:
                    if key in self._live:
                        self._live[key].seen = max(self._live[key].seen, seen)
            over &= self._over(now)
        with self._lock:
            for key in over:
                self._live.pop(key, None)
            for key in [key for key, ended in self._ended.items() if now - ended > ABSOLUTE]:
                del self._ended[key]
        return over

    def _over(self, now: datetime) -> set[str]:
        with self._lock:
            return {key for key, sign_in in self._live.items() if sign_in.over(now)}
