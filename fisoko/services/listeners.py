"""Those who want to hear of something: called one after the other, until they stop."""

from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Listeners(Generic[P]):
    """May be told on any thread; whoever listens must only pass the word on."""

    def __init__(self) -> None:
        self._entries: dict[int, tuple[Callable[P, object]]] = {}

    def add(self, listener: Callable[P, object]) -> Callable[[], None]:
        """Call it from now on; answers how to stop. The same listener may come twice."""
        entry = (listener,)
        self._entries[id(entry)] = entry

        def stop() -> None:
            self._entries.pop(id(entry), None)

        return stop

    def tell(self, *words: P.args, **named: P.kwargs) -> None:
        """Call all of them."""
        for (listener,) in [*self._entries.values()]:
            listener(*words, **named)
