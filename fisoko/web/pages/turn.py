"""The turn of a live page: only in it the page is changed, whatever thread the wish comes from."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bokeh.document import Document


class Turn:
    """Has something called with the lock of one page's document.

    What is changed without that lock, as after an `await`, Bokeh refuses, or Panel sends past it.
    """

    def __init__(self, document: "Document") -> None:
        self._document = document

    def __call__(self, act: Callable[[], Any]) -> None:
        """Has `act()` called soon. Its changes go to the browser together, once it has ended."""
        self._document.add_next_tick_callback(partial(self._hold, act))

    def later(self, act: Callable[[], Any], milliseconds: int) -> None:
        """The same after a while; call it in a turn."""
        self._document.add_timeout_callback(partial(self._hold, act), milliseconds)

    def _hold(self, act: Callable[[], Any]) -> None:
        self._document.hold("combine")
        try:
            act()
        finally:
            self._document.unhold()
