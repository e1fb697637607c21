"""The bell shows one's own lines, newest first, and marks only one's own as read."""

from datetime import timedelta

from fisoko.domain.notification import NotificationKind
from fisoko.domain.person import OPERATOR
from tests.factories import World


def notify(world: World, title: str, *people) -> None:
    accounts = [person.account_id or 0 for person in people]
    world.notifying.notify(accounts, NotificationKind.ANSWER, title, text="т", href="/x", href_text="Открыть")


def lines(world: World, person) -> list[tuple[str, bool]]:
    return [(one["title"], one["read"]) for one in world.notifying.bell(person)["items"]]


def test_everybody_reads_and_marks_the_own_lines_alone(world: World, clock) -> None:
    one, other = world.account("spo240065"), world.account("spo_coord_24")
    told: list[frozenset[int]] = []
    world.notifying.on_news(told.append)
    notify(world, "раз", one, other)
    clock.forward(minutes=1)
    notify(world, "два", one)
    assert told == [frozenset({one.account_id, other.account_id}), frozenset({one.account_id})], "after each commit"
    assert lines(world, one) == [("два", False), ("раз", False)]
    foreign = world.notifying.bell(other)["items"][0]["id"]
    world.notifying.read(one, foreign)
    assert lines(world, other) == [("раз", False)]
    world.notifying.read(one, world.notifying.bell(one)["items"][0]["id"])
    assert lines(world, one) == [("два", True), ("раз", False)]
    assert world.notifying.bell(one)["unread"] == 1
    world.notifying.read(one)
    assert world.notifying.bell(one)["unread"] == 0
    assert lines(world, other) == [("раз", False)]


def test_the_bell_counts_what_it_does_not_show(world: World) -> None:
    one = world.account("spo240065")
    for number in range(33):
        notify(world, f"№ {number}", one)
    bell = world.notifying.bell(one)
    assert (bell["unread"], len(bell["items"])) == (33, 30)


def test_the_operator_has_no_bell(world: World) -> None:
    assert world.notifying.bell(OPERATOR) == {"unread": 0, "items": [], "mark": ""}
    world.notifying.read(OPERATOR)


def test_the_bell_is_at_hand_once_shown_and_no_write_leaves_it_stale(world: World, clock) -> None:
    one, other = world.account("spo240065"), world.account("spo050001")
    assert world.notifying.known_bell(one) is None
    alone = world.engine.sole_writer  # where others write too, the base is asked each time
    for title in ("раз", "два"):
        notify(world, title, one)
        assert world.notifying.known_bell(one) is None
        bell = world.notifying.bell(one)
        assert bell["items"][0]["title"] == title
        assert world.notifying.known_bell(one) == (bell if alone else None)
        notify(world, "чужое", other)
        assert world.notifying.known_bell(one) == (bell if alone else None)
    world.notifying.read(one)
    assert world.notifying.bell(one)["unread"] == 0
    world.publishing.create(OPERATOR, title="Завтра", html="<p>.</p>", published_at=clock() + timedelta(days=1))
    assert world.notifying.bell(one)["unread"] == 0
    clock.forward(days=1)  # it appears at its moment with nothing written
    assert world.notifying.bell(one)["unread"] == 1
