"""The live cabinet of coordinators and the federal organiser: its state, and the page that shows it."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import panel as pn
import param

from fisoko import wiring
from fisoko.domain.person import Identity
from fisoko.domain.report import ReportState
from fisoko.services.permissions import scope
from fisoko.web import texts
from fisoko.web.guard import identity_of
from fisoko.web.pages.look import Look, collections_of, figures, listing, search_of, with_figures
from fisoko.web.panels.cabinet import Cabinet
from fisoko.web.panels.message import (
    CancelReport,
    Close,
    Export,
    OpenParticipants,
    Query,
    Reading,
    ReportDownloads,
    Seen,
)
from fisoko.web.panels.participants import Participants

if TYPE_CHECKING:
    from bokeh.document import Document

    from fisoko.wiring import Application

# The list covers the publications and leaves the header with the bell in sight.
OVER_THE_PAGE = {
    "position": "fixed",
    "inset": "57px 0 0 0",
    "height": "calc(100vh - 57px)",
    "max-height": "none",
    "overflow": "auto",
    "width": "auto",
    "z-index": "10",
    "padding": "16px 24px",
    "background": "#f3f5f9",
}
QUIET_SECONDS = 1.0  # figures of one page are asked no more often
PENDING = (ReportState.QUEUED, ReportState.RUNNING)
ELSEWHERE_MS = 5000  # how often the bell is asked where other processes may ring it
PENDING_MS = 1000  # how often place and progress of a report under way are asked


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
        self._stale: set[int] = set()
        self._busy = self._following = False
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
                    await self._list()
                await asyncio.sleep(QUIET_SECONDS)
        finally:
            self._busy = False

    async def rung(self) -> None:
        """Something new stands behind the bell, perhaps a report."""
        bell = await self._ask(self.services.notifying.bell, self.person)
        reports = await self._ask(self.services.reporting.states, self.person)
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
        await self._list(message.collection, Query(status=message.status))

    async def narrow_list(self, message: Query) -> None:
        """Another part of the list."""
        await self._list(query=message)

    def close_list(self, _: Close) -> None:
        """The × of the list."""
        self.param.update(collection=None, participants=None)

    async def export(self, message: Export) -> None:
        """«Экспорт результатов»."""
        await self._ask(self.services.reporting.ask, self.person, message.collection)
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
            return "/", ""
        return f"/collections/{self.collection}/participants", search_of(self.query)

    async def _list(self, collection: int | None = None, query: Query | None = None) -> None:
        collection, query = collection or self.collection, query or self.query
        if collection is not None:
            found = await self._ask(listing, self.services, self.person, collection, query)
            self.param.update(collection=collection, query=query, participants=found)

    async def _ask(self, question: Callable[..., Any], *words: Any) -> Any:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.services.readers, partial(question, *words))


def show() -> None:
    """Put the page into the document that Panel is making; `first_look` was asked before, by the handler."""
    document = pn.state.curdoc
    request: Any = getattr(document.session_context, "request", None) if document else None
    person = identity_of(request) if request is not None else None
    first: Look | None = getattr(request, "first_look", None)
    if document is None or person is None or first is None:
        return  # Panel runs the file once to look at it
    state = OpenCabinet(wiring.current(), person, first)
    page = pn.Column(_cabinet(state, first), sizing_mode="stretch_width", margin=0)
    _list_follows(state, page)
    _address_follows(state)
    _news_follow(state, document)
    page.servable(title=texts.TITLE)


def _cabinet(state: OpenCabinet, first: Look) -> Cabinet:
    names = ("user", "sections", "notice", "server_now", "zone", "support", "guide")
    fixed = {name: first.cabinet[name] for name in names if name in first.cabinet}
    cabinet = Cabinet(
        **fixed,
        inline=True,
        publications=state.param.publications,
        bell=state.param.bell,
        reports=state.param.reports,
    )
    cabinet.hear(Export, state.export)
    cabinet.hear(ReportDownloads, state.report_downloads)
    cabinet.hear(CancelReport, state.cancel_report)
    cabinet.hear(Seen, state.see)
    cabinet.hear(Reading, state.read)
    cabinet.hear(OpenParticipants, state.open_list)
    return cabinet


def _list_follows(state: OpenCabinet, page: pn.Column) -> None:
    def follow(*_: object) -> None:
        shown = page[1] if len(page) > 1 else None
        if state.participants is None:
            page[1:] = []
        elif isinstance(shown, Participants):
            shown.param.update(**_known(state.participants))
        else:
            panel = Participants(**_known(state.participants), styles=OVER_THE_PAGE)
            panel.hear(Query, state.narrow_list)
            panel.hear(Close, state.close_list)
            page[1:] = [panel]

    state.param.watch(follow, "participants")
    follow()


def _known(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name in Participants.param and name != "close_href"}


def _address_follows(state: OpenCabinet) -> None:
    location = pn.state.location

    def follow(*_: object) -> None:
        path, search = state.address()
        if location is not None and (location.pathname, location.search) != (path, search):
            location.param.update(pathname=path, search=search)

    state.param.watch(follow, ["collection", "query"])


def _news_follow(state: OpenCabinet, document: "Document") -> None:
    """Word comes on other threads: it is passed to this page's own turn of the loop."""
    services = state.services
    # Both take coroutine functions too, whatever their types say.
    soon = cast("Callable[[Any], object]", document.add_next_tick_callback)
    often = cast("Callable[..., object]", pn.state.add_periodic_callback)

    def changed(pairs: frozenset[tuple[int, str]]) -> None:
        soon(partial(state.changed, frozenset(collection for collection, _ in pairs)))

    def rung(accounts: frozenset[int]) -> None:
        if state.person.account_id in accounts:
            soon(state.rung)

    stop_watching = services.live.watch(changed, scope(state.person))
    stop_hearing = services.notifying.on_news(rung)
    if not services.engine.sole_writer:
        often(state.rung, period=ELSEWHERE_MS)

    later = cast("Callable[[Any, int], object]", document.add_timeout_callback)
    state.later = lambda act: later(act, PENDING_MS)
    state.follow_reports()

    def leave(_: object) -> None:
        stop_watching()
        stop_hearing()

    pn.state.on_session_destroyed(leave)
