"""Reports: asked for with one click, brought by the bell, downloaded by their owner alone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from fisoko.domain.error import NotFound, Refused
from fisoko.domain.event import Event, EventKind
from fisoko.domain.moscow import show
from fisoko.domain.person import Identity
from fisoko.domain.report import Report, ReportKind, ReportState
from fisoko.services.permissions import Action, Thing, check, scope
from fisoko.services.workshop import Workshop
from fisoko.store.blobs import Blobs
from fisoko.store.engine import Transaction
from fisoko.store.reports import Reports
from fisoko.store.writer import Writer

SHOWN = timedelta(days=1)  # how long a ready report stands beside its button
CLEARED = "Отчет хранился 30 дней и удален. Сформируйте его снова."
NOT_READY = "Отчет еще не готов. Дождитесь уведомления."


class Reporting:
    """The desk where reports are asked for; the workshop behind it builds them."""

    def __init__(
        self, reports: Reports, workshop: Workshop, blobs: Blobs, writer: Writer, clock: Callable[[], datetime]
    ) -> None:
        self._reports, self._workshop, self._blobs = reports, workshop, blobs
        self._writer, self._clock = writer, clock

    def start(self) -> None:
        """Begin to build, with what an earlier run has left."""
        self._workshop.start()

    def close(self) -> None:
        """Stop building; what is under way is taken up at the next start."""
        self._workshop.close()

    def ask(self, identity: Identity, collection_id: int, *, region: str | None = None) -> Report:
        """Queue the results as they stand now; one that is still to come is answered instead of a second.

        A coordinator gets the own region, others `region` or all. Raises Refused, NotFound.
        """
        check(identity, Action.EXPORT_RESULTS)
        own = scope(identity)
        if own.regions is not None:
            if region not in (None, *own.regions):
                raise Refused
            region = own.regions[0]
        self._workshop.check(collection_id, region)
        now = self._clock()
        detail = {"kind": ReportKind.RESULTS.value, "region": region}
        event = Event(EventKind.REPORT_ASKED, now, identity.account_id, f"collection:{collection_id}", detail)

        def write(tx: Transaction) -> Report:
            for one in self._reports.of_account(identity.account_id, tx):
                if one.pending and (one.collection_id, one.region) == (collection_id, region):
                    return one
            return self._reports.add(
                tx,
                ReportKind.RESULTS,
                account_id=identity.account_id,
                collection_id=collection_id,
                region=region,
                asked_at=now,
                event=event,
            )

        report = self._writer.run(write).result()
        self._workshop.wake()
        return report

    def of(self, identity: Identity) -> list[Report]:
        """This person's own reports, newest first."""
        return self._reports.of_account(identity.account_id)

    def one(self, identity: Identity, report_id: int) -> Report:
        """One of this person's own reports within the present scope. Raises NotFound, Refused."""
        report = self._reports.one(report_id)
        check(identity, Action.OPEN_REPORT, Thing(region=report.region, owner=report.account_id))
        return report

    def open(self, identity: Identity, report_id: int) -> tuple[Path, str]:
        """The file of a ready report and its name. Raises NotFound, Refused."""
        report = self.one(identity, report_id)
        if report.state is not ReportState.READY or report.blob is None:
            raise NotFound(CLEARED if report.state is ReportState.CLEARED else report.problem or NOT_READY)
        return self._blobs.path(report.blob), report.file_name or "report.xlsx"

    def states(self, identity: Identity) -> dict[str, dict]:
        """Collection → what stands beside its button: {"state", "place", "href", "text"} of the latest report."""
        since = self._clock() - SHOWN
        latest: dict[str, dict] = {}
        for one in self.of(identity):
            if one.pending or (one.asked_at >= since and one.state is not ReportState.CLEARED):
                latest.setdefault(str(one.collection_id), _state(one))
        return latest

    def waiting(self) -> int:
        """How many reports wait, for the metrics."""
        return self._reports.waiting()


def _state(report: Report) -> dict:
    text = report.problem or (f"данные на {show(report.asked_at)} мск" if report.href else "")
    return {"state": report.state.value, "place": report.place, "href": report.href, "text": text}
