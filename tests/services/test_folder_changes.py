"""Whatever a folder was before: its publication is what the folder says now, and nothing is left to change."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fisoko.domain.folder.entry import Entry, EntryKind, Folder
from fisoko.domain.person import OPERATOR, Identity
from fisoko.store.duckdb_engine import DuckDBEngine
from tests.conftest import Clock
from tests.factories import World
from tests.folders import PDF

Stores = dict[str, dict[str, tuple[bytes, bool]]]  # folder → name → (content, for organisations only)
NAMES = st.sampled_from(["а.pdf", "б.pdf", "в 2.pdf", "в 10.pdf", "г (1).pdf"])
FILES = st.dictionaries(NAMES, st.tuples(st.sampled_from([b"1", b"22"]), st.booleans()), min_size=1)
STORES = st.dictionaries(st.sampled_from(["files", "Бланки", "Акты"]), FILES, min_size=1)
KEYS = count(1)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, empty_duckdb: Path) -> Iterator[World]:
    place = tmp_path_factory.mktemp("world")
    engine = DuckDBEngine(Path(shutil.copyfile(empty_duckdb, place / "fisoko.duckdb")))
    made = World(engine, Clock(datetime(2026, 11, 25, tzinfo=UTC)), place)
    yield made
    made.close()
    engine.close()


@pytest.fixture(scope="module")
def college(world: World) -> Identity:
    return world.account("spo240065")


def top(path: str, text: str) -> Entry:
    return Entry(path, size=len(text.encode()), content=text.encode())


def folder_of(stores: Stores, order: list[str], key: str) -> Folder:
    """The folder of these stores in this order, whose text links to the first file of each."""
    marked = [f"{store}/{name}" for store, files in stores.items() for name, (_, narrow) in files.items() if narrow]
    titles = "".join(f'"{store}" = "Хранилище {store}"\n' for store in order)
    description = f'title = "Т"\nkey = "{key}"\norganisations_only = {marked}\n[stores]\n{titles}'
    links = " ".join(f"[{store}]({store}/{next(iter(files))})" for store, files in stores.items())
    entries = [top("publication.toml", description), top("text.md", links)]
    for store, files in stores.items():
        entries.append(Entry(store, EntryKind.FOLDER))
        for name, (content, _) in files.items():
            content = PDF + content
            digest = sha256(content).hexdigest()
            entries.append(Entry(f"{store}/{name}", size=len(content), sha256=digest, head=content))
    return Folder(key, tuple(entries))


def publish(world: World, folder: Folder) -> int:
    missing = {*world.folders.compare(OPERATOR, folder).missing}
    for entry in folder.entries:
        if entry.sha256 in missing:
            with world.folders.receive(OPERATOR) as coming:
                coming.write(entry.head)
                coming.whole()
    return world.folders.publish(OPERATOR, folder).number or 0


def shown(world: World, college: Identity, number: int) -> dict:
    return next(one for one in world.publishing.cabinet(college)["publications"] if one["id"] == number)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(STORES, st.randoms(use_true_random=False)), min_size=2, max_size=4))
def test_each_state_of_a_folder_replaces_the_last(world: World, college: Identity, states: list) -> None:
    key, numbers = f"папка {next(KEYS)}", set()
    had: dict[tuple[str, str], int] = {}
    for stores, luck in states:
        order = [*stores]
        luck.shuffle(order)
        folder = folder_of(stores, order, key)
        number = publish(world, folder)
        numbers.add(number)
        there = world.files.of_publication(number)
        assert [one.folder for one in there] == order
        found = {(one.folder or "", file.name): file for one in there for file in one.files}
        assert {
            place: (file.blob, file.organisations_only) for place, file in found.items()
        } == {
            (store, name): (sha256(PDF + content).hexdigest(), narrow)
            for store, files in stores.items()
            for name, (content, narrow) in files.items()
        }  # fmt: skip
        for one in there:
            names = [file.name for file in one.files]
            assert names == sorted(
                names, key=lambda name: [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)]
            )
        page = shown(world, college, number)
        assert [one["title"] for one in page["stores"]] == [f"Хранилище {store}" for store in order]
        linked = [int(link) for link in re.findall(r'href="/files/(\d+)"', page["html"])]
        assert linked == [found[store, next(iter(files))].id for store, files in stores.items()]
        ids = {place: file.id for place, file in found.items()}
        assert {place: ids[place] for place in ids.keys() & had.keys()} == {
            place: had[place] for place in ids.keys() & had.keys()
        }, "a file keeps its address"
        had = ids
        again = world.folders.compare(OPERATOR, folder)
        assert (again.number, again.difference, again.missing, again.problems) == (number, [], [], [])
    assert len(numbers) == 1
