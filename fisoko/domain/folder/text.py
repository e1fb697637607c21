"""The text of a folder, Markdown or HTML: its HTML to be cleaned, its links, and what of it would be lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from unicodedata import normalize

from markdown_it import MarkdownIt
from markdown_it.token import Token

from fisoko.domain.folder import texts
from fisoko.domain.folder.remarks import Remarks, at_line
from fisoko.domain.prose import TAGS

MARKDOWN, HTML = "text.md", "text.html"
LONGEST = 2**20  # bytes of a text
LONGEST_TAG = 5_000  # signs; a reader of HTML would go over a text of unclosed tags again and again
HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h4", "h4": "h4", "h5": "h4", "h6": "h4"}  # the page has its own above
WHOLE = {
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "base",
}  # of a whole page; what is before the body is left out
RUNS = {"script", "svg", "math", "iframe", "frame", "object", "embed", "applet", "form", "input", "button", "select"}
RUNS |= {"textarea", "portal"}
PICTURES = {"img", "picture", "video", "audio", "canvas"}
GONE = {"style", "template", "noscript"}  # with all that is in them
_UNCLOSED = re.compile(rf"<[a-z/!?][^>]{{{LONGEST_TAG}}}", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>(.*?)(</body\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_LINK_LEFT = re.compile(r"\[[^\[\]\n]+\]\([^()\n]*\)?")
_SPACED = re.compile(r"\]\(([^()<>\"'\n]*\s[^()<>\"'\n]*)\)")
_RUNNING = re.compile(r"(javascript|vbscript|data):", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20]+")  # browsers look past these in a scheme


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link of the text leads, and the line it stands in."""

    href: str
    line: int


@dataclass(frozen=True)
class Text:
    """HTML that is not clean yet, and its links in their order; `file` is what it was read from."""

    file: str = ""
    html: str = ""
    links: tuple[Link, ...] = ()


@dataclass
class _Judge:
    """What of some HTML would not be published; collects its links."""

    file: str
    remarks: Remarks
    links: list[Link] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)

    def tag(self, tag: str, attributes: list[tuple[str, str | None]], line: int) -> None:
        """Say what is wrong with a tag."""
        place = at_line(self.file, line)
        if tag in RUNS:
            what = texts.SCRIPT_WHAT.get(tag, texts.SCRIPT_OTHER)
            self.remarks.problem(place, texts.SCRIPT.format(tag=tag, what=what))
        elif tag in PICTURES:
            self.remarks.note(place, texts.PICTURE)
        elif tag in GONE:
            self.remarks.note(place, texts.STYLE.format(tag=tag))
        elif tag not in TAGS | WHOLE | self.dropped:
            self.dropped.add(tag)  # a text out of a word processor has hundreds of them
            self.remarks.note(place, texts.DROPPED.format(tag=tag))
        for name, value in attributes:
            if name.startswith("on"):
                self.remarks.problem(place, texts.HANDLER.format(name=name, tag=tag))
            elif name == "href" and tag == "a":
                self.link(value or "", line)
            elif _runs(value or "") and tag not in PICTURES:
                self.remarks.problem(place, texts.RUNNING_LINK.format(href=value))

    def link(self, href: str, line: int) -> None:
        """Remember a link; one that runs is refused here."""
        if _runs(href):
            self.remarks.problem(at_line(self.file, line), texts.RUNNING_LINK.format(href=href.strip()))
        elif not href.strip():
            self.remarks.problem(at_line(self.file, line), texts.EMPTY_LINK)
        else:
            self.links.append(Link(href, line))


class _Tags(HTMLParser):
    """Hands the tags of a piece of HTML to the judge; its first line is `line` of the file."""

    def __init__(self, judge: _Judge, line: int) -> None:
        super().__init__(convert_charrefs=True)
        self._judge, self._line = judge, line

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._judge.tag(tag, attrs, self._line + self.getpos()[0] - 1)


def read_html(source: str, remarks: Remarks, file: str = HTML) -> Text:
    """The text of HTML: what stands in the body of a whole page."""
    if _unclosed(source, file, remarks):
        return Text(file)
    body = _BODY.search(source)
    inside, before = (body[1], source[: body.start(1)]) if body else (source, "")
    judge = _Judge(file, remarks)
    _judge_html(before, judge, 1)
    _judge_html(inside, judge, before.count("\n") + 1)
    return Text(file, inside, tuple(judge.links))


def read_markdown(source: str, paths: Iterator[str] | list[str], remarks: Remarks, file: str = MARKDOWN) -> Text:
    """The text of Markdown. Links to files of the folder, `paths`, may have spaces and brackets in them."""
    if _unclosed(source, file, remarks):
        return Text(file)
    source = normalize("NFC", source)
    for path in sorted(paths, key=len, reverse=True):
        path = normalize("NFC", path)  # a Mac takes letters apart
        source = source.replace(f"]({path})", f"](<{path}>)")
    source = _SPACED.sub(r"](<\1>)", source)  # no file of the folder: said so, with the likeliest one
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable(["code", "fence"])
    reader.validateLink = lambda url: True  # judged here, so that it can be said
    reader.normalizeLink = lambda url: url
    tokens = reader.parse(source)
    judge = _Judge(file, remarks)
    for token in tokens:
        _judge_block(token, judge)
    return Text(file, reader.renderer.render(tokens, reader.options, {}), tuple(judge.links))


def _unclosed(source: str, file: str, remarks: Remarks) -> bool:
    found = _UNCLOSED.search(source)
    if found:
        remarks.problem(at_line(file, source.count("\n", 0, found.start()) + 1), texts.UNCLOSED)
    return found is not None


def _runs(address: str) -> bool:
    return _RUNNING.match(_UNSEEN.sub("", address)) is not None


def _judge_block(token: Token, judge: _Judge) -> None:
    line = token.map[0] + 1 if token.map else 1
    token.tag = HEADINGS.get(token.tag, token.tag)
    if token.type == "html_block":
        _judge_html(token.content, judge, line)
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "html_inline":
            _judge_html(child.content, judge, line)
            line += child.content.count("\n")
        elif child.type == "link_open":
            judge.link(str(child.attrs.get("href", "")), line)
        elif child.type == "image":
            judge.remarks.note(at_line(judge.file, line), texts.PICTURE)
        elif child.type == "text" and (left := _LINK_LEFT.search(child.content)):
            judge.remarks.problem(at_line(judge.file, line), texts.BAD_LINK.format(text=left[0]))


def _judge_html(html: str, judge: _Judge, line: int) -> None:
    tags = _Tags(judge, line)
    tags.feed(html)
    tags.close()
