"""What programs read: narrowed, typed, as of any moment the same for ever."""

from datetime import timedelta

import pytest

from fisoko.domain.asked import Asked, read_asked
from fisoko.domain.error import BadRequest, FisokoError, NotFound, Refused
from fisoko.domain.person import Identity
from fisoko.services.board import Board
from fisoko.services.reading import Reading
from fisoko.services.reading_rows import Rowing
from fisoko.store.reading import Reading as Store
from fisoko.store.takers import Takers
from tests.factories import World

VALUES = {
    "shtaaaa1": {"cells": {"rowaaaa1": {"colaaaa1": 12, "colaaaa2": {"raw": "три"}}, "rowaaaa2": {"colaaaa1": 0}}}
}


def reading_of(world: World) -> Reading:
    store = Store(world.engine)
    return Reading(
        board=Board(world.publications, world.collections, world.clock, alone=world.engine.sole_writer),
        participants=world.participants,
        forms=world.form_store,
        accounts=world.accounts,
        store=store,
        rowing=Rowing(store, Takers(world.engine), world.files),
        writer=world.writer,
        clock=world.clock,
    )


class Read:
    """Three organisations of two regions: one has submitted, one works, one of the other region has submitted."""

    def __init__(self, world: World, clock) -> None:
        self.world, self.clock = world, clock
        self.done, self.work, self.idle = (world.account(f"spo24006{n}") for n in (5, 7, 8))
        self.other = world.account("spo050001")
        self.coordinator, self.federal = world.account("spo_coord_24"), world.account("fed_one")
        people = (self.done, self.work, self.idle, self.other)
        self.collection = world.collection(*(one.login for one in people))
        self.empty = clock.forward(minutes=1)
        clock.forward(minutes=1)
        world.edited(self.collection, self.work)
        world.edited(self.collection, self.done)
        self.begun = clock.forward(minutes=1)
        clock.forward(minutes=1)
        world.submitted(self.collection, self.done, VALUES)
        world.submitted(self.collection, self.other, VALUES)
        clock.forward(minutes=1)
        self.reading = reading_of(world)

    def rows(self, what: str, person: Identity, *words: str, **asked) -> list[dict]:
        answer = getattr(self.reading, what)(person, self.collection, *words, Asked(**asked))
        names = [field.name for field in answer.table.fields]
        return [dict(zip(names, row, strict=True)) for rows in answer.chunks for row in rows]


@pytest.fixture
def read(world: World, clock) -> Read:
    return Read(world, clock)


def test_participants_have_their_status_at_the_moment(read: Read) -> None:
    now = {row["login"]: row["status"] for row in read.rows("participants", read.coordinator)}
    assert now == {"spo240065": "done", "spo240067": "work", "spo240068": "idle"}
    then = {row["login"]: row for row in read.rows("participants", read.coordinator, as_of=read.begun)}
    assert [row["status"] for row in then.values()] == ["work", "work", "idle"]
    assert then["spo240065"]["submitted_at"] is None
    assert then["spo240065"]["filled"] is None, "what the draft held then is not known"
    assert then["spo240067"]["filled"] == 0
    assert {row["status"] for row in read.rows("participants", read.coordinator, as_of=read.empty)} == {"idle"}
    for status in ("idle", "work", "done"):
        assert {row["status"] for row in read.rows("participants", read.federal, status=status)} == {status}


def test_progress_adds_up_at_every_moment(read: Read) -> None:
    for moment in (None, read.empty, read.begun):
        for row in read.rows("progress", read.federal, as_of=moment):
            assert row["idle"] + row["work"] + row["done"] == row["total"]
            times = ("on_time", "extended", "late", "overdue", "waiting", "decided")
            assert sum(row[name] for name in times) == row["total"]
    assert [row["done"] for row in read.rows("progress", read.federal)] == [1, 1]
    assert [row["done"] for row in read.rows("progress", read.federal, as_of=read.begun)] == [0, 0]


def test_results_are_the_rows_of_the_last_submission_by_then(read: Read) -> None:
    rows = read.rows("results", read.coordinator, "Лист")
    assert [(row["login"], row["row"], row["Обучающихся"], row["Групп"]) for row in rows] == [
        ("spo240065", "rowaaaa1", 12, {"raw": "три"}),
        ("spo240065", "rowaaaa2", 0, None),
    ]
    assert read.rows("results", read.coordinator, "shtaaaa1") == rows
    assert read.rows("results", read.coordinator, "Лист", as_of=read.begun) == []
    with pytest.raises(NotFound, match="Лист"):
        read.rows("results", read.coordinator, "Нет такого")


