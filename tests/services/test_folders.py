"""A folder becomes a publication; published again it changes that publication, whole or not at all."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from fisoko.cli.folder import scan
from fisoko.domain.error import BadRequest, DiskFull, NotFound, Refused
from fisoko.domain.moscow import show
from fisoko.domain.person import OPERATOR, Identity
from fisoko.services.filing import NewFile
from fisoko.store.statement import parse_statement
from tests.factories import World
from tests.folders import PDF, TITLE, compared, made, published

EVENTS = parse_statement("events", "select kind, object from audit_event order by id")
LETTER = {
    "text.md": "Смотрите [приказ](files/приказ.pdf) и **план**.\n",
    "files/приказ.pdf": PDF + b"1",
    "files/план.pdf": PDF + b"2",
}


def page(world: World, person: Identity) -> dict:
    [one] = world.publishing.cabinet(person)["publications"]
    return one


def names(world: World, person: Identity) -> dict[str, list[str]]:
    return {store["title"]: [file["name"] for file in store["files"]] for store in page(world, person)["stores"]}


def ids(world: World, person: Identity) -> dict[str, int]:
    return {file["name"]: file["id"] for store in page(world, person)["stores"] for file in store["files"]}


def kinds(world: World) -> list[str]:
    return [row["kind"] for row in world.engine.all(EVENTS)]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    return made(tmp_path / "письмо", LETTER)


def test_a_folder_becomes_a_publication_with_its_files_and_links_to_them(world: World, letter: Path) -> None:
    college = world.account("spo240065")
    told = published(world, letter)
    assert (told.number, told.created, told.title) == (1, True, "О сроках")
    shown = page(world, college)
    number = ids(world, college)["приказ.pdf"]
    assert (shown["title"], names(world, college)) == ("О сроках", {"Файлы": ["план.pdf", "приказ.pdf"]})
    assert f'<a href="/files/{number}"' in shown["html"]
    assert "<strong>план</strong>" in shown["html"]
    assert world.notifying.bell(college)["unread"] == 1
    opened = world.taking.open(college, number)
    assert opened.path.read_bytes() == PDF + b"1"
    world.taking.taken(college, [opened]).result(10)
    assert [one["downloaded_at"] is not None for one in page(world, college)["stores"][0]["files"]] == [False, True]


def test_nothing_changed_writes_nothing(world: World, letter: Path) -> None:
    college = world.account("spo240065")
    published(world, letter)
    before = kinds(world)
    again = published(world, letter)
    assert (again.number, again.difference, again.missing) == (1, [], [])
    assert kinds(world) == before
    assert world.notifying.bell(college)["unread"] == 1


def test_a_dry_run_shows_every_difference_and_writes_nothing(world: World, letter: Path, clock) -> None:
    college = world.account("spo240065")
    world.account("spo050001")
    published(world, letter)
    before, html = kinds(world), page(world, college)["html"]
    later = clock() + timedelta(days=2)
    made(
        letter,
        {"files/приказ.pdf": PDF + b"longer", "files/новый.pdf": PDF, "text.md": "Смотрите [план](план.pdf).\n"},
        f'title = "О новых сроках"\npublished_at = "{show(later)}"\nacknowledge = true\n'
        'organisations_only = ["files/новый.pdf"]\n[audience]\nkinds = ["spo"]\nregions = ["24"]\n',
    )
    (letter / "files" / "план.pdf").rename(letter / "files" / "схема.pdf")
    (letter / "text.md").write_text("Смотрите [схему](схема.pdf).\n", encoding="utf-8")
    told = compared(world, letter)
    assert told.difference == [
        "Заголовок: было «О сроках», станет «О новых сроках»",
        f"Время: было {show(clock())} мск, станет {show(later)} мск",
        "Кому: было все, станет организация СПО; 24 Красноярский край",
        "Ознакомление: было не требуется, станет требуется",
        "Текст:",
        "  - Смотрите приказ [/files/2] и план.",
        "  + Смотрите схему [/files/…].",
        "Хранилище «Файлы»:",
        "  + новый.pdf (9 байт), только для организаций",
        "  + схема.pdf (10 байт)",
        "  * приказ.pdf (10 байт → 15 байт)",
        "  - план.pdf",
    ]
    assert told.recipients == {"organiser": 1}
    assert len(told.missing) == 2, "the renamed file's content is there"
    assert (kinds(world), page(world, college)["html"]) == (before, html)


def test_a_changed_folder_changes_its_publication_and_files_keep_their_addresses(
    world: World, letter: Path, clock
) -> None:
    college, coordinator = world.account("spo240065"), world.account("spo_coord_24")
    published(world, letter)
    old = ids(world, college)
    clock.forward(days=1)
    description = TITLE + 'organisations_only = ["files/ключи.pdf"]\n'
    made(letter, {"files/приказ.pdf": PDF + b"new", "files/ключи.pdf": PDF + b"k"}, description)
    (letter / "files" / "план.pdf").unlink()
    told = published(world, letter)
    assert (told.number, told.created) == (1, False)
    assert names(world, college) == {"Файлы": ["ключи.pdf", "приказ.pdf"]}, "in the order of the folder"
    new = ids(world, college)
    assert new["приказ.pdf"] == old["приказ.pdf"]
    assert world.taking.open(college, new["приказ.pdf"]).path.read_bytes() == PDF + b"new"
    assert world.files.one(new["приказ.pdf"]).version == 2
    with pytest.raises(NotFound):
        world.taking.open(college, old["план.pdf"])
    with pytest.raises(Refused):
        world.taking.open(coordinator, new["ключи.pdf"])
    made(letter, {}, TITLE)
    assert compared(world, letter).difference == ["Хранилище «Файлы»:", "  * ключи.pdf: станет для всех"]
    published(world, letter)
    assert world.taking.open(coordinator, new["ключи.pdf"]).name == "ключи.pdf"
    assert kinds(world)[-1] == "file_marked"
    assert world.notifying.bell(college)["unread"] == 1, "other files are no news"


def test_subfolders_are_stores_in_the_order_of_the_description_and_are_renamed_by_it(
    world: World, tmp_path: Path
) -> None:
    college = world.account("spo240065")
    place = made(tmp_path / "п", {"Б/2.pdf": PDF, "Б/10.pdf": PDF, "А/1.pdf": PDF, "В/1.pdf": PDF})
    published(world, place)
    assert names(world, college) == {"А": ["1.pdf"], "Б": ["2.pdf", "10.pdf"], "В": ["1.pdf"]}
    stores = {one["title"]: one["id"] for one in page(world, college)["stores"]}
    made(place, {}, TITLE + '[stores]\n"В" = "Последнее"\n')
    told = published(world, place)
    assert told.difference == ["Хранилище «В» станет «Последнее»:", "Порядок хранилищ меняется"]
    assert [*names(world, college)] == ["Последнее", "А", "Б"]
    assert page(world, college)["stores"][0]["id"] == stores["В"]
    shutil.rmtree(place / "А")
    assert published(world, place).difference == ["Хранилище «А» убирается:", "  - 1.pdf"]
    assert [*names(world, college)] == ["Последнее", "Б"]
    made(place, {"А0/1.pdf": PDF})
    made(place, {}, TITLE)
    published(world, place)
    assert [*names(world, college)] == ["А0", "Б", "В"]
    assert compared(world, place).difference == []


def test_a_list_of_files_makes_stores_marks_and_the_order(world: World, tmp_path: Path) -> None:
    college, coordinator = world.account("spo240065"), world.account("spo_coord_24")
    listing = [
        ("Что опубликовать", None, None),
        ("Файл", "Хранилище", "Только для организаций"),
        ("б.pdf", "Порядок", None),
        ("а.pdf", None, "да"),
        (None, None, None),
        ("в.pdf", "Бланки", None),
    ]
    place = made(tmp_path / "п", {"files.xlsx": listing, **{f"files/{name}.pdf": PDF for name in "абв"}})
    published(world, place)
    assert names(world, college) == {"Порядок": ["б.pdf", "а.pdf"], "Бланки": ["в.pdf"]}
    assert [file["href"] for file in page(world, coordinator)["stores"][0]["files"]] == ["/files/1", None]
    listing[2], listing[3] = ("а.pdf", "Порядок", None), ("б.pdf", None, None)
    made(place, {"files.xlsx": listing})
    told = published(world, place)
    assert told.difference == [
        "Хранилище «Порядок»:",
        "  * а.pdf: станет для всех",
        "  порядок файлов меняется",
    ]
    assert names(world, college) == {"Порядок": ["а.pdf", "б.pdf"], "Бланки": ["в.pdf"]}
    assert compared(world, place).difference == []


def test_a_moment_that_lies_ahead_is_kept_from_everybody_and_rings_when_it_comes(
    world: World, letter: Path, clock
) -> None:
    college = world.account("spo240065")
    told: list[frozenset[int]] = []
    made(letter, {}, TITLE + f'published_at = "{show(clock() + timedelta(hours=2))}"\n')
    number = published(world, letter).number
    world.appearing.look()
    world.notifying.on_news(told.append)
    file = next(file for store in world.files.of_publication(number or 0) for file in store.files)
    clock.forward(hours=1)
    world.appearing.look()
    assert world.publishing.cabinet(college)["publications"] == []
    assert world.notifying.bell(college)["items"] == []
    assert world.finding.find(college, "приказ")["publications"] == []
    for attempt in (
        lambda: world.taking.open(college, file.id),
        lambda: world.taking.archive(college, file.store_id),
        lambda: world.taking.page(college, file.store_id),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert told == []
    clock.forward(hours=1, minutes=1)
    world.appearing.look()
    assert told == [frozenset({college.account_id})]
    assert page(world, college)["title"] == "О сроках"
    assert world.notifying.bell(college)["unread"] == 1
    assert world.taking.open(college, file.id)


def test_a_list_of_logins_is_whom_it_is_for(world: World, letter: Path) -> None:
    college, other = world.account("spo240065"), world.account("spo240066")
    rows = [("Список рассылки", None), ("№", "Логин"), (1, "spo240065"), (2, None)]
    made(letter, {"получатели.xlsx": rows}, TITLE + '[audience]\nlogins = "получатели.xlsx"\n')
    told = published(world, letter)
    assert told.recipients == {"organiser": 1}
    assert page(world, college)["title"] == "О сроках"
    assert world.publishing.cabinet(other)["publications"] == []
    made(letter, {"получатели.xlsx": [("Логин",), ("spo240066",)]}, None)
    assert published(world, letter).difference == [
        "  + в списке (1): spo240066",
        "  - из списка (1): spo240065",
    ]
    assert world.notifying.bell(other)["unread"] == 1
    assert world.notifying.bell(college)["unread"] == 0
    made(letter, {"получатели.xlsx": [("Логин",), ("spo240065",), ("spo240066",)]}, None)
    world.account_keeping.block(OPERATOR, "spo240066")
    told = compared(world, letter)
    assert (told.recipients, told.notes) == (
        {"organiser": 1},
        [
            "publication.toml: в списке логинов 2, а увидят публикацию 1: остальные учетные записи заблокированы "
            "или федеральные."
        ],
    )


def test_a_key_keeps_the_publication_when_the_folder_is_renamed(world: World, letter: Path, tmp_path: Path) -> None:
    world.account("spo240065")
    assert published(world, letter).number == 1
    moved = letter.rename(tmp_path / "письмо-2")
    assert compared(world, moved).number is None, "by its name it would be another"
    made(moved, {}, 'key = "письмо"\n' + TITLE)
    assert published(world, moved).number == 1
    assert len(world.publishing.list(OPERATOR)) == 1


def test_what_was_withdrawn_becomes_a_new_publication_and_that_is_said(world: World, letter: Path) -> None:
    college = world.account("spo240065")
    published(world, letter)
    world.publishing.withdraw(OPERATOR, 1)
    told = compared(world, letter)
    assert (told.number, told.created) == (None, True)
    assert told.notes == ["прежняя публикация этой папки, № 1, снята. Будет создана новая."]
    assert published(world, letter).number == 2
    assert page(world, college)["id"] == 2


def test_stores_that_did_not_come_from_the_folder_stay(world: World, letter: Path) -> None:
    college = world.account("spo240065")
    published(world, letter)
    world.filing.add_store(OPERATOR, 1, "Добавлено позже", [NewFile("а.pdf", PDF)])
    assert compared(world, letter).difference == []
    (letter / "files" / "план.pdf").unlink()
    published(world, letter)
    assert names(world, college) == {"Файлы": ["приказ.pdf"], "Добавлено позже": ["а.pdf"]}


def test_a_failure_in_the_middle_leaves_nothing_and_the_next_try_needs_no_second_sending(
    world: World, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    college = world.account("spo240065")
    published(world, letter)
    before, html, had = kinds(world), page(world, college)["html"], names(world, college)
    made(letter, {"files/новый.pdf": PDF + b"n", "text.md": "Иначе [x](новый.pdf)"}, 'title = "Иначе"\n')
    (letter / "files" / "план.pdf").unlink()

    def full(*_: object, **__: object) -> None:
        raise DiskFull

    with monkeypatch.context() as broken:
        broken.setattr(world.publications, "change", full)  # stores and files are written by then
        with pytest.raises(DiskFull):
            published(world, letter)
    world.files.shelves()
    assert (kinds(world), page(world, college)["html"], names(world, college)) == (before, html, had)
    assert world.notifying.bell(college)["items"][0]["text"] == "«О сроках»"
    assert compared(world, letter).missing == []
    published(world, letter)
    assert page(world, college)["title"] == "Иначе"


def test_a_new_publication_that_fails_is_not_there_at_all(
    world: World, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    college = world.account("spo240065")

    def full(*_: object, **__: object) -> None:
        raise DiskFull

    with monkeypatch.context() as broken:
        broken.setattr(world.publications, "put_text", full)
        with pytest.raises(DiskFull):
            published(world, letter)
    assert world.publishing.cabinet(college)["publications"] == []
    assert world.publishing.list(OPERATOR) == []
    assert world.files.of_publication(1) == ()
    assert world.notifying.bell(college)["items"] == []


def test_contents_that_never_came_stop_it(world: World, letter: Path) -> None:
    world.account("spo240065")
    with pytest.raises(BadRequest, match="изменился"):
        world.folders.publish(OPERATOR, scan(letter))
    assert world.publishing.list(OPERATOR) == []


def test_contents_are_judged_by_what_has_come_and_not_by_what_was_told(world: World, tmp_path: Path) -> None:
    world.account("spo240065")
    place = made(tmp_path / "п", {"files/а.pdf": b"MZ program"})
    read = scan(place)
    lying = replace(read, entries=tuple(replace(one, head=PDF) if one.head else one for one in read.entries))
    with world.folders.receive(OPERATOR) as coming:
        coming.write(b"MZ program")
        coming.whole()
    assert world.folders.compare(OPERATOR, lying).problems == []
    with pytest.raises(BadRequest) as wrong:
        world.folders.publish(OPERATOR, lying)
    assert "программа" in wrong.value.details["problems"][0]
    assert world.publishing.list(OPERATOR) == []


def test_two_who_publish_the_same_folder_at_once_make_one_publication(world: World, letter: Path) -> None:
    world.account("spo240065")
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _: published(world, letter), range(4)))
    assert sorted(one.created for one in told) == [False, False, False, True]
    assert len(world.publishing.list(OPERATOR)) == 1
    assert len(names(world, world.account("spo240066"))["Файлы"]) == 2


def test_a_disk_without_room_is_said_before_anything_is_sent(
    world: World, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.account("spo240065")
    monkeypatch.setattr(world.blobs, "free", lambda: 15)
    [problem] = compared(world, letter).problems
    assert problem.startswith("на диске сервера не хватает места: файлам нужно 20 байт, свободно 15 байт")


def test_nobody_but_the_keepers_publishes_a_folder(world: World, letter: Path) -> None:
    read = scan(letter)
    for person in (world.account("spo_coord_24"), world.account("spo240067")):
        for attempt in (
            lambda who=person: world.folders.compare(who, read),
            lambda who=person: world.folders.publish(who, read),
            lambda who=person: world.folders.receive(who),
        ):
            with pytest.raises(Refused):
                attempt()


def test_every_write_has_its_event(world: World, letter: Path) -> None:
    world.account("spo240065")
    published(world, letter)
    made(letter, {"files/приказ.pdf": PDF + b"new", "annex/а.pdf": PDF}, 'title = "Иначе"\n')
    (letter / "files" / "план.pdf").unlink()
    published(world, letter)
    assert kinds(world)[-9:] == [
        "publication_created",
        "store_added",
        "files_added",
        "store_added",
        "files_added",
        "file_removed",
        "file_replaced",
        "stores_arranged",
        "publication_edited",
    ]


def test_links_to_files_are_found_however_they_are_written(world: World, tmp_path: Path) -> None:
    text = (
        "[1](files/Приказ (1) от 5.pdf) [2](<Приказ (1) от 5.pdf>) [3](files/%D0%B0.pdf) [4](./files/А.PDF)\n"
        "[5](https://fioco.ru/ab) <a href='files\\а.pdf'>6</a> [7](mailto:a@b.ru) [8](files/а.pdf#page=2)\n"
    )
    place = made(tmp_path / "п", {"files/Приказ (1) от 5.pdf": PDF, "files/а.pdf": PDF + b"2", "text.md": text})
    world.account("spo240065")
    published(world, place)
    html = world.publications.one(1).html
    assert html.count('href="/files/1"') == 4, "«а» stands before «Приказ»"
    assert html.count('href="/files/2"') == 2
