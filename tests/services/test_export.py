"""Exports: the same rows of a moment for ever, in every format, and a clear answer to whatever cannot be exported."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from fisoko.domain.error import BadRequest, FisokoError, NotFound, Refused
from fisoko.domain.person import OPERATOR, Identity
from fisoko.domain.report import Report, ReportKind
from fisoko.reports import results
from fisoko.reports.frozen import Frozen
from fisoko.services.publishing import Invited
from tests.factories import World, make_form
from tests.services.test_reporting import values

PEOPLE = ("spo240065", "spo240066", "spo050001")
NUMBER = "Номер отчета"


class Region:
    """A collection of two organisations in 24 and one in 05; those of 24 have submitted."""

    def __init__(self, world: World, name: str = "") -> None:
        self.world = world
        self.people = [world.account(f"{login}") for login in PEOPLE]
        self.coordinator, self.federal = world.account("spo_coord_24"), world.account("fed_demo")
        self.id = world.collection(*PEOPLE)
        for number, person in enumerate(self.people[:2], 11):
            world.submitted(self.id, person, values(number))


@pytest.fixture
def region(world: World) -> Region:
    return Region(world)


def built(world: World, report: Report, folder: Path) -> dict[str, bytes]:
    """The files of the archive that a report's process would make, made in this one."""
    building = world.workshop.building
    folder = folder / str(report.id)
    folder.mkdir()
    building.kind(ReportKind.RESULTS).freeze(report, building.about(report), folder)
    results.build(Frozen(folder), folder / "made")
    with ZipFile(folder / "made") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def asked(
    world: World, who: Identity, collection: int, folder: Path, as_of: datetime | str, **more: Any
) -> list[bytes]:
    """The files of an export as CSV, but for the number of the report."""
    text = as_of if isinstance(as_of, str) else as_of.isoformat()
    report = world.reporting.ask(who, collection, form="csv", as_of=text, **more)
    world.reporting.cancel(who, report.id)  # the next one of the same moment is another
    found = built(world, report, folder)
    about = found.pop("О файле.csv").decode().splitlines()
    found["about"] = "\n".join(line for line in about if not line.startswith(NUMBER)).encode()
    return [*found.values()]


ACTS = st.lists(
    st.tuples(st.sampled_from(["submit", "edit", "leave", "join", "account", "look"]), st.integers(0, 2)),
    min_size=3,
    max_size=9,
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_an_export_as_of_a_moment_has_the_same_rows_for_ever(
    world: World, clock: Any, tmp_path: Path, acts: list[tuple[str, int]]
) -> None:
    """Whatever is submitted, edited, joined, left or registered afterwards."""
    federal = world.accounts.by_login("fed_demo")
    if federal is None:
        world.account("fed_demo")
        for login in PEOPLE:
            world.account(login)
    who = world.accounts.by_login("fed_demo").identity()  # type: ignore[union-attr]
    people = [world.accounts.by_login(login).identity() for login in PEOPLE]  # type: ignore[union-attr]
    collection = world.collection(*PEOPLE)
    numbers, edits = [0, 0, 0], [0, 0, 0]
    looks: list[tuple[datetime, list[bytes]]] = []
    for step, (act, one) in enumerate([("look", 0), *acts]):
        clock.forward(seconds=20)
        person = people[one]
        if act == "submit":
            numbers[one] += 1
            world.submitted(collection, person, values(step), number=numbers[one])
        elif act == "edit":
            edits[one] += 1
            world.edited(collection, person, edits[one])
        elif act == "leave" and person.login != PEOPLE[2]:
            with suppress(BadRequest):  # it has left already
                world.collecting.exclude(OPERATOR, collection, Invited((person.login,)), reason="")
        elif act == "join":
            world.collecting.invite(OPERATOR, collection, Invited((person.login,)), reason="")
        elif act == "account":  # a login before all others
            _another_account(world, person)
        clock.forward(seconds=20)
        looks.append((clock(), asked(world, who, collection, tmp_path, clock())))
    clock.forward(days=0.01)
    for moment, then in looks:
        assert asked(world, who, collection, tmp_path, moment) == then


def _another_account(world: World, person: Identity) -> None:
    """One more account of the same organisation whose login comes before the others; made once."""
    login = f"sch{person.login[3:]}"
    if world.accounts.by_login(login) is None:
        other = world.account(login, person.region)
        sql = "update account set organisation_id = {0} where id = {1}"
        with world.engine.transaction() as tx:
            tx.script(sql.format(person.organisation_id, other.account_id))


def test_the_same_moment_is_the_same_in_every_format(world: World, region: Region, clock, tmp_path: Path) -> None:
    clock.forward(minutes=2)
    sums = set()
    for form in ("xlsx", "csv", "parquet"):
        report = world.reporting.ask(region.federal, region.id, form=form, as_of=clock().isoformat())
        assert world.workshop.work()
        path, name = world.reporting.open(region.federal, report.id)
        if form == "xlsx":
            assert name.endswith(".xlsx")
            sheet = load_workbook(BytesIO(path.read_bytes()))["О файле"]
            facts = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=2)}
            sums.add((facts["Контрольная сумма (SHA-256)"], facts["Организаций, сдавших отчет"]))
            continue
        assert name == f"Результаты. Контингент (все регионы) ({form}).zip"
        with ZipFile(path) as archive:
            assert archive.namelist() == [f"Лист.{form}", f"Замечания.{form}", "О файле.csv"]
            lines = [line.split(";") for line in archive.read("О файле.csv").decode("utf-8-sig").splitlines()]
            told = {line[0]: line[1] for line in lines}
            sums.add((told["Контрольная сумма (SHA-256)"], int(told["Организаций, сдавших отчет"])))
    assert len(sums) == 1
    assert sums.pop()[1] == 2


