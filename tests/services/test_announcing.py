"""The lines of the bell follow a publication: its moment, its title, those it is meant for."""

from datetime import timedelta

from fisoko.domain.person import OPERATOR, Identity
from fisoko.domain.publication import Audience
from tests.factories import World


def bell(world: World, person: Identity) -> list[tuple[str, bool]]:
    return [(item["text"], item["read"]) for item in world.notifying.bell(person)["items"]]


def test_a_later_moment_takes_the_bell_with_it(world: World, clock) -> None:
    college = world.account("spo240065")
    number = world.publishing.create(OPERATOR, title="План", html="", published_at=clock() + timedelta(hours=1))
    world.publishing.edit(OPERATOR, number, published_at=clock() + timedelta(hours=3))
    clock.forward(hours=2)
    assert (bell(world, college), world.publishing.cabinet(college)["publications"]) == ([], [])
    clock.forward(hours=1)
    assert bell(world, college) == [("«План»", False)]


def test_what_is_brought_forward_rings_now_and_what_is_taken_back_rings_again(world: World, clock) -> None:
    college = world.account("spo240065")
    number = world.publishing.create(OPERATOR, title="План", html="", published_at=clock() + timedelta(hours=1))
    world.publishing.edit(OPERATOR, number, published_at=clock() - timedelta(days=1))
    assert bell(world, college) == [("«План»", False)]
    world.notifying.read(college)
    world.publishing.edit(OPERATOR, number, published_at=clock() + timedelta(hours=1))
    assert bell(world, college) == []
    clock.forward(hours=1)
    assert bell(world, college) == [("«План»", False)]


def test_a_change_of_what_is_out_rings_for_newcomers_alone(world: World, clock) -> None:
    college, other, leaving = (world.account(login) for login in ("spo240065", "spo240066", "spo050001"))
    audience = Audience(logins=frozenset({college.login, leaving.login}))
    number = world.publishing.create(OPERATOR, title="План", html="", audience=audience)
    world.notifying.read(college)
    clock.forward(days=1)
    told: list[frozenset[int]] = []
    world.notifying.on_news(told.append)
    world.publishing.edit(OPERATOR, number, title="План-график", audience=Audience(regions=("24",)))
    assert bell(world, college) == [("«План-график»", True)]
    assert bell(world, other) == [("«План-график»", False)]
    assert bell(world, leaving) == []
    assert frozenset().union(*told) == {one.account_id for one in (college, other, leaving)}
    told.clear()
    world.publishing.edit(OPERATOR, number, html="<p>Иначе</p>")
    assert told == [], "another text alone is no news"
