"""A person at the cabinet: roles, logins, and the identity that every permission is asked about."""

import re
from dataclasses import dataclass
from enum import StrEnum

MOSCOW_OFFSET = 180  # minutes from UTC


class Role(StrEnum):
    """What an account is for; `title` is the word on the page."""

    ORGANISER = "organiser"
    COORDINATOR = "coordinator"
    FEDERAL = "federal"
    OPERATOR = "operator"  # whoever runs commands on the server; has no account

    @property
    def title(self) -> str:
        """The role in Russian, as the page says it."""
        return _TITLES[self]


_TITLES = {
    Role.ORGANISER: "ответственный организатор",
    Role.COORDINATOR: "региональный координатор",
    Role.FEDERAL: "федеральный организатор",
    Role.OPERATOR: "оператор сервера",
}

# Manual, 2: spo_coord_RR, schRRNNNN, spoRRNNNN; federal accounts are ours.
LOGINS = {
    Role.COORDINATOR: re.compile(r"spo_coord_[0-9]{2}"),
    Role.ORGANISER: re.compile(r"(?:sch|spo)[0-9]{6}"),
    Role.FEDERAL: re.compile(r"fed_[a-z0-9_]{1,40}"),
}
LOGIN = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in LOGINS.values()))
KINDS = {"sch": "школа", "spo": "организация СПО"}


def role_of_login(login: str) -> Role | None:
    """The role whose pattern the login has; None for a login of no known kind. Case counts."""
    return next((role for role, pattern in LOGINS.items() if pattern.fullmatch(login)), None)


def kind_of_login(login: str) -> str:
    """The kind of organisation in an organiser's login: sch or spo."""
    return login[:3]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is signed in. `region` is a fact of the account, never read from the login's digits.

    `utc_offset` are minutes from UTC in the person's region, `sign_in` the stored key of this sign-in, and
    `account_id` is None for the operator alone.
    """

    account_id: int | None
    login: str
    role: Role
    name: str
    region: str | None = None
    region_name: str = ""
    utc_offset: int = MOSCOW_OFFSET
    organisation_id: int | None = None
    organisation_name: str = ""
    sign_in: str | None = None
    organisation_kind: str | None = None  # sch, spo


OPERATOR = Identity(None, "operator", Role.OPERATOR, "Оператор сервера")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a list may hold: `regions` None means all of them; with `organisation_id`, that organisation alone."""

    regions: tuple[str, ...] | None
    organisation_id: int | None = None

    @property
    def all_regions(self) -> bool:
        """Whether no region is left out, for statements."""
        return self.regions is None

    @property
    def region_list(self) -> list[str]:
        """The regions for statements; empty when all are meant."""
        return [*(self.regions or ())]

    @property
    def reach(self) -> dict[str, object]:
        """The parameters by which statements are narrowed to its regions."""
        return {"all_regions": self.all_regions, "regions": self.region_list}

    @property
    def parameters(self) -> dict[str, object]:
        """The same for statements that may be narrowed to one organisation, too."""
        return self.reach | {"organisation_id": self.organisation_id}


EVERYWHERE = Scope(None)
