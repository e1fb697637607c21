"""Every way of laying out a workbook that could be read in two ways has its one reading beside it."""

import itertools
import json
from pathlib import Path

import pytest

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
