"""«Сдать отчет»: one request, one submission, of what the person has seen."""

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook

from fisoko.domain.error import BadRequest, Closed, Gap, HasFindings, Moved, NotFound, Refused
from fisoko.domain.moscow import iso
from fisoko.domain.progress import Status, status
from fisoko.domain.submission import control_code, sha256
from fisoko.store.audit import Audit
from fisoko.store.statement import Statement
from tests.services.collecting import COMPUTED, FIRST, FREE, NAME, ROW, SECOND, SHEET, Campaign

REQUEST, OTHER = "0b5c5a7e-1111-4222-8333-444455556666", "0b5c5a7e-1111-4222-8333-444455557777"
EXPLAINED = {f"rulaaaa1@{SHEET}!B2": "Набор в этом году меньше"}

CHANGED = Statement("changed", "update submission set body = replace(body, ':25', ':26')", ())


def set_first(value):
    return ("set", SHEET, ROW, FIRST, value)


def test_a_submission_holds_every_cell_and_can_be_checked_by_its_sum(campaign: Campaign, clock) -> None:
    school = campaign.school("sch240001")
    saved = campaign.save(school, 1, set_first(25), ("insert", FREE, "rowfree01", None))
    campaign.save(school, 2, ("set", FREE, "rowfree01", NAME, "Анна"), base=saved["seq"])
    clock.forward(minutes=3)
    made = campaign.submit(school, REQUEST, number=2, base=saved["seq"] + 1)
    assert (made["number"], made["submitted_at"]) == (1, iso(clock()))
    kept = campaign.submissions.one(campaign.id, school.organisation_id, 1)
    assert kept.values == {
        SHEET: {"cells": {ROW: {FIRST: 25, SECOND: 1, COMPUTED: 26}}},
        FREE: {"rows": ["rowfree01"], "cells": {"rowfree01": {NAME: "Анна"}}},
    }
    assert sha256(kept.body) == kept.sha256 == made["sha256"]
    assert control_code(kept.sha256) == made["code"]
    facts = campaign.progress.one(campaign.id, school.organisation_id)
    assert status(facts) is Status.DONE
    assert facts.first_submitted_at == clock()
    [event] = Audit(campaign.engine.dialect).of_object(campaign.engine, f"collection:{campaign.id}")
    assert event.detail == {"number": 1, "sha256": made["sha256"], "code": made["code"]}


def test_the_same_request_twice_makes_one_submission_and_another_makes_the_next(campaign: Campaign, clock) -> None:
    school = campaign.school("sch240001")
    saved = campaign.save(school, 1, set_first(25))
    first = campaign.submit(school, REQUEST, number=1, base=saved["seq"])
    clock.forward(minutes=1)
    assert campaign.submit(school, REQUEST, number=1, base=saved["seq"]) == first
    second = campaign.submit(school, OTHER, number=1, base=saved["seq"])
    assert second["number"] == 2
    assert second["sha256"] != first["sha256"]
    facts = campaign.progress.one(campaign.id, school.organisation_id)
    assert (facts.submissions, facts.last_submitted_at) == (2, clock())


def test_the_same_request_is_answered_after_the_closing_too(campaign: Campaign, clock) -> None:
    school = campaign.school("sch240001")
    saved = campaign.save(school, 1, set_first(25))
    first = campaign.submit(school, REQUEST, number=1, base=saved["seq"])
    clock.set(campaign.closes_at)
    clock.forward(seconds=2)
    assert campaign.submit(school, REQUEST, number=1, base=saved["seq"]) == first
    with pytest.raises(Closed):
        campaign.submit(school, OTHER, number=1, base=saved["seq"])


