"""Signing in says nothing to a guesser, and what is ended is ended at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256

import pytest

from fisoko.domain.brake import ADDRESS_TRIES, TRIES
from fisoko.domain.error import FisokoError, NotFound, Refused, TooManyTries, WrongPassword
from fisoko.domain.event import EventKind
from fisoko.domain.person import OPERATOR
from fisoko.services.signing_in import SigningIn
from fisoko.store.statement import parse_statement
from tests.factories import ADDRESS, PASSWORD, World

LOGIN = "spo240065"


def try_in(world: World, login: str = LOGIN, password: str = PASSWORD, address: str = ADDRESS, browser: str = ""):
    return world.signing_in.sign_in(login, password, address, browser)


def fail(world: World, times: int, **named) -> FisokoError | None:
    error = None
    for _ in range(times):
        try:
            try_in(world, **{"password": "нет", **named})
        except FisokoError as raised:
            error = raised
    return error


def test_whoever_signs_in_is_known_by_the_cookie_until_signing_out(world: World) -> None:
    world.account(LOGIN, name="Канский район")
    made = try_in(world)
    assert made.identity.login == LOGIN
    assert made.identity.region_name == "Красноярский край"
    assert made.identity.utc_offset == 420
    assert world.signing_in.identity(made.cookie) == made.identity
    assert world.signing_in.identity("x") is None
    other = try_in(world)
    world.signing_in.sign_out(made.identity)
    assert world.signing_in.identity(made.cookie) is None
    assert world.signing_in.identity(other.cookie) == other.identity, "a colleague stays signed in"


def test_the_base_holds_neither_cookie_nor_browser_nor_password(world: World) -> None:
    world.account(LOGIN)
    made = try_in(world)
    keys = world.engine.all(parse_statement("k", "select key from sign_in"))
    assert keys == [{"key": sha256(made.cookie.encode()).hexdigest()}]
    held = str([world.engine.all(parse_statement("x", f"select * from {t}")) for t in ("known_browser", "account")])
    assert made.browser not in held
    assert PASSWORD not in held


@pytest.mark.parametrize(
    ("login", "password"),
    [
        (LOGIN, PASSWORD.upper()),
        (LOGIN.upper(), PASSWORD),
        (LOGIN + " ", PASSWORD),
        ("spo240099", PASSWORD),
        ("", ""),
        ("spo24\x00065", PASSWORD),
        (LOGIN, "п" * 5000),
        ("' or 1=1 --", PASSWORD),
    ],
)
def test_every_wrong_sign_in_gets_the_same_answer(world: World, login, password) -> None:
    world.account(LOGIN)
    with pytest.raises(WrongPassword) as wrong:
        try_in(world, login, password)
    assert wrong.value.text == WrongPassword.text
    assert "helpfisoko@fioco.ru" in wrong.value.text


def test_guessing_waits_one_two_four_minutes_after_ten_tries(world: World, clock) -> None:
    world.account(LOGIN)
    assert isinstance(fail(world, TRIES), WrongPassword)
    for minutes in (1, 2, 4):
        with pytest.raises(TooManyTries) as braked:
            try_in(world)
        assert braked.value.details["seconds"] == minutes * 60
        clock.forward(minutes=minutes, seconds=1)
        assert isinstance(fail(world, 1), WrongPassword)
    clock.forward(minutes=8, seconds=1)
    assert try_in(world).identity.login == LOGIN
    assert isinstance(fail(world, TRIES), WrongPassword), "a success forgets the failures before it"


def test_a_login_that_does_not_exist_is_braked_alike(world: World) -> None:
    fail(world, TRIES, login="spo240099")
    with pytest.raises(TooManyTries):
        try_in(world, "spo240099")


def test_the_brake_keeps_out_neither_other_addresses_nor_colleagues_nor_known_browsers(world: World) -> None:
    world.account(LOGIN)
    world.account("spo240067")
    known = try_in(world).browser
    fail(world, TRIES)
    assert isinstance(fail(world, 1), TooManyTries)
    assert try_in(world, address="10.0.0.2").identity.login == LOGIN
    assert try_in(world, "spo240067").identity.login == "spo240067"
    assert try_in(world, browser=known).identity.login == LOGIN


def test_a_browser_is_known_for_its_own_account_alone(world: World) -> None:
    world.account(LOGIN)
    world.account("spo240067")
    mine = try_in(world, "spo240067").browser
    fail(world, TRIES, browser=mine)
    assert isinstance(fail(world, 1, browser=mine), TooManyTries)


def test_one_address_slows_down_gently_and_is_never_locked(world: World, clock) -> None:
    world.account(LOGIN)
    known = try_in(world).browser
    with world.engine.transaction() as tx:
        failure = parse_statement("f", "insert into sign_in_failure values (:login, :address, :at)")
        for number in range(ADDRESS_TRIES):
            tx.run(failure, login=f"spo24{number:04}", address=ADDRESS, at=clock())
    with pytest.raises(TooManyTries) as braked:
        try_in(world)
    assert braked.value.details["seconds"] <= 2
    assert try_in(world, browser=known).identity.login == LOGIN
    clock.forward(seconds=3)
    assert try_in(world).identity.login == LOGIN


def test_tries_at_the_same_time_are_counted_together(world: World) -> None:
    world.account(LOGIN)

    def one(number: int) -> str:
        error = fail(world, 1, password=f"нет{number}")
        return type(error).__name__

    with ThreadPoolExecutor(24) as pool:
        answers = [*pool.map(one, range(24))]
    assert answers.count("WrongPassword") <= TRIES
    assert answers.count("TooManyTries") == 24 - answers.count("WrongPassword")


def test_a_sign_in_ends_after_eight_idle_hours_and_after_twelve_at_all(world: World, clock) -> None:
    world.account(LOGIN)
    idle, busy = try_in(world), try_in(world)
    for _ in range(3):
        clock.forward(hours=3, minutes=30)
        assert world.signing_in.identity(busy.cookie)
    assert world.signing_in.identity(idle.cookie) is None
    clock.forward(hours=1, minutes=31)
    assert world.signing_in.identity(busy.cookie) is None


def test_an_idle_sign_in_tells_its_pages_when_its_time_is_up(world: World, clock) -> None:
    world.account(LOGIN)
    ended: set[str] = set()
    world.signing_in.on_end(ended.update)
    idle = try_in(world)
    clock.forward(hours=8, seconds=1)
    world.signing_in.identity("another request")
    if not world.engine.sole_writer:
        world.signing_in.catch_up()  # others may have seen it: they are asked on a thread of its own
    assert ended == {idle.identity.sign_in}


def test_ending_all_ends_every_colleague_and_tells_their_pages(world: World) -> None:
    person = world.account(LOGIN)
    federal = world.account("fed_demo")
    ended: set[str] = set()
    world.signing_in.on_end(ended.update)
    made = [try_in(world), try_in(world)]
    with pytest.raises(Refused):
        world.signing_in.end_all(person.account_id or 0, "просто так", made[0].identity)
    with pytest.raises(NotFound):
        world.signing_in.end_all(10**9, "нет такого", federal)
    world.signing_in.end_all(person.account_id or 0, "увольнение", federal)
    assert ended == {one.identity.sign_in for one in made}
    assert [world.signing_in.identity(one.cookie) for one in made] == [None, None]
    assert world.audit.of_object(world.engine, f"login:{LOGIN}")[0].kind is EventKind.SIGN_INS_ENDED


def test_sign_ins_outlive_a_restart_and_ended_ones_do_not(world: World, clock) -> None:
    world.account(LOGIN)
    alive, ended = try_in(world), try_in(world)
    world.signing_in.sign_out(ended.identity)
    restarted = SigningIn(world.accounts, world.sign_ins, world.writer, clock)
    assert restarted.identity(alive.cookie) == alive.identity
    assert restarted.identity(ended.cookie) is None


def test_looking_at_a_known_cookie_asks_nothing_of_the_base(world: World, clock) -> None:
    world.account(LOGIN)
    made = try_in(world)
    queued = world.writer.waiting()
    world.engine.close()
    clock.forward(seconds=30)
    assert world.signing_in.identity(made.cookie) == made.identity
    assert world.writer.waiting() == queued


def test_the_last_sight_is_written_at_most_once_a_minute(world: World, clock) -> None:
    world.account(LOGIN)
    made = try_in(world)
    began = clock()

    def written():
        world.writer.drain()
        row = world.sign_ins.one(made.identity.sign_in or "")
        return row.seen_at - began if row else None

    for _ in range(5):
        clock.forward(seconds=11)
        world.signing_in.identity(made.cookie)
        assert written() == timedelta(0)
    clock.forward(seconds=11)
    world.signing_in.identity(made.cookie)
    clock.forward(seconds=11)
    world.signing_in.identity(made.cookie)
    assert written() == timedelta(seconds=77)


def test_another_process_hears_of_sign_ins_and_their_ends(world: World, clock) -> None:
    """On PostgreSQL another process is asked; on DuckDB there can be none."""
    if world.engine.sole_writer:
        return
    world.account(LOGIN)
    other = SigningIn(world.accounts, world.sign_ins, world.writer, clock)
    ended: set[str] = set()
    other.on_end(ended.update)
    made = try_in(world)
    assert other.identity(made.cookie) == made.identity, "at once, by a look into the base"
    world.signing_in.sign_out(made.identity)
    other.catch_up()
    assert other.identity(made.cookie) is None
    assert ended == {made.identity.sign_in}


def test_following_other_processes_asks_for_news_alone(world: World, clock, monkeypatch) -> None:
    """Tens of thousands may be signed in, and every process looks each second."""
    if world.engine.sole_writer:
        return
    world.account(LOGIN)
    other = SigningIn(world.accounts, world.sign_ins, world.writer, clock)
    old = [try_in(world) for _ in range(5)]
    other.catch_up()
    clock.forward(minutes=1)
    other.catch_up()
    clock.forward(minutes=1)
    new, read, alive = try_in(world), [], world.sign_ins.alive
    monkeypatch.setattr(world.sign_ins, "alive", lambda *since: [read.append(row.key) or row for row in alive(*since)])
    other.catch_up()
    assert read == [new.identity.sign_in]
    world.engine.close()
    for made in [*old, new]:
        assert other.identity(made.cookie) == made.identity


def test_what_another_process_has_seen_keeps_a_sign_in_alive_here(world: World, clock) -> None:
    if world.engine.sole_writer:
        return
    world.account(LOGIN)
    other = SigningIn(world.accounts, world.sign_ins, world.writer, clock)
    over: set[str] = set()
    other.on_end(over.update)
    made = try_in(world)
    other.catch_up()
    clock.forward(hours=5)
    world.signing_in.identity(made.cookie)
    clock.forward(seconds=11)
    world.signing_in.identity(made.cookie)
    world.writer.drain()
    clock.forward(hours=5)
    other.catch_up()
    assert not over
    world.engine.close()
    assert other.identity(made.cookie) == made.identity


def test_what_no_longer_counts_is_removed_once_a_day(world: World, clock) -> None:
    world.account(LOGIN)
    fail(world, 2)
    first = try_in(world, address="10.0.0.9")

    def a_day_passes(days: int) -> None:
        clock.forward(days=days)
        someone = try_in(world, address="10.0.0.7")
        clock.forward(minutes=2)
        world.signing_in.identity(someone.cookie)
        clock.forward(seconds=11)
        world.signing_in.identity(someone.cookie)
        world.writer.drain()

    failures = parse_statement("f", "select * from sign_in_failure")
    assert len(world.engine.all(failures)) == 2
    a_day_passes(2)
    assert world.engine.all(failures) == []
    assert world.sign_ins.one(first.identity.sign_in or "")
    a_day_passes(100)
    assert world.sign_ins.one(first.identity.sign_in or "") is None


def test_the_operator_may_end_sign_ins(world: World) -> None:
    person = world.account(LOGIN)
    made = try_in(world)
    world.signing_in.end_all(person.account_id or 0, "приказ", OPERATOR)
    assert world.signing_in.identity(made.cookie) is None
