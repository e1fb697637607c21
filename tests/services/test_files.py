"""File stores: what is filed, who may take it, what counts as taken, and what everybody then sees."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from fisoko.domain.archive import layout
from fisoko.domain.error import BadRequest, DiskFull, FileMissing, NotFound, Refused
from fisoko.domain.person import OPERATOR, Identity
from fisoko.domain.publication import Audience
from fisoko.services.filing import NewFile
from fisoko.services.taking import Archive
from tests.factories import World

PDF = b"%PDF-1.4\n"


def new(name: str, content: bytes | Path | None = None, *, narrow: bool = False) -> NewFile:
    return NewFile(name, PDF + name.encode() if content is None else content, narrow)


def published(world: World, *files: NewFile, audience: Audience = Audience(), title: str = "Материалы") -> int:  # noqa: B008
    """A publication with one store of these files; the store's id."""
    number = world.publishing.create(OPERATOR, title="Публикация", html="<p>.</p>", audience=audience)
    return world.filing.add_store(OPERATOR, number, title, files)


def stores(world: World, person: Identity) -> list[dict]:
    return [one for publication in world.publishing.cabinet(person)["publications"] for one in publication["stores"]]


def ids(world: World, store: int, person: Identity = OPERATOR) -> dict[str, int]:
    return {one["name"]: one["id"] for one in world.taking.page(person, store)["files"]}


def take(world: World, person: Identity, file: int) -> None:
    world.taking.taken(person, [world.taking.open(person, file)]).result(10)


def unpacked(archive: Archive) -> dict[str, bytes]:
    """What a program finds in the archive."""
    heads, tail = layout(archive.entries)
    whole = b"".join(head + file.path.read_bytes() for head, file in zip(heads, archive.files, strict=True)) + tail
    with ZipFile(BytesIO(whole)) as made:
        assert made.testzip() is None
        return {name: made.read(name) for name in made.namelist()}


def test_the_cabinet_lists_the_first_files_of_each_store_in_their_order(world: World) -> None:
    school = world.account("spo240065")
    published(world, *(new(f"файл {n}.pdf") for n in range(7)))
    [store] = stores(world, school)
    assert [one["name"] for one in store["files"]] == [f"файл {n}.pdf" for n in range(5)]
    assert (store["title"], store["total"], store["takeable"]) == ("Материалы", 7, 7)
    assert store["size"] == 7 * len(PDF + "файл 0.pdf".encode())
    assert store["archive_href"] == "/stores/1.zip"
    assert store["files"][0]["href"] == f"/files/{store['files'][0]['id']}"
    assert "report" not in store


def test_a_download_is_seen_by_whoever_made_it_and_by_nobody_else(world: World, clock) -> None:
    school, other = world.account("spo240065"), world.account("spo240066")
    file = ids(world, published(world, new("а.pdf")))["а.pdf"]
    assert stores(world, school)[0]["files"][0]["downloaded_at"] is None
    assert stores(world, other)[0]["files"][0]["downloaded_at"] is None
    told: list[tuple[frozenset[int], int | None]] = []
    world.taking.on_taken(lambda accounts, store: told.append((accounts, store)))
    take(world, school, file)
    clock.forward(hours=1)
    take(world, school, file)
    assert stores(world, school)[0]["files"][0]["downloaded_at"] == "2026-11-25T15:43:12.345Z"
    assert stores(world, other)[0]["files"][0]["downloaded_at"] is None
    assert told == [(frozenset({school.account_id}), 1)] * 2
    journal = world.audit.of_object(world.engine, f"file:{file}")
    assert [(event.kind.value, event.account_id) for event in journal] == [("downloaded", school.account_id)] * 2


def test_a_file_for_organisations_is_listed_for_coordinators_and_not_given(world: World) -> None:
    school, coordinator = world.account("spo240065"), world.account("spo_coord_24")
    federal = world.account("fed_demo")
    store = published(world, new("всем.pdf"), new("только ОО.pdf", narrow=True))
    narrow = ids(world, store)["только ОО.pdf"]
    [seen] = stores(world, coordinator)
    assert [one["href"] is None for one in seen["files"]] == [False, True]
    assert (seen["total"], seen["takeable"], seen["report"]) == (2, 1, True)
    with pytest.raises(Refused):
        world.taking.open(coordinator, narrow)
    assert [*unpacked(world.taking.archive(coordinator, store))] == ["всем.pdf"]
    for person in (school, federal):
        assert world.taking.open(person, narrow).name == "только ОО.pdf"
        assert len(world.taking.archive(person, store).files) == 2


def test_a_store_with_nothing_to_take_has_no_archive(world: World) -> None:
    coordinator = world.account("spo_coord_24")
    store = published(world, new("только ОО.pdf", narrow=True))
    assert stores(world, coordinator)[0]["archive_href"] is None
    with pytest.raises(Refused):
        world.taking.archive(coordinator, store)


