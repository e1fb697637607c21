"""What stands around the content of every page: who is signed in, the sections, where help is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fisoko.domain.person import Identity, Role
from fisoko.domain.publication import Section


@dataclass(frozen=True)
class Surroundings:
    """The same for everybody; `guide` is the address of the manual, if there is one."""

    support: str = "helpfisoko@fioco.ru"
    guide: str | None = None

    def frame(self, identity: Identity, sections: Sequence[Section], current: Section | None) -> dict[str, Any]:
        """{user, sections, zone, support, guide} of a page for this person."""
        return {
            "user": _user(identity),
            "sections": [
                {
                    "id": one.id,
                    "title": one.title,
                    "href": f"/?section={one.id}" if n else "/",
                    "current": one is current,
                }
                for n, one in enumerate(sections)
            ],
            "zone": {"offset": identity.utc_offset, "name": identity.region_name or "Москва"},
            "support": self.support,
            "guide": self.guide,
        }


def _user(identity: Identity) -> dict[str, str]:
    return {
        "login": identity.login,
        "name": "" if identity.role is Role.ORGANISER else identity.name,
        "role": identity.role.value,
        "role_title": identity.role.title,
        "organisation": identity.organisation_name,
        "region": identity.region_name,
    }
