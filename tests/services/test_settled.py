"""What was once answered as of a moment is answered for ever, however many write meanwhile, in how many processes."""

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from fisoko.domain.asked import Asked
from fisoko.domain.error import BadRequest, DiskFull
from fisoko.domain.person import OPERATOR, Identity
from fisoko.services.collecting import Invited
from fisoko.store.postgres_engine import PostgresEngine
from tests.factories import World
from tests.services.test_reading import VALUES, reading_of

SECONDS = 2.0  # of writing
KEPT = (
    "login",
    "region",
    "status",
    "time",
    "closes_at",
    "started_at",
    "first_submitted_at",
    "submitted_at",
    "submissions",
)
ASKED = ("results", "submissions", "findings", "participants", "progress")
LOGINS = [f"spo{region}{number:04}" for region in ("24", "05") for number in range(1, 9)]


def real_clock() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def worlds(engine, tmp_path, request) -> Iterator[list[World]]:
    """The server, and on PostgreSQL a second process of it, with a writer of its own."""
    made = [World(engine, real_clock, tmp_path)]
    other = PostgresEngine(request.getfixturevalue("postgres_url")) if engine.dialect == "postgres" else None
    if other:
        made.append(World(other, real_clock, tmp_path))
    yield made
    for world in made:
        world.close()
    if other:
        other.close()


class Campaign:
    """Organisations that edit, submit, join and leave, each from a thread of its own, until `stop`."""

    def __init__(self, worlds: list[World]) -> None:
        self.worlds, self.over, self.failed = worlds, threading.Event(), list[BaseException]()
        self.people = [worlds[0].account(login) for login in LOGINS]
        self.federal = worlds[0].account("fed_one")
        self.collection = worlds[0].collection(*LOGINS[2:14])
        acts = [
            *(self.edit(world, n) for n, world in enumerate(worlds)),
            self.submit(worlds[-1]),
            self.take_part(worlds[0]),
        ]
        self.threads = [threading.Thread(target=self.repeat, args=(act, seed)) for seed, act in enumerate(acts)]

    def repeat(self, act: Callable[[random.Random, int], None], seed: int) -> None:
        chance, turn = random.Random(seed), 0
        try:
            while not self.over.is_set():
                turn += 1
                act(chance, turn)
        except BaseException as error:  # shown by the test
            self.failed.append(error)

    def edit(self, world: World, half: int) -> Callable[[random.Random, int], None]:
        mine, numbers = self.people[half::2], dict.fromkeys(LOGINS, 0)

        def act(chance: random.Random, turn: int) -> None:
            one = chance.choice(mine)
            numbers[one.login] += 1
            world.edited(self.collection, one, numbers[one.login])

        return act

    def submit(self, world: World) -> Callable[[random.Random, int], None]:
        numbers = dict.fromkeys(LOGINS, 0)

        def act(chance: random.Random, turn: int) -> None:
            one = chance.choice(self.people)
            numbers[one.login] += 1
            # A request counts from its arrival; its commit may be long after.
            world.clock = lambda: real_clock() - timedelta(milliseconds=chance.choice((0, 5, 60)))
            world.submitted(self.collection, one, VALUES, numbers[one.login])
            self.over.wait(chance.random() / 50)

        return act

    def take_part(self, world: World) -> Callable[[random.Random, int], None]:
        def act(chance: random.Random, turn: int) -> None:
            some = Invited(tuple(chance.sample(LOGINS, 3)))
            change = chance.choice((world.collecting.invite, world.collecting.exclude))
            with suppress(BadRequest):  # none of them takes part
                change(OPERATOR, self.collection, some, reason="проверка")
            self.over.wait(chance.random() / 20)

        return act

    def ask(
        self, world: World, person: Identity, what: str, as_of: datetime | None = None
    ) -> tuple[datetime, int, list]:
        words = ("Лист",) if what == "results" else ()
        answer = getattr(reading_of(world), what)(person, self.collection, *words, Asked(as_of=as_of))
        rows = [row for rows in answer.chunks for row in rows]
        if what == "participants":
            places = [place for place, field in enumerate(answer.table.fields) if field.name in KEPT]
            rows = [tuple(row[place] for place in places) for row in rows]
        return answer.as_of, answer.seq, rows


def test_an_answer_about_now_is_the_same_when_asked_again_as_of_its_moment(worlds: list[World]) -> None:
    campaign = Campaign(worlds)
    reader, until = worlds[0], real_clock() + timedelta(seconds=SECONDS)
    kept = []
    for thread in campaign.threads:
        thread.start()
    while real_clock() < until:
        for what in ASKED:
            kept.append((what, *campaign.ask(reader, campaign.federal, what)))
        # A moment between two commits that somebody names, however near to now.
        named = real_clock() - timedelta(milliseconds=random.Random(len(kept)).choice((0, 1, 20)))
        kept.append(("submissions", *campaign.ask(reader, campaign.federal, "submissions", named)))
    campaign.over.set()
    for thread in campaign.threads:
        thread.join()
    assert campaign.failed == []
    assert len({seq for _, _, seq, _ in kept}) > 10, "nothing was written meanwhile"
    for world in worlds:
        for what, as_of, seq, rows in kept:
            assert campaign.ask(world, campaign.federal, what, as_of) == (as_of, seq, rows), (what, as_of)


def test_settling_a_moment_writes_once_and_nothing_on_a_full_disk(world: World, clock, monkeypatch) -> None:
    moment = clock()
    world.writer.settle(moment)
    given = world.writer.log.position(world.engine).given_at
    assert given > moment
    world.writer.settle(moment)
    assert world.writer.log.position(world.engine).given_at == given
    later = clock.forward(seconds=5)
    monkeypatch.setattr(world.writer, "writable", lambda: False)
    with pytest.raises(DiskFull):
        world.writer.run(lambda tx: None).result(10)
    world.writer.settle(later)
    assert world.writer.log.position(world.engine).given_at == given
