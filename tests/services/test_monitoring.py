"""Figures add up at any moment; lists and data are those of the person's scope."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fisoko.domain.error import NotFound, Refused
from fisoko.domain.moscow import iso
from fisoko.domain.person import EVERYWHERE
from fisoko.domain.progress import Time, time
from fisoko.store.roster import Search
from tests.services.collecting import FIRST, ROW, SHEET, Campaign


def set_first(value):
    return ("set", SHEET, ROW, FIRST, value)


def begin(campaign: Campaign, school) -> dict:
    return campaign.save(school, 1, set_first(25))


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
        ({"region": "05"}, ["sch240002", "sch240003"], ["sch240001"]),
        ({"page": 2}, [], ["sch240001"]),
    ],
)
def test_the_list_is_narrowed_and_ordered_as_asked(campaign: Campaign, three, asked, begun, idle) -> None:
    shown = campaign.monitoring.participants(campaign.world.account("spo_coord_24"), campaign.id, **asked)
    assert [row["login"] for row in shown["rows"]] == begun
    assert [row["login"] for row in shown["idle_rows"]] == idle


def test_the_federal_organiser_chooses_a_region(campaign: Campaign, three) -> None:
    federal = campaign.world.account("fed_one")
    shown = campaign.monitoring.participants(federal, campaign.id)
    assert [row["login"] for row in shown["rows"]] == ["sch050001", "sch240002", "sch240003"]
    assert {"24", "05"} <= {region["code"] for region in shown["regions"]}
    shown = campaign.monitoring.participants(federal, campaign.id, region="05")
    assert [row["login"] for row in shown["rows"]] == ["sch050001"]
    assert shown["counts"]["total"] == 1


@pytest.mark.parametrize("sort", ["login", "name", "state", "term", "filled", "started_at", "submitted_at"])
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
    ]
    submitted = campaign.monitoring.participant(watching, campaign.id, "sch240003", "1")
    assert submitted["draft"]["sheets"][SHEET]["cells"][ROW][FIRST] == 25
    assert submitted["submission"]["number"] == 1
    assert [one["current"] for one in submitted["versions"]] == [False, True]
    for version in ("2", "0", "x", "-1", "9" * 30):
        with pytest.raises(NotFound):
            campaign.monitoring.participant(watching, campaign.id, "sch240003", version)


def test_another_region_is_not_there(campaign: Campaign, three) -> None:
    watching = campaign.world.account("spo_coord_05")
    assert campaign.monitoring.tiles(watching, campaign.id)["total"] == 1
    shown = campaign.monitoring.participants(watching, campaign.id, region="24")
    assert [row["login"] for row in shown["rows"] + shown["idle_rows"]] == ["sch050001"]
    with pytest.raises(NotFound):
        campaign.monitoring.participant(watching, campaign.id, "sch240003")


def test_an_organisation_watches_nobody(campaign: Campaign, three) -> None:
    school = three[0]
    for ask in (
        lambda: campaign.monitoring.tiles(school, campaign.id),
        lambda: campaign.monitoring.regions(school, campaign.id),
        lambda: campaign.monitoring.participants(school, campaign.id),
    ):
        with pytest.raises(Refused):
            ask()
    with pytest.raises((NotFound, Refused)):
        campaign.monitoring.participant(school, campaign.id, "sch240003")


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
        begun = campaign.roster.begun(campaign.id, EVERYWHERE, clock(), Search(), "term", 1)
        assert len(begun) == (submitted is not None)
        if begun:
            assert (begun[0].term, begun[0].own_term) == (term, own_term)
    finally:
        clock.set(start)
