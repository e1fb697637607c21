"""A mark changes with what the pages of its person show, and with nothing else."""

from datetime import timedelta

from fisoko.domain.notification import NotificationKind
from fisoko.domain.person import OPERATOR, Identity
from fisoko.services.marks import Marks
from tests.factories import World
from tests.services.test_files import ids, new, published, take


def marks_of(world: World) -> Marks:
    return Marks(world.notifying, world.downloads, world.progress)


def test_each_mark_follows_its_own_thing(world: World, clock) -> None:
    school, other = world.account("spo240065"), world.account("spo240066")
    collection = world.collection("spo240065", "spo240066")
    store = published(world, new("а.pdf"))
    marks = marks_of(world)
    seen = {person.login: marks.of(person) for person in (school, other)}

    def changed(person: Identity) -> set[str]:
        now, before = marks.of(person), seen[person.login]
        assert marks.of(person) == now, "nothing happens, nothing changes"
        seen[person.login] = now
        return {name for name in now if now[name] != before[name]}

    clock.forward(minutes=1)
    world.notifying.notify([school.account_id or 0], NotificationKind.ANSWER, "Ответ")
    assert (changed(school), changed(other)) == ({"bell"}, set())
    world.notifying.read(school)
    assert changed(school) == {"bell"}
    take(world, school, ids(world, store)["а.pdf"])
    assert (changed(school), changed(other)) == ({"files"}, set())
    clock.forward(minutes=1)
    take(world, school, ids(world, store)["а.pdf"])
    assert changed(school) == {"files"}
    world.edited(collection, school)
    assert (changed(school), changed(other)) == ({"drafts"}, set())
    assert [*seen["spo240065"]["drafts"]] == [str(collection)]
    world.submitted(collection, school)
    assert changed(school) == {"drafts"}
    assert changed(other) == set()


def test_a_line_dated_ahead_changes_the_mark_at_its_moment(world: World, clock) -> None:
    school = world.account("spo240065")
    world.publishing.create(OPERATOR, title="Позже", html="<p>.</p>", published_at=clock() + timedelta(minutes=1))
    marks = marks_of(world)
    before = marks.of(school)
    clock.forward(seconds=30)
    assert marks.of(school) == before
    clock.forward(minutes=1)
    assert marks.of(school)["bell"] != before["bell"]


def test_marks_are_at_hand_where_nobody_else_writes(world: World) -> None:
    school = world.account("spo240065")
    marks = marks_of(world)
    found = marks.of(school)
    assert marks.known(school) == (found if world.engine.sole_writer else None)
    assert marks.of(OPERATOR) == {"bell": "", "files": "", "drafts": {}}
