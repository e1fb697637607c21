"""Texts that people publish: cleaned HTML, and titles of a bearable length."""

from collections.abc import Mapping

import nh3

from fisoko.domain.error import BadRequest
from fisoko.domain.prose import ATTRIBUTES, LONGEST_TITLE, SCHEMES, TAGS


def clean(html: str, links: Mapping[str, str] | None = None) -> str:
    """Only what a text needs: no scripts, styles, pictures or forms; links open apart and tell nothing of us.

    `links` are addresses to be put in the place of those that the text has.
    """

    def led(tag: str, attribute: str, value: str) -> str:
        return (links or {}).get(value.strip(), value) if (tag, attribute) == ("a", "href") else value

    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        attribute_filter=led if links else None,
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
