"""The form as a workbook: it goes out with the draft in it, and is compared when it is brought back."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from fisoko.domain.error import Closed, NotFound, Refused, WrongWorkbook
from fisoko.domain.event import EventKind
from tests.services.collecting import COMPUTED, FIRST, FREE, NAME, ROW, SECOND, SHEET, Campaign


def edited(data: bytes, **cells) -> bytes:
    """The workbook with cells like «Лист_B2» set."""
    book = load_workbook(BytesIO(data))
    for place, value in cells.items():
        sheet, _, address = place.rpartition("_")
        book[sheet][address].value = value
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_workbook_goes_out_with_the_draft_and_changes_nothing_when_it_comes_back(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    saved = campaign.save(school, 1, ("set", SHEET, ROW, FIRST, 25), ("insert", FREE, "rowfree01", None))
    campaign.save(school, 2, ("set", FREE, "rowfree01", NAME, "Анна"), base=saved["seq"])
    name, data = campaign.templates.template(school, campaign.id)
    assert name == "Контингент – sch240001.xlsx"
    book = load_workbook(BytesIO(data))
    assert (book["Лист"]["B2"].value, book["Лист"]["D2"].value, book["Имена"]["A2"].value) == (25, "=B2+C2", "Анна")
    answer = campaign.templates.compare(school, campaign.id, data)
    assert (answer["changed"], answer["cleared"], answer["rows"], answer["cells"]) == (0, 0, 0, [])
    assert answer["notes"] == answer["homeless"] == []


def test_the_difference_is_what_an_ordinary_batch_then_makes_of_the_draft(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    saved = campaign.save(school, 1, ("set", SHEET, ROW, SECOND, 4))
    _, data = campaign.templates.template(school, campaign.id)
    answer = campaign.templates.compare(
        school,
        campaign.id,
        edited(data, Лист_B2="много", Лист_C2=None, Имена_A2="Анна", Имена_A3="Ёж", Лист_F9="заметка"),
    )
    json.dumps(answer)
    assert (answer["changed"], answer["cleared"], answer["rows"], answer["unfit"]) == (3, 1, 2, 1)
    assert (answer["errors_before"], answer["errors_after"]) == (0, 2)
    assert [(one["sheet_name"], one["address"], one["was"], one["becomes"]) for one in answer["changes"]] == [
        ("Лист", "B2", "", "много"),
        ("Лист", "C2", "4", ""),
        ("Имена", "A2", "", "Анна"),
        ("Имена", "A3", "", "Ёж"),
    ]
    assert answer["added"] == {FREE: 2}
    assert [one["where"] for one in answer["homeless"]] == ["«Лист», F9"]
    ids = {"+1": "rowfree01", "+2": "rowfree02"}
    inserts = [("insert", FREE, "rowfree01", None), ("insert", FREE, "rowfree02", "rowfree01")]
    sets = [("set", sheet, ids.get(row, row), column, value) for sheet, row, column, value in answer["cells"]]
    campaign.save(school, 2, *inserts, *sets, base=saved["seq"])
    draft = campaign.drafting.since(school, campaign.id, 0)["sheets"]
    assert draft[SHEET]["cells"][ROW] == {FIRST: {"raw": "много"}, SECOND: None}
    assert [draft[FREE]["cells"][row][NAME] for row in draft[FREE]["rows"]] == ["Анна", "Ёж"]
    assert campaign.drafts.present(campaign.id, school.organisation_id, {FREE: 3}).draft.seq == saved["seq"] + 1


def test_what_was_typed_on_the_site_after_the_download_stays(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    saved = campaign.save(school, 1, ("set", SHEET, ROW, FIRST, 5), ("set", SHEET, ROW, SECOND, 2))
    _, data = campaign.templates.template(school, campaign.id)
    campaign.save(school, 2, ("set", SHEET, ROW, FIRST, 30), base=saved["seq"])
    answer = campaign.templates.compare(school, campaign.id, edited(data, Лист_C2=7))
    assert answer["cells"] == [[SHEET, ROW, SECOND, 7]]
    assert "правили на сайте" in answer["notes"][0]


def test_a_workbook_of_another_or_of_another_form_is_refused_with_the_reason(campaign: Campaign) -> None:
    school, other = campaign.school("sch240001"), campaign.school("sch240002")
    _, theirs = campaign.templates.template(other, campaign.id)
    with pytest.raises(WrongWorkbook, match=r"другой организацией \(sch240002\)"):
        campaign.templates.compare(school, campaign.id, theirs)
    _, own = campaign.templates.template(school, campaign.id)
    with pytest.raises(WrongWorkbook, match="нет отметки"):
        campaign.templates.compare(school, campaign.id, edited(own, fisoko_A1=None))
    with pytest.raises(WrongWorkbook, match="для другой формы"):
        campaign.templates.compare(school, campaign.id, edited(own, fisoko_B2="kuratory"))
    with pytest.raises(NotFound):
        campaign.templates.compare(school, campaign.id, edited(own, fisoko_B3="999"))
    with pytest.raises(WrongWorkbook, match="не книга Excel"):
        campaign.templates.compare(school, campaign.id, b"<html>")


def test_a_workbook_of_the_former_version_is_taken_by_what_has_stayed(campaign: Campaign) -> None:
    school = campaign.school("sch240001")
    _, data = campaign.templates.template(school, campaign.id)
    first, _, computed = campaign.form.sheets[0].columns
    sheet = replace(campaign.form.sheets[0], columns=(replace(first, letter="E"), computed))
    newer = replace(campaign.form, sheets=(sheet, campaign.form.sheets[1]), rules=())
    event = campaign.event(EventKind.FORM_ADDED)
    campaign.version = campaign.write(
        lambda tx: campaign.forms.add(tx, newer, workbook=None, created_at=campaign.clock(), event=event)
    )
    later = campaign.collection("Второй", campaign.opens_at, campaign.closes_at)
    campaign.id, before = later, campaign.id
    campaign.school("sch240003")
    event = campaign.event(EventKind.PARTICIPANTS_CHANGED)
    campaign.write(
        lambda tx: campaign.participants.join(
            tx, later, {school.organisation_id: school.region}, since=campaign.opens_at, reason="", by_account=None,
            event=event,
        )
    )  # fmt: skip
    answer = campaign.templates.compare(school, later, edited(data, Лист_B2=5, Лист_C2=9))
    assert [(one["address"], one["becomes"]) for one in answer["changes"]] == [("E2", "5")]
    assert [one["where"] for one in answer["homeless"]] == ["«Лист», C2"]
    assert ["прежней версии" in note or "другого сбора" in note for note in answer["notes"]] == [True, True]
    assert before != later
    assert COMPUTED not in [cell[2] for cell in answer["cells"]]


def test_only_who_takes_part_gets_a_workbook_and_brings_it_back_while_it_is_open(campaign: Campaign, clock) -> None:
    school, outside = campaign.school("sch240001"), campaign.school("sch240009", joins=False)
    watcher = campaign.world.account("spo_coord_24")
    for person in (outside, watcher):
        with pytest.raises(Refused):
            campaign.templates.template(person, campaign.id)
        with pytest.raises(Refused):
            campaign.templates.compare(person, campaign.id, b"")
    _, data = campaign.templates.template(school, campaign.id)
    clock.forward(days=3)
    assert campaign.templates.template(school, campaign.id)[1]
    with pytest.raises(Closed):
        campaign.templates.compare(school, campaign.id, data)
