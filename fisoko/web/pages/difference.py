"""The page of two states of one participant's data, cell by cell; plain HTML, nothing runs in it."""

from html import escape
from typing import Any

from fisoko.web import texts_of_analysis as texts
from fisoko.web.pages.analysis_table import shown
from fisoko.web.pages.document import document
from fisoko.web.pages.frame import foot, top


def difference_page(data: dict[str, Any], frame: dict[str, Any], token: str) -> str:
    """The page of what Comparing.difference has found, in its frame; `token` is what «Выйти» sends back."""
    place = f"/collections/{data['collection']}/organisations/{data['login']}"
    title = texts.DIFFERENCE.format(name=data["name"], login=data["login"])
    body = (
        f'{top(frame, token)}<main class="wide"><a class="back no-print" href="{escape(place)}">'
        f"{texts.BACK_TO_DATA}</a><h1>{escape(title)}</h1>"
        f'<p class="muted">{escape(texts.OF_COLLECTION.format(title=data["title"]))}</p>'
        f'<form class="row no-print" method="get" action="{escape(place)}/difference">{_choice("old", data)}'
        f'{_choice("new", data)}<button class="btn main" type="submit">{texts.COMPARE}</button></form>'
        f"<p><b>{escape(_said(data))}</b></p>{_table(data)}</main>{foot(frame)}"
    )
    return document(title, body, ("theme.css", "difference.css"))


def _choice(name: str, data: dict[str, Any]) -> str:
    options = "".join(
        f'<option value="{key}"{" selected" if key == data[name] else ""}>{escape(title)}</option>'
        for key, title in data["states"].items()
    )
    return f'<label>{texts.COMPARED[name]} <select class="field" name="{name}">{options}</select></label>'


def _state(name: str, data: dict[str, Any]) -> str:
    moment = data[f"{name}_at"]
    return data["states"][data[name]] + (f", {moment} мск" if moment else "")


def _said(data: dict[str, Any]) -> str:
    if not data["count"]:
        return texts.NO_DIFFERENCE
    more = (
        texts.FIRST_DIFFERENCES.format(count=shown(len(data["changes"])))
        if data["count"] > len(data["changes"])
        else ""
    )
    return texts.DIFFERENCES.format(count=shown(data["count"])) + more


def _table(data: dict[str, Any]) -> str:
    if not data["count"]:
        return ""
    head = (texts.CELL, texts.ROW_OF, texts.COLUMN_OF, _state("old", data), _state("new", data))
    rows = "".join(
        f'<tr><th scope="row" class="num">{escape(one["sheet_name"])}, {escape(one["address"])}</th>'
        f"<td>{escape(one['row_name'])}</td><td>{escape(one['title'])}</td><td>{_value(one['becomes'])}</td><td>{_value(one['was'])}</td></tr>"
        for one in data["changes"]
    )
    headings = "".join(f'<th scope="col">{escape(one)}</th>' for one in head)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{texts.COMPARE}"><table class="table">'
        f"<thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _value(text: str) -> str:
    return escape(text) if text else f'<span class="muted">{texts.EMPTY_CELL}</span>'
