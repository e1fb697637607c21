"""What has changed, told within a second to those in this process who watch it."""

import logging
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from fisoko.domain.person import Scope
from fisoko.store.drafts import Drafts
from fisoko.store.engine import Engine, EngineLost
from fisoko.store.log import Change, Log

TICK = 0.5  # seconds: changes within it are told once
Pair = tuple[int, str]  # collection, region
Key = tuple[int, int]  # collection, organisation


@dataclass(frozen=True, eq=False)
class _Watch:
    tell: Callable[[frozenset[Pair]], None]
    collections: frozenset[int] | None
    scope: Scope

    def concerned(self, pairs: Iterable[Pair]) -> frozenset[Pair]:
        return frozenset(
            (collection, region)
            for collection, region in pairs
            if (self.collections is None or collection in self.collections)
            and (self.scope.regions is None or region in self.scope.regions)
        )


class Live:
    """Gathers changes and tells them twice a second, on its own thread; a callback must only pass the word on.

    Where other processes write too, it follows the position of the log and tells their changes as well.
    """

    def __init__(self, engine: Engine, drafts: Drafts) -> None:
        self._engine, self._drafts, self._log = engine, drafts, Log(engine.dialect)
        self._watches: list[_Watch] = []
        self._draft_watches: list[Callable[[dict[Key, set[str]]], None]] = []
        self._pairs: set[Pair] = set()
        self._keys: dict[Key, set[str]] = {}
        self._lock = threading.Lock()
        self._news, self._stop = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self._seen = 0
        self.turn = 0  # how often changes were told

    def watch(
        self, tell: Callable[[frozenset[Pair]], None], scope: Scope, collections: Iterable[int] | None = None
    ) -> Callable[[], None]:
        """Have changed (collection, region) told, within the scope and of these collections; answers how to stop."""
        watch = _Watch(tell, None if collections is None else frozenset(collections), scope)
        with self._lock:
            self._watches.append(watch)

        def stop() -> None:
            with self._lock, suppress(ValueError):
                self._watches.remove(watch)

        return stop

    def watch_drafts(self, tell: Callable[[dict[Key, set[str]]], None]) -> Callable[[], None]:
        """Have changed drafts told: (collection, organisation) → windows that changed it."""
        with self._lock:
            self._draft_watches.append(tell)

        def stop() -> None:
            with self._lock, suppress(ValueError):
                self._draft_watches.remove(tell)

        return stop

    def changed(self, changes: list[Change]) -> None:
        """What the writer has committed; give it to the writer as `changed`."""
        with self._lock:
            for change in changes:
                self._pairs.add((change.collection_id, change.region))
                self._keys.setdefault((change.collection_id, change.organisation_id), set()).add(change.window)
        self._news.set()

    def publish(self, pairs: Iterable[Pair]) -> None:
        """Figures of these collections and regions have changed: a submission, a projection."""
        with self._lock:
            self._pairs.update(pairs)
        self._news.set()

    def start(self) -> None:
        """Begin to tell, and to hear of other processes."""
        with suppress(EngineLost):
            self._seen = self._log.position(self._engine).seq
        self._engine.hear_others()
        self._thread = threading.Thread(target=self._loop, name="live", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Tell what is left and stop."""
        self._stop.set()
        self._news.set()
        if self._thread:
            self._thread.join()
        self.flush()

    def flush(self) -> None:
        """Tell now what has gathered."""
        with self._lock:
            pairs, self._pairs = self._pairs, set()
            keys, self._keys = self._keys, {}
            watches, draft_watches = [*self._watches], [*self._draft_watches]
            self.turn += 1 if pairs or keys else 0
        if pairs:
            for watch in watches:
                if concerned := watch.concerned(pairs):
                    _safely(watch.tell, concerned)
        if keys:
            for tell in draft_watches:
                _safely(tell, keys)

    def _loop(self) -> None:
        while not self._stop.is_set():
            if self._engine.sole_writer:
                self._news.wait()
            self._stop.wait(TICK)
            self._news.clear()
            if not self._engine.sole_writer:
                self._follow()
            self.flush()

    def _follow(self) -> None:
        """Changes by other processes; ours come here a second time, which does no harm."""
        with suppress(EngineLost):
            position = self._log.position(self._engine)
            if position.seq == self._seen:
                return
            changes = self._drafts.changes(self._seen)
            submitted = self._drafts.submitted(self._seen)
            with self._lock:
                for collection, region, organisation, window in changes:
                    self._pairs.add((collection, region))
                    self._keys.setdefault((collection, organisation), set()).add(window)
                self._pairs.update(submitted)
            self._seen = position.seq


def _safely(tell: Callable[[Any], None], news: object) -> None:
    try:
        tell(news)
    except Exception:
        logging.getLogger(__name__).exception("a watcher failed")