def test_whoever_does_not_see_the_publication_gets_none_of_it(world: World) -> None:
    store = published(world, new("а.pdf"), audience=Audience(regions=("05",)))
    file = ids(world, store)["а.pdf"]
    for login in ("spo240065", "spo_coord_24"):
        person = world.account(login)
        for ask in (
            lambda one=person: world.taking.open(one, file),
            lambda one=person: world.taking.archive(one, store),
            lambda one=person: world.taking.page(one, store),
        ):
            with pytest.raises(Refused):
                ask()
    assert world.taking.open(world.account("spo050001"), file).id == file


def test_what_is_withdrawn_removed_or_still_to_come_is_not_found(world: World, clock) -> None:
    school = world.account("spo240065")
    store = published(world, new("а.pdf"), new("б.pdf"))
    first, second = ids(world, store).values()
    world.filing.remove(OPERATOR, first)
    with pytest.raises(NotFound):
        world.taking.open(school, first)
    assert [one["name"] for one in stores(world, school)[0]["files"]] == ["б.pdf"]
    world.publishing.withdraw(OPERATOR, 1)
    with pytest.raises(NotFound):
        world.taking.open(school, second)
    coming = world.publishing.create(
        OPERATOR, title="Позже", html="<p>.</p>", published_at=clock.forward(seconds=0).replace(year=2027)
    )
    later = world.filing.add_store(OPERATOR, coming, "Материалы", [new("в.pdf")])
    with pytest.raises(NotFound):
        world.taking.archive(world.account("fed_demo"), later)
    clock.forward(days=400)
    assert len(world.taking.archive(school, later).files) == 1
    world.filing.remove_store(OPERATOR, later)
    with pytest.raises(NotFound):
        world.taking.archive(school, later)


def test_a_replaced_file_keeps_its_address_and_has_a_new_version(world: World) -> None:
    school = world.account("spo240065")
    file = ids(world, published(world, new("а.pdf")))["а.pdf"]
    take(world, school, file)
    assert world.filing.replace(OPERATOR, file, new("а, исправлено.pdf", PDF + b"new")) == 2
    opened = world.taking.open(school, file)
    assert (opened.name, opened.version, opened.path.read_bytes()) == ("а, исправлено.pdf", 2, PDF + b"new")


@pytest.mark.parametrize("action", ["add_store", "add_files", "replace", "remove", "remove_store", "keep"])
def test_only_those_who_publish_file(world: World, action: str) -> None:
    store = published(world, new("а.pdf"))
    arguments = {
        "add_store": (1, "Еще", [new("б.pdf")]),
        "add_files": (store, [new("б.pdf")]),
        "replace": (1, new("б.pdf")),
        "remove": (1,),
        "remove_store": (store,),
        "keep": ([new("б.pdf")],),
    }[action]
    for login in ("spo240065", "spo_coord_24"):
        with pytest.raises(Refused):
            getattr(world.filing, action)(world.account(login), *arguments)


# ---- odd files
def test_a_program_named_as_a_document_is_refused_and_nothing_of_its_store_appears(world: World, tmp_path) -> None:
    program = tmp_path / "x"
    program.write_bytes(b"MZ" + bytes(100))
    with pytest.raises(BadRequest) as refused:
        published(world, new("честный.pdf"), new("Инструкция.pdf", program), new("таблица.xlsx", b"no zip"))
    assert [text[:24] for text in refused.value.details["problems"]] == [
        "Файл «Инструкция.pdf» – ",
        "Содержимое файла «таблиц",
    ]
    assert stores(world, world.account("spo240065")) == []


def test_an_empty_file_is_listed_and_taken(world: World) -> None:
    school = world.account("spo240065")
    store = published(world, new("пусто.txt", b""))
    assert stores(world, school)[0]["files"][0]["size"] == 0
    assert unpacked(world.taking.archive(school, store)) == {"пусто.txt": b""}


def test_names_are_never_paths_and_equal_ones_come_apart_in_the_archive(world: World) -> None:
    school = world.account("spo240065")
    names = ("../../etc/Отчет.pdf", "C:\\папка\\отчет.pdf", "от\u202eчет.pdf", "..", "а" * 300 + ".pdf", "🎓 «1»?.pdf")
    store = published(world, *(new(name, PDF) for name in names))
    listed = [one["name"] for one in world.taking.page(school, store)["files"]]
    assert listed == ["Отчет.pdf", "отчет.pdf", "отчет.pdf", "файл", "а" * 196 + ".pdf", "🎓 «1»?.pdf"]
    packed = [*unpacked(world.taking.archive(school, store))]
    assert packed == ["Отчет.pdf", "отчет (2).pdf", "отчет (3).pdf", "файл", "а" * 118 + ".pdf", "🎓 «1»_.pdf"]


