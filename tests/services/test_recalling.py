"""«История» of a draft: its own organisation reads it, page by page, and goes back to any moment of it."""

import json

import pytest

from fisoko.domain.error import Refused
from fisoko.services import recalling
from tests.services.collecting import FIRST, FREE, NAME, ROW, SECOND, SHEET, Campaign


def set_first(value):
    return ("set", SHEET, ROW, FIRST, value)


def test_a_history_names_cells_values_and_windows_newest_first(campaign: Campaign, clock) -> None:
    school = campaign.school("sch240001")
    campaign.save(school, 1, set_first(25), ("set", SHEET, ROW, SECOND, 3))
    clock.forward(minutes=5)
    rows = ("insert", FREE, "rowfree01", None), ("set", FREE, "rowfree01", NAME, "Анна")
    last = campaign.save(school, 1, set_first({"raw": "много"}), *rows, window="w2", base=1)
    told = campaign.recalling.history(school, campaign.id)
    json.dumps(told)
    new, old = told["entries"]
    assert (told["windows"], told["next"], told["seq"]) == ({"w1": 1, "w2": 2}, None, last["seq"])
    assert (new["window"], new["saved_at"], new["added"], new["count"]) == ("w2", last["saved_at"], 1, 2)
    assert [(one["sheet_name"], one["address"], one["was"], one["becomes"]) for one in new["changes"]] == [
        ("Лист", "B2", "25", "много"),
        ("Имена", "A2", "", "Анна"),
    ]
    assert new["changes"][0]["fault"]
    assert [(one["address"], one["was"], one["becomes"]) for one in old["changes"]] == [
        ("B2", "", "25"),
        ("C2", "1", "3"),  # the first value of the form stood there
    ]


def test_a_long_history_comes_in_pages_without_a_gap(
    campaign: Campaign, clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recalling, "PAGE", 2)
    school = campaign.school("sch240001")
    base = 0
    for number in range(1, 6):
        base = campaign.save(school, number, set_first(number), base=base)["seq"]
        clock.forward(minutes=2)
    seen: list[str] = []
    before = 0
    while before is not None:
        told = campaign.recalling.history(school, campaign.id, before)
        assert len(told["entries"]) <= 2
        seen += [entry["changes"][0]["becomes"] for entry in told["entries"]]
        before = told["next"]
    assert seen == ["5", "4", "3", "2", "1"]


def test_a_moment_comes_back_by_an_ordinary_batch_which_is_in_the_history_too(campaign: Campaign, clock) -> None:
    school = campaign.school("sch240001")
    row = ("insert", FREE, "rowfree01", None), ("set", FREE, "rowfree01", NAME, "Анна")
    then = campaign.save(school, 1, set_first(25), *row)
    clock.forward(minutes=2)
    edits = set_first(30), ("set", SHEET, ROW, SECOND, 9), ("delete", FREE, "rowfree01")
    saved = campaign.save(school, 2, *edits, base=then["seq"])
    told = campaign.recalling.back_to(school, campaign.id, then["seq"])
    assert (told["count"], told["saved_at"], told["added"]) == (3, then["saved_at"], {FREE: 1})
    assert [(one["address"], one["was"], one["becomes"]) for one in told["changes"]] == [
        ("B2", "30", "25"),
        ("C2", "9", "1"),
        ("A2", "", "Анна"),
    ]
    clock.forward(minutes=2)
    cells = [("set", sheet, row.replace("+1", "rowfree02"), *rest) for sheet, row, *rest in told["cells"]]
    campaign.save(school, 3, ("insert", FREE, "rowfree02", None), *cells, base=saved["seq"])
    assert campaign.recalling.back_to(school, campaign.id, then["seq"])["count"] == 0
    assert campaign.recalling.history(school, campaign.id)["entries"][0]["count"] == 3
    nothing = campaign.recalling.back_to(school, campaign.id, 0)
    assert (nothing["saved_at"], nothing["removed"]) == ("", {FREE: ["rowfree02"]})
    assert nothing["cells"] == [[SHEET, ROW, FIRST, None]]  # the first value of the other cell stands already


def test_nobody_reads_the_history_of_another_organisation(campaign: Campaign) -> None:
    school, other = campaign.school("sch240001"), campaign.school("sch240002")
    campaign.save(school, 1, set_first(25))
    assert campaign.recalling.history(other, campaign.id)["entries"] == []
    for person in (campaign.world.account("spo_coord_24"), campaign.world.account("fed_one")):
        with pytest.raises(Refused):
            campaign.recalling.history(person, campaign.id)
    outsider = campaign.school("sch240003", joins=False)
    with pytest.raises(Refused):
        campaign.recalling.history(outsider, campaign.id)
    with pytest.raises(Refused):
        campaign.recalling.back_to(outsider, campaign.id, 1)
