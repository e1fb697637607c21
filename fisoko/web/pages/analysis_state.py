"""What one open page of the analysis shows: the choices, kept in its address, and what was found for them."""

import asyncio
import logging
import time
from functools import partial
from typing import TYPE_CHECKING

import param

from fisoko.domain.error import FisokoError
from fisoko.domain.person import Identity
from fisoko.services.permissions import scope
from fisoko.web import texts_of_analysis as texts
from fisoko.web.pages.analysis_asked import AnalysisLook, answer
from fisoko.web.pages.analysis_choices import FIGURES, KEPT, LEVELS, TABS, Offered, across_of, read
from fisoko.web.pages.analysis_found import found
from fisoko.web.pages.analysis_tables import Found

if TYPE_CHECKING:
    from fisoko.wiring import Application

QUIET_SECONDS = 1.0  # a page follows changes no more often
log = logging.getLogger(__name__)


class AnalysisState(param.Parameterized):
    """Whatever changes a property changes the page."""

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

    def __init__(self, services: "Application", person: Identity, first: AnalysisLook) -> None:
        super().__init__(**first.chosen, shown=found(first.answer, first.offered, first.chosen))
        self.services, self.person, self.offered = services, person, first.offered
        self._stale = self._busy = False

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

    async def ask(self) -> None:
        """Ask for the present choices; a late answer to earlier ones is dropped."""
        chosen = self.chosen
        if chosen["across"] not in across_of(self.offered, chosen):
            self.across = chosen["across"] = ""
        loop = asyncio.get_running_loop()
        told = await loop.run_in_executor(
            self.services.readers, partial(_told, self.services, self.person, self.offered, chosen)
        )
        if chosen == self.chosen:
            self.param.update(shown=told[0], fault=told[1])

    async def changed(self) -> None:
        """Something was submitted or corrected: what is shown as of now follows, once a second at most."""
        if self.as_of or self._busy:
            self._stale = True
            return
        self._busy = True
        try:
            self._stale = True
            while self._stale and not self.as_of:
                self._stale = False
                await self.ask()
                await asyncio.sleep(QUIET_SECONDS)
        finally:
            self._busy = False


def _told(services: "Application", person: Identity, offered: Offered, chosen: dict[str, str]) -> tuple[Found, str]:
    try:
        # Pages of the same scope that show the same share what was found, down to its HTML; forecasts move by minutes.
        minute = int(time.time() // 60)
        question = ("analysis", offered.collection, scope(person), minute, *chosen.values())
        return services.following.ask(
            question, lambda: found(answer(services, person, offered, chosen), offered, chosen)
        ), ""
    except FisokoError as error:
        return Found(), said(error)
    except Exception:
        log.exception("the analysis of collection %s failed", offered.collection)
        return Found(), texts.FAILED


def said(error: FisokoError) -> str:
    """What a person reads of an error; the name of a parameter is for programs."""
    text = error.text.removeprefix("as_of: ")
    return text[:1].upper() + text[1:]
