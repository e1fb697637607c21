"""Any two states of a participant's data are compared for those who may see it."""

import pytest

from fisoko.domain.error import NotFound, Refused
from fisoko.services.comparing import Comparing
from tests.services.collecting import FIRST, ROW, SECOND, SHEET, Campaign


@pytest.fixture
def comparing(campaign: Campaign) -> Comparing:
    return Comparing(
        collections=campaign.collections,
        forms=campaign.forms,
        drafts=campaign.drafts,
        submissions=campaign.submissions,
        roster=campaign.roster,
        clock=campaign.clock,
    )


def typed(campaign: Campaign, school, number: int, column: str, value: object) -> int:
    return campaign.save(school, number, ("set", SHEET, ROW, column, value))["seq"]


def test_any_two_states_are_compared_and_the_draft_with_the_last_submission_at_first(
    campaign: Campaign, comparing: Comparing
) -> None:
    school, watching = campaign.school("sch240001"), campaign.world.account("spo_coord_24")
    campaign.submit(school, "request-one", number=1, base=typed(campaign, school, 1, FIRST, 25))
    campaign.submit(school, "request-two", number=2, base=typed(campaign, school, 2, FIRST, 30))
    typed(campaign, school, 3, SECOND, 7)

    def found(old: str = "", new: str = "") -> list[tuple[str, str]]:
        told = comparing.difference(watching, campaign.id, school.login, old, new)
        assert told["count"] == len(told["changes"])
        assert [*told["states"]] == ["draft", "2", "1"]
        return [(one["becomes"], one["was"]) for one in told["changes"]]

    assert found() == found("2", "draft") == [("1", "7")]
    assert found("1", "2") == [("25", "30")]
    assert found("2", "1") == [("30", "25")]
    assert found("1", "draft") == [("25", "30"), ("1", "7")]
    assert found("2", "2") == []
    for old, new in (("3", ""), ("", "3"), ("0", ""), ("x", ""), ("", "9" * 30), ("-1", "")):
        with pytest.raises(NotFound):
            found(old, new)


def test_nothing_is_compared_of_a_foreign_region_a_stranger_or_before_the_first_submission(
    campaign: Campaign, comparing: Comparing
) -> None:
    school, watching = campaign.school("sch240001"), campaign.world.account("spo_coord_24")
    base = typed(campaign, school, 1, FIRST, 25)
    with pytest.raises(NotFound):
        comparing.difference(watching, campaign.id, school.login)
    campaign.submit(school, "request-one", number=1, base=base)
    comparing.difference(watching, campaign.id, school.login)
    with pytest.raises(NotFound):
        comparing.difference(campaign.world.account("spo_coord_05"), campaign.id, school.login)
    with pytest.raises(NotFound):
        comparing.difference(watching, campaign.id, "sch249999")
    other = campaign.school("sch240002")
    with pytest.raises((NotFound, Refused)):
        comparing.difference(other, campaign.id, school.login)
