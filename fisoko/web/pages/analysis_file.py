"""The summary of the analysis as a workbook: the table that the page shows, whole, and what it was asked of."""

import io
from typing import TYPE_CHECKING, Any

from fisoko.analytics.summary import pivot
from fisoko.domain.error import BadRequest
from fisoko.domain.person import Identity
from fisoko.reports import texts as report_texts
from fisoko.reports.about import Fact
from fisoko.reports.summary import build_summary
from fisoko.web import texts_of_analysis as texts
from fisoko.web.pages.analysis_asked import GROUP_KEYS, across_key, answer
from fisoko.web.pages.analysis_choices import Offered, across_of, offer, read
from fisoko.web.pages.analysis_summary import across_name, group_name
from fisoko.web.pages.analysis_table import shown

if TYPE_CHECKING:
    from fisoko.wiring import Application

MOST_ROWS = 5_000  # made while the person waits
FIGURES = ("organisations", "filled", "total", "mean", "least", "most", "share")


def summary_file(services: "Application", person: Identity, collection: int, search: str) -> tuple[str, bytes]:
    """Name and content of the workbook. Raises Refused, NotFound, and BadRequest where it would be too large."""
    offered = offer(services, person, collection)
    chosen = read(search, offered) | {"tab": "summary", "of": "", "at": ""}
    frame: Any = answer(services, person, offered, chosen).parts.get("summary")
    headings, rows = ([texts.NOTHING_FOUND], []) if frame is None else _laid(frame, offered, chosen)
    if len(rows) > MOST_ROWS:
        raise BadRequest(texts.TOO_MANY_ROWS.format(rows=shown(len(rows)), most=shown(MOST_ROWS)))
    asked = services.analysing.asked(person, collection, as_of=chosen["as_of"])
    file = io.BytesIO()
    facts = _facts(offered, chosen, person, asked.as_of)
    build_summary(
        file, texts.TABS["summary"], headings, rows, facts, frozen=2 if chosen["level"] == "organisation" else 1
    )
    return texts.FILE_NAME.format(title=offered.title), file.getvalue()


def _laid(frame: Any, offered: Offered, chosen: dict[str, str]) -> tuple[list[str], list[list[object]]]:
    """Headings and rows, as on the page and whole."""
    level, across, figure = chosen["level"], across_key(chosen), chosen["figure"]
    key = GROUP_KEYS[level]
    groups = ["login", "name", "region"] if level == "organisation" else [key]
    titles = [texts.COLUMNS[name] for name in groups]

    def named(row: Any) -> list[object]:
        return [group_name(offered, name, str(row[name])) if name != "login" else row[name] for name in groups]

    if not across:
        frame = frame.sort_values(figure, ascending=False)
        rows = [[*named(row), *(_bare(row[name]) for name in FIGURES)] for row in frame.to_dict("records")]
        return titles + [texts.COLUMNS[name] for name in FIGURES], rows
    laid = pivot(frame, rows=key, columns=across, values=figure)
    who = {row[key]: named(row) for row in frame.drop_duplicates(key).to_dict("records")}
    rows = [[*who[one], *(_bare(value) for value in laid.loc[one])] for one in laid.index]
    return titles + [across_name(offered, across, one) for one in laid.columns], rows


def _bare(value: Any) -> object:
    """A number of a frame as Python has it; None for none."""
    if value is None or value != value or str(value) == "<NA>":
        return None
    number = float(value)
    return int(number) if number == int(number) else number


def _facts(offered: Offered, chosen: dict[str, str], person: Identity, as_of: Any) -> list[Fact]:
    column = offered.columns.get(chosen["field"])
    regions = offered.regions.get(chosen["region"]) or (
        texts.COUNTRY if offered.every_region else ", ".join(offered.regions.values())
    )
    return [
        (report_texts.COLLECTION, offered.title),
        (texts.FIELD, f"{column.sheet_name}: {column.title}" if column else ""),
        (texts.LEVEL, texts.LEVELS[chosen["level"]]),
        (texts.ACROSS_TITLE, across_of(offered, chosen)[chosen["across"]]),
        (texts.FIGURE, texts.FIGURES[chosen["figure"]] if chosen["across"] else texts.EVERY_FIGURE),
        (report_texts.AS_OF, as_of.moment),
        (report_texts.AS_OF_NUMBER, as_of.seq),
        (report_texts.FILTER, regions),
        (report_texts.CONTENT, report_texts.ONLY_SUBMITTED),
        (report_texts.ASKED_BY, person.login),
    ]
