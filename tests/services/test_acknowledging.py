"""«Ознакомлен(а)»: said once and for good; counted for those who watch, in their own region alone."""

import csv
from io import StringIO

import pytest

from fisoko.domain.error import BadRequest, NotFound, Refused
from fisoko.domain.moscow import iso
from fisoko.domain.person import OPERATOR, Identity
from fisoko.domain.publication import Audience
from fisoko.store.statement import parse_statement
from tests.factories import World

EVENTS = parse_statement("events", "select object from audit_event where kind = 'publication_acknowledged'")


def publish(world: World, *, acknowledge: bool = True, **given) -> int:
    return world.publishing.create(OPERATOR, title="Порядок", html="<p>.</p>", acknowledge=acknowledge, **given)


def own(world: World, person: Identity) -> dict | None:
    [page] = world.publishing.cabinet(person)["publications"]
    if world.engine.sole_writer and person.organisation_id:
        known = world.publishing.known_cabinet(person)
        assert known
        assert known["publications"][0]["acknowledge"] == page["acknowledge"]
    return page["acknowledge"]


def test_it_is_said_once_and_the_first_moment_stays(world: World, clock) -> None:
    number, college = publish(world), world.account("spo240065")
    assert own(world, college) == {"at": None}
    said = world.acknowledging.acknowledge(college, number)
    assert said == {"at": iso(clock())}
    first = clock()
    clock.forward(hours=1)
    assert world.acknowledging.acknowledge(college, number) == {"at": iso(first)}
    assert own(world, college) == {"at": iso(first)}
    assert [row["object"] for row in world.engine.all(EVENTS)] == [f"publication:{number}"]


def test_only_those_who_are_asked_say_it(world: World) -> None:
    number, quiet = publish(world, audience=Audience(regions=("24",))), publish(world, acknowledge=False)
    college, stranger = world.account("spo240065"), world.account("spo050001")
    with pytest.raises(BadRequest, match="не требуется"):
        world.acknowledging.acknowledge(college, quiet)
    for person in (stranger, world.account("spo_coord_24"), world.account("fed_demo"), OPERATOR):
        with pytest.raises(Refused):
            world.acknowledging.acknowledge(person, number)
    with pytest.raises(NotFound):
        world.acknowledging.acknowledge(college, 999)
    world.publishing.withdraw(OPERATOR, number)
    with pytest.raises(NotFound):
        world.acknowledging.acknowledge(college, number)
    assert world.engine.all(EVENTS) == []


def test_a_publication_begins_and_ends_to_ask(world: World) -> None:
    number, college = publish(world, acknowledge=False), world.account("spo240065")
    assert own(world, college) is None
    world.publishing.edit(OPERATOR, number, acknowledge=True)
    assert own(world, college) == {"at": None}
    world.publishing.edit(OPERATOR, number, title="Иначе")
    assert own(world, college) == {"at": None}
    world.publishing.edit(OPERATOR, number, acknowledge=False)
    assert own(world, college) is None


def test_who_watches_sees_figures_and_list_of_the_own_region(world: World, clock) -> None:
    number = publish(world)
    here, there = world.account("spo240065", name="Ёлочный колледж"), world.account("spo050001")
    world.account("sch240001", name="Школа № 1")
    coordinator, federal = world.account("spo_coord_24"), world.account("fed_demo")
    world.acknowledging.acknowledge(here, number)
    world.acknowledging.acknowledge(there, number)
    assert own(world, coordinator) == {"given": 1, "total": 2}
    assert own(world, federal) == {"given": 2, "total": 3}
    listed = world.acknowledging.list(coordinator, number)
    assert [(row["login"], row["at"]) for row in listed["rows"]] == [("sch240001", None), ("spo240065", iso(clock()))]
    assert (listed["given"], listed["total"], listed["found"], listed["pages"]) == (1, 2, 2, 1)
    assert [row["login"] for row in world.acknowledging.list(coordinator, number, "given")["rows"]] == ["spo240065"]
    assert [row["login"] for row in world.acknowledging.list(coordinator, number, "missing")["rows"]] == ["sch240001"]
    assert [row["login"] for row in world.acknowledging.list(coordinator, number, q="елочный")["rows"]] == ["spo240065"]
    assert world.acknowledging.list(coordinator, number, q="нет таких")["rows"] == []
    assert len(world.acknowledging.list(federal, number)["rows"]) == 3
    assert [row["login"] for row in world.acknowledging.list(federal, number, region="05")["rows"]] == ["spo050001"]


def test_another_region_and_an_organisation_are_refused(world: World) -> None:
    number, foreign = publish(world), publish(world, audience=Audience(regions=("05",)))
    coordinator, college = world.account("spo_coord_24"), world.account("spo240065")
    for attempt in (world.acknowledging.list, world.acknowledging.table):
        for person, publication, region in (
            (coordinator, number, "05"),
            (coordinator, foreign, ""),
            (college, number, ""),
        ):
            with pytest.raises(Refused):
                attempt(person, publication, region=region)


def test_only_the_audience_is_asked(world: World) -> None:
    number = publish(world, audience=Audience(kinds=("spo",)))
    world.account("sch240001")
    world.acknowledging.acknowledge(world.account("spo240065"), number)
    coordinator = world.account("spo_coord_24")
    assert own(world, coordinator) == {"given": 1, "total": 1}
    assert [row["login"] for row in world.acknowledging.list(coordinator, number)["rows"]] == ["spo240065"]


def test_pages_hold_everybody_once(world: World) -> None:
    number = publish(world)
    logins = {world.account(f"spo24{n:04}").login for n in range(1, 54)}
    coordinator = world.account("spo_coord_24")
    pages = [world.acknowledging.list(coordinator, number, page=page)["rows"] for page in (1, 2)]
    assert [len(page) for page in pages] == [50, 3]
    assert {row["login"] for page in pages for row in page} == logins
    assert world.acknowledging.list(coordinator, number, page=99)["page"] == 2


def test_the_table_is_for_a_russian_excel_and_carries_no_formula(world: World, clock) -> None:
    number = publish(world)
    world.account("sch240001", name="=1+1")
    world.acknowledging.acknowledge(world.account("spo240065", name="Колледж «Ромашка»; филиал"), number)
    text = world.acknowledging.table(world.account("spo_coord_24"), number)
    assert text.startswith("\ufeff")
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[1][:2] == ["sch240001", "'=1+1"]
    assert rows[2] == ["spo240065", "Колледж «Ромашка»; филиал", "Красноярский край", "25.11.2026 17:43"]
