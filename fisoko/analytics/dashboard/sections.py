"""The sections of a dashboard that are written before any script runs: everybody reads them, on paper too."""

from datetime import UTC, datetime, timedelta
from html import escape
from importlib.metadata import version
from typing import Any

from fisoko.analytics.dashboard import texts
from fisoko.analytics.dashboard.about import About
from fisoko.analytics.dashboard.parts import bar, fact, plot, section, share, table, whole
from fisoko.domain.moscow import show

LAST_DAYS = 60  # of the table of days
STATUS_COLOURS = {"done": "c0", "work": "c2", "idle": "c4"}
TIME_COLOURS = {"on_time": "c0", "extended": "c1", "late": "c2", "overdue": "c3", "waiting": "c4", "decided": "c5"}


def head(about: About) -> str:
    """Which collection, of where, as of when."""
    told = {
        texts.STATE: texts.STATES[about.state],
        texts.TERM: texts.TERM_FROM_TO.format(opens=show(about.opens_at), closes=show(about.closes_at)),
    }
    facts = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in told.items())
    subtitle = texts.SUBTITLE.format(region=about.region_name, moment=show(about.moment))
    past = f"<p>{escape(texts.PAST)}</p>" if about.past else ""
    return (
        f'<header class="head"><div><h1>{escape(about.title)}</h1><p>{escape(subtitle)}</p><dl>{facts}</dl>'
        f"{past}</div></header>"
    )


def foot(about: About) -> str:
    """Where the file comes from and what it is."""
    said = texts.FOOT.format(
        version=version("fisoko"), collection=about.collection, form=about.form_version, seq=about.seq
    )
    return f'<footer class="foot"><p>{escape(said)}</p></footer>'


def tiles(content: dict[str, Any]) -> str:
    """«Всего», «Не приступило», «В работе», «Сдано»; of organisations each also narrows the list."""
    counts = content["statuses"]
    total = sum(counts.values())
    tag, kind = ("button", ' type="button"') if content["unit"] == "organisation" else ("div", "")
    made = [f'<{tag} class="tile"{kind} data-status=""><b>{whole(total)}</b><span>{texts.TOTAL}</span></{tag}>']
    made += [
        f'<{tag} class="tile {name}"{kind} data-status="{name}"><b>{whole(counts[name])}</b>'
        f"<span>{title} · {share(counts[name], total)}</span></{tag}>"
        for name, title in texts.STATUSES.items()
    ]
    parts = [(texts.STATUSES[name], counts[name], colour) for name, colour in STATUS_COLOURS.items()]
    label = texts.STATUS_BAR.format(total=total, **counts)
    says = f'<p class="says">{escape(content["pace"]["text"])}</p>'
    return f'<section class="bare"><div class="tiles">{"".join(made)}</div>{bar(parts, label)}{says}</section>'


def facts(content: dict[str, Any]) -> str:
    """Term, fullness and freshness; status is the tiles. Each adds up to «Всего»."""
    times = [(texts.TIMES[name], content["times"][name], colour) for name, colour in TIME_COLOURS.items()]
    fill, drafts = content["fill"], content["drafts"]
    total, submitted = sum(content["statuses"].values()), fill["submitted"]
    full = [
        (texts.WHOLE, fill["whole"], "c0"),
        (texts.PART, submitted - fill["whole"] - fill["empty"], "c2"),
        (texts.EMPTY_FILL, fill["empty"], "c3"),
        (texts.NOT_SUBMITTED, total - submitted, "c4"),
    ]
    if not submitted:
        filled = texts.FILL_NONE
    elif fill["required"]:
        filled = texts.FILL_SAYS.format(filled=whole(fill["filled"]), required=whole(fill["required"]))
    else:
        filled = texts.FILL_FREE
    unknown = drafts["begun"] - drafts["known"]
    words = texts.FAULTY_SOME if unknown else texts.FAULTY
    faulty = words.format(faulty=whole(drafts["faulty"]), known=whole(drafts["known"]), unknown=whole(unknown))
    done = content["statuses"]["done"]
    fresh = [
        (texts.SAME, drafts["submitted_known"] - drafts["differ"], "c0"),
        (texts.DIFFER, drafts["differ"], "c2"),
        (texts.FRESH_UNKNOWN, done - drafts["submitted_known"], "c5"),
        (texts.NOT_SUBMITTED, total - done, "c4"),
    ]
    differs = texts.DIFFERS.format(cells=whole(drafts["differs"])) if drafts["differs"] else ""
    body = fact(texts.TIME, times, []) + fact(texts.FILL, full, [filled, faulty]) + fact(texts.FRESH, fresh, [differs])
    return f'<section><h2 class="unseen">{texts.FACTS}</h2><div class="facts">{body}</div></section>'


