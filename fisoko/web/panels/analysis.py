"""A part of the analysis page: what the server has written, whose links change the choices without a new page."""

from dataclasses import dataclass, field
from typing import ClassVar

import param

from fisoko.web.library import JOINED, asset_address
from fisoko.web.panels.component import Component
from fisoko.web.panels.message import Message, SaveDashboard

LONGEST_ADDRESS = 4_000  # signs


def _address(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_ADDRESS


@dataclass(frozen=True)
class LookAt(Message):
    """A link to the page itself was followed; `search` is the search part of its address."""

    kind = "look"
    search: str = field(metadata={"good": _address})


class _Written(Component):
    """HTML of the server's own making; a link to the same page is a message."""

    _stem = "analysis"
    kinds: ClassVar[tuple[type[Message], ...]] = (LookAt,)
    __abstract = True

    html = param.String(default="", doc="trusted: everything in it that people wrote is escaped")
    place = param.String(default="", doc="the page's own path")
    leads = param.Boolean(default=False, doc="the one part of a page that follows «Back»")

    @classmethod
    def _process_importmap(cls) -> dict[str, dict[str, str]]:
        # A page has one of each: a second map of the same name would be refused aloud.
        return {"imports": {f"fisoko/{cls.__name__}.js": f"{asset_address()}{cls._stem}{JOINED}"}}


class Heading(_Written):
    """Title and tabs.

    >>> part = Heading(html="<h1>Анализ: Контингент</h1>")
    >>> part.hear(LookAt, lambda message: print(message.search))
    """

    _esm = 'export { render } from "fisoko/Heading.js"'
    kinds: ClassVar[tuple[type[Message], ...]] = (LookAt, SaveDashboard)
    leads = param.Boolean(default=True)


class Sentences(_Written):
    """What is said above the plot."""

    _esm = 'export { render } from "fisoko/Sentences.js"'


class Tables(_Written):
    """What stands under the plot."""

    _esm = 'export { render } from "fisoko/Tables.js"'
