"""«Свод»: counts, sums and means by the chosen level, or a table of one figure across another way to group."""

from html import escape
from typing import Any

from fisoko.analytics.summary import MOST_CELLS, pivot
from fisoko.web import texts_of_analysis as texts
from fisoko.web.pages.analysis_asked import GROUP_KEYS, Answer, across_key
from fisoko.web.pages.analysis_choices import Offered, across_of
from fisoko.web.pages.analysis_drawn import BARS, Drawn, number_ticks
from fisoko.web.pages.analysis_table import shown, table
from fisoko.web.pages.analysis_tables import Found, behind, people, person_link, titled, with_regions

WIDEST = 40  # columns of a pivot on the page


def summary(answer: Answer, offered: Offered, chosen: dict[str, str]) -> Found:
    """«Свод» of the chosen column."""
    frame: Any = answer.parts["summary"]
    field, figure = offered.columns[chosen["field"]], chosen["figure"]
    level, across = chosen["level"], across_key(chosen)
    once = frame[~frame["subtotal"].astype(bool)]
    value = answer.submitted if figure == "organisations" else whole_figure(once, figure)
    told = {"figure": texts.FIGURES[figure].lower(), "value": shown(value), "filled": shown(once["filled"].sum())}
    made = Found([texts.SUMMARY_SAYS.format(field=field.title, organisations=shown(answer.submitted), **told)])
    if field.subtotals:
        made.sentences.append(texts.SUBTOTALS)
    if across:
        _pivot(made, frame, across, offered, chosen)
    else:
        _plain(made, with_regions(frame.sort_values(figure, ascending=False), offered), offered, chosen)
    if "behind" in answer.parts:
        of = " · ".join(part for part in (group_name(offered, level, chosen["of"]), _at(offered, chosen)) if part)
        made.tables.insert(0, behind(answer.parts["behind"], of, offered, chosen))
    return made


def whole_figure(frame: Any, figure: str) -> Any:
    """The figure over all groups, where the groups have no organisation in common."""
    if figure == "mean":
        numbers = frame["numbers"].sum()
        return frame["total"].sum() / numbers if numbers else None
    return frame[figure].sum() if len(frame) else 0


def group_name(offered: Offered, level: str, key: str) -> str:
    """The name of a group on the page."""
    return offered.regions.get(key, key) if level == "region" else shown(key, level)


def across_name(offered: Offered, across: str, key: Any) -> str:
    """The name of a column of a pivot."""
    if across == "row_id":
        return offered.rows.get(str(key), str(key))
    return group_name(offered, across, str(key)) if across in ("region", "kind") else shown(str(key), "value")


def _plain(made: Found, frame: Any, offered: Offered, chosen: dict[str, str]) -> None:
    level, figure = chosen["level"], chosen["figure"]
    groups = people(offered) if level == "organisation" else (level,)
    named = frame[frame[figure].notna()].head(BARS)
    if len(named):
        names = [shown(one, level) for one in named[groups[0]]]
        values = [float(one) for one in named[figure]]
        labels = [f"{name}: {shown(value)}" for name, value in zip(names, values, strict=True)]
        title = texts.SUMMARY_PLOT.format(figure=texts.FIGURES[figure], field=offered.columns[chosen["field"]].title)
        low, high = min(0.0, *values), max(0.0, *values)
        high = high if high > low else low + 1
        ends = (1.04 * low, 1.04 * high)
        data = {"name": names, "value": values, "label": labels}
        made.plot = Drawn("bars", title, data, x=number_ticks(low, high), ends=ends)
        if len(frame) > BARS:
            made.sentences.append(texts.ONLY_FIRST.format(count=BARS))
    columns = (*groups, "organisations", "filled", "total", "mean", "least", "most", "share")
    key = {"region": "region_code"}.get(level, level)

    def down(row: dict[str, Any]) -> str:
        if level == "organisation":
            return person_link(offered)(row)
        return offered.address(chosen, of=str(row[key]), at="") + "#behind"

    links = dict.fromkeys((groups[0], "organisations", "filled", "total"), down)
    title = texts.SUMMARY_TABLE.format(field=offered.columns[chosen["field"]].title)
    made.tables.append(titled(title, table(frame, columns, links=links)))


def _pivot(made: Found, frame: Any, across: str, offered: Offered, chosen: dict[str, str]) -> None:
    level, figure = chosen["level"], chosen["figure"]
    key = GROUP_KEYS[level]
    title = texts.PIVOT_TABLE.format(field=offered.columns[chosen["field"]].title, figure=texts.FIGURES[figure].lower())
    height, width = frame[key].nunique(), frame[across].nunique()
    if width > WIDEST or height * width > MOST_CELLS:
        words = across_of(offered, chosen)[chosen["across"]]
        said = texts.PIVOT_WIDE.format(rows=shown(height), columns=shown(width), across=words)
        made.tables.append(titled(title, f'<p class="fault" role="alert">{escape(said)}</p>'))
        return
    laid = pivot(frame, rows=key, columns=across, values=figure)
    names = {f"at{place}": str(one) for place, one in enumerate(laid.columns)}
    laid.columns = [*names]
    laid = laid.reset_index()
    laid["group"] = [group_name(offered, level, str(one)) for one in laid[key]]

    def down(at: str) -> Any:
        return lambda row: offered.address(chosen, of=str(row[key]), at=at) + "#behind"

    links = {place: down(at) for place, at in names.items()} | {"group": down("")}
    titles = {place: across_name(offered, across, at) for place, at in names.items()}
    titles["group"] = texts.COLUMNS[key]
    made.tables.append(titled(title, table(laid, ("group", *names), links=links, titles=titles)))


def _at(offered: Offered, chosen: dict[str, str]) -> str:
    return across_name(offered, across_key(chosen), chosen["at"]) if chosen["at"] else ""