@pytest.mark.parametrize(
    ("as_of", "says"),
    [
        ("позавчера", "«позавчера» – не момент времени"),
        ("2026-13-45 99:00", "не момент времени"),
        ("2036-01-01 10:00", "еще не наступил"),
        ("1999-01-01", "журнал начинается позже"),
        ("2026-01-01 10:00", "нет ни одного участника"),
    ],
)
def test_a_moment_that_cannot_be_meant_is_said(world: World, region: Region, as_of: str, says: str) -> None:
    with pytest.raises(FisokoError, match=says):
        world.reporting.ask(region.federal, region.id, as_of=as_of)
    assert world.reporting.of(region.federal) == []


def test_a_format_or_a_region_that_is_not_there_and_a_foreign_one_are_said(world: World, region: Region) -> None:
    ask = world.reporting.ask
    with pytest.raises(BadRequest, match=r"Формата «docx» нет\. Выберите xlsx, csv или parquet"):
        ask(region.federal, region.id, form="docx")
    with pytest.raises(NotFound, match="Региона с кодом «00» нет"):
        ask(region.federal, region.id, region="00")
    with pytest.raises(NotFound, match="нет ни одного участника в регионе «Камчатский край»"):
        ask(region.federal, region.id, region="41")
    for form in ("xlsx", "csv", "parquet"):
        with pytest.raises(Refused):
            ask(region.coordinator, region.id, region="05", form=form)
        with pytest.raises(Refused):
            ask(region.people[0], region.id, form=form)


def test_a_coordinator_gets_nothing_of_another_region_in_any_format(
    world: World, region: Region, clock, tmp_path: Path
) -> None:
    world.submitted(region.id, region.people[2], values(77))
    clock.forward(minutes=1)
    for form in ("csv", "parquet"):
        report = world.reporting.ask(region.coordinator, region.id, form=form)
        for content in built(world, report, tmp_path).values():
            assert b"spo050001" not in content
    federal = asked(world, region.federal, region.id, tmp_path, clock(), region="05")
    assert b"spo050001" in federal[0]
    assert b"spo240065" not in federal[0]


