"""Reports: asked for, listed, downloaded."""

import re

from fisoko.domain.error import BadRequest
from fisoko.web.handlers.base import Handler
from fisoko.web.handlers.body import BodyHandler
from fisoko.web.handlers.download import send_file

REGION = re.compile(r"[0-9]{2}")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ReportHandler(Handler):
    """/reports/{id}: the file itself."""

    redirects = False

    async def get(self, report: str) -> None:
        """The xlsx, in pieces."""
        path, name = await self.run(self.services.reporting.open, self.person, int(report))
        await send_file(self, path, name, XLSX)

    head = get


class ReportsHandler(Handler):
    """/api/v1/reports: one's own reports and where each is in the queue."""

    for_programs = True

    async def get(self) -> None:
        """{"reports": […]}."""
        found = await self.run(self.services.reporting.of, self.person)
        self.answer({"reports": [one.to_json() for one in found]})


class ReportAskHandler(BodyHandler):
    """/api/v1/collections/{id}/reports: «Экспорт результатов»."""

    most_bytes = 64 * 1024

    async def take(self, collection: str) -> None:
        """Puts a report into the queue: 202 and the report; {"region": "24"} narrows it for those who see all."""
        region = self.json().get("region")
        if region is not None and not (isinstance(region, str) and REGION.fullmatch(region)):
            raise BadRequest
        report = await self.run(self.services.reporting.ask, self.person, int(collection), region=region)
        self.answer(report.to_json(), 202)
