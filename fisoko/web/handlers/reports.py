"""Reports: asked for, listed, downloaded."""

import re
from typing import Any

from fisoko.domain.contents import type_of
from fisoko.domain.error import BadRequest
from fisoko.domain.report import ReportFormat
from fisoko.web.handlers.base import Handler
from fisoko.web.handlers.body import BodyHandler
from fisoko.web.handlers.download import send_file

REGION = re.compile(r"[0-9]{2}")
HTML = "text/html; charset=utf-8"


class ReportHandler(Handler):
    """/reports/{id}: the file itself."""

    redirects = False

    async def get(self, report: str) -> None:
        """The xlsx, zip or html, in pieces; always to be saved, never shown as a page of the site."""
        path, name = await self.run(self.services.reporting.open, self.person, int(report))
        await send_file(self, path, name, HTML if name.endswith(".html") else type_of(name))

    head = get


class ReportsHandler(Handler):
    """/api/v1/reports: one's own reports, where each is in the queue, and how far."""

    for_programs = True

    async def get(self) -> None:
        """{"reports": […]}."""
        self.answer({"reports": await self.run(self._all)})

    def _all(self) -> list[dict[str, Any]]:
        reporting = self.services.reporting
        return [one.to_json() | {"progress": reporting.progress(one)} for one in reporting.of(self.person)]


class Asking(BodyHandler):
    """Puts a report into the queue; {"region": "24"} narrows it for those who see all."""

    most_bytes = 64 * 1024

    def text(self, name: str, default: str = "") -> str:
        """A text of the body. Raises BadRequest."""
        given = self.json().get(name, default)
        if not isinstance(given, str):
            raise BadRequest
        return given

    def region(self) -> str | None:
        """The region that the body names. Raises BadRequest."""
        region = self.json().get("region")
        if region is not None and not (isinstance(region, str) and REGION.fullmatch(region)):
            raise BadRequest
        return region


class ReportAskHandler(Asking):
    """/api/v1/collections/{id}/reports: «Экспорт результатов».

    {"format": "csv", "as_of": "2026-09-07 18:00"} ask for another format than xlsx and for another moment than now.
    """

    async def take(self, collection: str) -> None:
        """202 and the report."""
        report = await self.run(
            self.services.reporting.ask,
            self.person,
            int(collection),
            region=self.region(),
            form=self.text("format", ReportFormat.XLSX.value),
            as_of=self.text("as_of"),
        )
        self.answer(report.to_json(), 202)


class DashboardHandler(Asking):
    """/api/v1/collections/{id}/dashboards: «Дашборд для показа»; {"as_of": "2026-09-07 18:00"} for another moment."""

    async def take(self, collection: str) -> None:
        """202 and the report."""
        report = await self.run(
            self.services.reporting.ask_dashboard,
            self.person,
            int(collection),
            region=self.region(),
            as_of=self.text("as_of"),
        )
        self.answer(report.to_json(), 202)


class DownloadsReportHandler(Asking):
    """/api/v1/stores/{id}/reports: «Отчет» of a file store."""

    async def take(self, store: str) -> None:
        """202 and the report."""
        report = await self.run(self.services.reporting.ask_downloads, self.person, int(store), self.region())
        self.answer(report.to_json(), 202)


class ReportCancelHandler(BodyHandler):
    """/api/v1/reports/{id}/cancel: «Отменить»."""

    most_bytes = 64 * 1024

    async def take(self, report: str) -> None:
        """The report as it stands afterwards; one that has ended stays as it is."""
        cancelled = await self.run(self.services.reporting.cancel, self.person, int(report))
        self.answer(cancelled.to_json())
