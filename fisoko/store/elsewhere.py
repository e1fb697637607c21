"""What other processes write to the same PostgreSQL database: said in their transactions, heard at the commit."""

import logging
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from threading import Event, Thread
from time import monotonic
from typing import Any

import psycopg

from fisoko.store.touched import Noted, Touched

CHANNEL = "fisoko"
UNTOLD = {"progress"}  # tables of which nothing is kept where other processes write: a save sends no word for them
MOST_KEYS = 380  # in one word: PostgreSQL takes 8,000 bytes, and a key has at most 19 digits
LOOK = 0.25  # seconds after which the thread looks whether it is to stop
GATHERED = 0.02  # seconds of quiet after which a run of words is told
PATIENCE = 0.3  # seconds after which it is told although more words come
PAUSE = (0.2, 3.0)  # seconds before a broken connection is tried again: at first, at most
# A connection that is dead without a word (a cable, a firewall) is noticed within some twenty seconds.
ALIVE: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}
WORD = re.compile(r"([0-9a-f]{16}) (\w{1,40}) (\*|\d{1,19}(?:,\d{1,19})*)")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Word:
    """Rows of one table, written by one process; `keys` None: any of them."""

    sender: str
    table: str
    keys: frozenset[int] | None

    @classmethod
    def read(cls, text: str) -> "Word | None":
        """What `words` has made; None for anything else."""
        found = WORD.fullmatch(text)
        if found is None:
            return None
        sender, table, keys = found.groups()
        return cls(sender, table, None if keys == "*" else frozenset(map(int, keys.split(","))))


def words(sender: str, noted: Noted) -> list[str]:
    """The texts that tell what a transaction has noted, each short enough for PostgreSQL."""
    told = _by_table((table, keys) for table, keys in noted if table not in UNTOLD)
    return [f"{sender} {table} {keys}" for table, some in told.items() for keys in _lists(some)]


def gathered(heard: Iterable[Word]) -> Noted:
    """Words that came together, one for each table, so that whoever listens is told once."""
    return [*_by_table((word.table, word.keys) for word in heard).items()]


def _by_table(noted: Iterable[tuple[str, Iterable[int] | None]]) -> dict[str, set[int] | None]:
    tables: dict[str, set[int] | None] = {}
    for table, keys in noted:
        known = tables.get(table, set())
        tables[table] = None if keys is None or known is None else known | {*keys}
    return tables


def _lists(keys: set[int] | None) -> Iterator[str]:
    if keys is None:
        yield "*"
        return
    ordered = sorted(keys)
    for first in range(0, len(ordered), MOST_KEYS):
        yield ",".join(map(str, ordered[first : first + MOST_KEYS]))


class Elsewhere:
    """One listening connection of a process, on a thread of its own; after a break it comes back by itself.

    What was said during a break is lost: then everything counts as written.
    """

    def __init__(self, url: str, touched: Touched) -> None:
        self._url, self._touched = url, touched
        self.sender = secrets.token_hex(8)
        self._stop = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin to listen; to begin twice is to begin once."""
        if self._thread is None:
            self._thread = Thread(target=self._loop, name="elsewhere", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._stop.set()
        if self._thread:
            self._thread.join()

    def _loop(self) -> None:
        pause, most = PAUSE
        while not self._stop.is_set():
            begun = monotonic()
            try:
                with psycopg.connect(self._url, autocommit=True, **ALIVE) as connection:
                    connection.execute(f"listen {CHANNEL}".encode())
                    self._tell(self._touched.tell_anything)
                    self._listen(connection)
            except psycopg.Error as error:
                log.warning("the word of other processes is not heard: %s", error)
            pause = PAUSE[0] if monotonic() - begun > most else min(most, pause * 2)
            self._stop.wait(pause)

    def _listen(self, connection: psycopg.Connection) -> None:
        while not self._stop.is_set():
            for one in gathered(self._run_of_words(connection)):
                self._tell(partial(self._touched.tell_elsewhere, [one]))

    def _run_of_words(self, connection: psycopg.Connection) -> Iterator[Word]:
        """The words of others that come now: thousands of accounts are told in many, and are to be heard of as one."""
        until, wait = monotonic() + PATIENCE, LOOK
        while True:
            came = [*connection.notifies(timeout=wait, stop_after=1)]
            for one in came:
                word = Word.read(one.payload)
                if word is not None and word.sender != self.sender:
                    yield word
            if not came or monotonic() > until:
                return
            wait = GATHERED

    def _tell(self, tell: Callable[[], None]) -> None:
        try:
            tell()
        except Exception:
            log.exception("a listener failed")
