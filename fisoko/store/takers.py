"""Who has taken the files of a store, organisation by organisation: what the report of downloads is made of."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from fisoko.domain.error import NotFound
from fisoko.domain.person import Role, Scope
from fisoko.domain.publication import Audience
from fisoko.store.engine import Engine
from fisoko.store.statement import load_statements


@dataclass(frozen=True, slots=True)
class Shelved:
    """A store as a report knows it."""

    title: str
    audience: Audience
    publication_id: int


@dataclass(frozen=True, slots=True)
class Taker:
    """An organisation and its acts: «file version first last times, …», moments in seconds after 01.01.1970 UTC."""

    login: str
    name: str
    region: str
    taken: str


class Takers:
    """Reads on any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sql = load_statements("takers", engine.dialect)

    def store(self, store_id: int) -> Shelved:
        """The store of this id. Raises NotFound for one that is not there or was removed."""
        row = self._engine.one(self._sql["store"], store_id=store_id)
        if row is None:
            raise NotFound
        return Shelved(row["title"], Audience.from_json(json.loads(row["audience"])), row["publication_id"])

    def files(self, store_id: int, as_of: datetime) -> list[tuple[int, str]]:
        """What was in the store at a moment, in its order: (file, name)."""
        rows = self._engine.all(self._sql["files"], store_id=store_id, as_of=as_of)
        return [(row["id"], row["name"]) for row in rows]

    def of(self, audience: Audience, files: list[int], scope: Scope, as_of: datetime) -> Iterator[Taker]:
        """Each organisation that the audience and the scope hold, by region and login, with its acts by a moment.

        The acts are those of the moment; organisations, their names and the audience are those of now.
        """
        if audience.roles and Role.ORGANISER not in audience.roles:
            return
        regions = set(audience.regions or scope.region_list)
        if not scope.all_regions:
            regions &= set(scope.region_list)
        all_regions, all_kinds = scope.all_regions and not audience.regions, not audience.kinds
        rows = self._engine.stream(
            self._sql["takers"],
            files=files,
            as_of=as_of,
            everybody=all_regions and all_kinds and not audience.logins,
            all_regions=all_regions,
            regions=sorted(regions),
            all_kinds=all_kinds,
            kinds=[*audience.kinds],
            all_logins=not audience.logins,
            logins=sorted(audience.logins),
        )
        for row in rows:
            yield Taker(row["login"], row["name"], row["region"], row["taken"])
