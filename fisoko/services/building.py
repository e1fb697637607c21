"""Building one report: frozen rows into a folder, a process of its own, a workbook out."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from typing import TypeVar

from fisoko.domain.collection import Collection
from fisoko.domain.error import NotFound
from fisoko.domain.report import Report
from fisoko.reports import worker
from fisoko.reports.results import About, ResultRow
from fisoko.services.permissions import Scope
from fisoko.store.accounts import Accounts
from fisoko.store.collections import Collections
from fisoko.store.forms import Forms
from fisoko.store.participants import Participants
from fisoko.store.submissions import Submissions

T = TypeVar("T")
PATIENCE = 1800.0  # seconds: all 45,000 organisations take some minutes
ROOT = Path(__file__).resolve().parents[2]
EVERYWHERE_NAME = "все регионы"
# A fresh interpreter: multiprocessing would run the server's main module once more.
PROGRAM = "import sys; from fisoko.reports.worker import build; build(sys.argv[1])"


class Crashed(Exception):
    """The process ended without a workbook, or was stopped."""


class Building:
    """Makes workbooks of queued reports; `stop` ends the processes that run."""

    def __init__(
        self,
        collections: Collections,
        participants: Participants,
        submissions: Submissions,
        forms: Forms,
        accounts: Accounts,
    ) -> None:
        self._collections, self._participants, self._submissions = collections, participants, submissions
        self._forms, self._accounts = forms, accounts
        self._running: set[subprocess.Popen[bytes]] = set()
        self._stopped = False
        self._lock = Lock()

    def build(self, report: Report, take: Callable[[Path], T]) -> T:
        """Build the report and answer what `take` makes of the workbook's path. Raises Crashed."""
        with tempfile.TemporaryDirectory(prefix="fisoko-report-") as name:
            folder = Path(name)
            self._freeze(report, folder)
            self._run(folder)
            return take(folder / worker.RESULT)

    def region_name(self, code: str | None) -> str:
        """The region in words, or that all are meant."""
        return self._accounts.regions()[code].name if code else EVERYWHERE_NAME

    def collection(self, collection_id: int) -> Collection:
        """What a report is about. Raises NotFound."""
        return self._collections.one(collection_id)

    def check(self, collection_id: int, region: str | None) -> None:
        """Raises NotFound where there is no such collection or region."""
        self.collection(collection_id)
        if region is not None and region not in self._accounts.regions():
            raise NotFound(f"Региона с кодом «{region}» нет.")

    def stop(self) -> None:
        """End what runs; what is asked for later crashes at once."""
        with self._lock:
            self._stopped = True
            for process in self._running:
                process.kill()

    def _freeze(self, report: Report, folder: Path) -> None:
        collection = self.collection(report.collection_id)
        version = self._forms.version(collection.form_version_id)
        owner = self._accounts.one(report.account_id) if report.account_id is not None else None
        about = About(
            collection=collection.title,
            form_version=version.number,
            as_of=report.asked_at,
            as_of_number=report.as_of,
            selection=self.region_name(report.region),
            asked_by=f"{owner.name} ({owner.login})" if owner else "оператор сервера",
        )
        worker.freeze(folder, version.form, self._rows(report), about)

    def _rows(self, report: Report) -> Iterator[ResultRow]:
        """The last submissions by the click of those who took part at the click: as many as «Сдано» was then."""
        scope = Scope((report.region,) if report.region else None)
        names = {code: region.name for code, region in self._accounts.regions().items()}
        taking_part = {
            one.organisation_id: one for one in self._participants.at(report.collection_id, report.asked_at, scope)
        }
        for made in self._submissions.as_of(report.collection_id, report.as_of, scope):
            one = taking_part.get(made.organisation_id)
            if one is not None:
                yield ResultRow(
                    login=one.login,
                    name=one.name,
                    region=names.get(one.region, one.region),
                    number=made.number,
                    submitted_at=made.submitted_at,
                    sha256=made.sha256,
                    values=made.values,
                )

    def _run(self, folder: Path) -> None:
        environment = {key: value for key, value in os.environ.items() if key in ("PATH", "SYSTEMROOT", "LANG", "TZ")}
        environment |= {"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
        with self._lock:
            if self._stopped:
                raise Crashed("stopped")
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-c", PROGRAM, str(folder)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
            self._running.add(process)
        try:
            status = process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
        finally:
            with self._lock:
                self._running.discard(process)
        if status:
            raise Crashed(f"status {status}")
