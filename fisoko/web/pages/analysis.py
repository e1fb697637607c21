"""The analysis of a collection: choices, a sentence, a plot and a table of what was found."""

from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import panel as pn

from fisoko.domain.person import Identity
from fisoko.web import texts
from fisoko.web.pages.analysis_found import FOUND
from fisoko.web.pages.analysis_state import KEPT, LEVELS, TABS, AnalysisLook, AnalysisState

if TYPE_CHECKING:
    from fisoko.wiring import Application

STYLE = """
:host { font: 15px/1.5 system-ui, "Segoe UI", Roboto, Arial, sans-serif; color: #1b2430; }
h1 { font-size: 22px; margin: 4px 0; }
h2 { font-size: 17px; margin: 14px 0 6px; }
p { margin: 2px 0; }
a { color: #1a4f8b; }
table { border-collapse: collapse; background: #fff; font-size: 14px; font-variant-numeric: tabular-nums; }
th, td { border: 1px solid #d5dbe4; padding: 5px 10px; text-align: left; vertical-align: top; }
th { background: #eef2f8; }
td.num { text-align: right; white-space: nowrap; }
.fault { color: #a3161a; }
.wide { overflow-x: auto; }
"""


def show_analysis(services: "Application", person: Identity, first: AnalysisLook) -> None:
    """Put the page into the document that Panel is making."""
    state = AnalysisState(services, person, first)
    found = pn.Column(sizing_mode="stretch_width", margin=0)
    page = pn.Column(
        _block(
            texts.ANALYSIS_HEAD.format(title=escape(first.title), person=escape(person.region_name or person.login))
        ),
        _choices(state, first),
        found,
        sizing_mode="stretch_width",
        margin=(16, 24),
    )

    def show(*_: object) -> None:
        found[:] = (
            [_block(f'<p class="fault" role="alert">{escape(state.fault)}</p>')] if state.fault else _found(state)
        )

    state.param.watch(show, ["answer", "fault"])
    _follow_choices(state)
    show()
    page.servable(title=texts.ANALYSIS_TITLE.format(title=first.title))


def _choices(state: AnalysisState, first: AnalysisLook) -> pn.Row:
    titles = {f"{one.sheet}.{one.column}": f"{one.sheet_name}: {one.title}" for one in first.fields}
    field = pn.widgets.Select.from_param(
        state.param.field, name=texts.ANALYSIS_FIELD, options={title: key for key, title in titles.items()}, width=420
    )
    level = pn.widgets.Select.from_param(
        state.param.level,
        name=texts.ANALYSIS_LEVEL,
        options={texts.ANALYSIS_LEVELS[one]: one for one in LEVELS},
        width=180,
    )
    tab = pn.widgets.Select.from_param(
        state.param.tab, name=texts.ANALYSIS_SHOW, options={texts.ANALYSIS_TABS[one]: one for one in TABS}, width=220
    )
    moment = pn.widgets.TextInput.from_param(
        state.param.as_of, name=texts.ANALYSIS_AS_OF, placeholder=texts.ANALYSIS_NOW, width=240
    )

    def needed(*_: object) -> None:
        field.visible = state.tab in ("summary", "column")
        level.visible = state.tab in ("summary", "completeness")

    state.param.watch(needed, "tab")
    needed()
    return pn.Row(tab, level, field, moment, margin=(0, -10))


def _follow_choices(state: AnalysisState) -> None:
    location = pn.state.location

    async def follow(*_: object) -> None:
        if location is not None:
            search = state.search()
            location.search = "" if search == "?" else search
        await state.ask()

    state.param.watch(follow, list(KEPT))


def _found(state: AnalysisState) -> list[Any]:
    shown = FOUND[state.tab](state.answer)
    parts: list[Any] = [_block(f"<p>{escape(sentence)}</p>") for sentence in shown.sentences]
    if shown.plot is not None:
        parts.append(pn.pane.Bokeh(shown.plot, sizing_mode="stretch_width", max_width=1100))
    return parts + [_block(f'<h2>{escape(title)}</h2><div class="wide">{table}</div>') for title, table in shown.tables]


_block = partial(pn.pane.HTML, stylesheets=[STYLE], sizing_mode="stretch_width", margin=(4, 0))
