"""A report holds what stood at the click, comes to its owner alone, and survives crashes and restarts."""

from io import BytesIO
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest
from openpyxl import load_workbook

from fisoko.domain.error import NotFound, Refused
from fisoko.domain.person import OPERATOR
from fisoko.domain.report import ReportState
from fisoko.services import building, workshop
from fisoko.services.publishing import Invited
from fisoko.services.reporting import Reporting
from tests.factories import World


def values(number: int) -> dict:
    return {"shtaaaa1": {"cells": {"rowaaaa1": {"colaaaa1": number, "colaaaa2": 1}, "rowaaaa2": {"colaaaa1": 0}}}}


def numbers(path: Path) -> dict[str, int]:
    """Login → the first number of its first row."""
    sheet = load_workbook(BytesIO(path.read_bytes()))["Лист"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=50, max_col=12)]
    found: dict[str, int] = {}
    for row in rows:
        if isinstance(row[0], str) and row[0][:3] in ("spo", "sch"):
            found.setdefault(row[0], next(cell for cell in row[4:] if isinstance(cell, (int, float))))
    return found


class Region:
    """A collection of two organisations in 24 and one in 05, all submitted."""

    def __init__(self, world: World) -> None:
        self.people = [world.account(login) for login in ("spo240065", "spo240066", "spo050001")]
        self.coordinator = world.account("spo_coord_24")
        self.other = world.account("spo_coord_05")
        self.federal = world.account("fed_demo")
        self.id = world.collection(*(person.login for person in self.people))
        for number, person in enumerate(self.people, 11):
            world.submitted(self.id, person, values(number))


@pytest.fixture
def region(world: World) -> Region:
    return Region(world)


def test_a_report_goes_from_the_click_to_the_bell(world: World, region: Region) -> None:
    told: list[frozenset[int]] = []
    world.notifying.on_news(told.append)
    report = world.reporting.ask(region.coordinator, region.id)
    assert (report.state, report.place, report.href) == (ReportState.QUEUED, 1, None)
    assert world.reporting.states(region.coordinator)[str(region.id)]["state"] == "queued"
    assert world.workshop.work()
    path, name = world.reporting.open(region.coordinator, report.id)
    assert name == "Результаты. Контингент (Красноярский край).xlsx"
    assert numbers(path) == {"spo240065": 11, "spo240066": 12}
    line = world.notifying.bell(region.coordinator)["items"][0]
    assert (line["title"], line["href"], line["href_text"]) == (
        "Отчет готов: «Контингент»",
        f"/reports/{report.id}",
        "Загрузить отчет",
    )
    assert line["text"].startswith("Экспорт результатов, Красноярский край. Данные на ")
    assert told == [frozenset({region.coordinator.account_id})]
    state = world.reporting.states(region.coordinator)[str(region.id)]
    assert state == {
        "id": report.id,
        "state": "ready",
        "place": None,
        "progress": None,
        "href": f"/reports/{report.id}",
        "text": "данные на 25.11.2026 17:43 мск",
    }
    assert not world.workshop.work(), "nothing is left in the queue"


def test_a_report_holds_what_stood_at_the_click(world: World, region: Region, clock) -> None:
    report = world.reporting.ask(region.coordinator, region.id)
    clock.forward(minutes=1)
    late = world.account("spo240067")
    world.collecting.invite(OPERATOR, region.id, Invited(("spo240067",)), reason="")
    world.submitted(region.id, late, values(99))
    world.submitted(region.id, region.people[0], values(98), number=2)
    world.workshop.work()
    assert numbers(world.reporting.open(region.coordinator, report.id)[0]) == {"spo240065": 11, "spo240066": 12}
    again = world.reporting.ask(region.coordinator, region.id)
    world.workshop.work()
    assert numbers(world.reporting.open(region.coordinator, again.id)[0]) == {
        "spo240065": 98,
        "spo240066": 12,
        "spo240067": 99,
    }


