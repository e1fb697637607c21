"""Two ways in which the demonstration's organisations work: one act after another through the services, or at once."""

import json
from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import Any, Protocol

from fisoko.domain.person import Identity

PATIENCE_S = 60
SAMPLE = 40  # participants that are compared with what the services find


class Hands(Protocol):
    """Whoever does what organisations do; acts come in order of time."""

    def save(self, identity: Identity, collection: int, window: str, ops: Sequence[list[Any]], at: datetime) -> None:
        """A batch of edits."""
        ...

    def submit(
        self, identity: Identity, collection: int, request: str, explanations: dict[str, str], at: datetime
    ) -> None:
        """«Сдать отчет»."""
        ...

    def take(self, identity: Identity, store: int, at: datetime) -> None:
        """An organisation takes a store whole."""
        ...

    def acknowledge(self, identity: Identity, publication: int, at: datetime) -> None:
        """«Ознакомлен(а)»."""
        ...

    def finish(self, now: datetime) -> None:
        """All has been done."""
        ...


class OneByOne:
    """Through the services, as people would; the application's clock must stand at the moment of each act."""

    def __init__(self, application: Any) -> None:
        self._application = application
        self._desks: dict[tuple[str, int], tuple[str, int, int]] = {}  # window, the last batch's number and change

    def save(self, identity: Identity, collection: int, window: str, ops: Sequence[list[Any]], at: datetime) -> None:
        """A batch of edits."""
        _, number, seq = self._desks.get((identity.login, collection), ("", 0, 0))
        batch = {"window": window, "number": number + 1, "base": seq, "ops": ops}
        saved = self._application.drafting.save(identity, collection, json.dumps(batch).encode())
        self._desks[identity.login, collection] = (window, number + 1, saved.result(PATIENCE_S)["seq"])

    def submit(
        self, identity: Identity, collection: int, request: str, explanations: dict[str, str], at: datetime
    ) -> None:
        """«Сдать отчет»."""
        window, number, seq = self._desks[identity.login, collection]
        told = {"id": request, "window": window, "number": number, "base": seq, "explanations": explanations}
        self._application.submitting.submit(identity, collection, json.dumps(told).encode())

    def take(self, identity: Identity, store: int, at: datetime) -> None:
        """An organisation takes a store whole."""
        taking = self._application.taking
        taking.taken(identity, [*taking.archive(identity, store).files]).result(PATIENCE_S)

    def acknowledge(self, identity: Identity, publication: int, at: datetime) -> None:
        """«Ознакомлен(а)»."""
        self._application.acknowledging.acknowledge(identity, publication)

    def finish(self, now: datetime) -> None:
        """The projector looks at everything."""
        self._application.projecting.catch_up()


class AtOnce:
    """Laid in many at a time; some of it is then compared with what the services find."""

    def __init__(self, application: Any, random: Random) -> None:
        self._application, self._random, self._laying = application, random, application.laying()
        self._files: dict[int, tuple[tuple[int, int], ...]] = {}  # of stores, as their archives hold them

    def save(self, identity: Identity, collection: int, window: str, ops: Sequence[list[Any]], at: datetime) -> None:
        """A batch of edits."""
        self._laying.save(identity, collection, window, ops, at=at)

    def submit(
        self, identity: Identity, collection: int, request: str, explanations: dict[str, str], at: datetime
    ) -> None:
        """«Сдать отчет»."""
        self._laying.submit(identity, collection, request, explanations, at=at)

    def take(self, identity: Identity, store: int, at: datetime) -> None:
        """An organisation takes a store whole."""
        if store not in self._files:
            archive = self._application.taking.archive(identity, store)
            self._files[store] = tuple((one.id, one.version) for one in archive.files)
        self._laying.take(identity, self._files[store], store, at=at)

    def acknowledge(self, identity: Identity, publication: int, at: datetime) -> None:
        """«Ознакомлен(а)»."""
        self._laying.acknowledge(identity, publication, at=at)

    def finish(self, now: datetime) -> None:
        """Write what is left, and compare."""
        self._laying.finish(now)
        for collection, identity in self._laying.sample(self._random, SAMPLE):
            self._application.laid_check.compare(collection, identity, now)
