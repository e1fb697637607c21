"""What all live components share: their module and styles by the versioned address, and messages that never raise."""

import inspect
import logging
from collections.abc import Callable
from typing import Any, ClassVar

from panel.custom import JSComponent

from fisoko.domain.error import FisokoError
from fisoko.web.library import JOINED, asset_address
from fisoko.web.panels.message import Message, read_message

log = logging.getLogger(__name__)
Hearing = Callable[[Any], Any]


class Component(JSComponent):
    """A component whose browser module stands in assets under its own stem.

    >>> class Clock(Component):
    ...     _stem, _esm = "clock", 'export { render } from "fisoko/clock/clock.js"'
    """

    _stem: ClassVar[str] = ""
    kinds: ClassVar[tuple[type[Message], ...]] = ()

    __abstract = True

    def __init__(self, **params: Any) -> None:
        place = asset_address()
        own = [place + "theme.css", f"{place}{self._stem}.css"]
        given = {"sizing_mode": "stretch_width", "margin": 0} | params
        super().__init__(**given | {"stylesheets": [*own, *params.get("stylesheets", [])]})
        self._hearing: dict[type[Message], Hearing] = {}

    @classmethod
    def _process_importmap(cls) -> dict[str, dict[str, str]]:
        # Asked for when a page is made, so that importing this module reads no file.
        # Each component has a name of its own for its module: a second map of the same name would be refused aloud.
        return {"imports": {f"fisoko/{cls._stem}/{cls._stem}.js": f"{asset_address()}{cls._stem}{JOINED}"}}

    @property
    def _linked_properties(self) -> tuple[str, ...]:
        # A browser says what it wants by messages; it may not set what the server shows.
        return ()

    def hear(self, kind: type[Message], act: Hearing) -> None:
        """Calls `act(message)`, plain or async, for messages of that kind; the user sees a FisokoError it raises."""
        if kind not in self.kinds:
            raise ValueError(f"{type(self).__name__} never sends {kind.__name__}.")
        self._hearing[kind] = act

    async def _handle_msg(self, data: Any) -> None:
        try:
            message = read_message(data, self.kinds)
            act = self._hearing.get(type(message))
            answer = act(message) if act else None
            if inspect.isawaitable(answer):
                await answer
        except FisokoError as error:
            self._refuse(error)
        except Exception:
            log.exception("A message to %s failed", type(self).__name__)
            self._refuse(FisokoError())

    def _refuse(self, error: FisokoError) -> None:
        self._send_msg({"type": "error", "code": error.code, "text": error.text})
