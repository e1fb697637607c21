"""What one open page of a coordinator or the federal organiser shows now, and what its clicks do."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import param

from fisoko.domain.person import Identity
from fisoko.domain.report import PENDING
from fisoko.web.pages.look import (
    Look,
    announced,
    collections_of,
    figures,
    followed,
    listing,
    look,
    search_of,
    with_figures,
)
from fisoko.web.panels.message import (
    CancelReport,
    Close,
    Export,
    OpenParticipants,
    Query,
    Reading,
    ReportDownloads,
    SaveDashboard,
    Seen,
)

if TYPE_CHECKING:
    from fisoko.wiring import Application

QUIET_SECONDS = 1.0  # figures of one page are asked no more often


class OpenCabinet(param.Parameterized):
    """What one open page shows now; whatever changes a property changes the page."""

    publications = param.List(default=[])
    bell = param.Dict(default={})
    reports = param.Dict(default={})
    participants = param.Dict(default=None, allow_None=True, doc="Properties of the open list, None while it is closed")
    collection = param.Integer(default=None, allow_None=True, doc="Whose list is open")
    query = param.ClassSelector(class_=Query, default=Query())

    def __init__(self, services: "Application", person: Identity, first: Look) -> None:
        super().__init__(
            publications=first.cabinet["publications"],
            bell=first.cabinet["bell"],
            reports=first.cabinet["reports"],
            participants=first.participants,
            collection=first.collection,
            query=first.query,
        )
        self.services, self.person = services, person
        self._section = next((one["id"] for one in first.cabinet["sections"] if one["current"]), None)
        self._stale: set[int] = set()
        self._busy = self._following = False
        self._home = ""  # the search part of the cabinet's own address, as it was left
        self.later: Callable[[Callable[[], Any]], object] | None = None  # has something called in a moment

    async def changed(self, collections: frozenset[int]) -> None:
        """Drafts or submissions of these collections have changed: figures and list follow, once a second at most."""
        self._stale |= collections
        if self._busy:
            return
        self._busy = True
        try:
            while self._stale:
                stale, self._stale = self._stale, set()
                shown = {one["id"] for one in collections_of(self.publications)} & stale
                found = await self._ask(figures, self.services, self.person, sorted(shown))
                self.publications = with_figures(self.publications, found)
                if self.collection in stale:
                    await self._list(ask=followed)
                await asyncio.sleep(QUIET_SECONDS)
        finally:
            self._busy = False

    async def rung(self) -> None:
        """Something new stands behind the bell, perhaps a report."""
        bell = await self._ask(self.services.notifying.bell, self.person)
        reports = await self._ask(self.services.reporting.states, self.person)
        if announced(bell) != announced(self.bell):  # a publication has appeared, or is gone
            fresh = await self._ask(partial(look, self.services, self.person, section=self._section))
            self.publications = fresh.cabinet["publications"]
        if bell != self.bell or reports != self.reports:
            self.param.update(bell=bell, reports=reports)
        self.follow_reports()

    def follow_reports(self) -> None:
        """While a report is under way its place and progress are asked again and again, one short call at a time."""
        if self.later and not self._following and any(one["state"] in PENDING for one in self.reports.values()):
            self._following = True
            self.later(self._look_at_reports)

    async def _look_at_reports(self) -> None:
        self._following = False
        self.reports = await self._ask(self.services.reporting.states, self.person)
        self.follow_reports()

    async def open_list(self, message: OpenParticipants) -> None:
        """«Список участников», or one of the figures."""
        self._home = message.home
        await self._list(message.collection, Query(status=message.status))

    async def narrow_list(self, message: Query) -> None:
        """Another part of the list."""
        await self._list(query=message)

    def close_list(self, _: Close) -> None:
        """The × of the list."""
        self.param.update(collection=None, participants=None)

    async def export(self, message: Export) -> None:
        """«Экспорт результатов»."""
        ask = self.services.reporting.ask
        await self._ask(partial(ask, self.person, message.collection, form=message.form, region=message.region or None))
        await self.rung()

    async def save_dashboard(self, message: SaveDashboard) -> None:
        """«Дашборд для показа»."""
        ask = self.services.reporting.ask_dashboard
        await self._ask(partial(ask, self.person, message.collection, region=message.region or None))
        await self.rung()

    async def report_downloads(self, message: ReportDownloads) -> None:
        """«Отчет» of a file store."""
        await self._ask(self.services.reporting.ask_downloads, self.person, message.store)
        await self.rung()

    async def cancel_report(self, message: CancelReport) -> None:
        """«Отменить» beside a report under way."""
        await self._ask(self.services.reporting.cancel, self.person, message.id)
        await self.rung()

    async def see(self, message: Seen) -> None:
        """A new publication was unfolded."""
        await self._ask(self.services.publishing.note_seen, self.person, message.publication)

    async def read(self, message: Reading) -> None:
        """«Прочитано», one or all."""
        await self._ask(self.services.notifying.read, self.person, message.id)
        await self.rung()

    def address(self) -> tuple[str, str]:
        """Path and search of the address that shows the same."""
        if self.collection is None:
            return "/", self._home
        return f"/collections/{self.collection}/participants", search_of(self.query)

    async def _list(
        self, collection: int | None = None, query: Query | None = None, ask: Callable[..., Any] = listing
    ) -> None:
        collection, query = collection or self.collection, query or self.query
        if collection is not None:
            found = await self._ask(ask, self.services, self.person, collection, query)
            self.param.update(collection=collection, query=query, participants=found)

    async def _ask(self, question: Callable[..., Any], *words: Any) -> Any:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.services.readers, partial(question, *words))
