"""The way of an edit: checked at the door, answered after the commit, found again on opening."""

import json
from datetime import timedelta

import pytest

from fisoko.domain.error import BadRequest, BadValues, Closed, Gap, NotFound, OtherFormVersion, Refused, TooLarge
from fisoko.domain.moscow import iso
from tests.services.collecting import COMPUTED, FIRST, FREE, NAME, ROW, SECOND, SHEET, Campaign


def set_first(value):
    return ("set", SHEET, ROW, FIRST, value)


def test_what_was_saved_is_there_when_the_page_is_opened_again(campaign: Campaign, clock) -> None:
    school = campaign.school("sch240001")
    saved = campaign.save(school, 1, set_first(25), ("insert", FREE, "rowfree01", None))
    assert saved == {
        "number": 1,
        "seq": saved["seq"],
        "saved_at": iso(clock()),
        "pause_ms": 300,
        "elsewhere": False,
    }
    page = campaign.drafting.open(school, campaign.id)
    assert page["draft"] == {
        "seq": saved["seq"],
        "sheets": {SHEET: {"cells": {ROW: {FIRST: 25}}}, FREE: {"rows": ["rowfree01"], "cells": {}}},
        "not_in": [],
    }
    assert (page["mode"], page["title"], page["account"]) == ("edit", "Контингент", "sch240001")
    assert page["form"] == campaign.form.to_json()
    assert page["closes_at"] == iso(campaign.closes_at)
    assert page["submission"] is None
    json.dumps(page)


def test_a_repeat_after_a_lost_answer_gets_the_same_answer(campaign: Campaign, clock) -> None:
    school = campaign.school("sch240001")
    first = campaign.save(school, 1, set_first(25))
    clock.forward(seconds=30)
    assert campaign.save(school, 1, set_first(25)) == first


