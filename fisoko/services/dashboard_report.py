"""The report that is a dashboard: a collection as it stood at the click, or at a moment before it, as one HTML file."""

from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from fisoko.domain.person import Identity
from fisoko.domain.report import Report, Wish
from fisoko.reports import dashboard, texts
from fisoko.reports.about import About
from fisoko.services.permissions import Action
from fisoko.store.collections import Collections


class Gather(Protocol):
    """Everything that a dashboard shows: services.dashboards."""

    def as_of(
        self,
        collection_id: int,
        region: str | None,
        *,
        at: datetime,
        seq: int,
        past: bool,
    ) -> dict[str, Any]:
        """See fisoko.services.dashboards.Dashboards.as_of."""
        ...


class DashboardReport:
    """A kind of report; its subject is a collection. Nobody taking part is no error: the file says so."""

    action = Action.WATCH
    button = name = "Дашборд для показа"
    thing = "Дашборд"

    def __init__(self, collections: Collections, gather: Gather) -> None:
        self._collections, self._gather = collections, gather

    def check(self, identity: Identity, wish: Wish, now: datetime) -> None:
        """Raises NotFound where there is no such collection."""
        self._collections.one(wish.subject_id)

    def title(self, subject_id: int) -> str:
        """The collection's title. Raises NotFound."""
        return self._collections.one(subject_id).title

    def publication(self, subject_id: int) -> int:
        """The collection's publication. Raises NotFound."""
        return self._collections.one(subject_id).publication_id

    def file_name(self, title: str, scope: str) -> str:
        """«Дашборд. Контингент (Красноярский край)»."""
        return texts.DASHBOARD_FILE.format(title=title, scope=scope)

    def freeze(self, report: Report, about: About, folder: Path) -> None:
        """The content of the moment, within the region of the click."""
        content = self._gather.as_of(
            report.subject_id, report.region, at=report.moment, seq=report.as_of, past=report.past is not None
        )
        dashboard.freeze(folder, content, about)
