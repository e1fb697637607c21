"""The workshop of reports: threads that take from the queue, one process for each report, chores in between."""

import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event as Signal
from threading import Lock, Thread
from time import monotonic

from fisoko.domain.error import FisokoError
from fisoko.domain.event import Event, EventKind
from fisoko.domain.moscow import show
from fisoko.domain.notification import NotificationKind
from fisoko.domain.report import Report
from fisoko.reports import texts
from fisoko.services.building import Building, Crashed
from fisoko.services.notifying import Notifying
from fisoko.store.blobs import Blobs
from fisoko.store.engine import EngineLost, Transaction
from fisoko.store.notifications import Notifications
from fisoko.store.reports import Built, Reports
from fisoko.store.writer import Writer

TRIES = 2  # a crash is tried once more
BEGINNINGS = 5  # so often a report is begun at all, restarts of the server included
KEPT = timedelta(days=30)
LEASE = timedelta(hours=1)  # after which another process's report counts as lost
ASK_SECONDS = 2.0  # where other processes queue reports too
CHORE_SECONDS = 60.0
PROBLEM = "Отчет не сформирован из-за ошибки. Нажмите «Экспорт результатов» еще раз."
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')

log = logging.getLogger(__name__)


class Workshop:
    """Builds what waits in the store, first come, first served, so many at a time."""

    def __init__(
        self,
        reports: Reports,
        notifications: Notifications,
        building: Building,
        blobs: Blobs,
        notifying: Notifying,
        writer: Writer,
        clock: Callable[[], datetime],
        *,
        processes: int = 1,
    ) -> None:
        self._reports, self._notifications, self._building, self._blobs = reports, notifications, building, blobs
        self._notifying, self._writer, self._clock = notifying, writer, clock
        self._alone = writer.engine.sole_writer
        self._threads = [Thread(target=self._loop, name=f"reports-{n}", daemon=True) for n in range(processes)]
        self._wake, self._stop, self._lock = Signal(), Signal(), Lock()
        self._mine: set[int] = set()
        self._chore_at = 0.0

    def start(self) -> None:
        """Take up what an earlier run has left, and begin to build."""
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

    def check(self, collection_id: int, region: str | None) -> None:
        """Raises NotFound where there is no such collection or region."""
        self._building.check(collection_id, region)

    def clear_old(self) -> int:
        """Remove the files kept for thirty days, with their notifications; answers how many."""
        now = self._clock()
        old = self._reports.ready_before(now - KEPT)
        if old:
            event = Event(EventKind.EXPIRED_REMOVED, now, None, "reports", {"reports": [one.id for one in old]})

            def write(tx: Transaction) -> None:
                self._reports.clear(tx, [one.id for one in old], event=event)
                for one in old:
                    self._notifications.remove(tx, NotificationKind.REPORT, one.href or "", event=event)

            self._writer.run(write).result()
            for one in old:
                self._blobs.remove(one.blob or "")
        return len(old)

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
                self._stop.wait(ASK_SECONDS)  # the writer brings the base back
            except Exception:
                log.exception("a report could not be built")
            self._wake.wait(CHORE_SECONDS if self._alone else ASK_SECONDS)
            self._wake.clear()

    def _chores(self) -> None:
        with self._lock:
            if monotonic() < self._chore_at:
                return
            self._chore_at = monotonic() + CHORE_SECONDS
            self.take_up()
            self.clear_old()

    def _build(self, report: Report) -> None:
        try:
            built = self._building.build(report, lambda path: self._keep(report, path))
        except Crashed:
            if not self._stop.is_set():
                self._again(report)
            return
        except (EngineLost, FisokoError):
            raise
        except Exception:
            log.exception("report %s failed", report.id)
            self._again(report)
            return
        self._finish(report, built)

    def _keep(self, report: Report, path: Path) -> Built:
        title = self._building.collection(report.collection_id).title
        name = texts.RESULTS_FILE.format(title=title, scope=self._building.region_name(report.region))
        with path.open("rb") as file:
            return Built(FORBIDDEN.sub(" ", name), self._blobs.put(file), path.stat().st_size)

    def _again(self, report: Report, tries: int = TRIES) -> None:
        """Once more, or the bad news."""
        if report.attempts < tries:
            self._writer.run(lambda tx: self._reports.put_back(tx, report.id)).result()
            self._wake.set()
            return
        now = self._clock()
        event = self._event(report, now, ready=False)

        def write(tx: Transaction) -> None:
            self._reports.fail(tx, report.id, PROBLEM, at=now, event=event)
            self._notify(tx, report, "Отчет не сформирован", PROBLEM, "", "")

        self._end(report, write)

    def _finish(self, report: Report, built: Built) -> None:
        now = self._clock()
        event = self._event(report, now, ready=True, size=built.size)
        text = f"Данные на {show(report.asked_at)} мск"

        def write(tx: Transaction) -> None:
            self._reports.finish(tx, report.id, built, at=now, event=event)
            self._notify(tx, report, "Отчет готов", text, f"/reports/{report.id}", "Загрузить отчет")

        self._end(report, write)

    def _notify(self, tx: Transaction, report: Report, title: str, text: str, href: str, href_text: str) -> None:
        if report.account_id is not None:
            collection = self._building.collection(report.collection_id).title
            self._notifying.notify(
                [report.account_id],
                NotificationKind.REPORT,
                f"{title}: «{collection}»",
                text=text,
                href=href,
                href_text=href_text,
                tx=tx,
            )

    def _end(self, report: Report, write: Callable[[Transaction], None]) -> None:
        self._writer.run(write).result()
        if report.account_id is not None:
            self._notifying.tell([report.account_id])

    def _event(self, report: Report, now: datetime, **detail: bool | int) -> Event:
        return Event(EventKind.REPORT_FINISHED, now, report.account_id, f"report:{report.id}", detail)
