"""The demonstration base is what the contract says, whatever the day."""

import csv
import json
import re
import stat
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from fisoko.demo.answers import acceptable, whole
from fisoko.demo.organisations import FIGURE_20, SCALES, people
from fisoko.demo.publications import ANNOUNCEMENTS
from fisoko.domain.forms.reading import check_workbook
from fisoko.domain.person import LOGIN, OPERATOR, Identity, Role
from fisoko.settings import Settings
from fisoko.wiring import Application, build
from tests.cli.terminal import Terminal
from tests.demonstration import PASSWORD, copied, demonstration

FORMS = Path(__file__).parents[2] / "data" / "forms"
MANUALS = "Сбор данных об участниках ВПР СПО, обучающихся на 1 курсе в 2026/2027 учебном году"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    home = copied(demonstration(tmp_path_factory), tmp_path_factory.mktemp("demo"))
    application = build(Settings.from_environment({}, home=home))
    yield application
    application.close()


def identity(demo: Application, login: str) -> Identity:
    return next(one for one in demo.accounts.list(OPERATOR, q=login) if one.login == login).identity()


def collections(demo: Application) -> dict[str, Any]:
    return {one.title: one for _, found in demo.publishing.list(OPERATOR) for one in found}


def states(demo: Application, coordinator: str, title: str) -> dict[str, str]:
    """Login → status, of everyone of the coordinator's region."""
    who, collection = identity(demo, coordinator), collections(demo)[title].id
    page = demo.monitoring.participants(who, collection, "", "", 1, "login")
    rows: dict[str, str] = {}
    for number in range(1, page["pages"] + 1):
        page = demo.monitoring.participants(who, collection, "", "", number, "login")
        rows |= {row["login"]: row["state"] for row in page["rows"]}
    return rows | {row["login"]: "idle" for row in page["idle_rows"]}


def test_the_accounts_of_the_contract_are_there_with_the_given_password(demo: Application) -> None:
    logins = {account.login: account for account in demo.accounts.list(OPERATOR)}
    assert {"fed_demo", "spo_coord_24", "spo_coord_05", "spo_coord_41", *FIGURE_20} <= logins.keys()
    assert logins["sch050016"].region == "24"
    assert logins["spo240071"].name == "Управление образования администрации Минусинского района"
    for login in ("fed_demo", "spo_coord_05", "spo240067"):
        assert demo.signing_in.sign_in(login, PASSWORD, "127.0.0.1", "").identity.login == login


def test_organisations_of_three_regions_are_there(demo: Application) -> None:
    organisers = [one for one in demo.accounts.list(OPERATOR) if one.role is Role.ORGANISER]
    counts = Counter(one.region for one in organisers)
    assert counts.keys() == {"24", "05", "41"}
    assert counts.total() >= 150 + len(FIGURE_20)


def test_figure_20_stands_as_in_the_manual(demo: Application) -> None:
    found = states(demo, "spo_coord_24", "Контингент")
    assert found["spo240065"] == "done"
    assert {found[login] for login in ("spo240067", "spo240069", "spo240071")} == {"work"}
    idle = ["sch050016", "spo240066", "spo240068", "spo240070", *(f"spo2400{number}" for number in range(72, 76))]
    assert {found[login] for login in idle} == {"idle"}


@pytest.mark.parametrize("region", ["24", "05", "41"])
def test_every_region_has_organisations_in_every_state(demo: Application, region: str) -> None:
    tiles = demo.monitoring.tiles(identity(demo, f"spo_coord_{region}"), collections(demo)["Контингент"].id)
    assert min(tiles["idle"], tiles["work"], tiles["done"]) >= 3
    assert tiles["idle"] + tiles["work"] + tiles["done"] == tiles["total"]


def test_collections_are_open_closed_and_planned(demo: Application) -> None:
    now, found = datetime.now(UTC), collections(demo)
    assert found["Контингент"].opens_at < now < found["Контингент"].closes_at
    assert found["Кураторы"].closes_at < now
    assert found["Контингент (завершившие)"].opens_at > now


def test_there_are_publications_of_every_kind(demo: Application) -> None:
    found = demo.publishing.list(OPERATOR)
    assert len(found) >= 8
    assert MANUALS in {publication.title for publication, _ in found}
    assert any(not one for _, one in found)
    assert all("{" not in publication.html for publication, _ in found)
    assert all("[" not in publication.html for publication, _ in found)


def test_the_manuals_publication_leads_to_its_instruction(demo: Application) -> None:
    publication = next(one for one, _ in demo.publishing.list(OPERATOR) if one.title == MANUALS)
    link = re.search(r'<a href="/files/(\d+)"[^>]*>инструкцией</a>', publication.html)
    assert link
    opened = demo.taking.open(identity(demo, "spo240067"), int(link[1]))
    assert opened.name.startswith("Инструкция по заполнению формы")


def test_an_interrupted_form_goes_on_where_it_stopped(demo: Application) -> None:
    page = demo.drafting.open(identity(demo, "spo240067"), collections(demo)["Контингент"].id)
    assert page["draft"]["seq"] > 0
    assert page["mode"] == "edit"
    assert page["submission"] is None


def test_nothing_was_done_in_the_future_or_outside_the_terms(demo: Application) -> None:
    who, now = identity(demo, "fed_demo"), datetime.now(UTC)
    for collection in collections(demo).values():
        page = demo.monitoring.participants(who, collection.id, "", "", 1, "login")
        for row in page["rows"]:
            started = datetime.fromisoformat(row["started_at"])
            assert collection.opens_at <= started <= min(now, collection.closes_at)


def test_the_accounts_are_listed_in_a_file_for_its_owner(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = demonstration(tmp_path_factory) / "demo-accounts.csv"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0][:2] == ["Логин", "Пароль"]
    assert ["spo240067", PASSWORD] in [row[:2] for row in rows]


def test_a_folder_with_something_in_it_is_left_alone(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("важное")
    said = terminal("demo", "--home", tmp_path)
    assert said.status == 1
    assert "уже есть база" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("scale", SCALES)
def test_logins_are_unique_and_of_the_manuals_pattern(scale: str) -> None:
    logins = [person.login for person in people(SCALES[scale].counts, Random(1))]
    assert len(logins) == len(set(logins))
    assert all(LOGIN.fullmatch(login) for login in logins)


@pytest.mark.parametrize("name", sorted({one.campaign.form for one in ANNOUNCEMENTS if one.campaign}))
def test_answers_are_found_that_the_forms_own_checks_accept(name: str) -> None:
    form = check_workbook((FORMS / f"{name}.xlsx").read_bytes()).form
    assert form
    today, random = datetime(2026, 11, 25, tzinfo=UTC).date(), Random(3)
    made = [whole(form, random, today) for _ in range(10)]
    assert sum(acceptable(answers, today) for answers in made) >= 7
    assert all(json.dumps(list(answers.ops())) for answers in made)
