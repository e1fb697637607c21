"""A draft keeps whatever was typed: in its cells, or in «Не вошло», unless somebody who saw it wrote over it."""

from datetime import UTC, datetime
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fisoko.domain.drafts import Batch, Draft, place
from fisoko.domain.forms.form import Cell, Column, Form, Row, Sheet
from fisoko.domain.forms.value import same

MOMENT = datetime(2026, 11, 25, 14, 43, tzinfo=UTC)
FREE = {"free": 1000}


def batch(seq, *ops, window="w1", base=0):
    return Batch(seq, window, base, MOMENT, [list(op) for op in ops])


def fold(*batches, draft=None):
    return (draft or Draft()).fold(batches, FREE)


def value(draft, sheet="s", row="r", column="c"):
    return draft.sheets[sheet]["cells"].get(row, {}).get(column)


def missed(draft):
    return [(item.cell, item.value, item.kept) for item in draft.missed]


def test_the_last_of_one_window_counts_even_when_it_has_seen_nothing_of_its_own() -> None:
    draft = fold(batch(1, ("set", "s", "r", "c", 5)), batch(2, ("set", "s", "r", "c", 6)))
    assert value(draft) == 6
    assert draft.missed == []


def test_another_window_that_has_seen_the_change_writes_over_it() -> None:
    draft = fold(batch(1, ("set", "s", "r", "c", 5)), batch(2, ("set", "s", "r", "c", 6), window="w2", base=1))
    assert value(draft) == 6
    assert draft.missed == []


def test_a_day_old_laptop_does_not_write_over_what_it_has_not_seen() -> None:
    draft = fold(
        batch(1, ("set", "s", "r", "c", 5)),
        batch(2, ("set", "s", "r", "c", 7), window="laptop", base=0),
        batch(3, ("set", "s", "r", "d", 8), window="laptop", base=0),
    )
    assert value(draft) == 5
    assert value(draft, column="d") == 8
    assert missed(draft) == [(("s", "r", "c"), 7, 5)]
    assert draft.missed[0].to_json() == {
        "sheet": "s",
        "row": "r",
        "column": "c",
        "value": 7,
        "kept": 5,
        "saved_at": "2026-11-25T14:43:00+00:00",
    }


def test_the_same_value_typed_twice_is_no_quarrel() -> None:
    draft = fold(batch(1, ("set", "s", "r", "c", 5)), batch(2, ("set", "s", "r", "c", 5), window="w2"))
    assert draft.missed == []


@pytest.mark.parametrize(("one", "other"), [(True, 1), (0, False), ("1", 1), (None, 0)])
def test_values_of_different_kinds_are_a_quarrel(one, other) -> None:
    draft = fold(batch(1, ("set", "s", "r", "c", one)), batch(2, ("set", "s", "r", "c", other), window="w2"))
    assert value(draft) is one
    assert [item.value for item in draft.missed] == [other]


def test_what_did_not_get_in_is_taken_by_setting_it_again() -> None:
    draft = fold(
        batch(1, ("set", "s", "r", "c", 5)),
        batch(2, ("set", "s", "r", "c", 7), window="w2", base=0),
        batch(3, ("set", "s", "r", "c", 7), window="w2", base=2),
    )
    assert value(draft) == 7
    assert draft.missed == []


def test_an_edit_that_did_not_get_in_stays_while_others_have_not_seen_it() -> None:
    draft = fold(
        batch(1, ("set", "s", "r", "c", 5)),
        batch(2, ("set", "s", "r", "c", 7), window="w2", base=0),
        batch(3, ("set", "s", "r", "c", 6), window="w1", base=1),
    )
    assert value(draft) == 6
    assert missed(draft) == [(("s", "r", "c"), 7, 5)]


def test_free_rows_are_inserted_moved_and_deleted() -> None:
    draft = fold(
        batch(1, ("insert", "free", "a", None), ("insert", "free", "b", "a"), ("insert", "free", "c", None)),
        batch(2, ("set", "free", "a", "x", 1), ("move", "free", "c", "b")),
    )
    assert draft.sheets["free"]["rows"] == ["a", "b", "c"]
    fold(batch(3, ("delete", "free", "a"), ("insert", "free", "d", "gone"), base=2), draft=draft)
    assert draft.sheets["free"] == {"rows": ["b", "c", "d"], "cells": {}}


def test_an_edit_of_a_deleted_row_goes_to_what_did_not_get_in() -> None:
    draft = fold(
        batch(1, ("insert", "free", "a", None), ("set", "free", "a", "x", 1)),
        batch(2, ("delete", "free", "a"), base=1, window="w2"),
        batch(3, ("set", "free", "a", "x", 2), base=1),
        batch(4, ("insert", "free", "a", None), base=1),
    )
    assert draft.sheets["free"]["rows"] == []
    assert missed(draft) == [(("free", "a", "x"), 2, None)]
    fold(batch(5, ("delete", "free", "a"), base=4, window="w2"), draft=draft)
    assert draft.missed == []


