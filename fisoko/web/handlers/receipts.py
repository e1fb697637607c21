"""Receipts of submissions: the list of one's own, and each by its control code."""

from typing import Any

from fisoko.web.handlers.base import Handler

SHARED = ("user", "sections", "zone", "support", "guide")  # what the page's header and foot need of the cabinet


class ReceiptsHandler(Handler):
    """/receipts."""

    async def get(self) -> None:
        """The list."""
        services, person = self.services, self.person

        def ask() -> dict[str, Any]:
            return shared(services.publishing.cabinet(person)) | {"receipts": services.submitting.receipts(person)}

        self.thin("receipt", await self.run(ask))


class ReceiptHandler(Handler):
    """/receipts/{code}."""

    async def get(self, code: str) -> None:
        """One receipt, to be printed."""
        services, person = self.services, self.person

        def ask() -> dict[str, Any]:
            return shared(services.publishing.cabinet(person)) | {"receipt": services.submitting.receipt(person, code)}

        self.thin("receipt", await self.run(ask))


def shared(cabinet: dict[str, Any]) -> dict[str, Any]:
    """The part of the cabinet's data that every page has."""
    return {name: cabinet[name] for name in SHARED if name in cabinet}
