"""The projector keeps what must be worked out of whole drafts, and can do it all again."""

from datetime import timedelta
from time import monotonic, sleep

from fisoko.services import projecting
from fisoko.store.statement import parse_statement
from tests.services.collecting import FIRST, FREE, NAME, ROW, SECOND, SHEET, Campaign

FORGET = parse_statement(
    "forget", "update progress set filled = 0, required = 0, errors = 0, warnings = 0, differs = 0, projected_seq = 0"
)


def set_first(value):
    return ("set", SHEET, ROW, FIRST, value)


def facts(campaign: Campaign, school):
    return campaign.progress.one(campaign.id, school.organisation_id)


def test_completeness_errors_and_the_last_edit_follow_the_log(campaign: Campaign, clock) -> None:
    school, projector = campaign.school("sch240001"), campaign.projector()
    campaign.save(school, 1, ("set", SHEET, ROW, SECOND, {"raw": "пять"}))
    projector.catch_up()
    found = facts(campaign, school)
    assert (found.filled, found.required, found.errors) == (0, 1, 2)  # the formula cannot be worked out either
    clock.forward(minutes=5)
    campaign.save(school, 2, set_first(5), ("set", SHEET, ROW, SECOND, 2))
    projector.catch_up()
    found = facts(campaign, school)
    assert (found.filled, found.required, found.errors, found.warnings) == (1, 1, 0, 1)
    assert (found.first_edit_at, found.last_edit_at) == (clock() - timedelta(minutes=5), clock())
    assert projector.waiting == 0


def test_cells_that_differ_from_the_last_submission_are_counted(campaign: Campaign) -> None:
    school, projector = campaign.school("sch240001"), campaign.projector()
    saved = campaign.save(school, 1, set_first(25))
    campaign.submit(school, "request-1", number=1, base=saved["seq"])
    projector.catch_up()
    assert facts(campaign, school).differs == 0
    campaign.save(school, 2, set_first(26), ("insert", FREE, "rowfree01", None))
    campaign.save(school, 3, ("set", FREE, "rowfree01", NAME, "Анна"))
    projector.catch_up()
    assert facts(campaign, school).differs == 2
    campaign.save(school, 4, set_first(25), ("delete", FREE, "rowfree01"))
    projector.catch_up()
    assert facts(campaign, school).differs == 0
    campaign.save(school, 5, set_first(27))
    projector.catch_up()
    number = campaign.submissions.last(campaign.id, school.organisation_id).number
    base = campaign.drafting.since(school, campaign.id, 0)["seq"]
    campaign.submit(school, "request-2", number=5, base=base)
    assert number == 1
    assert facts(campaign, school).differs == 0


def test_many_batches_become_a_document_and_the_draft_stays_the_same(campaign: Campaign) -> None:
    school, projector = campaign.school("sch240001"), campaign.projector()
    for number in range(1, 61):
        campaign.save(school, number, set_first(number))
    before = campaign.drafting.open(school, campaign.id)["draft"]
    projector.catch_up()
    present = campaign.drafts.present(campaign.id, school.organisation_id, {FREE: 3})
    assert present.pending == 0
    assert campaign.drafting.open(school, campaign.id)["draft"] == before
    campaign.save(school, 61, set_first(61))
    draft = campaign.drafting.open(school, campaign.id)["draft"]
    assert draft["sheets"][SHEET]["cells"][ROW][FIRST] == 61


def test_everything_can_be_worked_out_again_from_the_log(campaign: Campaign) -> None:
    schools, projector = [campaign.school(f"sch24000{n}") for n in range(1, 6)], campaign.projector()
    for at, school in enumerate(schools):
        campaign.save(school, 1, set_first(at * 8))
    projector.catch_up()
    before = [facts(campaign, school) for school in schools]
    assert any(one.warnings for one in before)
    campaign.write(lambda tx: tx.run(FORGET))
    assert [facts(campaign, school) for school in schools] != before
    projector.rebuild()
    assert [facts(campaign, school) for school in schools] == before


def test_of_two_projectors_one_works_until_it_leaves_or_dies(campaign: Campaign, clock) -> None:
    one, other = campaign.projector(), campaign.projector()
    assert one.held()
    assert not other.held()
    clock.forward(seconds=11)
    assert other.held()
    assert not one.held()
    other.close()
    assert one.held()


def test_the_projector_rests_after_each_draft_and_stops_in_the_middle_of_a_rest(
    campaign: Campaign, monkeypatch
) -> None:
    schools = [campaign.school(f"sch24000{number}") for number in range(1, 5)]
    for school in schools:
        campaign.save(school, 1, set_first(25))

    def judged() -> int:
        return sum(facts(campaign, school).required > 0 for school in schools)

    monkeypatch.setattr(projecting, "SHARE", 1e-7)  # a rest of hours
    projector = campaign.projector()
    projector.start()
    until = monotonic() + 20
    while not projector.waiting:
        assert monotonic() < until
        sleep(0.01)
    sleep(0.5)
    projector.close()
    assert judged() == 1
    campaign.projector().catch_up()
    assert judged() == 4, "what waited is found again"


def test_a_broken_draft_does_not_stop_the_others(campaign: Campaign, monkeypatch, caplog) -> None:
    bad, good = campaign.school("sch240001"), campaign.school("sch240002")
    campaign.save(bad, 1, set_first(25))
    campaign.save(good, 1, set_first(25))
    campaign.write(
        lambda tx: tx.run(
            parse_statement("spoil", "update batch set ops = '[' where organisation_id = :id"), id=bad.organisation_id
        )
    )
    campaign.projector().catch_up()
    assert facts(campaign, good).filled == 1
    assert "could not be judged" in caplog.text