def test_errors_are_listed_and_nothing_is_submitted(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    saved = campaign.save(school, 1, ("set", SHEET, ROW, SECOND, 2))
    with pytest.raises(HasFindings) as refused:
        campaign.submit(school, REQUEST, number=1, base=saved["seq"])
    answer = refused.value.to_json()
    assert answer["error"]["code"] == "findings"
    assert [(one["address"], one["kind"], one["level"]) for one in answer["findings"]] == [
        ("B2", "required", "error"),
        ("B2", "rule", "warning"),
    ]
    json.dumps(answer)
    assert campaign.submissions.last(campaign.id, school.organisation_id) is None


def test_a_warning_passes_with_an_explanation_of_ten_signs(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    saved = campaign.save(school, 1, set_first(5))
    for explanations in ({}, {f"rulaaaa1@{SHEET}!B2": "мало"}, {f"rulaaaa1@{FREE}!B2": "Набор в этом году меньше"}):
        with pytest.raises(HasFindings) as refused:
            campaign.submit(school, REQUEST, number=1, base=saved["seq"], explanations=explanations)
        assert [one["level"] for one in refused.value.details["findings"]] == ["warning"]
    made = campaign.submit(school, REQUEST, number=1, base=saved["seq"], explanations=EXPLAINED)
    receipt = campaign.receipts.receipt(school, made["code"])
    assert [(one["address"], one["explanation"]) for one in receipt["explanations"]] == [
        ("B2", "Набор в этом году меньше")
    ]


def test_a_change_by_another_window_that_was_not_seen_stops_it(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    mine = campaign.save(school, 1, set_first(25))
    theirs = campaign.save(school, 1, ("set", SHEET, ROW, SECOND, 9), window="w2", base=mine["seq"])
    with pytest.raises(Moved) as moved:
        campaign.submit(school, REQUEST, number=1, base=mine["seq"])
    assert moved.value.to_json() == {
        "error": {"code": "moved", "text": Moved.text},
        "seq": theirs["seq"],
    }
    assert campaign.submit(school, REQUEST, number=1, base=theirs["seq"])["number"] == 1


def test_a_batch_that_has_not_come_is_waited_for_and_then_asked_for(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    saved = campaign.save(school, 1, set_first(25))
    with pytest.raises(Gap) as gap:
        campaign.submit(school, REQUEST, number=2, base=saved["seq"])
    assert gap.value.details == {"expected": 2}


def test_after_a_submission_the_draft_goes_on_and_the_submission_stays(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    saved = campaign.save(school, 1, set_first(25))
    made = campaign.submit(school, REQUEST, number=1, base=saved["seq"])
    campaign.save(school, 2, set_first(30), base=saved["seq"])
    page = campaign.drafting.open(school, campaign.id)
    assert page["draft"]["sheets"][SHEET]["cells"][ROW][FIRST] == 30
    assert page["submission"] == {
        "number": 1,
        "submitted_at": made["submitted_at"],
        "code": made["code"],
        "href": f"/collections/{campaign.id}/organisations/sch240001?version=1",
    }
    kept = campaign.submissions.one(campaign.id, school.organisation_id, 1)
    assert kept.values[SHEET]["cells"][ROW][FIRST] == 25


@pytest.mark.parametrize("body", [b"", b"{}", b'{"id":"x","window":"w","number":0,"base":0}'])
def test_a_request_of_another_shape_is_bad(campaign: Campaign, body) -> None:
    with pytest.raises(BadRequest):
        campaign.submitting.submit(campaign.school("sch240001"), campaign.id, body)


def test_only_an_organisation_that_takes_part_submits(campaign: Campaign) -> None:
    strangers = [campaign.school("sch240009", joins=False), campaign.world.account("spo_coord_24")]
    for person in strangers:
        with pytest.raises(Refused):
            campaign.submit(person, REQUEST)


def test_a_receipt_is_shown_to_its_organisation_its_region_and_the_federal_organiser_alone(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    saved = campaign.save(school, 1, set_first(25))
    made = campaign.submit(school, REQUEST, number=1, base=saved["seq"])
    receipt = campaign.receipts.receipt(school, made["code"])
    assert receipt | {"sheets": []} == {
        **made,
        "collection": "Контингент",
        "organisation": school.organisation_name,
        "login": "sch240001",
        "region": school.region_name,
        "sheets": [],
        "explanations": [],
        "download_href": f"/receipts/{made['code']}.xlsx",
        "view_href": f"/collections/{campaign.id}/organisations/sch240001?version=1",
    }
    assert receipt["sheets"] == [
        {"name": "Лист", "filled": 2, "total": 2, "required_filled": 1, "required": 1},
        {"name": "Имена", "filled": 0, "total": 0, "required_filled": 0, "required": 0},
    ]
    for login in ("spo_coord_24", "fed_one"):
        assert campaign.receipts.receipt(campaign.world.account(login), made["code"])["number"] == 1
    for person in (campaign.school("sch240002"), campaign.world.account("spo_coord_05")):
        with pytest.raises(NotFound):
            campaign.receipts.receipt(person, made["code"])
    for code in ("", "ILOU1234", "x" * 8, "'--"):
        with pytest.raises(NotFound):
            campaign.receipts.receipt(school, code)
    assert [one["code"] for one in campaign.receipts.receipts(school)] == [made["code"]]
    assert campaign.receipts.receipts(campaign.world.account("spo_coord_41")) == []


def test_a_draft_is_told_beside_what_was_submitted_and_comes_back_by_ordinary_edits(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    with pytest.raises(NotFound):
        campaign.returning.difference(school, campaign.id)
    saved = campaign.save(school, 1, set_first(25), ("insert", FREE, "rowfree01", None))
    saved = campaign.save(school, 2, ("set", FREE, "rowfree01", NAME, "Анна"), base=saved["seq"])
    campaign.submit(school, REQUEST, number=2, base=saved["seq"])
    assert campaign.returning.difference(school, campaign.id)["count"] == 0
    edits = set_first(30), ("delete", FREE, "rowfree01"), ("insert", FREE, "rowfree02", None)
    saved = campaign.save(school, 3, *edits, ("set", FREE, "rowfree02", NAME, "Олег"), base=saved["seq"])
    told = campaign.returning.difference(school, campaign.id)
    assert (told["number"], told["count"]) == (1, 2)  # a row removed and typed anew is one row
    assert [(one["address"], one["was"], one["becomes"]) for one in told["changes"]] == [
        ("B2", "30", "25"),
        ("A2", "Олег", "Анна"),
    ]
    assert (told["added"], told["removed"]) == ({}, {})
    json.dumps(told)
    saved = campaign.save(school, 4, ("delete", FREE, "rowfree02"), base=saved["seq"])
    told = campaign.returning.difference(school, campaign.id)
    assert (told["count"], told["added"], told["order"]) == (2, {FREE: 1}, {FREE: ["+1"]})
    ids = {"+1": "rowfree03"}
    cells = [("set", sheet, ids.get(row, row), column, value) for sheet, row, column, value in told["cells"]]
    campaign.save(school, 5, ("insert", FREE, "rowfree03", None), *cells, base=saved["seq"])
    assert campaign.returning.difference(school, campaign.id)["count"] == 0
    watcher = campaign.world.account("spo_coord_24")
    with pytest.raises(Refused):
        campaign.returning.difference(watcher, campaign.id)


def test_a_code_matches_for_whoever_may_see_the_organisation_and_for_nobody_else(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    saved = campaign.save(school, 1, set_first(25))
    made = campaign.submit(school, REQUEST, number=1, base=saved["seq"])
    code = made["code"]
    for person in (school, campaign.world.account("spo_coord_24"), campaign.world.account("fed_one")):
        told = campaign.receipts.check(person, f" {code[:4].lower()}-{code[4:]} ")
        assert (told["matches"], told["code"], told["last"]) == (True, code, 1)
        assert (told["receipt"]["login"], told["receipt"]["number"]) == ("sch240001", 1)
    for person in (campaign.school("sch240002"), campaign.world.account("spo_coord_05")):
        assert campaign.receipts.check(person, code) == {"code": code, "matches": False, "receipt": None}
        with pytest.raises(NotFound):
            campaign.receipts.workbook(person, code)
    assert campaign.receipts.check(school, "совсем не код и очень длинный")["matches"] is False
    saved = campaign.save(school, 2, set_first(26), base=saved["seq"])
    campaign.submit(school, OTHER, number=2, base=saved["seq"])
    assert campaign.receipts.check(school, code)["last"] == 2


def test_a_document_that_was_changed_in_the_base_does_not_match_its_code(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    saved = campaign.save(school, 1, set_first(25))
    code = campaign.submit(school, REQUEST, number=1, base=saved["seq"])["code"]
    campaign.write(lambda tx: tx.run(CHANGED))
    told = campaign.receipts.check(school, code)
    assert (told["matches"], told["receipt"]["code"]) == (False, code)


def test_what_was_submitted_is_a_workbook_of_values_with_its_receipt(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    saved = campaign.save(school, 1, set_first(5), ("insert", FREE, "rowfree01", None))
    saved = campaign.save(school, 2, ("set", FREE, "rowfree01", NAME, "=Анна"), base=saved["seq"])
    made = campaign.submit(school, REQUEST, number=2, base=saved["seq"], explanations=EXPLAINED)
    campaign.save(school, 3, set_first(99), base=saved["seq"])
    name, data = campaign.receipts.workbook(school, made["code"])
    assert name == "Контингент – sch240001 – отчет № 1.xlsx"
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == ["Лист", "Имена", "Квитанция"]
    assert [book["Лист"][f"{letter}2"].value for letter in "BCD"] == [5, 1, 6]
    assert (book["Имена"]["A2"].value, book["Имена"]["A2"].data_type) == ("=Анна", "s")
    told = {row[0].value: row[1].value for row in book["Квитанция"].iter_rows()}
    assert told["Контрольный код"] == made["code"]
    assert told["Контрольная сумма (SHA-256)"] == made["sha256"]
    assert told["Пояснение к «Лист», B2: Меньше одиннадцати. Все верно?"] == "Набор в этом году меньше"
    assert all(cell.protection.locked for page in book for row in page.iter_rows() for cell in row)
