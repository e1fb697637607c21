"""The table of reading addresses: handlers, parameters and the OpenAPI document are made from it."""

from collections.abc import Callable
from dataclasses import dataclass

from fisoko.domain import table as tables
from fisoko.domain.asked import Asked
from fisoko.domain.person import Identity
from fisoko.domain.table import Table
from fisoko.services.answer import Answer
from fisoko.services.reading import Reading

PAGE = ("limit", "offset")
OF_COLLECTION = "/api/v1/collections/{collection}/"
ORGANISATIONS = ("region", "kind", "login")


@dataclass(frozen=True)
class Reads:
    """One reading address: its path as OpenAPI writes it, the parameters it knows, and what answers it."""

    name: str
    path: str
    table: Table
    parameters: tuple[str, ...]
    ask: Callable[..., Answer]  # Reading, identity, the path's parts, Asked

    @property
    def parts(self) -> tuple[str, ...]:
        """The names in the path."""
        return tuple(part.strip("{}") for part in self.path.split("/") if part.startswith("{"))

    @property
    def known(self) -> tuple[str, ...]:
        """Every parameter of the query."""
        return (*self.parameters, "as_of", *PAGE, "format")


def _collections(reading: Reading, identity: Identity, asked: Asked) -> Answer:
    return reading.collections(identity, asked)


READS = (
    Reads("collections", "/api/v1/collections", tables.COLLECTIONS, (), _collections),
    Reads(
        "participants",
        OF_COLLECTION + "participants",
        tables.PARTICIPANTS,
        (*ORGANISATIONS, "status"),
        lambda reading, identity, number, asked: reading.participants(identity, int(number), asked),
    ),
    Reads(
        "results",
        OF_COLLECTION + "results/{sheet}",
        tables.RESULTS,
        ORGANISATIONS,
        lambda reading, identity, number, sheet, asked: reading.results(identity, int(number), sheet, asked),
    ),
    Reads(
        "progress",
        OF_COLLECTION + "progress",
        tables.PROGRESS,
        ("region", "kind"),
        lambda reading, identity, number, asked: reading.progress(identity, int(number), asked),
    ),
    Reads(
        "downloads",
        OF_COLLECTION + "downloads",
        tables.DOWNLOADS,
        ORGANISATIONS,
        lambda reading, identity, number, asked: reading.downloads(identity, int(number), asked),
    ),
    Reads(
        "findings",
        OF_COLLECTION + "findings",
        tables.FINDINGS,
        ORGANISATIONS,
        lambda reading, identity, number, asked: reading.findings(identity, int(number), asked),
    ),
    Reads(
        "submissions",
        OF_COLLECTION + "submissions",
        tables.SUBMISSIONS,
        ORGANISATIONS,
        lambda reading, identity, number, asked: reading.submissions(identity, int(number), asked),
    ),
)
BY_NAME = {one.name: one for one in READS}
