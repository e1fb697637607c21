"""A publication for a list of logins is there for them alone: on the page, in files, archives, reports and the bell."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from fisoko.domain.asked import Asked
from fisoko.domain.error import Refused
from fisoko.domain.person import OPERATOR, Identity
from fisoko.domain.publication import Audience
from fisoko.services.filing import NewFile
from tests.factories import World
from tests.services.test_downloads_report import lines
from tests.services.test_reading import reading_of

LISTED = Audience(logins=frozenset({"spo240065", "spo050001", "spo_coord_24"}))


class Letter:
    """A letter to two colleges of two regions and a coordinator, with a store of one file; others stand beside."""

    def __init__(self, world: World, audience: Audience = LISTED) -> None:
        self.world = world
        logins = ("spo240065", "spo050001", "spo_coord_24", "spo240066", "spo_coord_05", "fed_demo")
        self.people = {login: world.account(login) for login in logins}
        self.number = world.publishing.create(
            OPERATOR, title="Письмо", html="<p>Срочно</p>", audience=audience, acknowledge=True
        )
        self.store = world.filing.add_store(OPERATOR, self.number, "Файлы", [NewFile("а.pdf", b"%PDF-1.4")])
        self.file = world.taking.page(OPERATOR, self.store)["files"][0]["id"]

    def __getitem__(self, login: str) -> Identity:
        return self.people[login]

    def there_for(self) -> set[str]:
        return {login for login, one in self.people.items() if self.world.publishing.cabinet(one)["publications"]}


@pytest.fixture
def letter(world: World) -> Letter:
    return Letter(world)


def test_those_of_the_list_and_the_federal_organiser_see_it(letter: Letter) -> None:
    assert letter.there_for() == {"spo240065", "spo050001", "spo_coord_24", "fed_demo"}
    found = {login for login, one in letter.people.items() if letter.world.finding.find(one, "срочно")["publications"]}
    assert found == letter.there_for()


def test_others_get_neither_file_nor_archive_by_address(letter: Letter) -> None:
    taking = letter.world.taking
    assert taking.open(letter["spo240065"], letter.file).name == "а.pdf"
    assert len(taking.archive(letter["spo050001"], letter.store).files) == 1
    for login in ("spo240066", "spo_coord_05"):
        for attempt in (
            lambda who=letter[login]: taking.open(who, letter.file),
            lambda who=letter[login]: taking.archive(who, letter.store),
            lambda who=letter[login]: taking.page(who, letter.store),
            lambda who=letter[login]: letter.world.publishing.note_seen(who, letter.number),
            lambda who=letter[login]: letter.world.acknowledging.acknowledge(who, letter.number),
            lambda who=letter[login]: letter.world.reporting.ask_downloads(who, letter.store, None),
        ):
            with pytest.raises(Refused):
                attempt()


def test_the_bell_rings_for_those_of_the_list_alone(letter: Letter) -> None:
    rung = {login for login, one in letter.people.items() if letter.world.notifying.bell(one)["unread"]}
    assert rung == {"spo240065", "spo050001", "spo_coord_24"}


def test_reports_and_lists_hold_organisations_of_the_list_within_the_scope(letter: Letter) -> None:
    world = letter.world
    world.acknowledging.acknowledge(letter["spo050001"], letter.number)
    for login, expected in (("spo_coord_24", ["spo240065"]), ("fed_demo", ["spo050001", "spo240065"])):
        told = world.acknowledging.list(letter[login], letter.number)
        assert sorted(row["login"] for row in told["rows"]) == expected
        assert (told["given"], told["total"]) == (len(expected) - 1, len(expected))
        page = world.publishing.cabinet(letter[login])["publications"][0]
        assert page["acknowledge"] == {"given": len(expected) - 1, "total": len(expected)}
        asked = world.reporting.ask_downloads(letter[login], letter.store, None)
        assert world.workshop.work()
        book = load_workbook(BytesIO(world.reporting.open(letter[login], asked.id)[0].read_bytes()))
        assert sorted(row[0] for row in lines(book)) == expected


def test_programs_read_collections_of_the_list_alone(world: World) -> None:
    college, other = world.account("spo240065"), world.account("spo240066")
    mine, stranger = world.account("spo_coord_24"), world.account("spo_coord_05")
    collection = world.collection(college.login, other.login)
    publication = world.publishing.list(OPERATOR)[0][0].id
    world.filing.add_store(OPERATOR, publication, "Файлы", [NewFile("а.pdf", b"%PDF-1.4")])
    audience = Audience(logins=frozenset({college.login, mine.login}))
    world.publishing.edit(OPERATOR, publication, audience=audience)
    reading = reading_of(world)
    rows = [row for some in reading.downloads(mine, collection, Asked()).chunks for row in some]
    assert {row[0] for row in rows} == {college.login}
    assert [row for some in reading.collections(stranger, Asked()).chunks for row in some] == []


def test_a_list_and_kinds_and_regions_narrow_each_other(world: World) -> None:
    letter = Letter(world, Audience(regions=("24",), logins=LISTED.logins))
    assert letter.there_for() == {"spo240065", "spo_coord_24", "fed_demo"}
    assert Audience.from_json(LISTED.to_json()) == LISTED
    assert "logins" not in Audience(regions=("24",)).to_json()