def test_a_batch_out_of_order_is_told_what_is_expected(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    with pytest.raises(Gap) as gap:
        campaign.save(school, 2, set_first(25))
    assert gap.value.to_json()["error"]["expected"] == 1


def test_a_day_old_edit_does_not_write_over_a_newer_one(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    campaign.save(school, 1, set_first(25), window="office")
    late = campaign.save(school, 1, set_first(30), ("set", SHEET, ROW, SECOND, 2), window="laptop")
    assert late["elsewhere"]
    draft = campaign.drafting.since(school, campaign.id, 0)
    assert draft["sheets"][SHEET]["cells"][ROW] == {FIRST: 25, SECOND: 2}
    assert [(item["value"], item["kept"]) for item in draft["not_in"]] == [(30, 25)]


def test_what_has_changed_since_is_told_with_its_windows(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    first = campaign.save(school, 1, set_first(25), window="office")
    second = campaign.save(school, 1, ("set", SHEET, ROW, SECOND, 2), window="laptop", base=first["seq"])
    changes = campaign.drafting.since(school, campaign.id, first["seq"])["changes"]
    assert [(change["seq"], change["window"], change["ops"]) for change in changes] == [
        (second["seq"], "laptop", [["set", SHEET, ROW, SECOND, 2]])
    ]


@pytest.mark.parametrize(
    "op",
    [
        ("set", SHEET, "rownone1", FIRST, 1),
        ("set", SHEET, ROW, "colnone1", 1),
        ("set", "shtnone1", ROW, FIRST, 1),
        ("set", SHEET, ROW, COMPUTED, 1),
        ("set", FREE, "x", NAME, "а"),
        ("set", SHEET, ROW, FIRST, {"other": 1}),
        ("set", SHEET, ROW, FIRST, [1]),
        ("set", FREE, "rowfree01", NAME, "a\0"),
        ("set", FREE, "rowfree01", NAME, "\ud800"),
        ("set", FREE, "rowfree01", NAME, "а" * 32768),
        ("insert", SHEET, "rowfree01", None),
        ("delete", SHEET, ROW),
    ],
)
def test_what_cannot_be_stored_is_refused_with_its_cell_and_nothing_of_its_batch_is_kept(
    campaign: Campaign, op
) -> None:
    school = campaign.school("sch240001")
    with pytest.raises(BadValues) as bad:
        campaign.save(school, 1, set_first(5), op)
    [(sheet, row, _, reason)] = bad.value.details["cells"]
    assert (sheet, row) == (op[1], op[2])
    assert reason
    assert campaign.drafting.open(school, campaign.id)["draft"]["sheets"] == {}


def test_a_value_that_does_not_fit_its_column_is_kept_as_typed(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    campaign.save(school, 1, set_first({"raw": "12,5 чел"}))
    sheets = campaign.drafting.open(school, campaign.id)["draft"]["sheets"]
    assert sheets[SHEET]["cells"][ROW][FIRST] == {"raw": "12,5 чел"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"window":"w1","number":1,"base":0}',
        b'{"window":"w1","number":0,"base":0,"ops":[]}',
        b'{"window":"w1","number":true,"base":0,"ops":[]}',
        b'{"window":"","number":1,"base":0,"ops":[]}',
        b'{"window":"w1","number":1,"base":-1,"ops":[]}',
        b'{"window":"w1","number":1,"base":0,"ops":[["set","a"]]}',
        b'{"window":"w1","number":1,"base":0,"ops":[["drop","a","b"]]}',
        b'{"window":"w1","number":1,"base":0,"ops":[["insert","a",5,null]]}',
        b"[" * 100000,
        b"\xff\xfe",
    ],
)
def test_a_body_of_another_shape_is_a_bad_request(campaign: Campaign, body) -> None:
    school = campaign.school("sch240001")
    with pytest.raises(BadRequest):
        campaign.drafting.save(school, campaign.id, body).result(10)


def test_too_many_cells_and_too_many_bytes_are_too_large(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    with pytest.raises(TooLarge):
        campaign.save(school, 1, *[set_first(1)] * 20001)
    with pytest.raises(TooLarge):
        campaign.drafting.save(school, campaign.id, b" " * (4 * 1024 * 1024 + 1)).result(10)
    assert campaign.save(school, 1, *[set_first(1)] * 20000)["number"] == 1


def test_the_last_second_of_the_term_counts_and_the_next_does_not(campaign: Campaign, clock) -> None:
    school = campaign.school("sch240001")
    clock.set(campaign.closes_at)
    campaign.save(school, 1, set_first(1))
    clock.forward(seconds=1.1)
    with pytest.raises(Closed):
        campaign.save(school, 2, set_first(2))
    page = campaign.drafting.open(school, campaign.id)
    assert (page["mode"], page["save_url"]) == ("read", "")


def test_before_the_opening_nothing_is_taken(campaign: Campaign, clock) -> None:
    school = campaign.school("sch240001")
    clock.set(campaign.opens_at - timedelta(seconds=1))
    with pytest.raises(Closed):
        campaign.save(school, 1, set_first(1))


def test_an_organisation_with_a_term_of_its_own_goes_on_alone(campaign: Campaign, clock) -> None:
    school, other = campaign.school("sch240001"), campaign.school("sch240002")
    campaign.save(school, 1, set_first(1))
    campaign.extend(school, campaign.closes_at + timedelta(days=2))
    campaign.admission.renew()
    clock.set(campaign.closes_at + timedelta(days=1))
    campaign.save(school, 2, set_first(2))
    with pytest.raises(Closed):
        campaign.save(other, 1, set_first(2))


def test_who_does_not_take_part_or_is_no_organisation_is_refused(campaign: Campaign) -> None:
    stranger = campaign.school("sch240009", joins=False)
    for person in (stranger, campaign.world.account("spo_coord_24"), campaign.world.account("fed_one")):
        with pytest.raises(Refused):
            campaign.save(person, 1, set_first(1))
        with pytest.raises(Refused):
            campaign.drafting.open(person, campaign.id)
        with pytest.raises(Refused):
            campaign.drafting.since(person, campaign.id, 0)


def test_a_collection_that_is_not_there_is_not_found(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    with pytest.raises(NotFound):
        campaign.drafting.save(school, 999, b"{}").result(10)


def test_edits_typed_into_an_old_version_of_the_form_are_told_so(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    campaign.save(school, 1, set_first(1), form_version=campaign.version)
    with pytest.raises(OtherFormVersion):
        campaign.save(school, 2, set_first(1), form_version=campaign.version + 1)


def test_a_school_that_joins_later_is_let_in_after_the_renewal(campaign: Campaign) -> None:
    campaign.save(campaign.school("sch240001"), 1, set_first(1))
    late = campaign.school("sch240002")
    with pytest.raises(Refused):
        campaign.save(late, 1, set_first(1))
    campaign.admission.renew()
    assert campaign.save(late, 1, set_first(1))["number"] == 1


def test_after_the_first_save_the_base_is_not_asked_before_the_commit(campaign: Campaign, monkeypatch) -> None:
    school = campaign.school("sch240001")
    campaign.save(school, 1, set_first(1))

    def forbidden(*args, **named):
        raise AssertionError("the base was asked on the event loop")

    monkeypatch.setattr(type(campaign.engine), "all", forbidden)
    monkeypatch.setattr(type(campaign.engine), "one", forbidden)
    assert campaign.save(school, 2, set_first(2))["number"] == 2
