"""Keeps the analytical copy up to date: follows submissions by their number, and makes the copy again when asked."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from fisoko.domain.error import FisokoError
from fisoko.domain.forms.typed import Places, TypedCells, places
from fisoko.services.listeners import Listeners
from fisoko.store.columns import Columns
from fisoko.store.columns_base import ColumnsBase, Fingerprint
from fisoko.store.engine import EngineLost
from fisoko.store.forms import Forms
from fisoko.store.submissions import Submission

TICK = 0.5  # seconds between two looks at the base
PARTICIPANTS = 4  # looks at submissions for one at the lists of participants
CHUNK = 500  # submissions laid in at once: enough rows for DuckDB to write past its log
REST = 0.25  # of the time that a piece of rebuilding took: those who type come first

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """How far the last rebuilding is: running, ready or failed; so many submissions of how many."""

    state: str
    done: int
    total: int


class ColumnsKeeping:
    """One thread follows; what it has not seen yet it takes up after a restart. Costs the writer nothing."""

    def __init__(self, base: ColumnsBase, columns: Columns, forms: Forms) -> None:
        self._base, self._columns, self._forms = base, columns, forms
        self._work = threading.RLock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._seen: int | None = None
        self._lists: Fingerprint | None = None
        self._kinds: dict[int, str] = {}
        self._places: dict[int, Places] = {}  # by version of a form
        self._rebuilding: threading.Thread | None = None
        self._beginning = threading.Lock()
        self._state = Rebuilding("ready", 0, 0)
        self._taken: Listeners[[frozenset[int]]] = Listeners()
        self.turn = 0  # how often something was laid in

    def watch(self, tell: Callable[[frozenset[int]], None]) -> Callable[[], None]:
        """Have collections told whose submissions have just been laid in; answers how to stop. For passing on only."""
        return self._taken.add(tell)

    @property
    def columns(self) -> Columns:
        """The copy."""
        return self._columns

    def start(self) -> None:
        """Begin to follow."""
        self._thread = threading.Thread(target=self._loop, name="columns", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop following and close the copy."""
        self._stop.set()
        for thread in (self._thread, self._rebuilding):
            if thread:
                thread.join()
        self._columns.close()

    def waiting(self) -> int:
        """By how many changes of the store the copy is behind the last submission, for the metrics."""
        return max(0, self._base.last() - self._columns.position()[0])

    def catch_up(self) -> None:
        """Lay in everything that has been submitted until now, and the lists of participants as they are."""
        with self._work:
            self._take_lists()
            self._follow()

    def rebuild(self, step: Callable[[int, int], None] = lambda done, total: None) -> int:
        """Make the copy again from the submissions and answer their number; `step` is told (done, of how many).

        The present copy answers meanwhile, and saving goes on: it rests between pieces.
        """
        with self._work:
            self._lists = None
            self._take_lists()
            done, total, seq = 0, self._base.count(), 0
            self._columns.begin_new()
            while found := self._base.after(seq, CHUNK):
                begun = time.monotonic()
                self._append(found, new=True)
                seq = found[-1].seq
                done += len(found)
                step(done, max(done, total))
                if self._stop.wait((time.monotonic() - begun) * REST):
                    return done
            self._columns.take_new()
            self._seen = seq
            return done

    def begin_rebuild(self) -> None:
        """Begin to make the copy again on a thread of its own, unless that is under way; `rebuilding` tells how far."""
        with self._beginning:
            if self._rebuilding is None or not self._rebuilding.is_alive():
                self._state = Rebuilding("running", 0, 0)
                self._rebuilding = threading.Thread(target=self._rebuild, name="columns-anew", daemon=True)
                self._rebuilding.start()

    def rebuilding(self) -> Rebuilding:
        """How far the rebuilding is that runs or ran last."""
        return self._state

    def _rebuild(self) -> None:
        def step(done: int, total: int) -> None:
            self._state = Rebuilding("running", done, total)

        try:
            done = self.rebuild(step)
        except Exception:
            log.exception("the analytical copy could not be made again")
            self._state = Rebuilding("failed", self._state.done, self._state.total)
        else:
            self._state = Rebuilding("failed" if self._stop.is_set() else "ready", done, done)

    def _loop(self) -> None:
        looks = 0
        while not self._stop.wait(TICK if looks else 0):
            try:
                with self._work:
                    if looks % PARTICIPANTS == 0:
                        self._take_lists()
                    self._follow()
            except (EngineLost, FisokoError):
                pass  # the writer brings the base back
            except Exception:
                log.exception("the analytical copy stumbled")
            looks += 1

    def _follow(self) -> None:
        if self._seen is None:
            seq, sha256 = self._columns.position()
            if seq and not self._base.holds(seq, sha256):  # the copy of another base: a restored one
                self.rebuild()
                return
            self._seen = seq
        if self._base.last() <= self._seen:
            return
        while found := self._base.after(self._seen, CHUNK):
            if any(one.organisation_id not in self._kinds for one in found):
                self._take_lists()
            self._append(found)
            self._seen = found[-1].seq
            if self._stop.is_set():
                return

    def _take_lists(self) -> None:
        now = self._base.fingerprint()
        if now != self._lists:
            rows = self._base.participants()
            self._columns.set_participants(rows)
            self._kinds = {row["organisation_id"]: row["kind"] for row in rows}
            self._lists = now

    def _append(self, found: list[Submission], *, new: bool = False) -> None:
        cells, heads = TypedCells(), []
        for one in found:
            if one.form_version_id not in self._places:
                self._places[one.form_version_id] = places(self._forms.version(one.form_version_id).form)
            count = cells.add(one.values, self._places[one.form_version_id])
            heads.append((one, self._kinds.get(one.organisation_id, ""), count))
        self._columns.append(heads, cells, new=new)
        if not new:
            self.turn += 1
            self._taken.tell(frozenset(one.collection_id for one in found))
