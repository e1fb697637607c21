"""A publication: general information in a section, meant for some of the accounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fisoko.domain.person import Identity, Role

SECTION = 1  # «ВПР СПО», the first section


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a publication is meant for; an empty list leaves nobody out.

    `kinds` (sch, spo) narrow organisers alone; `regions` and `logins` narrow organisers and coordinators.
    """

    roles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    logins: frozenset[str] = frozenset()

    def to_json(self) -> dict[str, list[str]]:
        """As it is stored; logins only where there is a list of them."""
        stored = {"roles": [*self.roles], "kinds": [*self.kinds], "regions": [*self.regions]}
        return stored | {"logins": sorted(self.logins)} if self.logins else stored

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Audience":
        """The audience of its JSON."""
        roles, kinds, regions = (tuple(data.get(name, ())) for name in ("roles", "kinds", "regions"))
        return cls(roles, kinds, regions, frozenset(data.get("logins", ())))

    def includes(self, identity: Identity) -> bool:
        """Whether it is meant for this person; the federal organiser and the operator see everything."""
        if identity.role in (Role.FEDERAL, Role.OPERATOR):
            return True
        return (
            (not self.roles or identity.role in self.roles)
            and (not self.regions or identity.region in self.regions)
            and (not self.kinds or identity.role is not Role.ORGANISER or identity.organisation_kind in self.kinds)
            and (not self.logins or identity.login in self.logins)
        )


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication; `html` is clean, `published_at` may lie ahead, `withdrawn_at` hides it.

    `acknowledge`: organisations are asked to say that they have read it. `key`: by which its folder finds it again,
    where it was published from one.
    """

    id: int
    section_id: int
    title: str
    html: str
    published_at: datetime
    withdrawn_at: datetime | None
    audience: Audience
    acknowledge: bool = False
    key: str | None = None

    def visible(self, identity: Identity, now: datetime) -> bool:
        """Whether this person sees it now."""
        return self.out(now) and self.audience.includes(identity)

    def out(self, now: datetime) -> bool:
        """Whether those it is meant for see it now."""
        return self.withdrawn_at is None and self.published_at <= now


@dataclass(frozen=True, slots=True)
class Section:
    """A tab of the cabinet."""

    id: int
    title: str
