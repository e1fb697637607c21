"""Whatever a browser sends, a batch is taken whole or refused with a sentence."""

import json
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from fisoko.domain.edits import checked, read_batch
from fisoko.domain.error import BadRequest, BadValues
from fisoko.domain.forms.addresses import Addresses
from fisoko.domain.request import read_request
from tests.services.collecting import FIRST, FREE, NAME, ROW, SHEET, collecting_form

ADDRESSES = Addresses(collecting_form())
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)
names = st.sampled_from([SHEET, FREE, ROW, FIRST, NAME, "rowfree01", "", "x", None])
ops = st.one_of(
    anything,
    st.tuples(st.just("set"), names, names, names, anything),
    st.tuples(st.sampled_from(["insert", "move"]), names, names, names),
    st.tuples(st.just("delete"), names, names),
)
bodies = st.one_of(
    anything,
    st.fixed_dictionaries(
        {
            "window": st.sampled_from(["w1", "", 5, "a b"]),
            "number": st.sampled_from([0, 1, 2**31, True, "1"]),
            "base": st.sampled_from([0, -1, 2**63, None]),
            "ops": st.lists(ops, max_size=6) | anything,
        }
    ),
)


@given(bodies)
def test_a_body_is_read_or_refused_and_what_is_taken_can_be_stored(body) -> None:
    try:
        typed = read_batch(json.dumps(body).encode())
        taken = checked(typed.ops, ADDRESSES)
    except (BadRequest, BadValues) as error:
        json.dumps(error.to_json())
        return
    assert len(taken) == len(typed.ops)
    json.dumps(taken, allow_nan=False).encode("utf-8")
    text = json.dumps(taken, ensure_ascii=False)
    text.encode("utf-8")
    assert "\0" not in text
    assert "\\u0000" not in text


@given(st.binary(max_size=60), st.sampled_from([read_batch, read_request]))
def test_bytes_that_are_no_json_are_refused(body, read) -> None:
    with suppress(BadRequest):  # any other error fails the test
        read(body)
