"""The one writer: everything that is written goes through its thread, edits many to a commit."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from fisoko.domain.error import DiskFull, FisokoError, Unavailable
from fisoko.store.engine import Engine, EngineLost, OutOfSpace, Transaction
from fisoko.store.log import Change, Log, NewBatch, Saved, Written
from fisoko.store.room import RESERVE, Room

T = TypeVar("T")
LARGEST_GROUP = 500  # batches in one commit
COMPANY_SECONDS = 0.002  # how long a commit waits for more, under load
LOADED = 400.0  # batches a second from which the wait pays
PRELOADED = timedelta(days=2)
IDLE_SECONDS = 1.0
REOPENING = (0.0, 0.1, 0.3, 1.0, 3.0)  # pauses before the tries to bring the base back


class Writer:
    """Takes batches and jobs in order of arrival; answers them after their commit and only then.

    Futures raise domain errors: Gap for a batch ahead of its turn, DiskFull below the reserve of space (it takes
    writes again by itself once there is room), Unavailable when the base does not come back.
    """

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], datetime],
        *,
        changed: Callable[[list[Change]], None] = lambda changes: None,
        reserve: int = RESERVE,
    ) -> None:
        self.engine = engine
        self.log = Log(engine.dialect)
        self.groups = self.batches = 0
        self._clock, self._changed, self._room = clock, changed, Room(engine, reserve)
        self._queue: SimpleQueue[_Item] = SimpleQueue()
        self._rate, self._counted_at = 0.0, time.monotonic()
        self._news: list[Change] = []
        self._closed = False
        if engine.sole_writer:
            self.log.preload(engine, clock() - PRELOADED)
        self._thread = threading.Thread(target=self._loop, name="writer", daemon=True)
        self._thread.start()

    def put(self, batch: NewBatch) -> Future[Saved]:
        """Queue a batch; the answer comes after the commit of its group."""
        return self._enqueue(_Item(batch=batch))

    def run(self, work: Callable[[Transaction], T]) -> Future[T]:
        """Queue a job that has a transaction of its own; what it raises rolls back and is raised by the future."""
        return self._enqueue(_Item(work=work))

    def alone(self, work: Callable[[], T]) -> Future[T]:
        """Queue work between two transactions, with none open (a backup)."""
        return self._enqueue(_Item(alone=work))

    def moment(self, tx: Transaction) -> datetime:
        """The moment of this transaction: not before that of any earlier one, and later than every settled one."""
        return self.log.advance(tx, 0, self._clock()).given_at

    def settle(self, moment: datetime) -> None:
        """Return when nothing more can come with this moment or an earlier one, whatever process writes it.

        Moments are given under the lock of the log's position and never go back: whoever moves them past `moment` has
        waited for all commits before it. Nothing is written where they are past it already, nor on a full disk, where
        nobody writes. Raises Unavailable.
        """
        if self.log.position(self.engine).given_at > moment:
            return
        with suppress(DiskFull):
            self.run(lambda tx: self.log.advance(tx, 0, moment + timedelta(microseconds=1))).result()

    def waiting(self) -> int:
        """How many batches and jobs wait now."""
        return self._queue.qsize()

    def rate(self) -> float:
        """Batches a second, lately."""
        silent = time.monotonic() - self._counted_at
        return self._rate if silent < IDLE_SECONDS else 0.0

    def writable(self) -> bool:
        """Whether there is room to write."""
        return self._room.enough()

    def drain(self, timeout: float | None = None) -> None:
        """Wait until all that was queued before this call is answered."""
        self.alone(lambda: None).result(timeout)

    def close(self) -> None:
        """Finish what is queued and stop the thread; later calls get Unavailable."""
        if not self._closed:
            self._closed = True
            self._queue.put(_Item(stop=True))
            self._thread.join()

    def _enqueue(self, item: "_Item") -> Future[Any]:
        if self._closed:
            item.future.set_exception(Unavailable())
        else:
            self._queue.put(item)
        return item.future

    def _loop(self) -> None:
        item: _Item | None = None
        while True:
            if item is None:
                try:
                    item = self._queue.get(timeout=IDLE_SECONDS)
                except Empty:
                    self._look_after()
                    continue
            if item.stop:
                return
            if item.batch is None:
                self._do(item)
                item = None
            else:
                group, item = self._gather(item)
                self._save(group)
                self._tell()
            self._checkpoint()

    def _gather(self, first: "_Item") -> tuple[list["_Item"], "_Item | None"]:
        """The batches that wait together, and the job behind them, if one is there."""
        group = [first]
        until = time.monotonic() + COMPANY_SECONDS if self.rate() > LOADED else 0.0
        following = None
        while len(group) < LARGEST_GROUP:
            try:
                following = self._queue.get_nowait()
            except Empty:
                left = until - time.monotonic()
                if left <= 0:
                    break
                time.sleep(left)
                continue
            if following.batch is None:
                break
            group.append(following)
            following = None
        now = time.monotonic()
        span, self._counted_at = now - self._counted_at, now
        weight = min(1.0, span / 0.25)
        self._rate += (len(group) / max(span, 1e-6) - self._rate) * weight
        return group, following

    def _save(self, group: list["_Item"]) -> None:
        try:
            written = self._written(group)
        except FisokoError as error:
            for item in group:
                item.fail(error)
        except Exception as error:  # one bad batch must fail alone
            if len(group) == 1:
                group[0].fail(error)
            else:
                for item in group:
                    self._save([item])
        else:
            self.log.remember(written)
            self.groups += 1
            self.batches += len(written.changes)
            for item, answer in zip(group, written.answers, strict=True):
                if isinstance(answer, Saved):
                    item.answer(answer)
                else:
                    item.fail(answer)
            self._news += written.changes

    def _tell(self) -> None:
        """After the answers; those who watch must not be able to stop the writer."""
        news, self._news = self._news, []
        if news:
            try:
                self._changed(news)
            except Exception:
                logging.getLogger(__name__).exception("telling of changes failed")

    def _written(self, group: list["_Item"]) -> Written:
        """Write the group; after a lost base once more, when what was committed is found and not doubled."""
        batches = [item.batch for item in group if item.batch is not None]

        def write(tx: Transaction) -> Written:
            return self.log.write(tx, batches, self._clock())

        try:
            return self._transact(write)
        except EngineLost:
            self._reopen()
        try:
            return self._transact(write)
        except EngineLost as error:
            raise Unavailable from error

    def _do(self, item: "_Item") -> None:
        if item.alone is not None:
            try:
                item.answer(item.alone())
            except Exception as error:
                item.fail(error)
            return
        work, worked = item.work, False

        def noted(tx: Transaction) -> Any:
            nonlocal worked
            worked = False
            result = work(tx)  # type: ignore[misc]
            worked = True
            return result

        try:
            try:
                answer = self._transact(noted)
            except EngineLost as error:
                self._reopen()
                if worked:  # lost at the commit: it may have taken place, only the asker can find out
                    raise Unavailable from error
                answer = self._transact(noted)
        except EngineLost:
            item.fail(Unavailable())
        except Exception as error:
            item.fail(error)
        else:
            item.answer(answer)

    def _transact(self, work: Callable[[Transaction], T]) -> T:
        if not self.writable():
            raise DiskFull
        try:
            with self.engine.transaction() as tx:
                return work(tx)
        except OutOfSpace as error:
            raise DiskFull from error

    def _reopen(self) -> None:
        self.log.forget()
        for pause in REOPENING:
            time.sleep(pause)
            with suppress(EngineLost):
                self.engine.reopen()
                return
        raise Unavailable

    def _look_after(self) -> None:
        """In an idle second: bring back a base that a reader found dead."""
        with suppress(EngineLost, FisokoError):
            try:
                self.log.position(self.engine)
            except EngineLost:
                self._reopen()
        self._checkpoint()

    def _checkpoint(self) -> None:
        try:
            self._room.checkpoint(quiet=self._queue.empty())
        except EngineLost:
            with suppress(Unavailable):
                self._reopen()


class _Item:
    """Something in the queue: a batch, a job, work alone, or the end."""

    __slots__ = ("alone", "batch", "future", "stop", "work")

    def __init__(
        self,
        batch: NewBatch | None = None,
        work: Callable[[Transaction], Any] | None = None,
        alone: Callable[[], Any] | None = None,
        *,
        stop: bool = False,
    ) -> None:
        self.batch, self.work, self.alone, self.stop = batch, work, alone, stop
        self.future: Future[Any] = Future()

    def answer(self, result: Any) -> None:
        """Resolve; an asker who has gone away does not matter."""
        if self.future.set_running_or_notify_cancel():
            self.future.set_result(result)

    def fail(self, error: BaseException) -> None:
        """Raise in the asker."""
        if self.future.set_running_or_notify_cancel():
            self.future.set_exception(error)
