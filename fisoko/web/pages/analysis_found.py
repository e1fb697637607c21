"""What was found, as sentences, a plot and tables: a function for each tab of the analysis, by its name."""

from collections.abc import Callable
from datetime import timedelta
from html import escape
from typing import Any

from fisoko.domain.as_of import moment_of, shown_moment
from fisoko.domain.moscow import MOSCOW, show
from fisoko.domain.share import tenths
from fisoko.web import texts_of_analysis as texts
from fisoko.web.pages.analysis_asked import Answer, fault_key
from fisoko.web.pages.analysis_choices import Offered
from fisoko.web.pages.analysis_drawn import BARS, Drawn, millis, number_ticks, time_ticks
from fisoko.web.pages.analysis_summary import summary
from fisoko.web.pages.analysis_table import shown, table
from fisoko.web.pages.analysis_tables import Found, behind, participants_link, people, person_link, titled, with_regions

FEW = 3  # hours that are named
Making = Callable[[Answer, Offered, dict[str, str]], Found]


def found(answer: Answer, offered: Offered, chosen: dict[str, str]) -> Found:
    """What the tab shows; a sentence instead where there is nobody or nothing to tell of."""
    if not answer.participants:
        return Found([_nobody(offered, chosen)])
    if not offered.fields:
        return Found([texts.NO_FIELDS])
    if not answer.submitted and chosen["tab"] in ("summary", "column"):
        return Found([texts.NOBODY_YET])
    return FOUND[chosen["tab"]](answer, offered, chosen)


def _nobody(offered: Offered, chosen: dict[str, str]) -> str:
    """Why there is nobody: at the moment asked for, in the region, or at all."""
    region = offered.regions.get(chosen["region"], chosen["region"])
    if chosen["as_of"]:
        moment, then, opens = moment_of(chosen["as_of"]), shown_moment(chosen["as_of"]), offered.opens_at
        if moment and opens and moment < opens:
            return texts.NOT_OPEN_THEN.format(moment=then, opens=show(opens))
        return texts.NOBODY_THEN.format(moment=then, scope=texts.IN_REGION.format(region=region) if region else "")
    return texts.NOBODY_HERE.format(region=region) if region else texts.NOBODY_AT_ALL


def pace(answer: Answer, offered: Offered, chosen: dict[str, str]) -> Found:
    """«Темп»: who has submitted by the hour, the last campaign as a shadow, and what to expect."""
    frame, forecast, shadow = (answer.parts[name] for name in ("pace", "forecast", "shadow"))
    closed = forecast.likely is not None and not forecast.past  # the forecast says then what has come
    made = Found([forecast.text] if closed else [_done(answer), forecast.text])
    if not len(frame):
        made.sentences.append(texts.NOBODY_YET)
        return made
    made.sentences.append(_best(frame))
    frame = frame.assign(part=frame["cumulative"] / frame["participants"])
    made.plot = _lines(frame, shadow, offered)
    if shadow is None and closed:
        made.sentences.append(texts.NO_SHADOW)
    elif shadow is not None:
        old = shadow.pace.assign(before=shadow.pace["cumulative"] / shadow.pace["participants"])
        end = frame["hour"].max() + timedelta(hours=1)
        then = old[old["hour"] < end]["before"].max() if (old["hour"] < end).any() else 0
        told = {"closed": show(shadow.closed_at), "then": tenths(then)}
        made.sentences.append(texts.SHADOW_SAYS.format(title=shadow.title, **told))
        frame = frame.assign(before=[max(old[old["hour"] <= one]["before"], default=0.0) for one in frame["hour"]])
    columns = ("hour", "submitted", "cumulative", "part", "before")
    made.tables.append(titled(texts.BY_HOURS, table(frame.iloc[::-1], columns)))
    return made


def _done(answer: Answer) -> str:
    part = tenths(answer.submitted, answer.participants)
    return texts.DONE.format(done=shown(answer.submitted), all=shown(answer.participants), share=part)


def _best(frame: Any) -> str:
    """The hours in which most have submitted; where they are many, how many and the last of them."""
    most = frame["submitted"].max()
    hours = [shown(one) for one in frame[frame["submitted"] == most]["hour"]]
    if len(hours) > FEW:
        return texts.BEST_HOURS.format(most=shown(most), count=shown(len(hours)), hours=hours[-1])
    return texts.BEST_HOUR.format(most=shown(most), hours=", ".join(hours))


