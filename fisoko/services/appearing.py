"""What was dated ahead rings at its moment: nothing is written then, so nobody else would tell."""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread

from fisoko.domain.error import FisokoError
from fisoko.domain.notification import NotificationKind
from fisoko.domain.publication import Publication
from fisoko.services.announcing import href_of
from fisoko.services.board import Board
from fisoko.services.notifying import Notifying
from fisoko.store.notifications import Notifications

STEP = 1.0  # seconds


class Appearing:
    """Looks once a second, in memory where no other process writes; each process tells its own pages."""

    def __init__(
        self, board: Board, notifications: Notifications, notifying: Notifying, clock: Callable[[], datetime]
    ) -> None:
        self._board, self._notifications, self._notifying, self._clock = board, notifications, notifying, clock
        self._ahead: set[int] = set()
        self._stop = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin to look."""
        self._thread = Thread(target=self._loop, name="appearing", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop looking."""
        self._stop.set()
        if self._thread:
            self._thread.join()

    def look(self) -> None:
        """Tell the pages of those for whom a publication has appeared since the last look."""
        now = self._clock()
        publications = [one for one in self._board.now().publications if one.withdrawn_at is None]
        due = [one for one in publications if one.id in self._ahead and one.published_at <= now]
        self._ahead = {one.id for one in publications if one.published_at > now}
        for one in due:
            self._tell(one)

    def _tell(self, publication: Publication) -> None:
        self._notifying.tell(self._notifications.told(NotificationKind.PUBLICATION, href_of(publication.id)))

    def _loop(self) -> None:
        while not self._stop.wait(STEP):
            try:
                self.look()
            except FisokoError:
                continue  # the base is away; looked again in a second
            except Exception:
                logging.getLogger(__name__).exception("looking for what appears failed")
