"""Which rows transactions have written: told when each is over, so that what is kept in memory is never stale."""

from collections import defaultdict
from collections.abc import Callable, Iterable

Heard = Callable[[Iterable[int] | None], None]
Noted = list[tuple[str, Iterable[int] | None]]


class Touched:
    """One for each engine; a listener hears the keys of its table (None: any of them) on the writer's thread.

    It hears them after the commit and before anybody is answered, and after a rollback or an unknown end too: to
    forget what is still true does no harm. What other processes have written is told on the thread that hears of it.
    """

    def __init__(self) -> None:
        self._listeners: dict[str, list[Heard]] = defaultdict(list)
        self._elsewhere: dict[str, list[Heard]] = defaultdict(list)

    def watch(self, table: str, listener: Heard) -> None:
        """Have the keys of a table told from now on, whoever writes."""
        self._listeners[table].append(listener)

    def watch_elsewhere(self, table: str, listener: Heard) -> None:
        """Have the keys of a table told that other processes write, after those who watch it have heard them."""
        self._elsewhere[table].append(listener)

    def tell(self, noted: Noted) -> None:
        """A transaction of this process that has noted this is over."""
        for table, keys in noted:
            for listener in self._listeners.get(table, ()):
                listener(keys)

    def tell_elsewhere(self, noted: Noted) -> None:
        """Transactions of other processes that have noted this are committed."""
        self.tell(noted)
        for table, keys in noted:
            for listener in self._elsewhere.get(table, ()):
                listener(keys)

    def tell_anything(self) -> None:
        """Other processes may have written anything unheard."""
        self.tell_elsewhere([(table, None) for table in sorted({*self._listeners, *self._elsewhere})])
