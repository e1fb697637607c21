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

    `kinds` (sch, spo) narrow organisers alone; `regions` narrow organisers and coordinators.
    """

    roles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    def to_json(self) -> dict[str, list[str]]:
        """As it is stored."""
        return {"roles": [*self.roles], "kinds": [*self.kinds], "regions": [*self.regions]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Audience":
        """The audience of its JSON."""
        return cls(*(tuple(data.get(name, ())) for name in ("roles", "kinds", "regions")))

    def includes(self, identity: Identity) -> bool:
        """Whether it is meant for this person; the federal organiser and the operator see everything."""
        if identity.role in (Role.FEDERAL, Role.OPERATOR):
            return True
        return (
            (not self.roles or identity.role in self.roles)
            and (not self.regions or identity.region in self.regions)
            and (not self.kinds or identity.role is not Role.ORGANISER or identity.organisation_kind in self.kinds)
        )


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication; `html` is clean, `published_at` may lie ahead, `withdrawn_at` hides it.

    `acknowledge`: organisations are asked to say that they have read it.
    """

    id: int
    section_id: int
    title: str
    html: str
    published_at: datetime
    withdrawn_at: datetime | None
    audience: Audience
    acknowledge: bool = False

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
