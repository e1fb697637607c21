"""Every way of laying out a workbook that could be read in two ways has its one reading beside it."""

import itertools
import json
from datetime import date
from pathlib import Path

import pytest

from fisoko.domain.forms.checking import Calculation, check
from fisoko.domain.forms.form import Form
from fisoko.domain.forms.reading import check_workbook
from fisoko.domain.forms.reading.workbook import read_form

HERE = Path(__file__).parent
OURS = HERE.parents[1] / "data" / "forms"


def counted_ids():
    numbers = itertools.count(1)
    return lambda: f"id{next(numbers):06d}"


@pytest.mark.parametrize("workbook", sorted(HERE.glob("*.xlsx")), ids=lambda path: path.stem)
def test_a_workbook_is_read_as_it_is_written_beside_it(workbook):
    expected = json.loads(workbook.with_suffix(".json").read_text(encoding="utf-8"))
    assert read_form(workbook, counted_ids()).to_json() == expected


@pytest.mark.parametrize("workbook", sorted(HERE.glob("*.json")), ids=lambda path: path.stem)
def test_every_expected_reading_has_its_workbook(workbook):
    assert workbook.with_suffix(".xlsx").exists()


@pytest.mark.parametrize("name", ["kontingent", "kuratory", "raspisanie"])
def test_the_forms_of_the_demonstration_are_read_without_a_word(name):
    reading = check_workbook((OURS / f"{name}.xlsx").read_bytes())
    assert reading.problems == []
    assert reading.form is not None
    assert reading.form.key == name
    assert Form.from_json(json.loads(json.dumps(reading.form.to_json()))) == reading.form


def test_the_contingent_has_what_the_manual_shows():
    form = read_form(OURS / "kontingent.xlsx").form
    assert form is not None
    assert [(sheet.name, sheet.free) for sheet in form.sheets] == [
        ("Контингент", False),
        ("Ответственные", True),
        ("Сведения об ОО", False),
    ]
    main, people, facts = form.sheets
    assert main.columns[1].path == ("Обучающихся на 1 курсе, человек", "очно", "за счет бюджета")
    assert len(main.rows) == 15
    assert main.rows[6].captions == ("Профессии", "54.01.20 Графический дизайнер")
    assert people.max_rows == 50
    assert [column.path[0] for column in people.columns if column.required] == ["ФИО", "Телефон"]
    assert {rule.level for rule in form.rules} == {"error", "warning"}
    required = [facts.cell(row.id, facts.columns[0].id).required for row in facts.rows]
    assert sum(required) == 1


def test_a_share_of_the_contingent_is_not_judged_before_it_is_known():
    form = read_form(OURS / "kontingent.xlsx").form
    assert form is not None
    sheet = form.sheets[0]
    row, ids = sheet.rows[0].id, {column.letter: column.id for column in sheet.columns}

    def found(**cells):
        values = {sheet.id: {"cells": {row: {ids[letter]: value for letter, value in cells.items()}}}}
        share = Calculation(form, values, date(2026, 9, 20)).cell(sheet.id, row, ids["J"])
        about = [one for one in check(form, values, date(2026, 9, 20)) if one.address in ("I4", "J4")]
        return share, [(one.address, one.level, one.text.split(":")[0].split(".")[0]) for one in about]

    assert found(D=20) == ("", [("I4", "error", "В строке есть обучающиеся")])
    assert found(D=20, I=0) == (0, [("J4", "warning", "Участвуют меньше 90\N{NO-BREAK SPACE}% обучающихся")])
    assert found(D=20, I=19) == (0.95, [])
