"""Building one report: frozen rows into a folder, a process of its own, a file out."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from time import monotonic, time
from typing import TypeVar

from fisoko.domain.child import environment
from fisoko.domain.error import DiskFull, NotFound
from fisoko.domain.report import Report, ReportKind
from fisoko.domain.texts import NO_REGION
from fisoko.reports import worker
from fisoko.reports.about import About
from fisoko.reports.frozen import RESULT, progress_of
from fisoko.services.report_kind import Kind
from fisoko.store.accounts import Accounts

T = TypeVar("T")
PATIENCE = 1800.0  # seconds: all 45,000 organisations take some minutes
LOOK_SECONDS = 0.25  # how often a process is looked after
LEFT_SECONDS = 86_400.0  # after which a folder is nobody's any more
EVERYWHERE_NAME = "все регионы"
# A fresh interpreter: multiprocessing would run the server's main module once more.
PROGRAM = "from fisoko.reports.worker import main; main()"


class Crashed(Exception):
    """The process ended without a file, or was stopped."""


class Building:
    """Makes files of queued reports in folders under `folder`; `stop` ends the processes that run."""

    def __init__(self, kinds: Mapping[ReportKind, Kind], accounts: Accounts, folder: Path) -> None:
        self._kinds, self._accounts, self._folder = kinds, accounts, folder
        self._running: dict[int, tuple[subprocess.Popen[bytes], Path]] = {}  # by report
        self._unwanted: set[int] = set()
        self._stopped = False
        self._lock = Lock()

    def kind(self, kind: ReportKind) -> Kind:
        """What is particular to a kind of report."""
        return self._kinds[kind]

    def build(self, report: Report, take: Callable[[Path], T], *, wanted: Callable[[], bool]) -> T:
        """Build the report and answer what `take` makes of the file's path.

        `wanted` is asked now and then: it may be cancelled in another process. Raises Crashed, DiskFull.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.TemporaryDirectory("", f"{report.id}-", self._folder, ignore_cleanup_errors=True) as name:
                folder = Path(name)
                self._kinds[report.kind].freeze(report, self.about(report), folder)
                self._run(report.id, folder, wanted)
                return take(folder / RESULT)
        except OSError as error:
            if error.errno in worker.FULL:
                raise DiskFull from error
            raise
        finally:
            with self._lock:
                self._unwanted.discard(report.id)

    def region_name(self, code: str | None) -> str:
        """The region in words, or that all are meant."""
        return self._accounts.regions()[code].name if code else EVERYWHERE_NAME

    def check_region(self, code: str | None) -> None:
        """Raises NotFound where there is no such region."""
        if code is not None and code not in self._accounts.regions():
            raise NotFound(NO_REGION.format(code=code))

    def progress(self, report_id: int) -> int | None:
        """How many per cent are done, where the report is being built by this process and long enough to tell."""
        with self._lock:
            running = self._running.get(report_id)
        return progress_of(running[1]) if running else None

    def drop(self, report_id: int) -> None:
        """End the process of a report that is being built here and not wanted any more."""
        with self._lock:
            self._unwanted.add(report_id)
            if report_id in self._running:
                self._running[report_id][0].kill()

    def stop(self) -> None:
        """End what runs; what is asked for later crashes at once."""
        with self._lock:
            self._stopped = True
            for process, _ in self._running.values():
                process.kill()

    def clear(self, *, alone: bool) -> None:
        """Remove what killed servers have left; where others build in the same folder, only what is old."""
        old = time() - LEFT_SECONDS
        for one in self._folder.glob("*-*"):
            if alone or one.stat().st_mtime < old:
                shutil.rmtree(one, ignore_errors=True)

    def about(self, report: Report) -> About:
        """What the workbook will say of itself."""
        owner = self._accounts.one(report.account_id) if report.account_id is not None else None
        return About(
            title=self._kinds[report.kind].title(report.subject_id),
            number=report.id,
            as_of=report.moment,
            as_of_number=report.as_of,
            selection=self.region_name(report.region),
            asked_by=f"{owner.name} ({owner.login})" if owner else "оператор сервера",
        )

    def _run(self, report_id: int, folder: Path, wanted: Callable[[], bool]) -> None:
        process = self._begin(report_id, folder)
        until = monotonic() + PATIENCE
        try:
            while (status := _ended(process)) is None:
                if monotonic() > until or not wanted():
                    process.kill()
        finally:
            with self._lock:
                del self._running[report_id]
        if status == worker.NO_SPACE:
            raise DiskFull
        if status:
            raise Crashed(f"status {status}")

    def _begin(self, report_id: int, folder: Path) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._stopped or report_id in self._unwanted:
                raise Crashed("stopped")
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-c", PROGRAM, str(folder)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment(),
            )
            self._running[report_id] = process, folder
        return process


def _ended(process: subprocess.Popen[bytes]) -> int | None:
    try:
        return process.wait(LOOK_SECONDS)
    except subprocess.TimeoutExpired:
        return None
