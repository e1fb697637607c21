"""Files of the analysis."""

from fisoko.web.handlers.base import Handler
from fisoko.web.handlers.download import give_workbook
from fisoko.web.pages.analysis_file import summary_file


class SummaryFileHandler(Handler):
    """/collections/{id}/analysis.xlsx: the summary with the choices of the page's address."""

    async def get(self, collection: str) -> None:
        """The workbook."""
        name, body = await self.run(summary_file, self.services, self.person, int(collection), self.request.query)
        give_workbook(self, name, body)
