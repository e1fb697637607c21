"""Dashboards: figures of the analysis and of reading in one content, of one moment and region; through the queue."""

import json
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest

from fisoko.analytics.dashboard import content as contents
from fisoko.analytics.dashboard.page import page
from fisoko.domain.error import BadRequest, NotFound, Refused
from fisoko.domain.person import OPERATOR, Identity
from fisoko.domain.report import ReportKind
from fisoko.services.building import Building
from fisoko.services.dashboard_report import DashboardReport
from fisoko.services.dashboards import Dashboards
from fisoko.services.delivering import Delivering
from fisoko.services.reading_rows import Rowing
from fisoko.services.reporting import Reporting
from fisoko.services.workshop import Workshop
from fisoko.store.belonging import Belonging
from fisoko.store.files import Files
from fisoko.store.reading import Reading
from fisoko.store.takers import Takers
from tests.services.collecting import FIRST, ROW, SHEET, Campaign
from tests.services.test_analysing import Desk


class Office(Desk):
    """The analysis of a campaign, and dashboards of it."""

    def __init__(self, campaign: Campaign, home) -> None:
        super().__init__(campaign, home)
        world, engine = campaign.world, campaign.engine
        reading = Reading(engine)
        self.dashboards = Dashboards(
            accounts=world.accounts,
            collections=campaign.collections,
            participants=campaign.participants,
            forms=campaign.forms,
            reading=reading,
            rowing=Rowing(reading, Takers(engine), Files(engine, world.audit)),
            base=self.base,
            keeping=self.keeping,
            analysing=self.analysing,
            clock=campaign.clock,
        )
        kinds = {ReportKind.DASHBOARD: DashboardReport(campaign.collections, self.dashboards)}
        building = Building(kinds, world.accounts, home / "building")
        delivering = Delivering(
            world.reports,
            world.notifications,
            building,
            world.blobs,
            Belonging(engine, home / "blobs"),
            world.notifying,
            campaign.writer,
            campaign.clock,
        )
        self.workshop = Workshop(world.reports, building, delivering, campaign.writer, campaign.clock)
        self.reporting = Reporting(world.reports, self.workshop, world.blobs, campaign.writer, campaign.clock)

    def gather(self, region: str | None = "24", as_of: str = "") -> dict:
        moment = self.dashboards.moment(OPERATOR, self.campaign.id, as_of)
        return self.dashboards.gather(self.campaign.id, region, moment)


@pytest.fixture
def office(campaign: Campaign, tmp_path):
    made = Office(campaign, tmp_path / "copy")
    yield made
    made.keeping.close()


@pytest.fixture
def people(office: Office) -> SimpleNamespace:
    """Two who have submitted, one who works and one who has not begun in 24; one who has submitted in 05."""
    school = office.campaign.school
    made = SimpleNamespace(one=school("sch240001"), two=school("spo240002"), work=school("sch240003"))
    made.idle, made.far = school("sch240004"), school("sch050001")
    office.submit(made.one, 5, "Первый")
    office.submit(made.two, 7)
    office.submit(made.far, 20, "Далекий")
    office.campaign.save(made.work, 1, ["set", SHEET, ROW, FIRST, 3])
    office.campaign.clock.forward(minutes=1)
    return made


def column(content: dict, name: str) -> dict:
    return next(one for one in content["columns"] if one["name"].endswith(name))


def test_one_regions_content_has_its_own_figures_and_nobody_else(office: Office, people: SimpleNamespace) -> None:
    content = office.gather()
    assert content["statuses"] == {"idle": 1, "work": 1, "done": 2}
    assert sum(content["times"].values()) == 4
    assert content["times"]["on_time"] == 2
    assert content["fill"]["submitted"] == content["statuses"]["done"]
    assert content["pace"]["cumulative"][-1] == 2
    told = column(content, "Обучающихся")
    summary = office.analysing.summary(OPERATOR, office.campaign.id, sheet="shtaaaa1", column=FIRST, regions=("24",))
    assert told["whole"]["total"] == summary["total"].item() == 12
    assert {row["kind"]: row["total"] for row in told["kinds"]} == {"sch": 5, "spo": 7}
    units = dict(zip(content["units"]["login"], told["units"]["total"], strict=True))
    assert units == {"sch240001": 5, "spo240002": 7, "sch240003": None, "sch240004": None}
    assert dict(zip(content["units"]["login"], content["units"]["status"], strict=True))["sch240003"] == "work"
    text = page(content)
    for foreign in ("sch050001", "Далекий", "Дагестан"):
        assert foreign not in text
    assert "Первый" in text


def test_all_regions_together_are_told_by_region(office: Office, people: SimpleNamespace) -> None:
    content = office.gather(None)
    assert content["units"]["login"] == ["05", "24"]
    assert content["units"]["done"] == [1, 2]
    assert column(content, "Обучающихся")["units"]["total"] == [20, 12]
    assert content["statuses"]["done"] == 3


