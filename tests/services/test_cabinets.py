"""A school's cabinet shows each of its own steps at once, though it is made from what is kept in memory."""

from typing import Any

from fisoko.domain.person import OPERATOR, Identity
from tests.services.collecting import FIRST, ROW, SHEET, Campaign

REQUEST = "0b5c5a7e-1111-4222-8333-444455556666"


def work(page: dict[str, Any] | None) -> dict[str, Any]:
    assert page
    [one] = [one for publication in page["publications"] for one in publication["collections"]]
    return one


def published(campaign: Campaign) -> None:
    """The campaign's collection stands in publication 1."""
    assert campaign.world.publishing.create(OPERATOR, title="Сбор", html="<p>.</p>") == 1


def shown(campaign: Campaign, school: Identity) -> dict[str, Any]:
    """The work as a page shows it; from memory it is the same, if it is there."""
    seen = work(campaign.world.publishing.cabinet(school))
    known = campaign.world.publishing.known_cabinet(school)
    if campaign.engine.sole_writer:
        assert work(known) == seen
    else:  # another process may have written
        assert known is None
    return seen


def test_every_step_is_seen_at_once(campaign: Campaign, clock) -> None:
    published(campaign)
    school, neighbour = campaign.school("sch240001"), campaign.school("sch240002")
    projector = campaign.projector()
    assert campaign.world.publishing.known_cabinet(school) is None
    assert (shown(campaign, school)["state"], shown(campaign, neighbour)["state"]) == ("idle", "idle")
    saved = campaign.save(school, 1, ("set", SHEET, ROW, FIRST, 25))
    assert shown(campaign, school)["state"] == "work"
    projector.catch_up()
    assert shown(campaign, school)["progress"] == {"filled": 1, "required": 1, "errors": 0, "differs": 0}
    clock.forward(minutes=1)
    campaign.submit(school, REQUEST, number=1, base=saved["seq"])
    done = shown(campaign, school)
    assert (done["state"], shown(campaign, neighbour)["state"]) == ("done", "idle")
    clock.forward(minutes=1)
    campaign.save(school, 2, ("set", SHEET, ROW, FIRST, 26), base=saved["seq"])
    projector.catch_up()
    after = shown(campaign, school)
    assert after["progress"]["differs"] == 1
    assert shown(campaign, neighbour)["state"] == "idle"


def test_time_alone_closes_a_collection_and_wears_off_what_is_new(campaign: Campaign, clock) -> None:
    published(campaign)
    school = campaign.school("sch240001")
    assert shown(campaign, school)["status"] == "open"
    clock.set(campaign.closes_at)
    clock.forward(seconds=1)
    assert shown(campaign, school)["status"] == "closed"
    assert campaign.world.publishing.cabinet(school)["publications"][0]["is_new"]
    clock.forward(days=7)
    assert not campaign.world.publishing.cabinet(school)["publications"][0]["is_new"]


def test_who_watches_has_no_page_at_hand(campaign: Campaign) -> None:
    published(campaign)
    coordinator = campaign.world.account("spo_coord_24")
    campaign.world.publishing.cabinet(coordinator)
    assert campaign.world.publishing.known_cabinet(coordinator) is None
    assert campaign.world.publishing.known_cabinet(OPERATOR) is None
