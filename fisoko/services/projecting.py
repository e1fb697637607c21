"""The projector: follows the log and keeps what must be worked out of whole drafts; everything can be rebuilt."""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from fisoko.domain.drafts import free_sheets
from fisoko.domain.error import FisokoError, NotFound
from fisoko.domain.submission import differing
from fisoko.services.live import Live
from fisoko.services.looked import look
from fisoko.store.collections import Collections
from fisoko.store.drafts import Changed, Document, Drafts
from fisoko.store.engine import EngineLost
from fisoko.store.forms import Forms
from fisoko.store.progress import Judged, Progress
from fisoko.store.projection import Projection
from fisoko.store.submissions import Submissions
from fisoko.store.writer import Writer

TICK = 1.0  # seconds
SHARE = 0.25  # of one core, at most: those who type come first
EASY = 250.0  # batches a second from which the share shrinks
CHUNK_SECONDS = 0.5  # with its rests; what was found is kept after it
FOLD_FROM = 50  # batches after a document that make a new one
LEASE = timedelta(seconds=10)

Key = tuple[int, int]


class Projecting:
    """Keeps last edits, completeness, errors and differences, and rewrites documents with many batches behind them.

    Of several processes the one that holds the lease works; when it dies another goes on after ten seconds.
    """

    def __init__(
        self,
        *,
        collections: Collections,
        forms: Forms,
        drafts: Drafts,
        submissions: Submissions,
        progress: Progress,
        projection: Projection,
        writer: Writer,
        live: Live,
        clock: Callable[[], datetime],
    ) -> None:
        self._collections, self._forms, self._drafts, self._submissions = collections, forms, drafts, submissions
        self._progress, self._projection, self._writer = progress, projection, writer
        self._live, self._clock = live, clock
        self._holder = uuid.uuid4().hex
        self._holds_until: datetime | None = None
        self._read_to = 0
        self._cursor: int | None = None  # as it was last read or moved here; None begins from the stored one
        self._waiting: dict[Key, Changed] = {}  # in the order in which they first changed
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._work = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many drafts wait to be looked at, for the metrics."""
        return len(self._waiting)

    def lag(self) -> timedelta:
        """How long the oldest change waits."""
        with suppress(StopIteration, RuntimeError):
            return max(timedelta(0), self._clock() - next(iter(self._waiting.values())).saved_at)
        return timedelta(0)

    def catch_up(self) -> None:
        """Look at everything that has changed until now."""
        with self._work:
            self._follow()
            while self._waiting:
                self._judge(float("inf"))

    def rebuild(self) -> None:
        """Look at the whole log again: every draft."""
        with self._work:
            self._writer.run(self._projection.rewind).result()
        self.catch_up()

    def start(self) -> None:
        """Begin to follow."""
        self._thread = threading.Thread(target=self._loop, name="projector", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop, and leave the work to others."""
        self._stop.set()
        if self._thread:
            self._thread.join()
        if self._holds_until:
            with suppress(FisokoError):
                self._writer.run(lambda tx: self._projection.release(tx, self._holder)).result(5)

    def _loop(self) -> None:
        pause = TICK
        while not self._stop.wait(pause):
            pause = TICK
            try:
                if not self.held():
                    continue
                with self._work:
                    self._follow()
                    if self._waiting:
                        rest = self._judge(CHUNK_SECONDS, gently=True)
                        pause = rest if self._waiting else TICK
            except (FisokoError, EngineLost, TimeoutError):
                self._cursor = None
            except Exception:
                logging.getLogger(__name__).exception("the projector stumbled")
                self._cursor = None

    def _share(self) -> float:
        """Of one core: less while many type."""
        return SHARE / max(1.0, self._writer.rate() / EASY)

    def held(self) -> bool:
        """Take or keep the lease; False while another process projects."""
        now = self._clock()
        if self._holds_until is None or now > self._holds_until - LEASE / 2:
            until = now + LEASE
            held = self._writer.run(lambda tx: self._projection.hold(tx, self._holder, now, until)).result(5)
            if not held or self._holds_until is None:
                self._cursor = None
            self._holds_until = until if held else None
        return self._holds_until is not None

    def _follow(self) -> None:
        """Take the moments of last edits at once; the drafts themselves wait their turn."""
        cursor = self._projection.cursor()
        if cursor != self._cursor:  # the first time, or somebody has rewound it
            self._cursor, self._read_to, self._waiting = cursor, cursor, {}
        changed = self._drafts.changed(self._read_to)
        if not changed:
            return
        edits = {(one.collection_id, one.organisation_id): one.saved_at for one in changed}
        self._writer.run(lambda tx: self._progress.edited(tx, edits)).result()
        for one in changed:
            self._waiting.setdefault((one.collection_id, one.organisation_id), one)
        self._read_to = max(one.seq for one in changed)

    def _judge(self, seconds: float, *, gently: bool = False) -> float:
        """Look at waiting drafts for so long, and keep what was found; answers the seconds of rest still due.

        `gently`: with a rest after each draft, as a thread that works on makes all others wait for every turn of the
        interpreter. A rest that would outlast the time given comes after the keeping: neither that nor the lease is
        to wait for it.
        """
        until, rest = time.monotonic() + seconds, 0.0
        looked: list[Key] = []
        judged: list[Judged] = []
        documents: list[Document] = []
        for key, one in self._waiting.items():
            looked.append(key)
            begun = time.thread_time()
            try:
                found = self._look(one, documents)
            except Exception:  # one draft must not stop the others; opened or submitted it says what is wrong
                logging.getLogger(__name__).exception("draft %s could not be judged", key)
            else:
                judged += found
            if gently:
                spent = time.thread_time() - begun
                rest = spent / self._share() - spent
            if time.monotonic() + rest > until or (gently and self._stop.wait(rest)):
                break
        changed = [self._waiting.pop(key) for key in looked]
        # What still waits must be found again after a crash.
        position = min((one.first_seq for one in self._waiting.values()), default=self._read_to + 1) - 1
        now, known = self._clock(), -1 if self._cursor is None else self._cursor

        def keep(tx: Any) -> None:
            self._progress.judged(tx, judged)
            self._drafts.keep(tx, documents, now)
            self._projection.move(tx, position, known=known)

        self._writer.run(keep).result()
        self._cursor = max(known, position)
        self._live.publish({(one.collection_id, one.region) for one in changed})
        return rest

    def _look(self, one: Changed, documents: list[Document]) -> list[Judged]:
        try:
            collection = self._collections.one(one.collection_id)
        except NotFound:
            return []
        form = self._forms.version(collection.form_version_id).form
        present = self._drafts.present(one.collection_id, one.organisation_id, free_sheets(form))
        if present.pending >= FOLD_FROM:
            documents.append(Document(one.collection_id, one.region, one.organisation_id, present.draft))
        found = look(form, present.draft, self._clock())
        last = self._submissions.last(one.collection_id, one.organisation_id)
        return [
            Judged(
                collection_id=one.collection_id,
                organisation_id=one.organisation_id,
                seq=present.draft.seq,
                submissions=last.number if last else 0,
                filled=found.filled,
                required=found.required,
                errors=found.errors,
                warnings=found.warnings,
                differs=differing(form, found.values, last.values) if last else 0,
                faults=found.faults,
            )
        ]