def test_a_moment_gives_the_same_content_whatever_comes_later(office: Office, people: SimpleNamespace) -> None:
    moment = office.campaign.clock().isoformat()
    office.campaign.clock.forward(minutes=5)
    before = office.gather(as_of=moment)
    office.submit(people.one, 50)
    office.submit(people.idle, 9)
    after = office.gather(as_of=moment)
    known = ("statuses", "times", "fill", "kind_fill", "fill_bins", "columns")  # of drafts less is known each time
    assert {name: before[name] for name in known} == {name: after[name] for name in known}
    assert (before["errors"], after["errors"]) == (None, None)
    assert office.gather()["statuses"]["done"] == 3


@pytest.mark.parametrize(
    ("as_of", "said"),
    [("вчера", "не момент времени"), ("2099-01-01", "не наступил"), ("01.01.1990 10:00", "ничего не известно")],
)
def test_a_moment_that_is_none_is_told(office: Office, as_of: str, said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        office.dashboards.moment(OPERATOR, office.campaign.id, as_of)
    with pytest.raises(BadRequest, match=said):
        office.reporting.ask_dashboard(OPERATOR, office.campaign.id, as_of=as_of)


def test_an_empty_collection_and_a_region_of_nobody_say_so(office: Office) -> None:
    assert "нет участников сбора: показывать нечего" in page(office.gather("41"))
    assert "у сбора нет участников: показывать нечего" in page(office.gather(None))
    office.campaign.school("sch240001")
    text = page(office.gather())
    assert "Ни один отчет еще не сдан" in text
    assert "sch240001" in text
    with pytest.raises(NotFound):
        office.gather("240")
    with pytest.raises(NotFound):
        office.dashboards.moment(OPERATOR, 77)


def test_what_people_typed_is_text_in_the_page(office: Office) -> None:
    nasty = "</script><script>alert(1)</script>{{data}}"
    person = office.campaign.school("sch240001")
    office.submit(person, 5, nasty)
    text = page(office.gather())
    assert "<script>alert" not in text
    data = re.search(r'<script id="data" type="application/json">(.*?)</script>', text)
    assert data
    told = column(json.loads(data[1]), "Имя")
    assert told["frequent"][0][0] == nasty


def test_a_form_too_wide_for_the_file_keeps_what_fits(
    office: Office, people: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "MOST_FIGURES", 4 * len(contents.FIGURES))  # one column of four organisations
    content = office.gather()
    carried = [one["name"] for one in content["columns"] if "units" in one]
    assert carried == ["Лист: Обучающихся"]
    assert column(content, "Групп")["whole"]["total"] == 2


def test_the_file_of_the_button_waits_behind_the_bell_for_its_owner_alone(
    office: Office, people: SimpleNamespace
) -> None:
    world, number = office.campaign.world, office.campaign.id
    coordinator, other = world.account("spo_coord_24"), world.account("spo_coord_05")
    report = office.reporting.ask_dashboard(coordinator, number)
    assert (report.key, report.region, report.suffix) == (f"dashboard-{number}", "24", ".html")
    assert office.reporting.ask_dashboard(coordinator, number).id == report.id, "one at a time"
    assert office.workshop.work()
    path, name = office.reporting.open(coordinator, report.id)
    assert name == "Дашборд. Контингент (Красноярский край).html"
    text = path.read_text("utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "sch050001" not in text
    assert office.reporting.states(coordinator)[f"dashboard-{number}"]["state"] == "ready"
    line = world.notifying.bell(coordinator)["items"][0]
    assert (line["title"], line["href"]) == ("Дашборд готов: «Контингент»", f"/reports/{report.id}")
    assert line["text"].startswith("Дашборд для показа, Красноярский край. Данные на ")
    assert line["href_text"] == "Загрузить дашборд"
    for stranger in (other, people.one):
        with pytest.raises((NotFound, Refused)):
            office.reporting.open(stranger, report.id)


def test_whoever_may_not_watch_gets_none_and_a_foreign_region_is_refused(
    office: Office, people: SimpleNamespace
) -> None:
    coordinator: Identity = office.campaign.world.account("spo_coord_24")
    with pytest.raises(Refused):
        office.reporting.ask_dashboard(people.one, office.campaign.id)
    with pytest.raises(Refused):
        office.reporting.ask_dashboard(coordinator, office.campaign.id, region="05")
    with pytest.raises(Refused):
        office.dashboards.moment(people.one, office.campaign.id)


def test_a_moment_is_kept_by_a_report_that_is_built_later(office: Office, people: SimpleNamespace) -> None:
    coordinator = office.campaign.world.account("spo_coord_24")
    at = office.campaign.clock()
    office.campaign.clock.forward(minutes=5)
    report = office.reporting.ask_dashboard(coordinator, office.campaign.id, as_of=at.isoformat())
    office.submit(people.idle, 9)
    assert office.workshop.work()
    text = office.reporting.open(coordinator, report.id)[0].read_text("utf-8")
    local = (at + timedelta(hours=3)).strftime("%d.%m.%Y %H:%M")
    assert f"данные на {local} мск" in text
    assert re.search(r'data-status="done"><b>2</b>', text)
