"""What one open page of the analysis shows: the choices, kept in its address, and what was found for them."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Any

import param

from fisoko.domain.error import FisokoError
from fisoko.domain.person import Identity
from fisoko.domain.report import PENDING, ReportState
from fisoko.web.pages.analysis_choices import FIGURES, KEPT, LEVELS, TABS, across_of, read
from fisoko.web.pages.analysis_look import AnalysisLook, said, told
from fisoko.web.pages.analysis_tables import Found

if TYPE_CHECKING:
    from fisoko.web.pages.turn import Turn
    from fisoko.wiring import Application

QUIET_MS = 1000  # a page follows changes no more often


class AnalysisState(param.Parameterized):
    """Whatever changes a property changes the page; whoever changes a choice has it asked for. Use it in a turn."""

    tab = param.Selector(objects=list(TABS), default="pace")
    region = param.String(default="", doc="a region's code, empty for all of the person's")
    level = param.Selector(objects=list(LEVELS), default="region")
    field = param.String(default="", doc="sheet id and column id, with a dot between")
    across = param.String(default="", doc="by what the summary's table goes across: region, kind, row, or a column")
    figure = param.Selector(objects=list(FIGURES), default="total")
    of = param.String(default="", doc="the group whose organisations are shown, or a value, or an error's key")
    at = param.String(default="", doc="the place across of the number whose organisations are shown")
    as_of = param.String(default="", doc="a moment in Moscow, «2026-09-07 18:00»; empty is now")
    shown = param.ClassSelector(class_=Found, default=Found(), doc="what was found for the present choices")
    fault = param.String(default="", doc="why there is nothing")
    report = param.Dict(default={}, doc="{state, href, text} of the dashboard that was asked for here, see Reporting")

    def __init__(self, services: "Application", person: Identity, first: AnalysisLook, turn: "Turn") -> None:
        super().__init__(**first.chosen, shown=first.shown)
        self.services, self.person, self.offered, self._turn = services, person, first.offered, turn
        self._stale = self._busy = False
        self.param.watch(self._choose, list(KEPT))

    @property
    def chosen(self) -> dict[str, str]:
        """The present choices by their names."""
        return {name: getattr(self, name) for name in KEPT}

    def address(self) -> str:
        """The address that shows the same."""
        return self.offered.address(self.chosen)

    def look(self, search: str) -> None:
        """Take over the choices of an address of this page; `fault` tells of those that cannot be."""
        try:
            self.param.update(**read(search, self.offered))
        except FisokoError as error:
            self.fault = error.text

    def changed(self) -> None:
        """Something was submitted or corrected: what is shown as of now follows, once a second at most."""
        if self.as_of:
            return
        self._stale = True
        if not self._busy:
            self._follow()

    def save_dashboard(self) -> None:
        """«Дашборд для показа» of the region and the moment that are shown; `report` follows it until it has ended."""
        ask, region, as_of = self.services.reporting.ask_dashboard, self.region or None, self.as_of
        self._follow_report(lambda: ask(self.person, self.offered.collection, region=region, as_of=as_of))

    def _follow_report(self, first: Callable[[], Any] = lambda: None) -> None:
        def look() -> dict[str, Any]:
            try:
                first()
            except FisokoError as error:
                return {"state": ReportState.FAILED, "text": said(error)}
            return self.services.reporting.states(self.person).get(f"dashboard-{self.offered.collection}", {})

        def take(found: Future[dict[str, Any]]) -> None:
            self.report = found.result()
            if self.report.get("state") in PENDING:
                self._turn.later(self._follow_report, QUIET_MS)

        self.services.readers.submit(look).add_done_callback(lambda found: self._turn(partial(take, found)))

    def _follow(self) -> None:
        self._busy = self._stale and not self.as_of
        self._stale = False
        if self._busy:
            self._ask(lambda: self._turn.later(self._follow, QUIET_MS))

    def _choose(self, *events: Any) -> None:
        changed = {event.name for event in events}
        if self.of and changed & {"level", "field", "across"} and not changed & {"of"}:
            # Another level or column has other groups: whose organisations were shown is no more to be seen.
            self.param.update(of="", at="")
        elif self.across not in across_of(self.offered, self.chosen):
            self.across = ""
        else:
            self._ask()

    def _ask(self, then: Callable[[], Any] = lambda: None) -> None:
        """Have the present choices answered on a thread that may read; a late answer to earlier ones is dropped."""
        chosen = self.chosen

        def take(answered: Future[tuple[Found, str]]) -> None:
            if chosen == self.chosen:
                shown, fault = answered.result()
                self.param.update(shown=shown, fault=fault)
            then()

        asked = self.services.readers.submit(told, self.services, self.person, self.offered, chosen)
        asked.add_done_callback(lambda answered: self._turn(partial(take, answered)))
