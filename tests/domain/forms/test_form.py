"""The form and its JSON."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fisoko.domain.forms.form import Caption, Cell, Column, Form, Limits, Row, Rule, Sheet, address, letter, number

INTEGER = Cell(
    "integer", required=True, limits=Limits("number", "between", ["num", 0], ["num", 400]), error="От 0 до 400."
)
FIXED = Sheet(
    id="k3f9a2c1",
    name="Контингент",
    rules="Заполните все строки",
    top=4,
    left=2,
    captions=(Caption("Профессия", "A", 280),),
    columns=(
        Column("aaaaaaa1", "B", "Контингент!B", ("Обучающихся", "очно"), INTEGER, required=True, hint="Человек"),
        Column("aaaaaaa2", "C", "share", ("Доля",), Cell("percent", 1, style={"bold": True, "fill": "#ffeecc"})),
    ),
    rows=(
        Row("rrrrrrr1", 5, ("09.02.07",), {"aaaaaaa2": Cell("text", value="x", list=("x", "y"), strict=False)}),
        Row(
            "rrrrrrr2",
            7,
            ("Итого",),
            {"aaaaaaa1": Cell("integer", formula=["call", "SUM", [["range", 0, 5, 2, 6, 2, 0, 0, 0, 0]]])},
        ),
    ),
)
FREE = Sheet(
    "freefre1",
    "Список",
    2,
    1,
    (),
    (Column("ccccccc1", "A", "Список!A", ("ФИО",), Cell("text")),),
    free=True,
    max_rows=50,
)
FORM = Form(
    key="kontingent",
    title="Контингент",
    sheets=(FIXED, FREE),
    note="Пояснение",
    constants={"Списки": {"A1": "да", "A2": 1.5}, "0": {"A1": None}},
    rules=(
        Rule("uuuuuuu1", "k3f9a2c1", (5, 2, 6, 2), ["op", ">", ["ref", 0, 5, 2, 0, 0], ["num", 0]], "Мало", "warning"),
    ),
)


def test_a_form_survives_its_json_whole() -> None:
    text = json.dumps(FORM.to_json(), ensure_ascii=False)
    assert Form.from_json(json.loads(text)) == FORM
    assert json.loads(json.dumps(Form.from_json(json.loads(text)).to_json())) == json.loads(text)


def test_what_is_absent_is_left_out_of_the_json() -> None:
    assert Cell("text").to_json() == {"type": "text"}
    assert Cell("decimal", 2, value=0).to_json() == {"type": "decimal", "decimals": 2, "value": 0}
    assert Cell("text", list=()).to_json() == {"type": "text", "list": [], "strict": True}


def test_a_missing_optional_key_means_nothing_set() -> None:
    cell = Cell.from_json({"type": "integer"})
    assert (cell.required, cell.locked, cell.value, cell.list, cell.limits, cell.strict) == (
        False,
        False,
        None,
        None,
        None,
        True,
    )
    assert cell.writable


def test_a_cell_is_its_rows_own_or_its_columns() -> None:
    assert FIXED.cell("rrrrrrr1", "aaaaaaa1") is INTEGER
    assert FIXED.cell("rrrrrrr1", "aaaaaaa2").list == ("x", "y")
    assert not FIXED.cell("rrrrrrr2", "aaaaaaa1").writable
    assert FREE.cell("anyrowofthebrowser", "ccccccc1").type == "text"
    with pytest.raises(KeyError):
        FIXED.cell("nothere1", "aaaaaaa1")
    with pytest.raises(KeyError):
        FIXED.cell("rrrrrrr1", "nothere1")


def test_addresses_are_excels() -> None:
    assert FIXED.address("rrrrrrr2", "aaaaaaa2") == "C7"
    assert FREE.address("b", "ccccccc1", ["a", "b"]) == "A3"
    assert address(5, 28) == "AB5"
    with pytest.raises(KeyError):
        FREE.address("z", "ccccccc1", ["a", "b"])
    with pytest.raises(KeyError):
        FORM.sheet("nothere1")
    assert FORM.sheet("freefre1") is FREE


def test_letters_of_known_columns() -> None:
    assert [letter(n) for n in (1, 26, 27, 52, 53, 702, 703, 16384)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]
    for wrong in ("", "1", "Ж", "A1"):
        with pytest.raises(ValueError, match="not a column"):
            number(wrong)
    with pytest.raises(ValueError, match="no column"):
        letter(0)


@given(st.integers(1, 100_000))
def test_a_columns_letters_give_back_its_number(n: int) -> None:
    assert number(letter(n)) == n
    assert number(letter(n).lower()) == n


def test_a_changed_cell_changes_the_json() -> None:
    assert replace(INTEGER, locked=True).to_json() != INTEGER.to_json()
