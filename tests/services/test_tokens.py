"""Personal tokens: shown once, kept as a control sum, narrowed to their owner, ended by whatever ends their account."""

from datetime import timedelta

import pytest

from fisoko.domain.error import BadRequest, NotFound, Refused
from fisoko.domain.person import OPERATOR
from fisoko.domain.token import MOST_TOKENS, BadToken, key_of
from fisoko.services.tokens import TokenKeeping
from fisoko.store.statement import parse_statement
from fisoko.store.tokens import Tokens
from tests.factories import World


@pytest.fixture
def keeping(world: World) -> TokenKeeping:
    return TokenKeeping(Tokens(world.engine, world.audit), world.accounts, world.writer, world.clock)


def test_a_token_is_its_owner_and_only_its_sum_is_kept(world: World, keeping: TokenKeeping) -> None:
    coordinator = world.account("spo_coord_24")
    made = keeping.make(coordinator, "Отчет")
    assert keeping.identity(made.text) == coordinator
    assert made.token.expires_at == world.clock() + timedelta(days=90)
    row = world.engine.one(parse_statement("kept", "select * from token")) or {}
    assert row["key"] == key_of(made.text)
    assert made.text not in map(str, row.values())
    assert [one.name for one in keeping.of(coordinator)] == ["Отчет"]
    kinds = [event.kind.value for event in world.audit.of_object(world.engine, "login:spo_coord_24")]
    assert kinds == ["token_made"]


def test_the_last_use_is_written_once_a_minute(world: World, keeping: TokenKeeping, clock) -> None:
    coordinator = world.account("spo_coord_24")
    made = keeping.make(coordinator, "Отчет")
    first = clock.forward(seconds=5)
    keeping.identity(made.text)
    clock.forward(seconds=30)
    keeping.identity(made.text)
    world.writer.run(lambda tx: None).result(10)
    assert keeping.of(coordinator)[0].used_at == first
    second = clock.forward(seconds=31)
    keeping.identity(made.text)
    world.writer.run(lambda tx: None).result(10)
    assert keeping.of(coordinator)[0].used_at == second


def test_a_token_ends_by_its_term_and_by_revocation(world: World, keeping: TokenKeeping, clock) -> None:
    federal = world.account("fed_one")
    short, other = keeping.make(federal, "На день", 1), keeping.make(federal, "Другой")
    clock.forward(days=1)
    with pytest.raises(BadToken):
        keeping.identity(short.text)
    keeping.revoke(federal, other.token.id)
    assert not keeping.good(other.text)
    for strange in ("", "x", "fisoko_" + "A" * 43, "fisoko_" + "ж" * 43):
        with pytest.raises(BadToken):
            keeping.identity(strange)


def test_blocking_and_a_new_password_end_the_tokens_for_good(world: World, keeping: TokenKeeping, clock) -> None:
    one, two = world.account("spo_coord_24"), world.account("spo_coord_05")
    of_one, of_two = keeping.make(one, "Первый"), keeping.make(two, "Второй")
    world.account_keeping.block(OPERATOR, one.login)
    world.account_keeping.unblock(OPERATOR, one.login)
    world.account_keeping.reset_password(OPERATOR, two.login)
    assert not keeping.good(of_one.text)
    assert not keeping.good(of_two.text)
    clock.forward(seconds=1)
    assert keeping.good(keeping.make(two, "Третий").text)


def test_nobody_keeps_anothers_tokens_and_schools_have_none(world: World, keeping: TokenKeeping) -> None:
    coordinator, other = world.account("spo_coord_24"), world.account("spo_coord_05")
    school, federal = world.account("spo240065"), world.account("fed_one")
    made = keeping.make(coordinator, "Отчет")
    for person in (other, school, federal):
        with pytest.raises(Refused):
            keeping.revoke(person, made.token.id)
    for asked in (lambda: keeping.make(school, "Отчет"), lambda: keeping.of(school)):
        with pytest.raises(Refused):
            asked()
    with pytest.raises(Refused):
        keeping.make_for(federal, "spo_coord_24", "Отчет")
    with pytest.raises(Refused):
        keeping.make_for(OPERATOR, "spo240065", "Отчет")
    with pytest.raises(NotFound):
        keeping.make_for(OPERATOR, "spo_coord_99", "Отчет")
    assert keeping.identity(keeping.make_for(OPERATOR, "spo_coord_05", "Тетрадь").text) == other
    assert keeping.of(other)[0].name == "Тетрадь"


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("", 90),
        (" ", 90),
        ("x" * 101, 90),
        (7, 90),
        ("a\x00b", 90),
        ("Отчет", 0),
        ("Отчет", 366),
        ("Отчет", "90"),
        ("Отчет", True),
        ("Отчет", None),
    ],
)
def test_what_is_no_name_or_no_term_is_refused_in_words(
    world: World, keeping: TokenKeeping, name: object, days: object
) -> None:
    with pytest.raises(BadRequest, match=r"[А-Яа-я]"):
        keeping.make(world.account("fed_one"), name, days)


def test_an_account_has_only_so_many_live_tokens(world: World, keeping: TokenKeeping) -> None:
    federal = world.account("fed_one")
    made = [keeping.make(federal, f"Токен {number}") for number in range(MOST_TOKENS)]
    with pytest.raises(BadRequest):
        keeping.make(federal, "Лишний")
    keeping.revoke(federal, made[0].token.id)
    keeping.make(federal, "Снова можно")


def test_the_page_tells_the_state_of_each_and_a_second_revocation_writes_nothing(
    world: World, keeping: TokenKeeping, clock
) -> None:
    coordinator = world.account("spo_coord_24")
    shut = keeping.make(coordinator, "До смены пароля")
    clock.forward(seconds=1)
    world.account_keeping.reset_password(OPERATOR, coordinator.login)
    clock.forward(seconds=1)
    short, lost, live = (
        keeping.make(coordinator, name, days) for name, days in (("День", 1), ("Отозван", 9), ("Да", 9))
    )
    keeping.revoke(coordinator, lost.token.id)
    keeping.revoke(coordinator, lost.token.id)
    clock.forward(days=2)
    page = keeping.page(coordinator)
    states = {one["name"]: one["state"] for one in page["tokens"]}
    assert states == {"Да": "live", "Отозван": "revoked", "День": "expired", "До смены пароля": "revoked"}
    assert page["limits"]["most_days"] == 365
    assert keeping.good(live.text)
    assert not any(keeping.good(one.text) for one in (short, lost, shut))
    kinds = [event.kind.value for event in world.audit.of_object(world.engine, "login:spo_coord_24")]
    assert kinds.count("token_revoked") == 1
    with pytest.raises(Refused):
        keeping.page(world.account("spo240065"))