def _lines(frame: Any, shadow: Any, offered: Offered) -> Drawn:
    def line(one: Any) -> dict[str, list[Any]]:
        parts = [100 * c / p for c, p in zip(one["cumulative"], one["participants"], strict=True)]
        labels = [
            f"{shown(hour)}: {tenths(part / 100)}, {shown(count)}"
            for hour, part, count in zip(one["hour"], parts, one["cumulative"], strict=True)
        ]
        return {"x": [millis(hour) for hour in one["hour"]], "y": parts, "label": labels}

    now, before = line(frame), line(shadow.pace) if shadow else {"x": [], "y": [], "label": []}
    hours = [*frame["hour"], *(shadow.pace["hour"] if shadow else [])]
    least, most = min(hours), max(hours) + timedelta(hours=1)
    if most - least > timedelta(days=2):  # days begin at midnight, the first one, too
        least = least.replace(hour=0)
    marks = [*number_ticks(0, max([*now["y"], *before["y"]]))]
    top = min(100.0, 2 * marks[-1] - marks[-2] if len(marks) > 1 else 100.0)
    return Drawn(
        "lines",
        texts.PACE_PLOT,
        now,
        x=time_ticks(least, most),
        y={place: f"{text} %" for place, text in number_ticks(0, top).items()},
        ends=(millis(least), millis(most)),
        top=top,
        shadow=before,
        names=(texts.PRESENT, texts.SHADOW.format(title=shadow.title) if shadow else ""),
    )


def _span(bin_: dict[str, Any]) -> str:
    """What a bin may hold, as the page says it."""
    low, high = bin_["low"], bin_["high"]
    return f"{shown(low)} … {shown(high)}" if high > low else shown(low)


def column(answer: Answer, offered: Offered, chosen: dict[str, str]) -> Found:
    """«Столбец»: figures, distribution, the most frequent values, and who stands out."""
    profile, field = answer.parts["profile"], offered.columns[chosen["field"]]
    row = profile.figures.iloc[0]
    told = {one: shown(row[one]) for one in ("filled", "organisations", "submitted", "q25", "q75", "median")}
    made = Found([texts.COLUMN_SAYS.format(field=field.title, **told)])
    if field.subtotals:
        made.sentences.append(texts.SUBTOTALS)
    spread = profile.distribution
    if len(spread):
        made.sentences.append(texts.COLUMN_NUMBERS.format(**told))
        left, right, top = list(spread["begins"]), list(spread["ends"]), [int(one) for one in spread["cells"]]
        if left[0] == right[-1]:  # one number alone
            left, right = [left[0] - 0.5], [left[0] + 0.5]
        labels = [f"{_span(one)}: {shown(one['cells'])}" for one in spread.to_dict("records")]
        data = {"left": left, "right": right, "top": top, "label": labels}
        made.plot = Drawn(
            "bins",
            texts.COLUMN_PLOT,
            data,
            x=number_ticks(left[0], right[-1]),
            y=number_ticks(0, max(top)),
            ends=(left[0], right[-1]),
            top=1.08 * max(top),
        )
    names = ("filled", "organisations", "wrong", "different", "total", "mean", "least", "q25", "median", "q75", "most")
    made.tables.append(titled(texts.FIGURES_TABLE, table(profile.figures, names)))
    here = {"organisations": lambda one: offered.address(chosen, of=str(one["value"])) + "#behind"}
    frequent = table(profile.frequent, ("value", "cells", "organisations", "share"), links=here)
    made.tables.append(titled(texts.FREQUENT, frequent))
    if "behind" in answer.parts:
        made.tables.append(behind(answer.parts["behind"], shown(chosen["of"], "value"), offered, chosen))
    far = with_regions(profile.outliers, offered)
    far = far.assign(row_id=[offered.rows.get(one, one) for one in far["row_id"]])
    columns = people(offered, "row_id", "number", "median")
    links = {name: person_link(offered) for name in ("login", "number")}
    said = f'<p class="muted small">{escape(texts.OUTLIERS_SAY)}</p>'
    made.tables.append(titled(texts.OUTLIERS, said + table(far, columns, links=links)))
    return made