def test_drafts_and_those_who_left_are_not_in_a_report(world: World, region: Region, clock) -> None:
    drafting = world.account("spo240068")
    world.collecting.invite(OPERATOR, region.id, Invited(("spo240068",)), reason="")
    world.edited(region.id, drafting)
    clock.forward(minutes=1)
    world.collecting.exclude(OPERATOR, region.id, Invited(("spo240066",)), reason="")
    report = world.reporting.ask(region.coordinator, region.id)
    world.workshop.work()
    assert numbers(world.reporting.open(region.coordinator, report.id)[0]) == {"spo240065": 11}
    (work,) = [c for p in world.publishing.cabinet(region.coordinator)["publications"] for c in p["collections"]]
    assert work["tiles"]["done"] == 1, "as many as «Сдано»"


def test_only_its_owner_gets_a_report_and_a_coordinator_the_own_region(world: World, region: Region) -> None:
    report = world.reporting.ask(region.coordinator, region.id)
    world.workshop.work()
    for stranger in (region.other, region.people[0], region.federal):
        with pytest.raises(Refused):
            world.reporting.open(stranger, report.id)
        assert world.reporting.of(stranger) == []
        assert world.reporting.states(stranger) == {}
    with pytest.raises(Refused):
        world.reporting.ask(region.people[0], region.id)
    with pytest.raises(Refused):
        world.reporting.ask(region.coordinator, region.id, region="05")
    with pytest.raises(NotFound):
        world.reporting.ask(region.federal, region.id, region="00")
    with pytest.raises(NotFound):
        world.reporting.ask(region.federal, 999)
    with pytest.raises(NotFound):
        world.reporting.open(region.federal, 999)


def test_the_federal_organiser_and_the_operator_get_all_regions_or_one(world: World, region: Region) -> None:
    asked = [
        world.reporting.ask(region.federal, region.id),
        world.reporting.ask(region.federal, region.id, region="05"),
        world.reporting.ask(OPERATOR, region.id),
    ]
    assert [one.place for one in asked] == [1, 2, 3]
    while world.workshop.work():
        pass
    owners = (region.federal, region.federal, OPERATOR)
    found = [numbers(world.reporting.open(who, one.id)[0]) for who, one in zip(owners, asked, strict=True)]
    everybody = {"spo240065": 11, "spo240066": 12, "spo050001": 13}
    assert found == [everybody, {"spo050001": 13}, everybody]
    assert world.reporting.open(region.federal, asked[0].id)[1] == "Результаты. Контингент (все регионы).xlsx"


def test_a_second_click_starts_nothing_new(world: World, region: Region) -> None:
    first = world.reporting.ask(region.coordinator, region.id)
    assert world.reporting.ask(region.coordinator, region.id).id == first.id
    assert world.reporting.ask(region.federal, region.id).id != first.id
    with pytest.raises(NotFound, match="еще не готов"):
        world.reporting.open(region.coordinator, first.id)


def test_a_crash_is_tried_once_more_and_then_told(world: World, region: Region, monkeypatch) -> None:
    monkeypatch.setattr(building, "PROGRAM", "import os; os.abort()")
    report = world.reporting.ask(region.coordinator, region.id)
    world.workshop.work()
    assert world.reporting.one(region.coordinator, report.id).state is ReportState.QUEUED
    world.workshop.work()
    failed = world.reporting.one(region.coordinator, report.id)
    assert failed.state is ReportState.FAILED
    assert world.notifying.bell(region.coordinator)["items"][0]["title"] == "Отчет не сформирован: «Контингент»"
    assert not world.workshop.work()
    with pytest.raises(NotFound, match="Нажмите «Экспорт результатов» еще раз"):
        world.reporting.open(region.coordinator, report.id)


def test_a_crash_that_passes_leaves_no_trace(world: World, region: Region, monkeypatch) -> None:
    program = building.PROGRAM
    monkeypatch.setattr(building, "PROGRAM", "import os; os._exit(9)")
    report = world.reporting.ask(region.coordinator, region.id)
    world.workshop.work()
    monkeypatch.setattr(building, "PROGRAM", program)
    world.workshop.work()
    assert numbers(world.reporting.open(region.coordinator, report.id)[0]) == {"spo240065": 11, "spo240066": 12}
    assert world.notifying.bell(region.coordinator)["unread"] == 2, "the publication and the report"


