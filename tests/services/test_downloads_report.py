"""Who has taken the files of a store: the region's coordinator sees all of it as it stood at the click, and no more."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from fisoko.domain.error import NotFound, Refused
from fisoko.domain.person import OPERATOR, Identity
from fisoko.domain.publication import Audience
from fisoko.services.filing import NewFile
from tests.factories import World

PDF = b"%PDF-1.4\n"


class Country:
    """Two organisations in 24, one in 05, and a store of two files, one of them for organisations only."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.people = [world.account(login) for login in ("spo240065", "spo240066", "spo050001")]
        self.coordinator = world.account("spo_coord_24")
        self.federal = world.account("fed_demo")
        self.store = self.published()
        self.files = {one["name"]: one["id"] for one in world.taking.page(OPERATOR, self.store)["files"]}

    def published(self, audience: Audience = Audience()) -> int:  # noqa: B008
        number = self.world.publishing.create(OPERATOR, title="Публикация", html="<p>.</p>", audience=audience)
        files = [NewFile(name, PDF + name.encode(), name == "Ключи.pdf") for name in ("Вариант.pdf", "Ключи.pdf")]
        return self.world.filing.add_store(OPERATOR, number, "Материалы", files)

    def take(self, person: Identity, name: str) -> None:
        self.world.taking.taken(person, [self.world.taking.open(person, self.files[name])]).result(10)

    def book(self, person: Identity, report: int) -> Any:
        return load_workbook(BytesIO(self.world.reporting.open(person, report)[0].read_bytes()))

    def report(self, person: Identity, store: int | None = None, region: str | None = None) -> Any:
        asked = self.world.reporting.ask_downloads(person, store or self.store, region)
        assert self.world.workshop.work()
        return self.book(person, asked.id)


@pytest.fixture
def country(world: World) -> Country:
    return Country(world)


def lines(book: Any) -> list[tuple]:
    return [(row[0], row[3], *row[4:]) for row in book["Скачивания"].iter_rows(min_row=2, values_only=True)]


def test_a_coordinator_gets_a_row_for_each_organisation_of_the_region_and_file(country: Country, clock) -> None:
    school, *_ = country.people
    country.take(school, "Вариант.pdf")
    clock.forward(hours=2)
    country.take(school, "Вариант.pdf")
    country.take(country.people[2], "Ключи.pdf")
    country.take(country.coordinator, "Вариант.pdf")
    found = lines(country.report(country.coordinator))
    assert [row[:2] for row in found] == [
        ("spo240065", "Вариант.pdf"),
        ("spo240065", "Ключи.pdf"),
        ("spo240066", "Вариант.pdf"),
        ("spo240066", "Ключи.pdf"),
    ]
    version, first, last, times = found[0][2:]
    assert (version, f"{first:%d.%m.%Y %H:%M}", f"{last:%d.%m.%Y %H:%M}", times) == (
        1,
        "25.11.2026 17:43",
        "25.11.2026 19:43",
        2,
    )
    assert {row[2:] for row in found[1:]} == {(None, None, None, None)}


def test_the_federal_organiser_gets_all_regions_or_one(country: Country) -> None:
    country.take(country.people[2], "Ключи.pdf")
    everybody = country.report(country.federal)
    assert [row[0] for row in lines(everybody)][::2] == ["spo050001", "spo240065", "spo240066"]
    assert "По регионам" in everybody.sheetnames
    assert {row[0] for row in lines(country.report(country.federal, region="05"))} == {"spo050001"}


def test_the_report_tells_what_stood_at_the_click(country: Country, clock) -> None:
    world, school = country.world, country.people[0]
    asked = world.reporting.ask_downloads(country.coordinator, country.store)
    clock.forward(seconds=1)
    country.take(school, "Вариант.pdf")
    world.filing.add_files(OPERATOR, country.store, [NewFile("Новый.pdf", PDF + b"new")])
    world.filing.remove(OPERATOR, country.files["Ключи.pdf"])
    world.workshop.work()
    assert [row[1:] for row in lines(country.book(country.coordinator, asked.id))][:2] == [
        ("Вариант.pdf", None, None, None, None),
        ("Ключи.pdf", None, None, None, None),
    ]
    assert [row[1:3] for row in lines(country.report(country.coordinator))][:2] == [
        ("Вариант.pdf", 1),
        ("Новый.pdf", None),
    ]


def test_the_version_taken_is_the_newest(country: Country, clock) -> None:
    country.take(country.people[0], "Вариант.pdf")
    country.world.filing.replace(OPERATOR, country.files["Вариант.pdf"], NewFile("Вариант.pdf", PDF + b"2"))
    clock.forward(minutes=1)
    country.take(country.people[0], "Вариант.pdf")
    found = lines(country.report(country.coordinator))[0]
    assert (found[2], found[5]) == (2, 2)


def test_only_organisations_that_the_publication_is_meant_for_are_listed(country: Country) -> None:
    country.world.account("sch240001")
    for audience, logins in (
        (Audience(kinds=("sch",)), ["sch240001"]),
        (Audience(kinds=("spo",), regions=("24",)), ["spo240065", "spo240066"]),
        (Audience(roles=("coordinator",)), []),
    ):
        book = country.report(country.federal, country.published(audience))
        assert [row[0] for row in lines(book)][::2] == logins


def test_strangers_and_organisers_get_nothing(country: Country) -> None:
    reporting, abroad = country.world.reporting, country.world.account("spo_coord_05")
    asked = reporting.ask_downloads(country.coordinator, country.store)
    country.world.workshop.work()
    for stranger in (abroad, country.people[0], country.federal):
        for act in (reporting.open, reporting.cancel):
            with pytest.raises(Refused):
                act(stranger, asked.id)
    with pytest.raises(Refused):
        reporting.ask_downloads(country.people[0], country.store)
    with pytest.raises(Refused):
        reporting.ask_downloads(country.coordinator, country.store, "05")
    with pytest.raises(Refused):
        reporting.ask_downloads(abroad, country.published(Audience(regions=("24",))))
    with pytest.raises(NotFound):
        reporting.ask_downloads(country.federal, 999)
    country.world.filing.remove_store(OPERATOR, country.store)
    with pytest.raises(NotFound):
        reporting.ask_downloads(country.federal, country.store)


def test_the_bell_names_the_store_and_the_state_stands_beside_its_button(country: Country) -> None:
    world = country.world
    asked = world.reporting.ask_downloads(country.coordinator, country.store)
    key = f"store-{country.store}"
    assert world.reporting.states(country.coordinator)[key] | {"text": ""} == {
        "id": asked.id, "state": "queued", "place": 1, "progress": None, "href": None, "text": "",
    }  # fmt: skip
    world.workshop.work()
    line = world.notifying.bell(country.coordinator)["items"][0]
    assert (line["title"], line["href"]) == ("Отчет готов: «Материалы»", f"/reports/{asked.id}")
    assert world.reporting.open(country.coordinator, asked.id)[1] == "Скачивания. Материалы (Красноярский край).xlsx"
    assert world.reporting.states(country.coordinator)[key]["href"] == f"/reports/{asked.id}"
    assert world.reporting.one(country.coordinator, asked.id).to_json()["store"] == country.store