def test_an_empty_collection_gives_headings_and_says_that_nothing_was_submitted(
    world: World, region: Region, clock, tmp_path: Path
) -> None:
    empty = world.collection("spo240065", title="Пустой")
    clock.forward(minutes=1)
    data, remarks, about = asked(world, region.federal, empty, tmp_path, clock())
    assert len(data.splitlines()) == len(remarks.splitlines()) == 1
    assert "нет ни одного сданного отчета" in about.decode()


def test_an_organisation_that_left_is_in_the_export_of_before_and_not_of_after(
    world: World, region: Region, clock, tmp_path: Path
) -> None:
    clock.forward(minutes=1)
    before = clock()
    clock.forward(minutes=1)
    world.collecting.exclude(OPERATOR, region.id, Invited(("spo240066",)), reason="реорганизация")
    clock.forward(minutes=1)
    assert b"spo240066" in asked(world, region.federal, region.id, tmp_path, before)[0]
    assert b"spo240066" not in asked(world, region.federal, region.id, tmp_path, clock())[0]


def test_a_sheet_that_was_renamed_keeps_its_name_in_the_campaign_before(
    world: World, region: Region, clock, tmp_path: Path
) -> None:
    renamed = _renamed(world)
    later = world.collection("spo240065", title="Вторая")
    _use(world, later, renamed)
    world.submitted(later, region.people[0], values(5))
    clock.forward(minutes=1)
    for collection, name in ((region.id, "Лист.csv"), (later, "Новый лист.csv")):
        report = world.reporting.ask(region.federal, collection, form="csv")
        found = built(world, report, tmp_path)
        assert name in found
        assert b"spo240065" in found[name]


def test_another_version_of_the_form_does_not_change_what_was_exported_before(
    world: World, region: Region, clock, tmp_path: Path
) -> None:
    clock.forward(minutes=1)
    before = clock()
    then = asked(world, region.federal, region.id, tmp_path, before)
    clock.forward(minutes=1)
    _use(world, region.id, _renamed(world, columns=1))
    clock.forward(minutes=1)
    assert asked(world, region.federal, region.id, tmp_path, before) == then
    assert asked(world, region.federal, region.id, tmp_path, clock())[0] == then[0], "nobody has submitted by it yet"
    world.submitted(region.id, region.people[0], values(44), number=2)
    clock.forward(minutes=1)
    _, remarks, about = asked(world, region.federal, region.id, tmp_path, clock())
    assert asked(world, region.federal, region.id, tmp_path, before) == then
    lost = [line for line in remarks.decode().splitlines() if "нет места в версии" in line]
    assert len(lost) == 1, "of the organisation whose report is of the version before"
    assert "Версия формы;2" in about.decode()


def _renamed(world: World, columns: int = 2) -> int:
    """The id of a new version of the form whose sheet has another name and perhaps a column less."""
    form = make_form()
    sheet = replace(form.sheets[0], name="Новый лист", columns=form.sheets[0].columns[:columns])
    return world.forms.add_form(OPERATOR, replace(form, sheets=(sheet,))).id


def _use(world: World, collection: int, version: int) -> None:
    with world.engine.transaction() as tx:
        tx.script(f"update collection set form_version_id = {version} where id = {collection}")


def test_texts_that_begin_a_formula_and_numbers_are_what_a_russian_excel_reads(
    world: World, region: Region, clock, tmp_path: Path
) -> None:
    person = world.account("spo240070", name="=HYPERLINK(1)")
    world.collecting.invite(OPERATOR, region.id, Invited(("spo240070",)), reason="")
    wrong = {"shtaaaa1": {"cells": {"rowaaaa1": {"colaaaa1": {"raw": "+7; «да»"}, "colaaaa2": -5}}}}
    world.submitted(region.id, person, wrong)
    clock.forward(minutes=1)
    data, remarks, _ = asked(world, region.federal, region.id, tmp_path, clock())
    assert data.startswith(b"\xef\xbb\xbf")
    line = next(line for line in data.decode("utf-8-sig").split("\r\n") if line.startswith("spo240070"))
    assert line.split(";")[1] == "'=HYPERLINK(1)"
    assert line.endswith('"\'+7; «да»";-5')
    assert "Ошибка;Лист;B2" in remarks.decode()
