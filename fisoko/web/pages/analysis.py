"""The analysis of a collection: choices, sentences, a plot and tables of what was found."""

from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import panel as pn

from fisoko.domain.as_of import shown_moment
from fisoko.domain.person import Identity
from fisoko.domain.report import PENDING, ReportState
from fisoko.services.permissions import scope
from fisoko.web import texts as site_texts
from fisoko.web import texts_of_analysis as texts
from fisoko.web.library import asset_address
from fisoko.web.pages.analysis_choices import FIGURES, KEPT, LEVELS, TABS, across_of
from fisoko.web.pages.analysis_look import AnalysisLook
from fisoko.web.pages.analysis_plot import Plot
from fisoko.web.pages.analysis_state import AnalysisState
from fisoko.web.pages.document import ICON
from fisoko.web.pages.frame import foot, top
from fisoko.web.pages.turn import Turn
from fisoko.web.panels.analysis import Heading, LookAt, Sentences, Tables
from fisoko.web.panels.message import SaveDashboard

if TYPE_CHECKING:
    from fisoko.wiring import Application

PAGE = """
{{% block postamble %}}<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="{icon}">
<link rel="stylesheet" href="{assets}theme.css"><link rel="stylesheet" href="{assets}analysis_page.css">{{% endblock %}}
{{% block contents %}}{top}<main class="wide">{{{{ super() }}}}</main>{foot}{{% endblock %}}
"""
FIELD_STYLE = """
label { font: 600 13px/1.4 "Segoe UI", "Noto Sans", Roboto, Arial, sans-serif; color: #4d5a6d; }
.bk-input { min-height: 36px; border: 1px solid #7c899e; border-radius: 6px; color: #1a2433; background-color: #fff;
font: 15px/1.4 "Segoe UI", "Noto Sans", Roboto, Arial, sans-serif; }
.bk-input:focus { outline: 3px solid #1f6fd6; outline-offset: 2px; border-color: #7c899e; box-shadow: none; }
.bk-input::placeholder { color: #5d6878; opacity: 1; }
"""


def show_analysis(
    services: "Application", person: Identity, first: AnalysisLook, document: Any, form_token: str
) -> None:
    """Put the page into the document that Panel is making; `form_token` is what «Выйти» sends back."""
    turn = Turn(document)
    state = AnalysisState(services, person, first, turn)
    place = first.offered.address(first.offered.plain)
    head, said, tables = Heading(place=place), Sentences(place=place), Tables(place=place)
    plot = pn.Column(sizing_mode="stretch_width", margin=(8, 0))
    drawn: list[Plot] = []

    def show(*_: object) -> None:
        head.html = _head(state)
        found = state.shown
        said.html = _sentences(state)
        tables.html = "" if state.fault else "".join(found.tables)
        if found.plot is None or state.fault:
            plot[:] = []
            drawn.clear()
        elif drawn and drawn[0].can_draw(found.plot):
            drawn[0].draw(found.plot)
        else:
            drawn[:] = [Plot(found.plot)]
            plot[:] = [pn.pane.Bokeh(drawn[0].figure, sizing_mode="stretch_width", max_width=1190)]

    head.hear(SaveDashboard, lambda _: turn(state.save_dashboard))
    for part in (head, said, tables):
        part.hear(LookAt, lambda message: turn(partial(state.look, message.search)))
    state.param.watch(show, ["shown", "fault", "report"])
    _keep_address(state, turn)
    _follow_changes(state, turn)
    show()
    document.template = PAGE.format(
        icon=ICON,
        assets=asset_address(),
        top=_literal(top(first.frame, form_token)),
        foot=_literal(foot(first.frame)),
    )
    page = pn.Column(head, _choices(state), said, plot, tables, sizing_mode="stretch_width", margin=0)
    page.servable(title=texts.TITLE.format(title=first.offered.title))


def _literal(html: str) -> str:
    """HTML in which the template finds nothing of its own, whatever people are called."""
    return html.replace("{", "&#123;")


def _head(state: AnalysisState) -> str:
    """Title, what the figures are of, and the tabs."""
    offered, chosen = state.offered, state.chosen
    regions = offered.regions
    scope_name = regions.get(state.region) or (texts.COUNTRY if offered.every_region else ", ".join(regions.values()))
    moment = "" if state.fault else shown_moment(state.as_of)
    lead = texts.LEAD_AS_OF if moment else texts.LEAD
    parts = [
        f"<h1>{escape(texts.TITLE.format(title=offered.title))}</h1>",
        f'<p class="lead muted">{escape(lead.format(scope=scope_name, moment=moment))}</p>',
        f'<nav aria-label="{texts.SECTIONS}">',
    ]
    for tab in TABS:
        here = ' aria-current="page"' if tab == state.tab else ""
        href = escape(offered.address(chosen, tab=tab, of="", at=""))
        parts.append(f'<a data-key="tab-{tab}" href="{href}"{here}>{texts.TABS[tab]}</a>')
    file = escape(offered.address(chosen).replace("/analysis", "/analysis.xlsx", 1))
    parts.append('<span class="end" data-key="end">')
    if state.tab == "summary":
        parts.append(f'<a class="btn" href="{file}" download>{texts.DOWNLOAD}</a>')
    going = ' aria-disabled="true"' if state.report.get("state") in PENDING else ""
    parts.append(
        f'<button class="btn" type="button" data-do="dashboard" data-id="{offered.collection}"{going}>'
        f"{site_texts.DASHBOARD}</button>"
        f'<button class="btn" type="button" data-do="print">{texts.PRINT}</button></span></nav>'
    )
    return "".join(parts) + _report(state.report)