def test_an_answer_of_a_past_moment_never_changes(read: Read) -> None:
    moment = read.clock()
    before = (
        read.rows("results", read.federal, "Лист", as_of=moment),
        read.rows("submissions", read.federal, as_of=moment),
    )
    read.clock.forward(minutes=5)
    read.world.submitted(read.collection, read.done, {}, number=2)
    after = (
        read.rows("results", read.federal, "Лист", as_of=moment),
        read.rows("submissions", read.federal, as_of=moment),
    )
    assert before == after
    assert len(read.rows("submissions", read.federal)) == len(before[1]) + 1


def test_the_tag_changes_with_whatever_changes(read: Read) -> None:
    def tag() -> str:
        return read.reading.participants(read.coordinator, read.collection, Asked()).tag

    first = tag()
    assert tag() == first
    read.world.edited(read.collection, read.idle)
    assert tag() != first
    second = tag()
    read.clock.forward(days=2)  # the term passes
    assert tag() != second


def test_pages_of_submissions_ask_for_no_mark_of_the_whole_base(read: Read, monkeypatch) -> None:
    marks: list[object] = []
    true = Store.mark
    monkeypatch.setattr(Store, "mark", lambda store, now: marks.append(now) or true(store, now))
    read.rows("results", read.federal, "Лист")
    read.rows("submissions", read.federal)
    read.rows("findings", read.federal)
    assert marks == []
    read.rows("participants", read.federal)
    assert len(marks) == 1


@pytest.mark.parametrize("what", ["participants", "results", "progress", "downloads", "findings", "submissions"])
def test_nothing_of_another_region_comes_by_any_parameter(read: Read, what: str) -> None:
    words = ("Лист",) if what == "results" else ()
    for asked in ({}, {"region": "24"}, {"login": "spo050001"}, {"as_of": read.begun}, {"kind": "spo"}, {"limit": 9}):
        rows = read.rows(what, read.coordinator, *words, **asked)
        assert {row["region"] for row in rows} <= {"24"}
    for asked in ({"region": "05"}, {"region": "05", "login": "spo050001"}):
        with pytest.raises(Refused):
            read.rows(what, read.coordinator, *words, **asked)
    with pytest.raises(Refused):
        read.rows(what, read.done, *words)
    assert {row["region"] for row in read.rows(what, read.federal, *words, region="05")} <= {"05"}


def test_pages_are_cut_from_one_order(read: Read) -> None:
    every = read.rows("participants", read.federal)
    assert [
        row for start in range(4) for row in read.rows("participants", read.federal, limit=1, offset=start)
    ] == every


def test_a_collection_that_one_does_not_see_is_not_there(read: Read) -> None:
    with pytest.raises(NotFound):
        read.reading.progress(read.federal, read.collection + 1, Asked())


@pytest.mark.parametrize(
    "words",
    [
        {"as_of": ["завтра"]},
        {"as_of": ["2026-13-01"]},
        {"as_of": ["1999-01-01"]},
        {"as_of": ["2026-11-26T00:00:00Z"]},
        {"as_of": ["0001-01-01T00:00:00+23:00"]},
        {"limit": ["0"]},
        {"limit": ["²"]},
        {"offset": ["-1"]},
        {"region": ["2"]},
        {"region": [""]},
        {"status": ["all"]},
        {"login": ["a b"]},
        {"login": ["x", "y"]},
        {"q": ["x"]},
    ],
)
def test_what_is_not_understood_is_told_in_russian(words: dict[str, list[str]], clock) -> None:
    known = ("region", "kind", "login", "status", "as_of", "limit", "offset")
    with pytest.raises(BadRequest, match=r"[А-Яа-я]") as raised:
        read_asked(words, known, clock())
    assert isinstance(raised.value, FisokoError)


def test_a_moment_without_a_zone_is_moscows(clock) -> None:
    asked = [
        read_asked({"as_of": [text]}, ("as_of",), clock()).as_of
        for text in ("2026-11-25T10:00:00+03:00", "2026-11-25 10:00", "25.11.2026 10:00", "2026-11-25T07:00:00Z")
    ]
    assert len({*asked}) == 1
    assert clock() - timedelta(days=1) < asked[0] < clock()
