"""What an address of the analysis asks for: choices read from its search part, and written back into one."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode

from fisoko.domain.error import BadRequest, NotFound, Refused
from fisoko.domain.forms.table import NUMBERS
from fisoko.domain.person import Identity
from fisoko.web import texts_of_analysis as texts

if TYPE_CHECKING:
    from fisoko.domain.forms.fields import Field
    from fisoko.wiring import Application

TABS = ("pace", "summary", "column", "completeness")
LEVELS = ("region", "kind", "organisation")
FIGURES = ("total", "mean", "filled", "organisations")
KEPT = ("tab", "region", "level", "field", "across", "figure", "of", "at", "as_of")
LONGEST = 300  # signs of a choice


@dataclass(frozen=True)
class Offered:
    """What can be chosen in one collection by one person; `plain` are the choices of an address without a search."""

    collection: int
    title: str
    fields: tuple["Field", ...]
    rows: dict[str, str]  # of fixed sheets, by their ids
    regions: dict[str, str]  # code → name, of the person's scope
    every_region: bool
    plain: dict[str, str] = field(default_factory=dict)
    opens_at: datetime | None = None  # UTC

    @property
    def columns(self) -> dict[str, "Field"]:
        """«sheet.column» → the column."""
        return {f"{one.sheet}.{one.column}": one for one in self.fields}

    def beside(self, key: str) -> dict[str, "Field"]:
        """The other columns of the same sheet: those whose values a table can have across."""
        own = self.columns.get(key)
        return {name: one for name, one in self.columns.items() if own and one.sheet == own.sheet and name != key}

    def address(self, chosen: dict[str, str], **changes: str) -> str:
        """The address that shows these choices; those of `plain` need no word."""
        told = {name: value for name, value in (chosen | changes).items() if value != self.plain.get(name, "")}
        kept = {name: told[name] for name in KEPT if name in told}
        return f"/collections/{self.collection}/analysis" + (f"?{urlencode(kept)}" if kept else "")


def offer(services: "Application", person: Identity, collection: int) -> Offered:
    """What can be chosen. Raises Refused and NotFound."""
    fields = tuple(services.analysing.fields(person, collection))
    about = services.monitoring.about(person, collection)
    keys = [f"{one.sheet}.{one.column}" for one in fields]
    numeric = [key for key, one in zip(keys, fields, strict=True) if one.type in NUMBERS]
    plain = dict.fromkeys(KEPT, "") | {
        "tab": TABS[0],
        "level": LEVELS[0] if about["every_region"] else LEVELS[-1],
        "field": next(iter([*numeric, *keys]), ""),
        "figure": FIGURES[0],
    }
    return Offered(
        collection,
        about["title"],
        fields,
        services.analysing.row_names(person, collection),
        about["regions"],
        every_region=about["every_region"],
        plain=plain,
        opens_at=about["opens_at"],
    )


def read(search: str, offered: Offered) -> dict[str, str]:
    """The choices in the search part of an address.

    Raises Refused for a foreign region, NotFound for a region, a column or a way to look that is not there, BadRequest
    for what is too long.
    """
    given: dict[str, Any] = {name: values[-1] for name, values in parse_qs(search.lstrip("?")).items() if name in KEPT}
    if any(len(value) > LONGEST or "\0" in value for value in given.values()):
        raise BadRequest
    chosen = offered.plain | given
    if chosen["region"] and chosen["region"] not in offered.regions:
        if offered.every_region:
            raise NotFound(texts.NO_REGION.format(code=chosen["region"][:20]))
        raise Refused
    if chosen["field"] and chosen["field"] not in offered.columns:
        raise NotFound(texts.NO_COLUMN)
    if chosen["across"] not in ("", "kind", "region", "row") and chosen["across"] not in offered.columns:
        raise NotFound(texts.NO_COLUMN)
    for name, known in (("tab", TABS), ("level", LEVELS), ("figure", FIGURES)):
        if chosen[name] not in known:
            raise NotFound(texts.NO_SUCH_LOOK)
    if chosen["across"] not in across_of(offered, chosen):
        chosen["across"] = ""
    return chosen


def across_of(offered: Offered, chosen: dict[str, str]) -> dict[str, str]:
    """What the summary's table can have across → its name on the page."""
    found = {"": texts.NOTHING_ACROSS}
    found |= {one: texts.ACROSS[one] for one in ("region", "kind") if one != chosen["level"]}
    own = offered.columns.get(chosen["field"])
    if own is not None and not own.free:
        found["row"] = texts.ACROSS["row"]
    return found | {
        key: texts.BY_VALUES.format(title=one.title) for key, one in offered.beside(chosen["field"]).items()
    }
