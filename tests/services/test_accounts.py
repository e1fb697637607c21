"""Accounts come from a workbook whole or not at all, and a new password or a block ends every sign-in."""

import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from fisoko.domain.error import NotFound, Refused, WrongPassword
from fisoko.domain.person import OPERATOR, Role
from fisoko.services import passwords
from fisoko.services.account_list import read_list
from tests.factories import ADDRESS, PASSWORD, World

HEAD = ["Логин", "Роль", "Регион", "Организация", "Название"]
REGIONS = {"24": "Красноярский край", "05": "Республика Дагестан"}


def workbook(*rows: list) -> bytes:
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


GOOD = (
    HEAD,
    ["spo240065", "ответственный организатор", 24, "Канский район", ""],
    ["sch050016", "организатор", "Красноярский край", "", " Лицей № 51 "],
    ["spo_coord_05", "", 5, "", "Координатор Дагестана"],
    [],
    ["fed_main", "федеральный организатор", "", "", "Федеральный организатор"],
)


def test_a_workbook_brings_accounts_that_can_sign_in(world: World) -> None:
    imported = world.account_keeping.import_workbook(OPERATOR, workbook(*GOOD))
    assert imported.problems == []
    assert [(login, name) for login, _, name in imported.issued] == [
        ("spo240065", "Канский район"),
        ("sch050016", "Лицей № 51"),
        ("spo_coord_05", "Координатор Дагестана"),
        ("fed_main", "Федеральный организатор"),
    ]
    made = {login: world.signing_in.sign_in(login, secret, ADDRESS).identity for login, secret, _ in imported.issued}
    assert [(who.role, who.region) for who in made.values()] == [
        (Role.ORGANISER, "24"),
        (Role.ORGANISER, "24"),
        (Role.COORDINATOR, "05"),
        (Role.FEDERAL, None),
    ]
    assert made["sch050016"].organisation_kind == "sch"
    assert len({secret for _, secret, _ in imported.issued}) == 4


def test_every_problem_is_said_at_once_and_nothing_is_imported(world: World) -> None:
    world.account("spo240070")
    imported = world.account_keeping.import_workbook(
        OPERATOR,
        workbook(
            HEAD,
            ["spo240065", "", "24", "Канский район", ""],
            ["spо240066", "", "24", "Район", ""],
            ["spo24006", "", "24", "Район", ""],
            ["spo240065", "", "24", "", ""],
            ["spo240068", "координатор", "99", "Район", ""],
            ["spo_coord_24", "директор", "", "", "Координатор"],
            ["SPO240069", "", "24", "Район", ""],
            ["spo240070", "", "24", "Район", ""],
        ),
    )
    assert imported.issued == []
    assert imported.problems == [
        "Строка 3: в логине «spо240066» есть русские буквы, нужны латинские.",
        "Строка 4: логин «spo24006» не подходит: нужно spo_coord_ и две цифры, sch или spo и шесть цифр "
        "либо fed_ и латинские буквы.",
        "Строка 5: не указано название.",
        "Строка 5: логин «spo240065» уже есть в строке 2.",
        "Строка 6: логин «spo240068» – это ответственный организатор, а в столбце «Роль» региональный координатор.",
        "Строка 6: региона «99» нет; нужен код из двух цифр или название.",
        "Строка 7: роли «директор» нет; есть «региональный координатор», «ответственный организатор», "
        "«федеральный организатор».",
        "Строка 7: не указан регион.",
        "Строка 8: логин «SPO240069» пишется строчными буквами: «spo240069».",
        "Логин «spo240070» уже есть. Удалите его строку: существующие учетные записи загрузка не меняет.",
    ]
    assert [one.login for one in world.account_keeping.list(OPERATOR)] == ["spo240070"]


