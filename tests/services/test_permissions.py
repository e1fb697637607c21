"""Every action against every role, at home and abroad: what is not allowed here is refused."""

from itertools import product

import pytest

from fisoko.domain.error import Refused
from fisoko.domain.person import EVERYWHERE, OPERATOR, Identity, Role, Scope
from fisoko.domain.publication import Audience
from fisoko.services.permissions import ANYTHING, TABLE, Action, Thing, check, may, scope

HOME, ABROAD = "24", "05"
PEOPLE = {
    "organiser": Identity(1, "spo240065", Role.ORGANISER, "", HOME, organisation_id=11, organisation_kind="spo"),
    "coordinator": Identity(2, "spo_coord_24", Role.COORDINATOR, "", HOME),
    "federal": Identity(3, "fed_demo", Role.FEDERAL, ""),
    "operator": OPERATOR,
    "homeless coordinator": Identity(4, "spo_coord_99", Role.COORDINATOR, "", None),
    "homeless organiser": Identity(5, "spo990001", Role.ORGANISER, "", None),
}


def things(identity: Identity) -> dict[str, Thing]:
    """What a person may reach for: one's own, a neighbour's in the same region, another region's, nobody's."""
    mine = identity.account_id if identity.account_id is not None else 0
    return {
        "own": Thing(HOME, 11, mine, Audience()),
        "neighbour": Thing(HOME, 12, 77, Audience(roles=("nobody",))),
        "abroad": Thing(ABROAD, 13, 77, Audience(regions=(ABROAD,))),
        "own, moved abroad": Thing(ABROAD, 13, mine, Audience(regions=(ABROAD,))),
        "everywhere": Thing(None, None, mine, Audience(regions=(ABROAD,))),
        "nobody's": ANYTHING,
        "for organisations only": Thing(audience=Audience(), organisations_only=True),
    }


KINDS = ("own", "neighbour", "abroad", "own, moved abroad", "everywhere", "nobody's", "for organisations only")
ANY = frozenset(KINDS)
NONE: frozenset[str] = frozenset()
REGION = frozenset({"own", "neighbour"})
KNOWN = ANY - {"nobody's"}
OWNED = frozenset({"own", "own, moved abroad", "everywhere"})
MEANT = frozenset({"own", "for organisations only"})
KEEPERS = {"federal": ANY, "operator": ANY}
WATCHERS = KEEPERS | {"coordinator": ANY}
# What is allowed; whatever is not named is refused. Written apart from the table on purpose.
ALLOWED: dict[Action, dict[str, frozenset[str]]] = {
    Action.SEE_PUBLICATION: dict.fromkeys(PEOPLE, MEANT) | {"federal": KNOWN, "operator": KNOWN},
    Action.TAKE_FILE: {
        "organiser": MEANT,
        "coordinator": frozenset({"own"}),
        "federal": KNOWN,
        "operator": KNOWN,
        "homeless coordinator": frozenset({"own"}),
        "homeless organiser": MEANT,
    },
    Action.ACKNOWLEDGE: {"organiser": MEANT},
    Action.SEE_ACKNOWLEDGEMENTS: KEEPERS | {"coordinator": frozenset({"own"})},
    Action.EDIT_DRAFT: {"organiser": frozenset({"own"})},
    Action.SUBMIT: {"organiser": frozenset({"own"})},
    Action.SEE_DATA: KEEPERS | {"organiser": frozenset({"own"}), "coordinator": REGION},
    Action.WATCH: WATCHERS,
    Action.EXPORT_RESULTS: WATCHERS,
    Action.REPORT_DOWNLOADS: WATCHERS,
    Action.OPEN_REPORT: {
        "coordinator": frozenset({"own"}),
        "federal": frozenset({"own", "own, moved abroad", "everywhere"}),
        "operator": ANY,
    },
    Action.READ_NOTIFICATION: {
        name: frozenset({"own", "own, moved abroad", "everywhere"}) for name in PEOPLE if name != "operator"
    },
    Action.PUBLISH: KEEPERS,
    Action.DEFINE_FORMS: KEEPERS,
    Action.CHANGE_PARTICIPANTS: KEEPERS,
    Action.KEEP_ACCOUNTS: KEEPERS,
    Action.SEE_JOURNAL: KEEPERS,
    Action.KEEP_TOKENS: {
        "coordinator": OWNED,
        "federal": OWNED,
        "operator": ANY,
    },
}


def test_every_action_has_its_rules_and_its_expectations() -> None:
    assert set(TABLE) == set(Action)
    assert set(ALLOWED) == set(Action), "a new action needs its line in ALLOWED"


@pytest.mark.parametrize(("action", "name", "kind"), [*product(Action, PEOPLE, KINDS)])
def test_only_what_is_allowed_passes(action: Action, name: str, kind: str) -> None:
    person = PEOPLE[name]
    thing = things(person)[kind]
    allowed = kind in ALLOWED[action].get(name, NONE)
    assert may(person, action, thing) is allowed
    if not allowed:
        with pytest.raises(Refused):
            check(person, action, thing)


def test_the_scope_is_the_accounts_region_and_organisation() -> None:
    assert {name: scope(person) for name, person in PEOPLE.items()} == {
        "organiser": Scope((HOME,), 11),
        "coordinator": Scope((HOME,)),
        "federal": EVERYWHERE,
        "operator": EVERYWHERE,
        "homeless coordinator": Scope(()),
        "homeless organiser": Scope(()),
    }


def test_the_region_is_the_accounts_whatever_its_login_says() -> None:
    moved = Identity(6, "sch050016", Role.ORGANISER, "", HOME, organisation_id=14)
    assert scope(moved) == Scope((HOME,), 14)
    coordinator = PEOPLE["coordinator"]
    assert may(coordinator, Action.SEE_DATA, Thing(moved.region, moved.organisation_id))
