"""What of each file has gone out in parts: a download broken off and taken up again is one download."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

REMEMBERED = 10_000  # unfinished downloads
MOST_PARTS = 100  # of one file; whoever takes it in more has to take it again


class Spans:
    """Remembers unfinished downloads by key, the last ones only."""

    def __init__(self) -> None:
        self._begun: OrderedDict[Hashable, list[tuple[int, int]]] = OrderedDict()
        self._lock = Lock()

    def note(self, key: Hashable, size: int, first: int, end: int) -> bool:
        """Bytes from `first` to before `end` of `size` have gone out; true when none is missing any more."""
        with self._lock:
            spans = _merged([*self._begun.pop(key, ()), (first, end)])
            if spans[0][0] <= 0 and spans[0][1] >= size:
                return True
            if len(spans) <= MOST_PARTS:
                self._begun[key] = spans
            while len(self._begun) > REMEMBERED:
                self._begun.popitem(last=False)
            return False

    def begun(self, key: Hashable) -> bool:
        """Whether something has gone out and not everything."""
        return key in self._begun


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, end in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((first, end))
    return merged