@pytest.mark.parametrize(
    "data",
    [b"", b"not a workbook", b"PK\x03\x04broken", workbook(["Что-то", "другое"], [1, 2]), workbook(), workbook(HEAD)],
)
def test_what_is_no_list_of_accounts_is_answered_in_words(world: World, data: bytes) -> None:
    imported = world.account_keeping.import_workbook(OPERATOR, data)
    assert imported.issued == []
    assert len(imported.problems) == 1
    assert re.fullmatch(r"[А-Я].+\.", imported.problems[0])


def test_headings_may_stand_lower_and_in_any_order() -> None:
    rows = [["Учетные записи"], [], ["Наименование", "РЕГИОН", "логин"], ["Лицей", "Республика  дагестан", "sch050001"]]
    (one,), problems = read_list(rows, REGIONS)
    assert problems == []
    assert (one.login, one.region, one.name, one.role) == ("sch050001", "05", "Лицей", Role.ORGANISER)


@given(st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=8))
def test_any_rows_are_answered_with_accounts_or_problems(rows) -> None:
    wanted, problems = read_list(rows, REGIONS)
    assert problems or wanted
    wanted, problems = read_list([HEAD, *rows], REGIONS)
    assert problems or all(one.name and one.login for one in wanted)


def test_a_password_is_readable_and_never_the_same() -> None:
    made = [passwords.generate() for _ in range(200)]
    assert len(set(made)) == 200
    for password in made:
        assert re.fullmatch(r"[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}", password)


def test_a_new_password_ends_every_sign_in_and_the_old_one(world: World) -> None:
    world.account("spo240065")
    made = world.signing_in.sign_in("spo240065", PASSWORD, ADDRESS)
    ended: set[str] = set()
    world.signing_in.on_end(ended.update)
    password = world.account_keeping.reset_password(OPERATOR, "spo240065")
    assert ended == {made.identity.sign_in}
    assert world.signing_in.identity(made.cookie) is None
    with pytest.raises(WrongPassword):
        world.signing_in.sign_in("spo240065", PASSWORD, ADDRESS)
    assert world.signing_in.sign_in("spo240065", password, ADDRESS).identity.login == "spo240065"


def test_a_blocked_account_gets_the_answer_of_a_wrong_password_until_it_is_unblocked(world: World) -> None:
    world.account("spo240065")
    made = world.signing_in.sign_in("spo240065", PASSWORD, ADDRESS)
    world.account_keeping.block(OPERATOR, "spo240065")
    assert world.signing_in.identity(made.cookie) is None
    with pytest.raises(WrongPassword):
        world.signing_in.sign_in("spo240065", PASSWORD, ADDRESS)
    world.account_keeping.unblock(OPERATOR, "spo240065")
    assert world.signing_in.sign_in("spo240065", PASSWORD, ADDRESS).identity.login == "spo240065"


def test_nobody_but_the_keepers_keeps_accounts(world: World) -> None:
    world.account("spo240065")
    keeping = world.account_keeping
    for person in (world.account("spo_coord_24"), world.account("spo240067")):
        for attempt in (
            lambda who=person: keeping.import_workbook(who, workbook(*GOOD)),
            lambda who=person: keeping.issue(who, []),
            lambda who=person: keeping.reset_password(who, "spo240065"),
            lambda who=person: keeping.block(who, "spo240065"),
            lambda who=person: keeping.unblock(who, "spo240065"),
            lambda who=person: keeping.list(who),
            lambda who=person: keeping.count(who),
        ):
            with pytest.raises(Refused):
                attempt()
    with pytest.raises(NotFound, match="Логина «spo249999» нет"):
        keeping.block(world.account("fed_demo"), "spo249999")


def test_one_password_for_all_is_for_demonstrations(world: World) -> None:
    imported = world.account_keeping.import_workbook(OPERATOR, workbook(*GOOD), password="demo")
    assert {secret for _, secret, _ in imported.issued} == {"demo"}
    assert world.signing_in.sign_in("fed_main", "demo", ADDRESS).identity.role is Role.FEDERAL