def test_ten_thousand_files_are_listed_by_pages_and_found_by_a_part_of_the_name(world: World) -> None:
    school = world.account("spo240065")
    content = world.blobs.keep(PDF)
    number = world.publishing.create(OPERATOR, title="Много", html="<p>.</p>")
    [one] = world.filing.keep(OPERATOR, [new("Зачётный лист.pdf", PDF)])
    filed = [type(one)(f"Файл {n:05}.pdf", content) for n in range(9_999)]
    store = world.writer.run(lambda tx: world.filing.shelve(tx, OPERATOR, number, "Много", [*filed, one])).result(60)
    first = world.taking.page(school, store)
    assert (first["total"], first["pages"], len(first["files"])) == (10_000, 1000, 10)
    assert [one["name"] for one in world.taking.page(school, store, "ЗАЧЕТНЫЙ")["files"]] == ["Зачётный лист.pdf"]
    last = world.taking.page(school, store, page=5000)
    assert (last["page"], last["files"][-1]["name"]) == (1000, "Зачётный лист.pdf")
    none = world.taking.page(school, store, "нет такого")
    assert (none["files"], none["total"], none["page"], none["pages"]) == ([], 0, 1, 1)


def test_a_full_disk_while_adding_leaves_nothing_half_seen(world: World, monkeypatch) -> None:
    school, kept = world.account("spo240065"), world.blobs.keep

    def full(content):
        if content.read() == b"%PDF-second":
            raise DiskFull
        content.seek(0)
        return kept(content)

    monkeypatch.setattr(world.blobs, "keep", full)
    with pytest.raises(DiskFull):
        published(world, new("первый.pdf", b"%PDF-first"), new("второй.pdf", b"%PDF-second"))
    assert stores(world, school) == []


def test_a_content_gone_from_the_disk_is_named(world: World, caplog) -> None:
    school = world.account("spo240065")
    store = published(world, new("есть.pdf"), new("пропал.pdf"), new("короче.pdf"))
    numbers = ids(world, store)
    world.taking.open(school, numbers["пропал.pdf"]).path.unlink()
    world.taking.open(school, numbers["короче.pdf"]).path.write_bytes(b"")
    assert world.taking.open(school, numbers["есть.pdf"]).size
    for ask in (
        lambda: world.taking.open(school, numbers["пропал.pdf"]),
        lambda: world.taking.archive(school, store),
    ):
        with pytest.raises(FileMissing, match=r"«пропал\.pdf»"):
            ask()
    with pytest.raises(FileMissing, match=r"«короче\.pdf»"):
        world.taking.open(school, numbers["короче.pdf"])
    assert "пропал.pdf" in caplog.text


def test_a_link_in_the_text_leads_to_the_same_file_under_the_same_rules(world: World) -> None:
    school = world.account("spo240065")
    file = ids(world, published(world, new("а.pdf")))["а.pdf"]
    world.publishing.edit(OPERATOR, 1, html=f'<p><a href="/files/{file}">Инструкция</a></p>')
    [publication] = world.publishing.cabinet(school)["publications"]
    assert f'href="{publication["stores"][0]["files"][0]["href"]}"' in publication["html"]


def test_a_store_needs_a_title_and_a_publication(world: World) -> None:
    with pytest.raises(BadRequest):
        published(world, new("а.pdf"), title="  ")
    with pytest.raises(NotFound):
        world.filing.add_store(OPERATOR, 99, "Материалы")
    with pytest.raises(NotFound):
        world.filing.add_files(OPERATOR, 99, [new("а.pdf")])


def test_files_are_added_below_those_that_are_there_and_stores_too(world: World) -> None:
    school = world.account("spo240065")
    store = published(world, new("я.pdf"))
    world.filing.add_files(OPERATOR, store, [new("б.pdf"), new("а.pdf")])
    world.filing.add_store(OPERATOR, 1, "Бланки", [new("бланк.pdf")])
    assert [(one["title"], [file["name"] for file in one["files"]]) for one in stores(world, school)] == [
        ("Материалы", ["я.pdf", "б.pdf", "а.pdf"]),
        ("Бланки", ["бланк.pdf"]),
    ]


def test_a_download_taken_up_again_is_whole_when_no_byte_is_missing(world: World) -> None:
    school, other = world.account("spo240065"), world.account("spo240066")
    file = world.taking.open(school, ids(world, published(world, new("а.pdf", PDF + bytes(91))))["а.pdf"])
    assert file.size == 100
    assert not world.taking.note(school, file, 0, 60)
    assert not world.taking.note(other, file, 60, 100)
    assert not world.taking.note(school, file, 70, 100)
    assert world.taking.note(school, file, 50, 70)
    assert not world.taking.note(school, file, 50, 100)