def pace(content: dict[str, Any]) -> str:
    """The chart of the pace beside the same by days."""
    days: dict[str, int] = {}
    for at, count in zip(content["pace"]["hours"], content["pace"]["submitted"], strict=True):
        day = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at)).strftime("%d.%m.%Y")
        days[day] = days.get(day, 0) + count
    rows, total = [], 0
    for day, count in days.items():
        total += count
        rows.append((day, whole(count), whole(total)))
    heads = [(texts.DAY, False), (texts.PER_DAY, True), (texts.IN_ALL, True)]
    more = f'<p class="small muted">{texts.PACE_MORE.format(count=LAST_DAYS)}</p>' if len(rows) > LAST_DAYS else ""
    shown = table("", heads, reversed(rows[-LAST_DAYS:]))
    left = f"<div><h3>{texts.PACE_TITLE}</h3>{plot('pace', texts.PACE_ALT)}</div>"
    right = f'<div><h3>{texts.PACE_TABLE}</h3><div class="scroll" tabindex="0">{shown}</div>{more}</div>'
    return section(texts.PACE, f'<div class="two">{left}{right}</div>')


def column(content: dict[str, Any]) -> str:
    """Everything of one column of the form, and its choice; filled by the script."""
    options = "".join(f'<option value="{at}">{escape(one["name"])}</option>' for at, one in _offered(content))
    choice = f'<label>{texts.COLUMN}<select id="column">{options}</select></label>'
    charts = (
        f'<div><h3 id="bars-title"></h3>{plot("bars", texts.PLOT_ALT)}</div>'
        '<div><div id="kinds" class="wide"></div><div id="frequent" class="wide"></div></div>'
    )
    bins = (
        f"<div><h3>{texts.BINS}</h3>{plot('bins', texts.PLOT_ALT)}</div>"
        '<div id="bins-table" class="scroll" tabindex="0"></div>'
    )
    body = (
        f'<div class="tools">{choice}</div><dl id="figures" class="figures"></dl>'
        f'<p id="column-says" class="muted" role="status"></p><div class="two even">{charts}</div>'
        f'<div id="bins-part" class="two even">{bins}</div>'
        '<div id="outliers-part"><div id="outliers" class="wide"></div></div>'
    )
    return section(texts.SUMMARY, body)


def _offered(content: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    """Columns with numbers first: the first is what the page opens with."""
    return sorted(enumerate(content["columns"]), key=lambda one: (not one[1]["numeric"], one[0]))


def units(content: dict[str, Any]) -> str:
    """The list of organisations, or of regions, with what narrows it; filled by the script."""
    regions = content["unit"] == "region"
    chips = "".join(
        f'<button type="button" class="chip" data-status="{name}">{title}</button>'
        for name, title in {"": texts.SHOW_ALL, **texts.STATUSES}.items()
    )
    words = texts.SEARCH_REGIONS if regions else texts.SEARCH
    tools = f'<label class="search">{words}<input id="search" type="search" autocomplete="off"></label>'
    if not regions:
        tools += f'<div class="chips" role="group" aria-label="{texts.STATUS}">{chips}</div>'
    body = (
        f'<div class="tools">{tools}</div><p id="list-says" class="small muted" role="status"></p>'
        f'<div id="list" class="wide"></div><button type="button" class="btn" id="more" hidden>{texts.MORE}</button>'
    )
    return section(texts.LIST_REGIONS if regions else texts.LIST, body, "list-part")


def fullness(content: dict[str, Any]) -> str:
    """How full submissions are, and which errors drafts are stuck on."""
    step = 100 // len(content["fill_bins"])
    bins = [(f"{at * step}–{(at + 1) * step}", whole(count)) for at, count in enumerate(content["fill_bins"])]
    kinds: list[tuple[str, ...]] = [
        (
            texts.KINDS.get(row["kind"], str(row["kind"])),
            *(whole(row[name]) for name in ("participants", "submitted", "filled", "required")),
            share(row["share"]),
        )
        for row in content["kind_fill"]
    ]
    heads = (texts.KIND, texts.PARTICIPANTS, texts.SUBMITTED, texts.FILLED, texts.REQUIRED, texts.SHARE)
    by_kind = table(texts.KIND_FILL, [(title, at > 0) for at, title in enumerate(heads)], kinds)
    chart = ""
    if content["pace"]["hours"]:
        shown = table("", [(texts.FILL_RANGE, False), (texts.REPORTS, True)], bins)
        left = f"<div><h3>{texts.FILL_PLOT}</h3>{plot('fill', texts.FILL_ALT)}</div>"
        chart = f'<div class="two">{left}<div>{shown}</div></div>'
    return section(texts.FILL_PART, f'{chart}<div class="wide gap">{by_kind}</div>{_stuck(content["errors"])}')


def _stuck(errors: list[list[Any]] | None) -> str:
    if not errors:
        said = texts.STUCK_PAST if errors is None else texts.STUCK_NONE
        return f'<h3>{texts.STUCK}</h3><p class="muted">{said}</p>'
    heads = [(texts.COLUMN, False), (texts.FAULT, False), (texts.ORGANISATIONS, True), (texts.CELLS, True)]
    rows = [(name, text, whole(organisations), whole(cells)) for name, text, organisations, cells in errors]
    return f'<div class="wide">{table(texts.STUCK, heads, rows)}</div>'
