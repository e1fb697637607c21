"""The queue of reports: one click or fifty, cancelling, a full disk, a server that is killed."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import pytest

from fisoko.domain.error import NotFound
from fisoko.domain.person import OPERATOR, Identity
from fisoko.domain.report import ReportState
from fisoko.services import building
from fisoko.services.filing import NewFile
from fisoko.services.reporting import Reporting
from fisoko.settings import Settings
from fisoko.wiring import build
from tests.factories import World

SLEEPING = "import time; time.sleep(60)"
TELLING = "import sys, time; open(sys.argv[1] + '/progress', 'w').write('40'); time.sleep(60)"


@pytest.fixture
def store(world: World) -> int:
    world.account("spo240065")
    number = world.publishing.create(OPERATOR, title="Публикация", html="<p>.</p>")
    return world.filing.add_store(OPERATOR, number, "Материалы", [NewFile("Вариант.pdf", b"%PDF-1.4\n")])


@pytest.fixture
def coordinator(world: World) -> Identity:
    return world.account("spo_coord_24")


@pytest.fixture
def at_work(world: World) -> Iterator[Thread]:
    """A thread that works when started, and has ended when the test has."""
    thread = Thread(target=world.workshop.work)
    yield thread
    world.workshop.close()
    if thread.ident:
        thread.join(20)


def until(true, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def left(world: World) -> list[Path]:
    return [*(world.folder / "building").glob("*"), *world.blobs._folder.glob(".*")]


def test_fifty_clicks_of_one_person_make_one_report(world: World, store: int, coordinator: Identity) -> None:
    in_a_row = {world.reporting.ask_downloads(coordinator, store).id for _ in range(50)}
    with ThreadPoolExecutor(50) as pool:
        at_once = {*pool.map(lambda _: world.reporting.ask_downloads(coordinator, store).id, range(50))}
    assert len(in_a_row | at_once) == 1
    assert world.workshop.work()
    assert not world.workshop.work()
    assert [one.id for one in world.reporting.of(coordinator)] == [*in_a_row]


def test_another_region_of_the_same_store_is_another_report(world: World, store: int) -> None:
    asked = [world.reporting.ask_downloads(OPERATOR, store, region).id for region in (None, "24", "05", "24", None)]
    assert asked == [asked[0], asked[1], asked[2], asked[1], asked[0]]
    assert len({*asked}) == 3


def test_a_report_that_waits_is_cancelled_at_once(world: World, store: int, coordinator: Identity) -> None:
    first, second = world.reporting.ask_downloads(OPERATOR, store), world.reporting.ask_downloads(coordinator, store)
    assert world.reporting.cancel(OPERATOR, first.id).state is ReportState.CANCELLED
    assert world.reporting.one(coordinator, second.id).place == 1, "the next has moved up"
    assert world.reporting.states(OPERATOR) == {}
    with pytest.raises(NotFound, match="отменено"):
        world.reporting.open(OPERATOR, first.id)
    assert world.reporting.ask_downloads(OPERATOR, store).id != first.id


def test_a_report_that_is_built_tells_its_progress_and_its_process_ends_when_it_is_cancelled(
    world: World, store: int, coordinator: Identity, at_work: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "PROGRAM", TELLING)
    report = world.reporting.ask_downloads(coordinator, store)
    unread = world.notifying.bell(coordinator)["unread"]
    at_work.start()
    until(lambda: world.reporting.states(coordinator)[f"store-{store}"]["progress"] == 40)
    assert world.reporting.states(coordinator)[f"store-{store}"]["state"] == "running"
    assert world.reporting.cancel(coordinator, report.id).state is ReportState.CANCELLED
    at_work.join(10)
    assert not at_work.is_alive()
    assert world.reporting.one(coordinator, report.id).state is ReportState.CANCELLED
    assert world.notifying.bell(coordinator)["unread"] == unread
    assert left(world) == []
    assert not world.workshop.work(), "it is not tried again"


@pytest.mark.parametrize("engine", ["postgres"], indirect=True)  # a DuckDB file has one process
def test_a_report_cancelled_by_another_process_ends_too(
    world: World, store: int, at_work: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "PROGRAM", SLEEPING)
    report = world.reporting.ask_downloads(OPERATOR, store)
    at_work.start()
    until(lambda: world.reporting.one(OPERATOR, report.id).state is ReportState.RUNNING)
    elsewhere = Reporting(world.reports, world.make_workshop(), world.blobs, world.writer, world.clock)
    elsewhere.cancel(OPERATOR, report.id)
    at_work.join(20)
    assert not at_work.is_alive()
    assert world.reporting.one(OPERATOR, report.id).state is ReportState.CANCELLED


def test_cancelling_what_has_ended_changes_nothing(world: World, store: int) -> None:
    report = world.reporting.ask_downloads(OPERATOR, store)
    world.workshop.work()
    assert world.reporting.cancel(OPERATOR, report.id).state is ReportState.READY
    assert world.reporting.open(OPERATOR, report.id)[0].exists()


def test_a_full_disk_in_the_process_is_told_and_leaves_nothing(
    world: World, store: int, coordinator: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = building.PROGRAM
    monkeypatch.setattr(building, "PROGRAM", "import sys; sys.exit(28)")
    report = world.reporting.ask_downloads(coordinator, store)
    world.workshop.work()
    failed = world.reporting.one(coordinator, report.id)
    assert (failed.state, failed.attempts) == (ReportState.FAILED, 1)
    assert world.notifying.bell(coordinator)["items"][0]["text"] == (
        "Отчет не сформирован: на сервере закончилось место. Нажмите «Отчет» позже."
    )
    assert left(world) == []
    monkeypatch.setattr(building, "PROGRAM", program)
    again = world.reporting.ask_downloads(coordinator, store)
    world.workshop.work()
    assert world.reporting.one(coordinator, again.id).state is ReportState.READY


def test_a_report_put_into_a_store_of_files_outlives_its_thirty_days(world: World, store: int, clock) -> None:
    report = world.reporting.ask_downloads(OPERATOR, store)
    world.workshop.work()
    path, _ = world.reporting.open(OPERATOR, report.id)
    world.filing.add_files(OPERATOR, store, [NewFile("Отчет.xlsx", path)])
    clock.forward(days=31)
    assert world.workshop.clear_old() == 1
    assert path.exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> dict:
    own = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    if not shutil.which("unshare") or subprocess.run([*own, "true"], capture_output=True).returncode:
        pytest.skip("a small disk needs a mount namespace, which this machine does not allow")
    command = [*own, sys.executable, "-m", "tests.services.small_disk", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_on_a_disk_that_fills_up_the_report_fails_plainly_and_the_next_one_works(small_disk: dict) -> None:
    for case, found in small_disk.items():
        assert found["state"] == "failed", case
        assert "закончилось место" in found["text"], case
        assert found["left"] == [], case
        assert found["writes"], case
        assert found["again"] == "ready", case
        assert found["rows"] == found["organisations"] * 60 + 1, case


def test_a_killed_server_goes_on_with_its_report_at_the_next_start(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path).checked()
    command = [sys.executable, "-m", "tests.services.killed_server", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        report = int(running.stdout.readline())
        running.kill()
    assert [*(tmp_path / "building").iterdir()], "it was in the middle"
    application = build(settings)
    try:
        assert application.reporting.one(OPERATOR, report).state is ReportState.RUNNING
        application.start()
        until(lambda: application.reporting.one(OPERATOR, report).state is ReportState.READY, 60)
        assert [*(tmp_path / "building").iterdir()] == []
        assert application.reporting.open(OPERATOR, report)[0].stat().st_size > 1000
    finally:
        application.close()
