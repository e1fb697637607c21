"""Answers for open pages that follow changes: whoever asks the same after the same change shares one answer."""

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar

from fisoko.services.answers import Answers
from fisoko.services.columns import ColumnsKeeping
from fisoko.services.live import Live

T = TypeVar("T")


class Following:
    """An answer counts until the next change is told, of drafts, submissions or the analytical copy.

    What was committed after the answer was found is told soon, and then the pages ask again. Call from a thread of the
    pool of readers.
    """

    def __init__(self, live: Live, keeping: ColumnsKeeping) -> None:
        self._live, self._keeping, self._answers = live, keeping, Answers()

    def ask(self, question: Hashable, work: Callable[[], T]) -> T:
        """The answer of `work`, or of whoever asked this question first since the last change. It is shared: do not
        change it in place. `question` names all that the answer depends on, the person's scope among it."""
        mine: list[Future[Any]] = []

        def begin() -> Future[Any]:
            mine.append(Future())
            return mine[0]

        found = self._answers.get((self._live.turn, self._keeping.turn, question), begin)
        if mine:
            try:
                mine[0].set_result(work())
            except BaseException as error:
                mine[0].set_exception(error)
        return found.result()
