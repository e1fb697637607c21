"""The live cabinet of coordinators and the federal organiser: the page that shows its state."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import panel as pn

from fisoko import wiring
from fisoko.services.permissions import scope
from fisoko.web import texts
from fisoko.web.guard import identity_of
from fisoko.web.pages.analysis import show_analysis
from fisoko.web.pages.analysis_look import AnalysisLook
from fisoko.web.pages.look import Look
from fisoko.web.pages.open_cabinet import OpenCabinet
from fisoko.web.panels.cabinet import Cabinet
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
from fisoko.web.panels.participants import Participants

if TYPE_CHECKING:
    from bokeh.document import Document

# The list stands in the place of the publications, below the header with the bell.
BELOW_THE_HEADER = {
    "padding": "16px 24px",
    "width": "100%",
    "min-height": "calc(100vh - 57px)",
    "box-sizing": "border-box",
    "background": "#f3f5f9",
}
PENDING_MS = 1000  # how often place and progress of a report under way are asked


def show() -> None:
    """Put the page into the document that Panel is making; `first_look` was asked before, by the handler."""
    document = pn.state.curdoc
    request: Any = getattr(document.session_context, "request", None) if document else None
    person = identity_of(request) if request is not None else None
    first: Look | AnalysisLook | None = getattr(request, "first_look", None)
    if document is None or request is None or person is None or first is None:
        return  # Panel runs the file once to look at it
    if isinstance(first, AnalysisLook):
        show_analysis(wiring.current(), person, first, document, request.form_token)
        return
    state = OpenCabinet(wiring.current(), person, first)
    page = pn.Column(_cabinet(state, first), sizing_mode="stretch_width", margin=0)
    _list_follows(state, page)
    _address_follows(state)
    _news_follow(state, document)
    page.servable(title=texts.TITLE)


def _cabinet(state: OpenCabinet, first: Look) -> Cabinet:
    names = ("user", "sections", "notice", "server_now", "zone", "support", "guide", "regions")
    fixed = {name: first.cabinet[name] for name in names if name in first.cabinet}
    cabinet = Cabinet(
        **fixed,
        inline=True,
        publications=state.param.publications,
        bell=state.param.bell,
        reports=state.param.reports,
    )
    cabinet.hear(Export, state.export)
    cabinet.hear(SaveDashboard, state.save_dashboard)
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
            panel = Participants(**_known(state.participants), styles=BELOW_THE_HEADER)
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
    # It takes coroutine functions too, whatever its type says.
    soon = cast("Callable[[Any], object]", document.add_next_tick_callback)

    def changed(pairs: frozenset[tuple[int, str]]) -> None:
        soon(partial(state.changed, frozenset(collection for collection, _ in pairs)))

    def rung(accounts: frozenset[int] | None) -> None:
        if accounts is None or state.person.account_id in accounts:
            soon(state.rung)

    stop_watching = services.live.watch(changed, scope(state.person))
    stop_hearing = services.notifying.on_news(rung)

    later = cast("Callable[[Any, int], object]", document.add_timeout_callback)
    state.later = lambda act: later(act, PENDING_MS)
    state.follow_reports()

    def leave(_: object) -> None:
        stop_watching()
        stop_hearing()

    pn.state.on_session_destroyed(leave)
