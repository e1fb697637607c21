"""Answers as JSON: whatever Python's own writer takes is read back the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fisoko.web.as_json import as_json

PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@given(VALUES)
def test_values_come_back_as_they_were(value: object) -> None:
    assert json.loads(as_json(value)) == value


def test_whole_numbers_of_any_length_and_keys_that_are_numbers_are_written() -> None:
    assert as_json({"n": 2**70}) == '{"n":1180591620717411303424}'
    assert as_json({7: "семь"}) == '{"7":"семь"}'


def test_what_no_json_holds_is_refused() -> None:
    with pytest.raises(TypeError):
        as_json({"a": object()})
