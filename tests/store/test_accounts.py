"""Accounts are listed within a scope, found by part of a login or name, and their region is their own."""

import pytest

from fisoko.domain.person import EVERYWHERE, Role, Scope
from tests.factories import World


@pytest.fixture
def world(engine, clock, tmp_path):
    made = World(engine, clock, tmp_path)
    made.account("spo240065", name="Канский район")
    made.account("spo240067", name="Кежемский район")
    made.account("sch050016", region="24", name="Лицей № 51")
    made.account("spo050001", name="Колледж Дербента")
    made.account("spo_coord_24")
    made.account("fed_demo")
    yield made
    made.close()


def logins(found) -> list[str]:
    return [one.login for one in found]


def test_a_list_keeps_to_the_region_of_the_account_not_of_its_login(world: World) -> None:
    assert logins(world.accounts.within(Scope(("24",)))) == ["sch050016", "spo240065", "spo240067", "spo_coord_24"]
    assert logins(world.accounts.within(Scope(("05",)))) == ["spo050001"]
    assert logins(world.accounts.within(Scope(()))) == []
    assert world.accounts.count(EVERYWHERE) == 6


def test_accounts_are_found_by_part_of_login_or_name_in_any_case(world: World) -> None:
    assert logins(world.accounts.within(EVERYWHERE, q="КАНСК")) == ["spo240065"]
    assert logins(world.accounts.within(EVERYWHERE, q="spo24", limit=1, offset=1)) == ["spo240067"]
    assert logins(world.accounts.within(EVERYWHERE, role="coordinator")) == ["spo_coord_24"]
    assert world.accounts.count(Scope(("24",)), q="район") == 2


def test_an_organiser_brings_its_organisation(world: World) -> None:
    lyceum = world.accounts.by_login("sch050016")
    assert lyceum is not None
    assert (lyceum.role, lyceum.region, lyceum.organisation_kind) == (Role.ORGANISER, "24", "sch")
    assert (lyceum.region_name, lyceum.organisation_name) == ("Красноярский край", "Лицей № 51")
    assert world.accounts.organisations(Scope(("24",)), kinds=["sch"]) == {lyceum.organisation_id: "24"}
    wanted = world.accounts.organisations(EVERYWHERE, logins=["sch050016", "fed_demo"], kinds=[])
    assert wanted == {lyceum.organisation_id: "24"}
    assert len(world.accounts.organisations(EVERYWHERE, kinds=[])) == 4


def test_logins_that_exist_are_told_apart_by_case(world: World) -> None:
    assert world.accounts.taken(["spo240065", "SPO240067", "spo999999"]) == {"spo240065"}
    assert world.accounts.by_login("SPO240065") is None
