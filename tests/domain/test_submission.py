"""A submission's document has one text, one control sum, and a code that can be read aloud."""

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from fisoko.domain.submission import CODE_SIGNS, canonical, control_code, document, sha256, unexplained


def make(values):
    moment = datetime(2026, 11, 25, 14, 43, tzinfo=UTC)
    return document(
        collection=1,
        organisation=2,
        number=1,
        form_version=3,
        submitted_at=moment,
        values=canonical(values),
        explanations=[],
    )


def test_the_order_of_keys_does_not_change_the_sum() -> None:
    assert sha256(make({"a": 1, "б": [1, None]})) == sha256(make({"б": [1, None], "a": 1}))
    assert sha256(make({"a": 1})) != sha256(make({"a": 2}))
    assert canonical({"б": 1.5}) == '{"б":1.5}'


@given(st.binary())
def test_a_code_has_eight_signs_that_are_hard_to_mistake(content) -> None:
    code = control_code(sha256(content.hex()))
    assert len(code) == 8
    assert set(code) <= set(CODE_SIGNS)
    assert not set(code) & set("ILOU")


def test_a_warning_needs_ten_signs_of_explanation() -> None:
    warnings = [
        {"rule": "r1", "kind": "rule", "sheet": "one", "address": "D5"},
        {"rule": None, "kind": "limits", "sheet": "one", "address": "D6"},
        {"rule": "r2", "kind": "rule", "sheet": "one", "address": "D7"},
    ]
    given_ = {"r1@one!D5": "Класс объединен", "limits@one!D6": "  коротко  "}
    assert [warning["address"] for warning in unexplained(warnings, given_)] == ["D6", "D7"]


def test_warnings_at_one_address_of_two_sheets_have_an_explanation_each() -> None:
    warnings = [{"rule": None, "kind": "limits", "sheet": sheet, "address": "D6"} for sheet in ("one", "two")]
    left = unexplained(warnings, {"limits@one!D6": "Класс объединен"})
    assert [warning["sheet"] for warning in left] == ["two"]
    assert unexplained(warnings, {"limits@one!D6": "Класс объединен", "limits@two!D6": "Набор меньше прежнего"}) == []


def test_a_document_is_canonical_as_a_whole() -> None:
    text = make({"б": {"cells": {"r": {"c": 1.5}}}, "a": None})
    assert canonical(json.loads(text)) == text
