"""What becomes of a built report: kept, told of, cleared; a report that is no longer wanted leaves nothing."""

import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from fisoko.domain.event import Event, EventKind
from fisoko.domain.moscow import show
from fisoko.domain.notification import NotificationKind
from fisoko.domain.report import Report
from fisoko.services.announcing import href_of
from fisoko.services.building import Building
from fisoko.services.notifying import Notifying
from fisoko.store.belonging import Belonging
from fisoko.store.blobs import Blobs
from fisoko.store.engine import Transaction
from fisoko.store.notifications import Notifications
from fisoko.store.reports import Built, Reports
from fisoko.store.writer import Writer

KEPT = timedelta(days=30)
UNUSED = timedelta(days=1)  # a content that nothing speaks of
CRASHED = "{thing} не сформирован из-за ошибки. Нажмите «{button}» еще раз."
NO_SPACE = "{thing} не сформирован: на сервере закончилось место. Нажмите «{button}» позже."
log = logging.getLogger(__name__)
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class Delivering:
    """Ends reports: their state, their file and the word to their owner go together."""

    def __init__(
        self,
        reports: Reports,
        notifications: Notifications,
        building: Building,
        blobs: Blobs,
        belonging: Belonging,
        notifying: Notifying,
        writer: Writer,
        clock: Callable[[], datetime],
    ) -> None:
        self._reports, self._notifications, self._building, self._blobs = reports, notifications, building, blobs
        self._belonging = belonging
        self._notifying, self._writer, self._clock = notifying, writer, clock

    def keep(self, report: Report, path: Path) -> Built:
        """The workbook as it is kept. Raises DiskFull."""
        kind = self._building.kind(report.kind)
        name = kind.file_name(kind.title(report.subject_id), self._building.region_name(report.region))
        name += report.suffix
        with path.open("rb") as file:
            return Built(FORBIDDEN.sub(" ", name), self._blobs.put(file), path.stat().st_size)

    def finish(self, report: Report, built: Built) -> None:
        """It is ready, unless it was cancelled meanwhile. Raises DiskFull, and then nothing of it is kept."""
        now = self._clock()
        event = self._event(report, now, ready=True, size=built.size)
        kind = self._building.kind(report.kind)
        text = f"{kind.name}, {self._building.region_name(report.region)}. Данные на {show(report.moment)} мск"

        def write(tx: Transaction) -> None:
            if self._reports.finish(tx, report.id, built, at=now, event=event):
                ready = f"/reports/{report.id}", f"Загрузить {kind.thing.lower()}"
                self._notify(tx, report, NotificationKind.REPORT, f"{kind.thing} готов", text, *ready)

        try:
            self._writer.run(write).result()
        finally:
            self._remove(built.blob)

    def fail(self, report: Report, problem: str) -> None:
        """It will not come; its owner is told why and what to do. Raises DiskFull."""
        now = self._clock()
        event = self._event(report, now, ready=False)
        kind = self._building.kind(report.kind)
        text = problem.format(button=kind.button, thing=kind.thing)

        def write(tx: Transaction) -> None:
            if self._reports.fail(tx, report.id, text, at=now, event=event):
                asked = href_of(kind.publication(report.subject_id)), "Открыть публикацию"
                self._notify(tx, report, NotificationKind.ANSWER, f"{kind.thing} не сформирован", text, *asked)

        self._writer.run(write).result()

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
                self._remove(one.blob or "")
        return len(old)

    def sweep(self) -> int:
        """Remove contents that nothing speaks of: of folders that were not published after all, of refused files.

        Only those that nobody has brought or looked for since a day before: others may be about to be spoken of; and
        nothing where another base has used the folder. Answers how many.
        """
        since = self._clock() - UNUSED
        unused = [*self._blobs.unused_since(since)]
        if not self._belonging.claim():
            if unused:
                log.warning("contents are not swept: another base, or a later state of this one, has used their folder")
            return 0
        spoken_of = self._reports.contents() if unused else frozenset()
        return sum(self._blobs.remove_unused(name, since) for name in unused if name not in spoken_of)

    def _remove(self, blob: str) -> None:
        """Forget a content, unless something speaks of it."""
        if blob and not self._reports.spoken_of(blob):
            self._blobs.remove(blob)

    def _notify(
        self,
        tx: Transaction,
        report: Report,
        kind: NotificationKind,
        title: str,
        text: str,
        href: str = "",
        href_text: str = "",
    ) -> None:
        if report.account_id is not None:
            subject = self._building.kind(report.kind).title(report.subject_id)
            self._notifying.notify(
                [report.account_id],
                kind,
                f"{title}: «{subject}»",
                text=text,
                href=href,
                href_text=href_text,
                tx=tx,
            )

    def _event(self, report: Report, now: datetime, **detail: bool | int) -> Event:
        return Event(EventKind.REPORT_FINISHED, now, report.account_id, f"report:{report.id}", detail)
