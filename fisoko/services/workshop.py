"""The workshop of reports: threads that take from the queue, one process for each report, chores in between."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event as Signal
from threading import Lock, Thread
from time import monotonic

from fisoko.domain.error import DiskFull, FisokoError
from fisoko.domain.report import Report
from fisoko.services.building import Building, Crashed
from fisoko.services.delivering import CRASHED, NO_SPACE, Delivering
from fisoko.store.engine import EngineLost
from fisoko.store.reports import Reports
from fisoko.store.writer import Writer

TRIES = 2  # a crash is tried once more
BEGINNINGS = 5  # so often a report is begun at all, restarts of the server included
LEASE = timedelta(minutes=2)  # after which a report of another process, unless that says it lives, counts as lost
SEEN_SECONDS = 5.0  # so often it says so
ASK_SECONDS = 2.0  # where other processes queue reports too
CHORE_SECONDS = 60.0
SWEEP_SECONDS = 3600.0

log = logging.getLogger(__name__)


class Workshop:
    """Builds what waits in the store, first come, first served, so many at a time."""

    def __init__(
        self,
        reports: Reports,
        building: Building,
        delivering: Delivering,
        writer: Writer,
        clock: Callable[[], datetime],
        *,
        processes: int = 1,
    ) -> None:
        self._reports, self._building, self._delivering = reports, building, delivering
        self._writer, self._clock = writer, clock
        self._alone = writer.engine.sole_writer
        self._threads = [Thread(target=self._loop, name=f"reports-{n}", daemon=True) for n in range(processes)]
        self._wake, self._stop, self._lock = Signal(), Signal(), Lock()
        self._mine: set[int] = set()
        self._chore_at = self._sweep_at = 0.0

    @property
    def building(self) -> Building:
        """What knows the kinds of reports."""
        return self._building

    def start(self) -> None:
        """Take up what an earlier run has left, and begin to build."""
        self._building.clear(alone=self._alone)
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Stop building; what is under way is taken up at the next start."""
        self._stop.set()
        self._wake.set()
        self._building.stop()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def wake(self) -> None:
        """Something has been queued."""
        self._wake.set()

    def drop(self, report_id: int) -> None:
        """A report was cancelled: its process ends, if it runs here."""
        with self._lock:
            if report_id in self._mine:
                self._building.drop(report_id)

    def progress(self, report_id: int) -> int | None:
        """Per cent done of a report that is being built here; None where it is not known."""
        return self._building.progress(report_id)

    def clear_old(self) -> int:
        """Remove what was kept for long enough; answers how many."""
        return self._delivering.clear_old()

    def work(self) -> bool:
        """Build the report that has waited longest; whether there was one. What the threads do, again and again."""
        with self._lock:
            if not self._reports.waiting():
                return False
            report = self._writer.run(lambda tx: self._reports.take(tx, self._clock())).result()
            if report is None:
                return False
            self._mine.add(report.id)
        try:
            self._build(report)
        finally:
            with self._lock:
                self._mine.discard(report.id)
        return True

    def take_up(self) -> None:
        """Queue again what was begun and left: by a run that has ended, or by a process that has died."""
        before = self._clock() - (timedelta(0) if self._alone else LEASE)
        for one in self._reports.running(before):
            if one.id not in self._mine:
                self._again(one, BEGINNINGS)

    def _loop(self) -> None:
        while not self._stop.is_set():
            try:
                self._chores()
                if self.work():
                    continue
            except (EngineLost, FisokoError):
                self._stop.wait(ASK_SECONDS)  # the writer brings the base back, or there will be room again
            except Exception:
                log.exception("a report could not be built")
            self._wake.wait(CHORE_SECONDS if self._alone else ASK_SECONDS)
            self._wake.clear()
            if self._stop.is_set():
                self._wake.set()  # for the other threads: the word of the end must not be cleared

    def _chores(self) -> None:
        with self._lock:
            if monotonic() < self._chore_at:
                return
            self._chore_at = monotonic() + CHORE_SECONDS
            self.take_up()
            self._delivering.clear_old()
            if monotonic() >= self._sweep_at:
                self._sweep_at = monotonic() + SWEEP_SECONDS
                self._delivering.sweep()

    def _build(self, report: Report) -> None:
        try:
            wanted = self._wanted(report.id)
            built = self._building.build(report, lambda path: self._delivering.keep(report, path), wanted=wanted)
            self._delivering.finish(report, built)
        except Crashed:
            if not self._stop.is_set():
                self._again(report)
        except DiskFull:
            self._fail(report, NO_SPACE)
        except (EngineLost, FisokoError):
            raise
        except Exception:
            log.exception("report %s failed", report.id)
            self._again(report)

    def _wanted(self, report_id: int) -> Callable[[], bool]:
        """Whether a report is still to be built: where others write too, asked of the base and told that it is."""
        asked = monotonic()

        def wanted() -> bool:
            nonlocal asked
            if self._alone or monotonic() - asked < SEEN_SECONDS:
                return True
            asked = monotonic()
            return self._writer.run(lambda tx: self._reports.seen(tx, report_id, self._clock())).result()

        return wanted

    def _again(self, report: Report, tries: int = TRIES) -> None:
        """Once more, or the bad news; neither for one that was cancelled."""
        if report.attempts < tries:
            self._writer.run(lambda tx: self._reports.put_back(tx, report.id)).result()
            self._wake.set()
            return
        self._fail(report, CRASHED)

    def _fail(self, report: Report, problem: str) -> None:
        """The bad news; on a full disk it waits for room, as everything does that is written."""
        while not self._stop.is_set():
            try:
                self._delivering.fail(report, problem)
            except DiskFull:
                self._stop.wait(ASK_SECONDS)
            else:
                return
