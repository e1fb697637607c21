"""What one open page of the analysis shows: the choices, kept in its address, and what was found for them."""

import asyncio
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode

import param

from fisoko.domain.error import FisokoError
from fisoko.domain.person import Identity
from fisoko.web.panels.message import Query

if TYPE_CHECKING:
    from fisoko.services.analysing import Field
    from fisoko.wiring import Application

TABS = ("pace", "summary", "column", "completeness")
LEVELS = ("region", "kind", "organisation")
KEPT = ("tab", "level", "field", "as_of")


@dataclass(frozen=True)
class AnalysisLook:
    """What the page is made from: asked before, on a thread that may read."""

    collection: int
    title: str
    fields: tuple["Field", ...]
    chosen: dict[str, str]
    answer: Any


class AnalysisState(param.Parameterized):
    """Whatever changes a property changes the page."""

    tab = param.Selector(objects=list(TABS), default="pace")
    level = param.Selector(objects=list(LEVELS), default="region")
    field = param.String(default="", doc="sheet id and column id, with a dot between")
    as_of = param.String(default="", doc="a moment in Moscow, «2026-09-07 18:00»; empty is now")
    answer = param.Parameter(default=None, doc="what the service answered for the present choices")
    fault = param.String(default="", doc="why there is no answer")

    def __init__(self, services: "Application", person: Identity, first: AnalysisLook) -> None:
        super().__init__(**first.chosen, answer=first.answer)
        self.services, self.person, self.collection = services, person, first.collection

    def search(self) -> str:
        """The search part of the address that shows the same."""
        kept = {name: getattr(self, name) for name in KEPT}
        return "?" + urlencode({name: value for name, value in kept.items() if value != self.param[name].default})

    async def ask(self) -> None:
        """Ask for the present choices; a late answer to earlier ones is dropped."""
        asked = self.search()
        chosen = {name: getattr(self, name) for name in KEPT}
        loop = asyncio.get_running_loop()
        work = partial(_told, self.services, self.person, self.collection, chosen)
        answer, fault = await loop.run_in_executor(self.services.readers, work)
        if asked == self.search():
            self.param.update(answer=answer, fault=fault)


def look_at_analysis(services: "Application", person: Identity, collection: int, search: str) -> AnalysisLook:
    """Everything for a page that opens. Raises Refused, NotFound, and BadRequest for a moment that is none."""
    fields = tuple(services.analysing.fields(person, collection))
    given = {name: values[-1] for name, values in parse_qs(search.lstrip("?")).items()}
    known = {f"{one.sheet}.{one.column}" for one in fields}
    numbers = [f"{one.sheet}.{one.column}" for one in fields if one.type in ("integer", "number", "percent")]
    chosen = {
        "tab": given["tab"] if given.get("tab") in TABS else TABS[0],
        "level": given["level"] if given.get("level") in LEVELS else LEVELS[0],
        "field": given["field"] if given.get("field") in known else next(iter([*numbers, *sorted(known)]), ""),
        "as_of": given.get("as_of", ""),
    }
    title = services.monitoring.participants(person, collection, **asdict(Query()))["collection"]["title"]
    return AnalysisLook(collection, title, fields, chosen, _answer(services, person, collection, chosen))


def _told(services: "Application", person: Identity, collection: int, chosen: dict[str, str]) -> tuple[Any, str]:
    try:
        return _answer(services, person, collection, chosen), ""
    except FisokoError as error:
        return None, error.text


def _answer(services: "Application", person: Identity, collection: int, chosen: dict[str, str]) -> Any:
    ask, as_of, by = services.analysing, chosen["as_of"], (chosen["level"],)
    sheet, _, column = chosen["field"].partition(".")
    if chosen["tab"] == "pace":
        return ask.pace(person, collection, as_of=as_of)
    if chosen["tab"] == "completeness":
        return ask.completeness(person, collection, by=by, as_of=as_of)
    if chosen["tab"] == "column":
        return ask.profile(person, collection, sheet, column, as_of=as_of)
    return ask.summary(person, collection, by=by, sheet=sheet, column=column, as_of=as_of)
