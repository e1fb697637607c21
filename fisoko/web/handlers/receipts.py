"""Receipts of submissions: the list of one's own, any by its control code, what was submitted as a workbook."""

from typing import Any

from fisoko.web.handlers.base import Handler
from fisoko.web.handlers.download import give_workbook
from fisoko.web.pages.frame import frame_of

CODE_LENGTH = 40  # signs of what may be typed as a code


class ReceiptsHandler(Handler):
    """/receipts, and ?code= to check one."""

    async def get(self) -> None:
        """The list, and whether the code matches."""
        services, person = self.services, self.person
        code = self.get_query_argument("code", "")[:CODE_LENGTH]

        def ask() -> dict[str, Any]:
            checked = services.receipts.check(person, code) if code.strip() else None
            told = {"receipts": services.receipts.receipts(person), "checked": checked}
            return frame_of(services, person) | told

        self.thin("receipt", await self.run(ask))


class ReceiptHandler(Handler):
    """/receipts/{code}."""

    async def get(self, code: str) -> None:
        """One receipt, to be printed."""
        services, person = self.services, self.person

        def ask() -> dict[str, Any]:
            return frame_of(services, person) | {"receipt": services.receipts.receipt(person, code)}

        self.thin("receipt", await self.run(ask))


class SubmittedHandler(Handler):
    """/receipts/{code}.xlsx: «Скачать, что сдано»."""

    async def get(self, code: str) -> None:
        """The workbook."""
        name, body = await self.run(self.services.receipts.workbook, self.person, code)
        give_workbook(self, name, body)
