"""Contents that nothing speaks of go after a day; what somebody is about to speak of stays."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from fisoko.domain.error import DiskFull, NotFound
from fisoko.domain.person import OPERATOR
from fisoko.services.filing import NewFile
from fisoko.store.blobs import Blobs
from tests.factories import World, make_form
from tests.folders import made
from tests.folders import published as publish
from tests.services.test_files import PDF, ids, published


@pytest.fixture
def sweep(world: World):
    return world.workshop._delivering.sweep  # what its chores call


def aged(blobs: Blobs, name: str, world: World, **ago: float) -> None:
    moment = (world.clock() - timedelta(**ago)).timestamp()
    os.utime(blobs.path(name), (moment, moment))


def test_orphans_go_after_a_day_and_whatever_is_spoken_of_stays(world: World, sweep) -> None:
    store = published(world, NewFile("а.pdf", PDF + b"a"))
    kept = world.taking.open(OPERATOR, ids(world, store)["а.pdf"]).blob
    form = world.blobs.put(b"workbook of a form")
    world.forms.add_form(OPERATOR, make_form(), workbook=form)
    orphan, young = world.blobs.put(b"of a folder that was not published"), world.blobs.put(b"on its way")
    for name, hours in ((kept, 48), (form, 48), (orphan, 25), (young, 23)):
        aged(world.blobs, name, world, hours=hours)
    assert sweep() == 1
    assert [world.blobs.has(name) for name in (kept, form, orphan, young)] == [True, True, False, True]
    assert sweep() == 0


def test_what_a_folder_has_brought_that_was_not_published_goes(
    world: World, sweep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.account("spo240065")
    letter = made(tmp_path / "письмо", {"text.md": "Текст", "files/а.pdf": PDF}, 'title = "Письмо"\n')

    def full(*_: object, **__: object) -> None:
        raise DiskFull

    with monkeypatch.context() as broken:
        broken.setattr(world.publications, "put_text", full)
        with pytest.raises(DiskFull):
            publish(world, letter)
    [left] = [path for path in (world.folder / "blobs").rglob("*") if path.is_file()]
    assert sweep() == 0, "it may be published in a moment"
    aged(world.blobs, left.name, world, hours=25)
    assert publish(world, letter).created, "found again, it is not sent again, and is spoken of from now on"
    aged(world.blobs, left.name, world, hours=25)
    assert sweep() == 0


def test_a_content_that_is_looked_for_again_counts_as_new(world: World, sweep) -> None:
    sent, known, used = (world.blobs.put(text) for text in (b"sent again", b"asked for", b"read through"))
    for name in (sent, known, used):
        aged(world.blobs, name, world, days=3)
    now = world.clock().timestamp()
    world.blobs.put(b"sent again")
    assert world.blobs.has(known)
    world.blobs.kept(used)
    for name in (sent, known, used):
        assert world.blobs.path(name).stat().st_mtime > now - 60
    assert sweep() == 0
    assert all(world.blobs.has(name) for name in (sent, known, used))


def test_whoever_finds_it_while_it_is_being_removed_keeps_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    name = world.blobs.put(b"found at the last moment")
    aged(world.blobs, name, world, days=3)
    since = world.clock() - timedelta(days=1)
    assert [*world.blobs.unused_since(since)] == [name]
    assert world.blobs.has(name)  # somebody publishes a folder with it now
    assert not world.blobs.remove_unused(name, since)
    assert world.blobs.path(name).read_bytes() == b"found at the last moment"
    assert [one.name for one in (world.folder / "blobs").iterdir() if one.is_file()] == []


def test_an_upload_that_runs_is_not_touched_and_a_dead_one_is_removed(world: World, sweep) -> None:
    dead, running = world.blobs.coming(), world.blobs.coming()
    dead.write(b"x")
    running.write(b"y")
    parts = sorted((world.folder / "blobs").glob(".*.part"), key=lambda path: path == running._part)
    old = (world.clock() - timedelta(hours=30)).timestamp()
    os.utime(parts[0], (old, old))
    os.utime(parts[1], (world.clock().timestamp(),) * 2)
    sweep()
    assert [path.exists() for path in parts] == [False, True]
    name = running.whole().name
    dead.close()
    assert world.blobs.has(name)
    world.blobs.remove(name)
    with pytest.raises(NotFound):
        world.blobs.path(name)


@pytest.mark.parametrize("mark", ['[1, "2019-09-01T06:00:00.000Z"]', '[1000000000, "2026-11-01T06:00:00.000Z"]', "?"])
def test_where_another_base_or_a_later_state_has_used_the_folder_nothing_goes(world: World, sweep, mark: str) -> None:
    published(world, NewFile("а.pdf", PDF + b"a"))
    assert sweep() == 0
    theirs = world.blobs.put(b"of the other base")
    aged(world.blobs, theirs, world, hours=48)
    (world.folder / "blobs" / ".base").write_text(mark)
    assert sweep() == 0
    assert world.blobs.has(theirs)