def _report(report: dict[str, Any]) -> str:
    """What stands under the button of a dashboard that was asked for."""
    state, href = report.get("state"), report.get("href")
    if not state:
        return ""
    said, more = site_texts.DASHBOARD_MAKING, ""
    if state == ReportState.READY and href:
        said = site_texts.DASHBOARD_READY
        more = f' · <a href="{escape(href)}" download>{site_texts.DASHBOARD_TAKE}</a>'
    elif state not in PENDING:
        said = report.get("text") or site_texts.DASHBOARD_FAILED
    about = f' <span class="muted">{escape(report["text"])}</span>' if more and report.get("text") else ""
    return f'<p class="no-print" role="status" data-key="report"><b>{escape(said)}</b>{more}{about}</p>'


def _sentences(state: AnalysisState) -> str:
    if state.fault:
        return f'<p class="fault" role="alert">{escape(state.fault)}</p>'
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in state.shown.sentences)


def _choices(state: AnalysisState) -> pn.Row:
    offered, own = state.offered, state.param

    # Each as wide as it may be, in lines as they come: a fixed width would make the whole page as wide as all of them.
    def look(width: int) -> dict[str, Any]:
        return {
            "sizing_mode": "stretch_width",
            "max_width": width,
            "stylesheets": [FIELD_STYLE, f":host {{ flex: 0 1 {width}px !important; }}"],
            "margin": (4, 16, 8, 0),
            "description": None,
        }

    def select(name: str, title: str, options: dict[str, str], width: int) -> Any:
        return pn.widgets.Select.from_param(own[name], name=title, options=options, **look(width))

    def turned(options: dict[str, str]) -> dict[str, str]:
        return {title: key for key, title in options.items()}

    fields = {f"{one.sheet_name}: {one.title}": key for key, one in offered.columns.items()}
    regions = {texts.COUNTRY: ""} | {f"{code} {name}": code for code, name in sorted(offered.regions.items())}
    region = select("region", texts.REGION, regions, 260)
    level = select("level", texts.LEVEL, {texts.LEVELS[one]: one for one in LEVELS}, 180)
    field = select("field", texts.FIELD, fields or {"": ""}, 380)
    across = select("across", texts.ACROSS_TITLE, turned(across_of(offered, state.chosen)), 260)
    figure = select("figure", texts.FIGURE, {texts.FIGURES[one]: one for one in FIGURES}, 180)
    moment = pn.widgets.TextInput.from_param(own.as_of, name=texts.AS_OF, placeholder=texts.AS_OF_HINT, **look(240))
    region.visible = len(offered.regions) > 1

    def needed(*_: object) -> None:
        field.visible = state.tab in ("summary", "column")
        level.visible = state.tab in ("summary", "completeness")
        across.visible = figure.visible = state.tab == "summary"
        across.options = turned(across_of(offered, state.chosen))

    own.watch(needed, ["tab", "field", "level"])
    needed()
    return pn.Row(
        *(region, level, field, across, figure, moment),
        styles={"flex-wrap": "wrap"},
        stylesheets=["@media print { :host { display: none !important; } }"],
        margin=0,
        sizing_mode="stretch_width",
    )


def _keep_address(state: AnalysisState, turn: Turn) -> None:
    location = pn.state.location
    if location is None:
        return

    def show(*_: object) -> None:
        turn(lambda: location.param.update(search=search_of(state)))

    def back(event: Any) -> None:
        if event.new != search_of(state):
            turn(partial(state.look, event.new))

    state.param.watch(show, list(KEPT))
    location.param.watch(back, "search")


def search_of(state: AnalysisState) -> str:
    """The search part of the address that shows the same, with its sign; '' for none."""
    _, sign, search = state.address().partition("?")
    return sign + search


def _follow_changes(state: AnalysisState, turn: Turn) -> None:
    """Word comes on other threads."""
    services, collection = state.services, state.offered.collection

    def taken(collections: frozenset[int]) -> None:
        if collection in collections:
            turn(state.changed)

    def corrected(_: object) -> None:
        if state.tab == "completeness":  # of drafts, which the projector has looked at
            turn(state.changed)

    stops = [services.columns.watch(taken), services.live.watch(corrected, scope(state.person), [collection])]

    def leave(_: object) -> None:
        for stop in stops:
            stop()

    pn.state.on_session_destroyed(leave)
