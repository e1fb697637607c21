"""Which rows transactions have written: told when each is over, so that what is kept in memory is never stale."""

from collections import defaultdict
from collections.abc import Callable, Iterable

Heard = Callable[[Iterable[int] | None], None]
Noted = list[tuple[str, Iterable[int] | None]]


class Touched:
    """One for each engine; a listener hears the keys of its table (None: any of them) on the writer's thread.

    It hears them after the commit and before anybody is answered, and after a rollback or an unknown end too: to
    forget what is still true does no harm.
    """

    def __init__(self) -> None:
        self._listeners: dict[str, list[Heard]] = defaultdict(list)

    def watch(self, table: str, listener: Heard) -> None:
        """Have the keys of a table told from now on."""
        self._listeners[table].append(listener)

    def tell(self, noted: Noted) -> None:
        """A transaction that has noted this is over."""
        for table, keys in noted:
            for listener in self._listeners.get(table, ()):
                listener(keys)
