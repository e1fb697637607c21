"""Figures add up at any moment; lists and data are those of the person's scope."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fisoko.domain.error import NotFound, Refused
from fisoko.domain.moscow import iso
from fisoko.domain.person import EVERYWHERE
from fisoko.domain.progress import Time, time
from fisoko.services.participants_text import COLUMNS
from fisoko.store.roster import FILLS, FRESHNESS, ORDERS, Search
from tests.services.collecting import FIRST, ROW, SHEET, Campaign


def set_first(value):
    return ("set", SHEET, ROW, FIRST, value)


def begin(campaign: Campaign, school) -> dict:
    return campaign.save(school, 1, set_first(25))


def test_an_organisation_opens_its_own_old_submissions_and_nobody_elses(campaign: Campaign) -> None:
    school, other = campaign.school("sch240001"), campaign.school("sch240002")
    finish(campaign, school)
    page = campaign.monitoring.participant(school, campaign.id, "sch240001", "1")
    assert (page["mode"], page["save_url"], page["back"]) == ("read", "", "/")
    assert page["draft"]["sheets"][SHEET]["cells"][ROW][FIRST] == 25
    assert [one["href"] for one in page["versions"]] == [
        f"/collections/{campaign.id}",
        f"/collections/{campaign.id}/organisations/sch240001?version=1",
    ]
    assert campaign.drafting.open(school, campaign.id)["submission"]["href"] == page["versions"][1]["href"]
    with pytest.raises(Refused):
        campaign.monitoring.participant(other, campaign.id, "sch240001", "1")


def finish(campaign: Campaign, school) -> dict:
    saved = begin(campaign, school)
    return campaign.submit(school, f"request-{school.login}", number=1, base=saved["seq"])


@pytest.fixture
def three(campaign: Campaign):
    """One of each status in region 24, and one at work in region 05."""
    schools = [campaign.school(login) for login in ("sch240001", "sch240002", "sch240003", "sch050001")]
    begin(campaign, schools[1])
    finish(campaign, schools[2])
    begin(campaign, schools[3])
    return schools


def test_tiles_follow_edits_and_submissions_at_once_and_add_up(campaign: Campaign, three) -> None:
    watching = campaign.world.account("spo_coord_24")
    tiles = campaign.monitoring.tiles(watching, campaign.id)
    assert {name: tiles[name] for name in ("total", "idle", "work", "done")} == {
        "total": 3,
        "idle": 1,
        "work": 1,
        "done": 1,
    }
    assert sum(one["count"] for one in tiles["times"]) == 3
    everywhere = campaign.monitoring.tiles(campaign.world.account("fed_one"), campaign.id)
    assert (everywhere["total"], everywhere["work"]) == (4, 2)
    regions = campaign.monitoring.regions(campaign.world.account("fed_two"), campaign.id)
    assert [(one["code"], one["total"]) for one in regions] == [("05", 1), ("24", 3)]


def test_what_is_edited_after_a_submission_stays_submitted(campaign: Campaign, three) -> None:
    campaign.save(three[2], 2, set_first(26))
    tiles = campaign.monitoring.tiles(campaign.world.account("spo_coord_24"), campaign.id)
    assert (tiles["work"], tiles["done"]) == (1, 1)


def test_who_has_left_the_list_is_counted_no_more(campaign: Campaign, three, clock) -> None:
    from fisoko.domain.event import EventKind

    event = campaign.event(EventKind.PARTICIPANTS_CHANGED)
    campaign.write(
        lambda tx: campaign.participants.leave(tx, campaign.id, [three[0].organisation_id], until=clock(), event=event)
    )
    tiles = campaign.monitoring.tiles(campaign.world.account("spo_coord_24"), campaign.id)
    assert (tiles["total"], tiles["idle"]) == (2, 0)


def test_the_list_tells_those_who_have_begun_and_below_it_those_who_have_not(campaign: Campaign, three, clock) -> None:
    shown = campaign.monitoring.participants(campaign.world.account("spo_coord_24"), campaign.id)
    assert [(row["login"], row["state"], row["started_at"], row["submitted_at"]) for row in shown["rows"]] == [
        ("sch240002", "work", iso(clock()), None),
        ("sch240003", "done", iso(clock()), iso(clock())),
    ]
    assert [row["login"] for row in shown["idle_rows"]] == ["sch240001"]
    assert shown["counts"] == {"total": 3, "idle": 1, "work": 1, "done": 1}
    assert (shown["total"], shown["pages"], shown["regions"]) == (2, 1, [])
    assert shown["rows"][1]["href"] == f"/collections/{campaign.id}/organisations/sch240003?version=1"


@pytest.mark.parametrize(
    ("asked", "begun", "idle"),
    [
        ({"status": "work"}, ["sch240002"], []),
        ({"status": "done"}, ["sch240003"], []),
        ({"status": "idle"}, [], ["sch240001"]),
        ({"q": "SCH240003"}, ["sch240003"], []),
        ({"q": "ОРГАНИЗАЦИЯ  sch24000"}, ["sch240002", "sch240003"], ["sch240001"]),
        ({"q": ".*"}, [], []),
        ({"q": "[("}, [], []),
        ({"sort": "-login"}, ["sch240003", "sch240002"], ["sch240001"]),
        ({"sort": "state"}, ["sch240002", "sch240003"], ["sch240001"]),
        ({"sort": "-submitted_at"}, ["sch240003", "sch240002"], ["sch240001"]),
        ({"sort": "login; drop table batch"}, ["sch240002", "sch240003"], ["sch240001"]),
        ({"region": "24"}, ["sch240002", "sch240003"], ["sch240001"]),
        ({"term": "waiting"}, ["sch240002"], ["sch240001"]),
        ({"term": "on_time"}, ["sch240003"], []),
        ({"term": "late"}, [], []),
        ({"term": "on_time", "status": "work"}, [], []),
        ({"term": "never"}, ["sch240002", "sch240003"], ["sch240001"]),
        ({"fill": "errors"}, [], []),
        ({"fill": "errors; drop table batch"}, ["sch240002", "sch240003"], ["sch240001"]),
        ({"fresh": "same"}, ["sch240003"], []),
        ({"fresh": "differs"}, [], []),
        ({"view": "regions"}, ["sch240002", "sch240003"], ["sch240001"]),
        ({"page": 2}, [], ["sch240001"]),
    ],
)
def test_the_list_is_narrowed_and_ordered_as_asked(campaign: Campaign, three, asked, begun, idle) -> None:
    shown = campaign.monitoring.participants(campaign.world.account("spo_coord_24"), campaign.id, **asked)
    assert [row["login"] for row in shown["rows"]] == begun
    assert [row["login"] for row in shown["idle_rows"]] == idle


@pytest.mark.parametrize(
    ("asked", "counts"),
    [
        ({}, (3, 1, 1, 1)),
        ({"q": "sch240003"}, (1, 0, 0, 1)),
        ({"q": "организация sch24000"}, (3, 1, 1, 1)),
        ({"q": "никто"}, (0, 0, 0, 0)),
        ({"term": "waiting"}, (2, 1, 1, 0)),
        ({"term": "on_time"}, (1, 0, 0, 1)),
        ({"fill": "whole"}, (2, 0, 1, 1)),
        ({"fresh": "same"}, (1, 0, 0, 1)),
        ({"fresh": "same", "q": "sch240002"}, (0, 0, 0, 0)),
    ],
)
def test_the_figures_above_the_list_count_what_the_other_conditions_leave(campaign, three, asked, counts) -> None:
    watching = campaign.world.account("spo_coord_24")
    expected = dict(zip(("total", "idle", "work", "done"), counts, strict=True))
    for status in ("", "idle", "work", "done"):
        shown = campaign.monitoring.participants(watching, campaign.id, status=status, **asked)
        assert shown["counts"] == expected
        assert shown["total"] + shown["idle_total"] == expected[status or "total"]


def test_the_federal_organiser_chooses_a_region(campaign: Campaign, three) -> None:
    federal = campaign.world.account("fed_one")
    shown = campaign.monitoring.participants(federal, campaign.id)
    assert [row["login"] for row in shown["rows"]] == ["sch050001", "sch240002", "sch240003"]
    assert {"24", "05"} <= {region["code"] for region in shown["regions"]}
    shown = campaign.monitoring.participants(federal, campaign.id, region="05")
    assert [row["login"] for row in shown["rows"]] == ["sch050001"]
    assert shown["counts"]["total"] == 1


@pytest.mark.parametrize("sort", [*ORDERS])
def test_every_order_can_be_asked_for_both_ways(campaign: Campaign, three, sort) -> None:
    federal = campaign.world.account("fed_one")
    for order in (sort, "-" + sort):
        assert len(campaign.monitoring.participants(federal, campaign.id, sort=order)["rows"]) == 3


def test_a_participants_draft_and_submissions_are_shown_to_read(campaign: Campaign, three) -> None:
    watching = campaign.world.account("spo_coord_24")
    campaign.save(three[2], 2, set_first(99))
    draft = campaign.monitoring.participant(watching, campaign.id, "sch240003")
    assert (draft["mode"], draft["save_url"], draft["submit_url"]) == ("read", "", "")
    assert draft["draft"]["sheets"][SHEET]["cells"][ROW][FIRST] == 99
    assert [(one["title"], one["current"]) for one in draft["versions"]] == [
        ("Черновик", True),
        ("Сданный отчет № 1", False),
        ("Сравнить", False),
    ]
    submitted = campaign.monitoring.participant(watching, campaign.id, "sch240003", "1")
    assert submitted["draft"]["sheets"][SHEET]["cells"][ROW][FIRST] == 25
    assert submitted["submission"]["number"] == 1
    assert [one["current"] for one in submitted["versions"]] == [False, True, False]
    for version in ("2", "0", "x", "-1", "9" * 30):
        with pytest.raises(NotFound):
            campaign.monitoring.participant(watching, campaign.id, "sch240003", version)


def test_another_region_is_not_there(campaign: Campaign, three) -> None:
    watching = campaign.world.account("spo_coord_05")
    assert campaign.monitoring.tiles(watching, campaign.id)["total"] == 1
    shown = campaign.monitoring.participants(watching, campaign.id, region="05")
    assert [row["login"] for row in shown["rows"] + shown["idle_rows"]] == ["sch050001"]
    with pytest.raises(Refused):
        campaign.monitoring.participants(watching, campaign.id, region="24")
    with pytest.raises(Refused):
        campaign.monitoring.participants_text(watching, campaign.id, {"region": "24"}, "")
    with pytest.raises(NotFound):
        campaign.monitoring.participant(watching, campaign.id, "sch240003")


def test_an_organisation_watches_nobody(campaign: Campaign, three) -> None:
    school = three[0]
    for ask in (
        lambda: campaign.monitoring.tiles(school, campaign.id),
        lambda: campaign.monitoring.regions(school, campaign.id),
        lambda: campaign.monitoring.participants(school, campaign.id),
        lambda: campaign.monitoring.participants_text(school, campaign.id, {}, ""),
        lambda: campaign.monitoring.about(school, campaign.id),
    ):
        with pytest.raises(Refused):
            ask()
    with pytest.raises((NotFound, Refused)):
        campaign.monitoring.participant(school, campaign.id, "sch240003")


def test_fullness_and_freshness_narrow_to_those_whom_the_projector_has_seen_so(campaign: Campaign, three) -> None:
    watching, projector = campaign.world.account("spo_coord_24"), campaign.projector()
    campaign.save(three[1], 2, set_first({"raw": "много"}))
    campaign.save(three[2], 2, set_first(26))
    projector.catch_up()

    def found(**asked: str) -> list[str]:
        shown = campaign.monitoring.participants(watching, campaign.id, **asked)
        assert shown["total"] == len(shown["rows"])
        return [row["login"] for row in shown["rows"] + shown["idle_rows"]]

    assert found(fill="errors") == ["sch240002"]
    assert found(fresh="differs") == ["sch240003"]
    assert found(fresh="differs", status="work") == []
    everyone = sorted(found(fill="whole") + found(fill="part"))
    assert everyone == ["sch240002", "sch240003"]
    assert {*found(fresh="differs")} | {*found(fresh="same")} == {"sch240003"}
    for fill in FILLS:
        for fresh in FRESHNESS:
            assert {*found(fill=fill, fresh=fresh)} == {*found(fill=fill)} & {*found(fresh=fresh)}


def test_the_list_goes_to_a_spreadsheet_as_it_is_narrowed(campaign: Campaign, three) -> None:
    watching = campaign.world.account("spo_coord_24")
    text = campaign.monitoring.participants_text(watching, campaign.id, {}, "login,state,submissions,nothing")
    assert text.split("\r\n") == [
        "Логин\tСтатус\tСдано раз",
        "sch240002\tВ работе\t0",
        "sch240003\tСдано\t1",
        "sch240001\tНе приступило\t",
        "",
    ]
    done = campaign.monitoring.participants_text(watching, campaign.id, {"status": "done"}, "login")
    assert done == "Логин\r\nsch240003\r\n"
    whole = campaign.monitoring.participants_text(watching, campaign.id, {"term": "on_time"}, "").split("\r\n")
    assert len(whole) == 3
    assert len(whole[1].split("\t")) == len(COLUMNS)


def test_figures_region_by_region_are_there_for_who_sees_several(campaign: Campaign, three) -> None:
    federal = campaign.world.account("fed_one")
    shown = campaign.monitoring.participants(federal, campaign.id, view="regions")
    assert [(one["code"], one["total"], one["done"]) for one in shown["by_region"]] == [("05", 1, 0), ("24", 3, 1)]
    own = campaign.monitoring.participants(campaign.world.account("spo_coord_24"), campaign.id, view="regions")
    assert (own["by_region"], own["query"]["view"]) == ([], "")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    own=st.sampled_from([None, -30, 30, 3600]),
    submitted=st.sampled_from([None, -60, 0, 1, 20, 40, 5000]),
    now=st.sampled_from([-90, 0, 1, 50, 9000]),
)
def test_terms_are_counted_in_the_store_as_the_rule_says(campaign: Campaign, clock, own, submitted, now) -> None:
    start = clock()
    try:
        term = start.replace(microsecond=0) + timedelta(days=1)
        campaign.id = campaign.collection("Срок", start - timedelta(days=1), term)
        number = campaign.id
        school = campaign.world.accounts.by_login(f"sch24{number:04d}") or campaign.school(f"sch24{number:04d}")
        if own is not None:
            campaign.extend(school, term + timedelta(seconds=own))
        if submitted is not None:
            campaign.write(
                lambda tx: campaign.progress.submitted(
                    tx,
                    collection_id=campaign.id,
                    region="24",
                    organisation_id=school.organisation_id,
                    submitted_at=term + timedelta(seconds=submitted),
                    filled=0,
                    required=0,
                    warnings=0,
                    seq=0,
                )
            )
        clock.set(term + timedelta(seconds=now))
        figures = campaign.progress.times(campaign.id, EVERYWHERE, clock())
        facts = campaign.progress.one(campaign.id, school.organisation_id)
        own_term = None if own is None else term + timedelta(seconds=own)
        expected = time(facts, term=term, own_term=own_term, now=clock())
        assert figures == {one: int(one is expected) for one in Time}
        narrowed = {
            one: campaign.roster.counts(campaign.id, EVERYWHERE, clock(), Search(term=one)).total for one in Time
        }
        assert narrowed == figures
        begun = campaign.roster.begun(campaign.id, EVERYWHERE, clock(), Search(), "term", 1)
        assert len(begun) == (submitted is not None)
        if begun:
            assert (begun[0].term, begun[0].own_term) == (term, own_term)
    finally:
        clock.set(start)
