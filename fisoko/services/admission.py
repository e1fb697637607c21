"""Who may type into which collection until when, and into which cells: kept in memory, so that a save asks no base."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fisoko.domain.collection import Collection, Participation
from fisoko.domain.error import FisokoError, NotFound, Refused
from fisoko.domain.forms.addresses import Addresses
from fisoko.domain.person import Identity
from fisoko.services.listeners import Listeners
from fisoko.services.permissions import Action, Thing, check
from fisoko.store.collections import Collections
from fisoko.store.doors import Doors
from fisoko.store.engine import EngineLost
from fisoko.store.forms import Forms

LOOK_SECONDS = 1.0  # how often changes of collections, participants and terms are looked for
WHOLE_SECONDS = 60.0  # dated rows begin to count by themselves
UNUSED_SECONDS = 3600.0


@dataclass(slots=True)
class Door:
    """One collection with all its participants: organisation → region and own term; `used_at` is monotonic."""

    collection: Collection
    addresses: Addresses
    participants: dict[int, tuple[str, datetime | None]]
    used_at: float

    def participation(self, organisation_id: int) -> Participation:
        """The collection as this organisation meets it."""
        region, closes_at = self.participants.get(organisation_id, (None, None))
        if region is None:
            return Participation(self.collection, None, None)
        return Participation(self.collection, region, closes_at or self.collection.closes_at)

    def own(self, identity: Identity, action: Action) -> tuple[int, Participation]:
        """The person's own organisation, and the collection as it meets it.

        Raises Refused for whoever belongs to none, may not do this, or does not take part.
        """
        organisation_id = identity.organisation_id
        if organisation_id is None:
            raise Refused
        participation = self.participation(organisation_id)
        check(identity, action, Thing(participation.region, organisation_id))
        if not participation.joined:
            raise Refused
        return organisation_id, participation


class Admission:
    """Complete for the collections in use and at most two seconds old; renewed by a thread of its own."""

    def __init__(self, collections: Collections, forms: Forms, doors: Doors, clock: Callable[[], datetime]) -> None:
        self._collections, self._forms, self._doors, self._clock = collections, forms, doors, clock
        self._open: dict[int, Door] = {}
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._anchor, self._mark, self._whole_at = 0, (-1, -1), 0.0
        self._on_form: Listeners[int] = Listeners()

    def on_form(self, listener: Callable[[int], object]) -> Callable[[], None]:
        """Have told which collection in use has got another version of its form; answers how to stop."""
        return self._on_form.add(listener)

    def known(self, collection_id: int) -> Door | None:
        """What is in memory; never asks the base."""
        door = self._open.get(collection_id)
        if door is not None:
            door.used_at = time.monotonic()
        return door

    def door(self, collection_id: int) -> Door:
        """What is in memory, read now if nothing is. Raises NotFound."""
        return self.known(collection_id) or self.read(collection_id)

    def read(self, collection_id: int) -> Door:
        """Read it now. Raises NotFound."""
        collection = self._collections.one(collection_id)
        addresses = Addresses(self._forms.version(collection.form_version_id).form)
        made = Door(collection, addresses, self._doors.of(collection_id, self._clock()), time.monotonic())
        known, self._open[collection_id] = self._open.get(collection_id), made
        if known is not None and known.collection.form_version_id != collection.form_version_id:
            self._on_form.tell(collection_id)
        return made

    def renew(self) -> None:
        """Read again what is in use, if collections, participants or terms have changed since."""
        whole = time.monotonic() - self._whole_at > WHOLE_SECONDS
        if whole:
            self._anchor, self._whole_at = self._doors.anchor(), time.monotonic()
        mark = self._doors.rearranged(self._anchor)
        if mark == self._mark and not whole:
            return
        self._mark = mark
        for collection_id, door in [*self._open.items()]:
            if time.monotonic() - door.used_at > UNUSED_SECONDS:
                self._open.pop(collection_id, None)
                continue
            try:
                self.read(collection_id).used_at = door.used_at
            except NotFound:
                self._open.pop(collection_id, None)

    def start(self) -> None:
        """Begin to renew."""
        self._thread = threading.Thread(target=self._loop, name="admission", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop."""
        self._stop.set()
        if self._thread:
            self._thread.join()

    def _loop(self) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            try:
                self.renew()
            except (EngineLost, FisokoError):
                continue  # the writer brings the base back
            except Exception:
                logging.getLogger(__name__).exception("admission could not be renewed")
