"""Reports: asked for with one click, brought by the bell, downloaded by their owner alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from fisoko.domain.as_of import read_moment, read_settled
from fisoko.domain.error import NotFound, Refused
from fisoko.domain.event import Event, EventKind
from fisoko.domain.moscow import show
from fisoko.domain.person import Identity
from fisoko.domain.report import Report, ReportFormat, ReportKind, ReportState, Wish
from fisoko.services.permissions import Action, Thing, check, scope
from fisoko.services.workshop import Workshop
from fisoko.store.blobs import Blobs
from fisoko.store.engine import Transaction
from fisoko.store.reports import Reports
from fisoko.store.writer import Writer

SHOWN = timedelta(days=1)  # how long a ready report stands beside its button
CLEARED = "Отчет хранился 30 дней и удален. Сформируйте его снова."
CANCELLED = "Формирование отчета отменено. Сформируйте его снова."
NOT_READY = "Отчет еще не готов. Дождитесь уведомления."
WHY_NOT = {ReportState.CLEARED: CLEARED, ReportState.CANCELLED: CANCELLED}


class Reporting:
    """The desk where reports are asked for; the workshop behind it builds them."""

    def __init__(
        self, reports: Reports, workshop: Workshop, blobs: Blobs, writer: Writer, clock: Callable[[], datetime]
    ) -> None:
        self._reports, self._workshop, self._blobs = reports, workshop, blobs
        self._writer, self._clock = writer, clock

    @property
    def workshop(self) -> Workshop:
        """Where reports are built."""
        return self._workshop

    def start(self) -> None:
        """Begin to build, with what an earlier run has left."""
        self._workshop.start()

    def close(self) -> None:
        """Stop building; what is under way is taken up at the next start."""
        self._workshop.close()

    def ask(
        self,
        identity: Identity,
        collection_id: int,
        *,
        region: str | None = None,
        form: str = ReportFormat.XLSX,
        as_of: str = "",
    ) -> Report:
        """Queue the results of a collection as they stand now, or stood at a moment («2026-09-07 18:00», Moscow).

        Raises Refused, NotFound (no such collection or region, nobody takes part), BadRequest (no such format, no such
        moment, one to come). The moment is settled first: nobody can appear in it later.
        """
        wanted = ReportFormat.read(form)
        past = read_moment(as_of.strip(), self._clock()) if as_of.strip() else None
        if past is not None:
            self._writer.settle(past)
        return self._ask(identity, Wish(ReportKind.RESULTS, collection_id, region, wanted, past))

    def ask_downloads(self, identity: Identity, store_id: int, region: str | None = None) -> Report:
        """Queue the report of who has taken a store's files by now. Raises Refused, NotFound."""
        return self._ask(identity, Wish(ReportKind.DOWNLOADS, store_id, region))

    def ask_dashboard(
        self, identity: Identity, collection_id: int, *, region: str | None = None, as_of: str = ""
    ) -> Report:
        """Queue the collection as one HTML file, now or as of a moment; raises what `ask` raises but for formats."""
        past = read_settled(as_of.strip(), self._clock()) if as_of.strip() else None
        return self._ask(identity, Wish(ReportKind.DASHBOARD, collection_id, region, past=past))

    def cancel(self, identity: Identity, report_id: int) -> Report:
        """One's own report is not wanted any more; one that has ended stays as it is. Raises NotFound, Refused."""
        self.one(identity, report_id)
        now = self._clock()
        event = Event(EventKind.REPORT_CANCELLED, now, identity.account_id, f"report:{report_id}")
        if self._writer.run(lambda tx: self._reports.cancel(tx, report_id, at=now, event=event)).result():
            self._workshop.drop(report_id)
        return self.one(identity, report_id)

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
            raise NotFound(WHY_NOT.get(report.state) or report.problem or NOT_READY)
        return self._blobs.path(report.blob), report.file_name or "report.xlsx"

    def states(self, identity: Identity) -> dict[str, dict]:
        """Button → what stands beside it: {"id", "state", "place", "progress", "href", "text"} of the latest report.

        The button of a collection is its number, that of its dashboard «dashboard-» and the number, that of a file
        store «store-» and its number.
        """
        since = self._clock() - SHOWN
        latest: dict[str, dict] = {}
        for one in self.of(identity):
            if one.pending or (one.asked_at >= since and one.state is not ReportState.CLEARED):
                latest.setdefault(one.key, self._state(one))
        return {key: state for key, state in latest.items() if state["state"] != ReportState.CANCELLED}

    def progress(self, report: Report) -> int | None:
        """Per cent done of a report that is being built; None where it is not known."""
        return self._workshop.progress(report.id) if report.state is ReportState.RUNNING else None

    def waiting(self) -> int:
        """How many reports wait, for the metrics."""
        return self._reports.waiting()

    def _ask(self, identity: Identity, wish: Wish) -> Report:
        """Queue what stands now; one that is still to come is answered instead of a second.

        A coordinator gets the own region, others that of the wish or all.
        """
        building = self._workshop.building
        kind = building.kind(wish.kind)
        check(identity, kind.action)
        own = scope(identity)
        if own.regions is not None:
            if wish.region not in (None, *own.regions):
                raise Refused
            wish = replace(wish, region=own.regions[0])
        building.check_region(wish.region)
        now = self._clock()
        kind.check(identity, wish, now)
        subject, detail = f"{wish.kind.subject}:{wish.subject_id}", {"kind": wish.kind.value, **wish.parameters()}
        event = Event(EventKind.REPORT_ASKED, now, identity.account_id, subject, detail)

        def write(tx: Transaction) -> Report:
            for one in self._reports.pending(tx, identity.account_id):
                if Wish.of(one) == wish:
                    return self._reports.one(one.id, tx)
            return self._reports.add(tx, wish, account_id=identity.account_id, asked_at=now, event=event)

        report = self._writer.run(write).result()
        self._workshop.wake()
        return report

    def _state(self, report: Report) -> dict:
        text = report.problem or (f"данные на {show(report.moment)} мск" if report.href else "")
        return {
            "id": report.id,
            "state": report.state.value,
            "place": report.place,
            "progress": self.progress(report),
            "href": report.href,
            "text": text,
        }
