"""The users' guide: the Russian texts of docs/guide as pages of the site, with their pictures."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from fisoko.web import texts
from fisoko.web.library import Held, held
from fisoko.web.pages.document import brand, document, support

GUIDE = Path(__file__).parents[3] / "docs" / "guide"
ADDRESS = "/guide/"
FIRST = "index"
ORDER = (FIRST, "school", "coordinator")
PAGE_LINK = re.compile(r"([a-z_]+)\.md(#.*)?")
NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")
BACK = (
    '<a class="back" href="/"><svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2" '
    f'aria-hidden="true"><path d="M12 4l-6 6 6 6"/></svg>{texts.BACK_TO_CABINET}</a>'
)


def guide_page(name: str) -> str | None:
    """The whole page of that name ("school"), or None where the guide has none."""
    return _pages().get(name)


def guide_picture(name: str) -> Held | None:
    """The picture of that name ("filling.png"), or None where the guide has none."""
    path = _pictures().get(name)
    return held(path) if path else None


@cache
def _pages() -> Mapping[str, str]:
    # Names are looked up among what is there: no address can lead out of the folder.
    found = {path.stem: _rendered(path) for path in GUIDE.glob("*.md")}
    titles = {name: found[name][0] for name in ORDER if name in found}
    return {name: _page(name, title, body, titles) for name, (title, body) in found.items()}


@cache
def _pictures() -> Mapping[str, Path]:
    return {path.name: path for path in (GUIDE / "images").glob("*.png")}


def _page(name: str, title: str, body: str, titles: Mapping[str, str]) -> str:
    tabs = "".join(
        f'<a href="{_address(one)}"{" aria-current=page" if one == name else ""}>{escape(text)}</a>'
        for one, text in titles.items()
    )
    html = f"""<header class="top">{brand()}</header>
<main class="guide">
{BACK}
<nav class="tabs" aria-label="{escape(titles.get(FIRST, title))}">{tabs}</nav>
<article class="panel">
{body}</article>
</main>
{support()}"""
    return document(title, html, styles=("theme.css", "guide.css"))


def _address(name: str) -> str:
    return ADDRESS + ("" if name == FIRST else name)


def _rendered(path: Path) -> tuple[str, str]:
    """The title of a text and its HTML."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.add_render_rule("table_open", lambda *_: '<div class="sides"><table class="table">\n')
    markdown.add_render_rule("table_close", lambda *_: "</table></div>\n")
    tokens = markdown.parse(path.read_text(encoding="utf-8"))
    title = ""
    for opening, inside in _with_content(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", anchor(inside.content))
            title = title or inside.content
        parts = inside.children or []
        if opening.type == "paragraph_open" and parts and parts[0].type == "image":
            opening.attrSet("class", "figure")
        for part in parts:
            _turn_to_the_site(part)
    return title, markdown.renderer.render(tokens, markdown.options, {})


def anchor(heading: str) -> str:
    """The anchor of a heading, the same as on a page of the repository: «Две вкладки» → «две-вкладки»."""
    return NOT_IN_ANCHORS.sub("", heading.lower()).replace(" ", "-")


def _with_content(tokens: Sequence[Token]) -> list[tuple[Token, Token]]:
    """Each inline token with the one that opens it."""
    return [(opening, token) for opening, token in pairwise(tokens) if token.type == "inline"]


def _turn_to_the_site(part: Token) -> None:
    """Addresses that are right in the repository become those of the site."""
    if part.type == "link_open":
        match = PAGE_LINK.fullmatch(str(part.attrGet("href") or ""))
        if match:
            part.attrSet("href", _address(match[1]) + (match[2] or ""))
    elif part.type == "image":
        part.attrSet("src", ADDRESS + str(part.attrGet("src") or ""))
        part.attrSet("loading", "lazy")