def test_a_row_deleted_by_somebody_who_had_not_seen_its_new_value_keeps_that_value() -> None:
    draft = fold(
        batch(1, ("insert", "free", "a", None), ("set", "free", "a", "x", 1), ("set", "free", "a", "y", 1)),
        batch(2, ("set", "free", "a", "x", 2)),
        batch(3, ("delete", "free", "a"), window="w2", base=1),
    )
    assert missed(draft) == [(("free", "a", "x"), 2, None)]


def test_rows_past_the_most_are_not_inserted_and_their_values_are_kept_apart() -> None:
    done = [("insert", "free", "a", None), ("insert", "free", "b", "a"), ("set", "free", "b", "x", 1)]
    draft = Draft().fold([batch(1, *done)], {"free": 1})
    assert draft.sheets["free"] == {"rows": ["a"], "cells": {}}
    assert missed(draft) == [(("free", "b", "x"), 1, None)]


def test_values_without_a_place_in_the_form_go_to_what_did_not_get_in() -> None:
    columns = (Column("c", "B", "S!B", ("C",), Cell("integer")),)
    form = Form("f", "F", (Sheet("s", "S", 2, 2, (), columns, (Row("r", 2, ()),)),))
    draft = fold(batch(1, ("set", "s", "r", "c", 5), ("set", "s", "r", "old", 6), ("set", "gone", "r", "c", 7)))
    fold(batch(2, ("set", "s", "r", "older", None)), draft=draft)
    sheets, lost = place(draft, form)
    assert sheets == {"s": {"cells": {"r": {"c": 5}}}}
    assert [(item["sheet"], item["column"], item["value"]) for item in lost] == [("s", "old", 6), ("gone", "c", 7)]


values = st.one_of(st.none(), st.booleans(), st.integers(0, 3), st.sampled_from(["", "а"]))
cells = st.tuples(st.sampled_from(["s", "free"]), st.sampled_from(["r", "q"]), st.sampled_from(["c", "d"]))
ops = st.one_of(
    st.builds(lambda cell, value: ["set", *cell, value], cells, values),
    st.builds(lambda row, after: ["insert", "free", row, after], st.sampled_from("rq"), st.sampled_from("rqx")),
    st.builds(lambda row: ["delete", "free", row], st.sampled_from("rq")),
    st.builds(lambda row, after: ["move", "free", row, after], st.sampled_from("rq"), st.sampled_from("rqx")),
)


@st.composite
def logs(draw):
    made = draw(st.lists(st.tuples(st.sampled_from(["w1", "w2", "w3"]), st.integers(0, 9), st.lists(ops, max_size=4))))
    seqs = accumulate(draw(st.lists(st.integers(1, 3), min_size=len(made), max_size=len(made))))
    return [
        Batch(seq, window, max(0, seq - 1 - back), MOMENT, done)
        for seq, (window, back, done) in zip(seqs, made, strict=True)
    ]


@given(logs(), st.randoms(use_true_random=False), st.integers(0, 30))
def test_whatever_the_order_and_the_repeats_the_draft_is_one(log, random, cut) -> None:
    whole = Draft().fold(log, FREE).to_json()
    shuffled = [*log, *log[: cut % (len(log) + 1)]]
    random.shuffle(shuffled)
    assert Draft().fold(shuffled, FREE).to_json() == whole
    part = Draft.from_json(Draft().fold(log[: cut % (len(log) + 1)], FREE).to_json())
    assert part.fold(log, FREE).to_json() == whole


@given(logs())
def test_nothing_that_was_typed_is_lost(log) -> None:
    draft = Draft().fold(log, FREE)
    done = [(number, batch, op) for number, batch in enumerate(log) for op in batch.ops]
    for at, (_, batch, op) in enumerate(done):
        if op[0] != "set":
            continue
        _, sheet, row, column, typed = op
        overwritten = any(
            (later.window == batch.window or later.base >= batch.seq)
            and ((then[0] == "set" and then[1:4] == [sheet, row, column]) or then[:3] == ["delete", sheet, row])
            for _, later, then in done[at + 1 :]
        )
        kept = same(value(draft, sheet, row, column), typed) and column in draft.sheets[sheet]["cells"].get(row, {})
        listed = any(item.cell == (sheet, row, column) and same(item.value, typed) for item in draft.missed)
        assert overwritten or kept or listed, (op, batch)


@given(logs())
def test_every_cell_of_a_free_sheet_stands_in_a_row_that_is_there(log) -> None:
    draft = Draft().fold(log, FREE)
    if "free" in draft.sheets:
        rows = draft.sheets["free"]["rows"]
        assert len(set(rows)) == len(rows)
        assert set(draft.sheets["free"]["cells"]) <= set(rows)
