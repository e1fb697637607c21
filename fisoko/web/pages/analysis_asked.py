"""What the analysis answers to the choices of a page: frames, asked of the services on a thread that may read."""

from dataclasses import dataclass, field
from hashlib import blake2s
from typing import TYPE_CHECKING, Any

from fisoko.domain.error import NotFound
from fisoko.domain.person import Identity
from fisoko.web import texts_of_analysis as texts
from fisoko.web.pages.analysis_choices import Offered

if TYPE_CHECKING:
    from fisoko.wiring import Application

GROUP_KEYS = {
    "region": "region",
    "kind": "kind",
    "organisation": "login",
}  # of a frame's groups, as addresses have them


@dataclass(frozen=True)
class Answer:
    """Everything that one tab shows, by its part; `participants` and `submitted` count organisations."""

    participants: int
    submitted: int
    parts: dict[str, Any] = field(default_factory=dict)


def answer(services: "Application", person: Identity, offered: Offered, chosen: dict[str, str]) -> Answer:
    """What is found for these choices. Raises Refused, NotFound, BadRequest."""
    ask, number = services.analysing, offered.collection
    narrowed: dict[str, Any] = {"regions": (chosen["region"],) if chosen["region"] else None, "as_of": chosen["as_of"]}
    whole: Any = ask.completeness(person, number, by=(), **narrowed)
    people, done = int(whole["participants"].sum()), int(whole["submitted"].sum())
    parts: dict[str, Any] = {}
    sheet, _, column = chosen["field"].partition(".")
    if not people or not offered.fields:
        return Answer(people, done, parts)
    if chosen["tab"] == "pace":
        parts["pace"], parts["forecast"] = ask.pace(person, number, **narrowed)
        parts["shadow"] = ask.shadow(person, number, **narrowed)
    elif chosen["tab"] == "completeness":
        parts["completeness"] = ask.completeness(person, number, by=(chosen["level"],), **narrowed)
        if not chosen["as_of"]:  # of drafts as they are now
            parts["stuck"] = ask.stuck(person, number, regions=narrowed["regions"])
    elif chosen["tab"] == "column":
        parts["profile"] = ask.profile(person, number, sheet, column, **narrowed)
        if chosen["of"]:
            frame = ask.summary(
                person, number, by=("organisation",), sheet=sheet, column=column, by_column=column, **narrowed
            )
            parts["behind"] = frame[frame["value"] == chosen["of"]]
    else:
        parts["summary"] = ask.summary(person, number, **_ways(chosen, (chosen["level"],)), **narrowed)
        if chosen["of"]:
            parts["behind"] = _behind(
                ask.summary(person, number, **_ways(chosen, ("organisation",)), **narrowed), chosen
            )
    return Answer(people, done, parts)


def across_key(chosen: dict[str, str]) -> str:
    """The column of a summary's frame that the table has across; '' for none."""
    return {"": "", "region": "region", "kind": "kind", "row": "row_id"}.get(chosen["across"], "value")


def fault_key(sheet: str, column: str, rule: str, text: str) -> str:
    """A short name of an error, for addresses."""
    return blake2s("\0".join((sheet, column, rule, text)).encode(), digest_size=6).hexdigest()


def _ways(chosen: dict[str, str], by: tuple[str, ...]) -> dict[str, Any]:
    """How a summary is grouped for the choices."""
    sheet, _, column = chosen["field"].partition(".")
    across, by_column = chosen["across"], None
    if across in ("region", "kind", "row"):
        by = (*by, across)
    elif across:
        other, _, by_column = across.partition(".")
        if other != sheet:
            raise NotFound(texts.NO_COLUMN)
    return {"by": by, "sheet": sheet, "column": column, "by_column": by_column}


def _behind(frame: Any, chosen: dict[str, str]) -> Any:
    """The organisations behind one number of the summary."""
    frame = frame[frame[GROUP_KEYS[chosen["level"]]] == chosen["of"]]
    key = across_key(chosen)
    return frame[frame[key].astype(str) == chosen["at"]] if key and chosen["at"] else frame