def test_a_restart_goes_on_with_what_was_under_way(world: World, region: Region, clock, monkeypatch) -> None:
    report = world.reporting.ask(region.coordinator, region.id)
    world.writer.run(lambda tx: world.reports.take(tx, clock())).result(10)  # a run that dies here
    assert world.reporting.one(region.coordinator, report.id).state is ReportState.RUNNING
    clock.forward(minutes=3)
    restarted = world.make_workshop()
    restarted.take_up()
    assert restarted.work()
    assert world.reporting.one(region.coordinator, report.id).state is ReportState.READY


def test_a_report_is_taken_up_from_a_process_that_has_died_and_from_no_other(
    world: World, region: Region, clock, monkeypatch
) -> None:
    if world.engine.sole_writer:
        pytest.skip("nobody else builds beside the one process that has the file")
    monkeypatch.setattr(workshop, "SEEN_SECONDS", 0.1)
    monkeypatch.setattr(building, "PROGRAM", "import time; time.sleep(60)")
    report, other = world.reporting.ask(region.coordinator, region.id), world.make_workshop()
    thread = Thread(target=world.workshop.work)
    thread.start()
    until = monotonic() + 30
    while world.reporting.one(region.coordinator, report.id).state is not ReportState.RUNNING:
        assert monotonic() < until
    clock.forward(minutes=3)
    while world.reports.running(clock() - workshop.LEASE):
        assert monotonic() < until, "whoever builds it says so"
    other.take_up()
    assert world.reporting.one(region.coordinator, report.id).state is ReportState.RUNNING
    world.workshop.close()
    thread.join(30)
    clock.forward(minutes=3)
    other.take_up()
    assert world.reporting.one(region.coordinator, report.id).state is ReportState.QUEUED


def test_the_threads_build_what_is_asked_and_stop(world: World, region: Region) -> None:
    made = world.make_workshop()
    reporting = Reporting(world.reports, made, world.blobs, world.writer, world.clock)
    import threading

    ready = threading.Event()
    world.notifying.on_news(lambda accounts: ready.set())
    reporting.start()
    report = reporting.ask(region.coordinator, region.id)
    assert ready.wait(60)
    reporting.close()
    assert reporting.one(region.coordinator, report.id).state is ReportState.READY


def test_stopping_in_the_middle_leaves_the_report_for_the_next_start(world: World, region: Region, monkeypatch) -> None:
    import threading
    import time

    monkeypatch.setattr(building, "PROGRAM", "import time; time.sleep(60)")
    workshop = world.make_workshop()
    report = world.reporting.ask(region.coordinator, region.id)
    thread = threading.Thread(target=workshop.work)
    began = time.monotonic()
    thread.start()
    while world.reporting.one(region.coordinator, report.id).state is not ReportState.RUNNING:
        time.sleep(0.02)
    time.sleep(0.3)
    workshop.close()
    thread.join(20)
    assert not thread.is_alive()
    assert time.monotonic() - began < 30
    assert world.reporting.one(region.coordinator, report.id).state is ReportState.RUNNING


def test_reports_are_kept_for_thirty_days(world: World, region: Region, clock) -> None:
    report = world.reporting.ask(region.coordinator, region.id)
    world.workshop.work()
    path, _ = world.reporting.open(region.coordinator, report.id)
    clock.forward(days=29)
    assert world.workshop.clear_old() == 0
    assert world.reporting.states(region.coordinator) == {}, "beside its button it stands for a day"
    assert world.reporting.open(region.coordinator, report.id)
    clock.forward(days=2)
    assert world.workshop.clear_old() == 1
    assert not path.exists()
    with pytest.raises(NotFound, match="хранился 30 дней"):
        world.reporting.open(region.coordinator, report.id)
    assert all(one["href"] != f"/reports/{report.id}" for one in world.notifying.bell(region.coordinator)["items"])
