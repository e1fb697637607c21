"""The history of a draft: nothing is left out of it, and any of its moments can be brought back."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fisoko.domain.drafts import Batch, Draft, free_sheets, place
from fisoko.domain.forms.value import same
from fisoko.domain.history import at, entries, whole
from fisoko.domain.submission import differences, returning
from tests.domain.forms.check_cases import FORMS, drafts
from tests.domain.test_returning import edits, typed

BEGAN = datetime(2026, 9, 20, 13, 20, tzinfo=UTC)


def batch(seq: int, ops: list[Any], seconds: int = 0, window: str = "w1") -> Batch:
    return Batch(seq, window, seq - 1, BEGAN + timedelta(seconds=seconds), ops)


@settings(deadline=None, max_examples=60)
@given(st.data(), st.sampled_from(sorted(FORMS)))
def test_any_moment_can_be_brought_back_by_ordinary_edits(data: st.DataObject, name: str) -> None:
    form = FORMS[name]
    free = free_sheets(form)
    log = [batch(seq, typed(data.draw(drafts(form))), 90 * seq) for seq in (1, 2, 3)]
    seq = data.draw(st.integers(0, 3))
    then, _ = place(at(log, free, seq), form)
    now, _ = place(Draft().fold(log, free), form)
    back = returning(form, now, whole(form, then))
    after, _ = place(Draft().fold([*log, batch(4, edits(back), 400)], free), form)
    assert [*differences(form, after, whole(form, then))] == []


@settings(deadline=None, max_examples=60)
@given(st.data(), st.sampled_from(sorted(FORMS)))
def test_the_changes_of_all_entries_lead_from_nothing_to_the_draft(data: st.DataObject, name: str) -> None:
    form = FORMS[name]
    free = free_sheets(form)
    log = [batch(seq, typed(data.draw(drafts(form))), 20 * seq) for seq in range(1, 5)]
    held: dict[tuple[str, str, str], Any] = {}
    for entry in entries(log, free):
        for change in entry.changes:
            assert same(change.was, held.get((change.sheet, change.row, change.column)))
            held[change.sheet, change.row, change.column] = change.becomes
    sheets = Draft().fold(log, free).sheets
    cells = {
        (sheet, row, column): value
        for sheet, one in sheets.items()
        for row, values in one["cells"].items()
        for column, value in values.items()
    }
    assert {cell: value for cell, value in held.items() if value not in (None, "")} == {
        cell: value for cell, value in cells.items() if value not in (None, "")
    }


def test_edits_of_one_window_within_a_minute_are_one_entry_and_those_of_another_stand_apart() -> None:
    def put(value: Any) -> list[Any]:
        return ["set", "s", "r", "c", value]

    def near(value: Any) -> list[Any]:
        return ["set", "s", "r", "d", value]

    log = [
        batch(1, [put(1)], 5),
        batch(2, [near(2)], 30),
        batch(3, [put(3)], 50),
        batch(4, [put(4)], 55, "w2"),
        batch(5, [put(5)], 70, "w2"),
        batch(6, [put(4)], 75, "w2"),
        batch(7, [put(4)], 200),
    ]
    found = [(one.seq, one.window, [(c.was, c.becomes, c.first) for c in one.changes]) for one in entries(log, {})]
    assert found == [
        (2, "w1", [(None, 1, True), (None, 2, True)]),
        (3, "w1", [(1, 3, False)]),  # the same cell again: what stood there can be brought back
        (4, "w2", [(3, 4, False)]),
        (5, "w2", [(4, 5, False)]),
        (6, "w2", [(5, 4, False)]),
    ]  # and the last came to nothing


def test_rows_that_came_went_and_moved_are_counted_and_a_removed_row_tells_what_it_held() -> None:
    free = {"f": 10}
    log = [
        batch(1, [["insert", "f", "a", None], ["insert", "f", "b", "a"], ["set", "f", "b", "c", "Анна"]]),
        batch(2, [["move", "f", "b", None]], 100),
        batch(3, [["delete", "f", "b"]], 200),
    ]
    first, second, third = entries(log, free)
    assert (first.added, first.removed, first.moved) == (2, 0, False)
    assert [(change.place, change.becomes) for change in first.changes] == [(1, "Анна")]
    assert (second.added, second.removed, second.moved, second.changes) == (0, 0, True, ())
    assert (third.added, third.removed, third.moved) == (0, 1, False)
    assert [(change.place, change.was, change.becomes) for change in third.changes] == [(0, "Анна", None)]
