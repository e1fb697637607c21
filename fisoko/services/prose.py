"""Texts that people publish: cleaned HTML, and titles of a bearable length."""

import nh3

from fisoko.domain.error import BadRequest

TAGS = {"a", "b", "blockquote", "br", "em", "h3", "h4", "hr", "i", "li", "mark", "ol", "p", "s", "strong", "sub", "sup"}
TAGS |= {"table", "tbody", "td", "th", "thead", "tr", "u", "ul"}
ATTRIBUTES = {"a": {"href", "title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
SCHEMES = {"http", "https", "mailto", "tel"}
LONGEST_TITLE = 500  # signs


def clean(html: str) -> str:
    """Only what a text needs: no scripts, styles, pictures or forms; links open apart and tell nothing of us."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )


def problems_of_title(title: str) -> list[str]:
    """What is wrong with a title; usually nothing."""
    if not title:
        return ["Введите заголовок."]
    return [f"Заголовок длиннее {LONGEST_TITLE} знаков. Сократите его."] if len(title) > LONGEST_TITLE else []


def raise_if(problems: list[str]) -> None:
    """Raises BadRequest with all of them in `problems`, if there are any."""
    if problems:
        more = f" (и еще замечаний: {len(problems) - 1})" if len(problems) > 1 else ""
        raise BadRequest(problems[0] + more, problems=problems)
