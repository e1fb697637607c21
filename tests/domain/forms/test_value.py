"""Values of cells: the table that the twin in JavaScript passes too, and what holds for any text."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fisoko.domain.forms.form import Cell
from fisoko.domain.forms.value import BadValue, FormulaError, coerce, fault, normal, same, show

CASES = json.loads((Path(__file__).parent / "cases/values.json").read_text(encoding="utf-8"))
TYPES = ("integer", "decimal", "percent", "date", "time", "text", "boolean", "general")
LIKELY = st.text("0123456789 ,.-+%:/eE\u00a0 даист", max_size=12)
TEXTS = st.one_of(LIKELY, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20))
# Zero and what a cell may hold: a float so small that it has fewer digits than others is refused at the door.
FLOATS = st.floats(-1e15, 1e15).filter(lambda x: x == 0 or abs(x) > 2.3e-308).map(lambda x: float(f"{x:.14e}"))
NUMBERS = st.one_of(st.integers(-(10**15) + 1, 10**15 - 1), FLOATS)


def exactly(one: Any, other: Any) -> bool:
    """Whether both are the same JSON."""
    return json.dumps(one) == json.dumps(other)


@pytest.mark.parametrize(("text", "cell", "value"), CASES["coerce"])
def test_a_typed_text_becomes_the_value_a_russian_excel_would_make(text: str, cell: dict[str, Any], value: Any) -> None:
    assert exactly(coerce(text, Cell.from_json(cell)), value)


@pytest.mark.parametrize(("text", "cell", "today", "value"), CASES["coerce_on"])
def test_a_date_without_a_year_is_of_the_present_one(text: str, cell: dict[str, Any], today: str, value: Any) -> None:
    assert exactly(coerce(text, Cell.from_json(cell), date.fromisoformat(today)), value)


@pytest.mark.parametrize(("value", "cell", "text"), CASES["show"])
def test_a_value_is_shown_in_russian(value: Any, cell: dict[str, Any], text: str) -> None:
    if isinstance(value, dict) and "error" in value:
        value = FormulaError(value["error"])
    assert show(value, Cell.from_json(cell)) == text


@pytest.mark.parametrize(("value", "cell", "reason"), CASES["fault"])
def test_a_value_of_another_type_has_its_reason(value: Any, cell: dict[str, Any], reason: str | None) -> None:
    assert fault(value, Cell.from_json(cell)) == reason


@pytest.mark.parametrize(("value", "kept"), CASES["normal"])
def test_the_door_lets_in_what_can_be_stored(value: Any, kept: Any) -> None:
    if isinstance(kept, dict) and "bad" in kept:
        with pytest.raises(BadValue, match=kept["bad"]):
            normal(value)
    else:
        assert exactly(normal(value), kept)


@pytest.mark.parametrize(("sign", "times", "sentence"), CASES["normal_long"])
def test_a_text_has_at_most_32767_units(sign: str, times: int, sentence: str | None) -> None:
    if sentence is None:
        assert normal(sign * times) == sign * times
    else:
        with pytest.raises(BadValue, match=sentence):
            normal(sign * times)


@pytest.mark.parametrize(("one", "other", "answer"), CASES["same"])
def test_two_values_are_the_same_or_not(one: Any, other: Any, answer: bool) -> None:
    assert same(one, other) is answer


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), 10**400, b"x", object(), 10**15 + 1])
def test_what_json_cannot_say_is_refused(value: Any) -> None:
    with pytest.raises(BadValue):
        normal(value)


@settings(deadline=None)
@given(TEXTS, st.sampled_from(TYPES), st.integers(0, 4))
def test_what_was_typed_is_kept_or_understood_and_can_be_stored(text: str, kind: str, decimals: int) -> None:
    cell = Cell(kind, decimals=decimals)
    value = coerce(text, cell, date(2026, 9, 20))
    assert normal(value) == value
    if isinstance(value, dict):
        assert show(value, cell) == value["raw"]
        assert fault(value, cell)
    else:
        assert fault(value, cell) is None


@settings(deadline=None)
@given(TEXTS, st.sampled_from(TYPES), st.integers(0, 4))
def test_what_is_shown_reads_back_as_the_same_value(text: str, kind: str, decimals: int) -> None:
    cell = Cell(kind, decimals=decimals)
    value = coerce(text, cell, date(2026, 9, 20))
    assert exactly(coerce(show(value, cell), cell, date(2026, 9, 20)), value)


@settings(deadline=None)
@given(NUMBERS, st.sampled_from(["decimal", "percent"]), st.integers(0, 4))
def test_any_number_of_15_digits_survives_being_shown_and_typed(number: float, kind: str, decimals: int) -> None:
    cell = Cell(kind, decimals=decimals)
    value = normal(number)
    assert exactly(coerce(show(value, cell), cell), value)


@settings(deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists))
def test_what_the_door_has_let_in_it_lets_in_again_unchanged(value: Any) -> None:
    try:
        kept = normal(value)
    except BadValue:
        return
    assert exactly(normal(kept), kept)
