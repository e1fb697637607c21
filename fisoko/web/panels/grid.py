"""The filling page as a live component: the same grid that schools get on a thin page."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

import param

from fisoko.web.panels.component import Component
from fisoko.web.panels.message import GREATEST, Message

MOST_OPS = 20_000
DEEDS = {"set": 5, "insert": 4, "delete": 3, "move": 4}


def _counted(value: object) -> bool:
    return type(value) is int and 0 <= value <= GREATEST


def _window(value: object) -> bool:
    return isinstance(value, str) and 1 <= len(value) <= 64 and value.isascii() and value.isalnum()


def _ops(value: object) -> bool:
    return isinstance(value, list) and len(value) <= MOST_OPS and all(_op(op) for op in value)


def _op(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], str) and DEEDS.get(value[0]) == len(value)


@dataclass(frozen=True)
class Edits(Message):
    """A batch of edits, where the page has no address to post them to."""

    kind = "edits"
    number: int = field(metadata={"good": _counted})
    ops: list[list[Any]] = field(metadata={"good": _ops})
    window: str = field(metadata={"good": _window})
    base: int = field(default=0, metadata={"good": _counted})
    form_version: int = field(default=0, metadata={"good": _counted})


class Grid(Component):
    """A form to be filled, or only looked at: sheets, the state of saving, errors, submission.

    >>> grid = Grid(form=form.to_json(), draft={"seq": 0, "sheets": {}, "not_in": []}, mode="read", title="Контингент")
    >>> grid.hear(Edits, lambda batch: grid.saved(batch.number, seq=7, saved_at="2026-11-25T14:43:12.345Z"))
    """

    _stem = "grid"
    _esm = 'export { render } from "fisoko/grid/grid.js"'
    kinds: ClassVar[tuple[type[Message], ...]] = (Edits,)

    form = param.Dict(default={"sheets": [], "rules": []}, doc="The definition of the form")
    form_version = param.Integer(default=0, doc="Its number; a batch typed into another one is not taken")
    draft = param.Dict(default={"seq": 0, "sheets": {}, "not_in": []}, doc="{seq, sheets: draft values, not_in}")
    mode = param.Selector(default="edit", objects=["edit", "read"])
    title = param.String(default="")
    subtitle = param.String(default="")
    account = param.String(default="", doc="The login: its edits are kept in the browser under it")
    collection = param.Integer(default=0)
    save_url = param.String(default="", doc="Where edits are posted; empty: they come as messages")
    submit_url = param.String(default="")
    history_url = param.String(default="", doc="Where «История» is asked; empty: there is none")
    back = param.String(default="/", doc="Where «Закрыть» leads")
    opens_at = param.String(default="", doc="ISO UTC")
    closes_at = param.String(default="", doc="ISO UTC")
    server_now = param.String(default="", doc="The server's moment, ISO UTC")
    zone = param.Dict(default={}, doc="{offset: minutes from UTC, name} of the reader")
    submission = param.Dict(default=None, allow_None=True, doc="The last one: {number, submitted_at, code}")
    versions = param.List(default=[], doc="[{title, href, current}] of a page that is only looked at")
    today = param.String(default="", doc="The server's day in Moscow, YYYY-MM-DD")

    def saved(self, number: int, *, seq: int, saved_at: str, pause_ms: int = 300) -> None:
        """Tells the browser that the batch of that number is durable; it forgets it only then."""
        answer = {"seq": seq, "saved_at": saved_at, "pause_ms": pause_ms, "elsewhere": False}
        self._send_msg({"type": "edits", "number": number, **answer})