def completeness(answer: Answer, offered: Offered, chosen: dict[str, str]) -> Found:
    """«Полнота»: filled of required cells, and who is stuck on which error of a draft."""
    frame = answer.parts["completeness"]
    made = Found([_done(answer)])
    required = frame["required"].sum()
    if required:
        told = {name: shown(frame[name].sum()) for name in ("whole", "empty")}
        filled = tenths(frame["filled"].sum() / required)
        made.sentences.append(texts.COMPLETENESS_SAYS.format(share=filled, **told))
    frame = with_regions(frame, offered)
    groups = [name for name in ("region", "kind", "login", "name") if name in frame.columns]
    if chosen["level"] != "organisation":
        groups = [chosen["level"]]
        made.plot = _shares(frame, chosen["level"])
    columns = (*groups, "participants", "submitted", "filled", "required", "share", "whole", "empty")
    links = {"login": person_link(offered)}
    if chosen["level"] == "region":
        links |= {
            "participants": participants_link(offered),
            "submitted": participants_link(offered, status="done"),
            "region": participants_link(offered),
            "whole": participants_link(offered, status="done", fill="whole"),
            "empty": participants_link(offered, status="done", fill="empty"),
        }
    if "stuck" in answer.parts:
        made.tables += _stuck(answer.parts["stuck"], offered, chosen)
    elif chosen["as_of"]:
        made.sentences.append(texts.STUCK_PAST)
    made.tables.append(titled(texts.COMPLETENESS_TABLE, table(frame, columns, links=links)))
    return made


def _shares(frame: Any, level: str) -> Drawn | None:
    named = frame[frame["share"].notna()].sort_values("share").head(BARS)
    if not len(named):
        return None
    names = [shown(one, level) for one in named[level]]
    values = [100 * float(one) for one in named["share"]]
    labels = [f"{name}: {tenths(value / 100)}" for name, value in zip(names, values, strict=True)]
    ticks = {place: f"{text} %" for place, text in number_ticks(0, 100).items()}
    data = {"name": names, "value": values, "label": labels}
    return Drawn("bars", texts.COMPLETENESS_PLOT, data, x=ticks, ends=(0, 104))


def _stuck(stuck: Any, offered: Offered, chosen: dict[str, str]) -> list[str]:
    if not len(stuck.errors):
        return [titled(texts.STUCK, f"<p>{escape(texts.STUCK_NOBODY)}</p>")]
    columns = offered.columns
    keys = ["sheet_id", "column_id", "rule", "text"]

    def where(sheet: str, column: str) -> str:
        one = columns.get(f"{sheet}.{column}")
        return f"{one.sheet_name}: {one.title}" if one else texts.OLD_COLUMN

    def told(frame: Any) -> Any:
        rows = list(zip(*(frame[name] for name in keys), strict=True))
        return frame.assign(place=[where(row[0], row[1]) for row in rows], key=[fault_key(*row) for row in rows])

    errors, persons = told(stuck.errors), told(stuck.people)
    link = {
        name: (lambda one: offered.address(chosen, of=one["key"]) + "#behind") for name in ("text", "organisations")
    }
    count = shown(persons["organisation_id"].nunique())
    said = f'<p class="muted small">{escape(texts.STUCK_SAYS.format(count=count))}</p>'
    parts = [titled(texts.STUCK, said + table(errors, ("place", "text", "organisations", "cells"), links=link))]
    mine = persons[persons["key"] == chosen["of"]]
    if len(mine):
        title = texts.STUCK_PEOPLE.format(text=mine["text"].iloc[0])
        mine = with_regions(mine, offered).assign(
            last_edit_at=[
                one.tz_localize("UTC").tz_convert(MOSCOW) if one.tz is None else one.tz_convert(MOSCOW)
                for one in mine["last_edit_at"]
            ],
            done=[bool(one) for one in mine["submitted"]],
        )
        here = {"login": person_link(offered), "cells": person_link(offered)}
        shown_people = table(mine, people(offered, "cells", "last_edit_at", "done"), links=here)
        parts.append(titled(title, shown_people, hide=offered.address(chosen, of="")))
    return parts


FOUND: dict[str, Making] = {"pace": pace, "summary": summary, "column": column, "completeness": completeness}
