"""Per cents are rounded by one rule, which never says all or nothing wrongly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fisoko.domain.share import percent, tenths


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(124, 162, 77), (73, 100, 73), (1, 8, 13), (29, 200, 15), (1, 1000, 1), (999, 1000, 99), (9, 9, 100), (0, 9, 0)],
)
def test_whole_per_cents_are_rounded_half_up(part: int, whole: int, shown: int) -> None:
    assert percent(part, whole) == shown


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (1, 3, "33,3"),
        (49, 400, "12,3"),
        (1, 9000, "0,1"),
        (8999, 9000, "99,9"),
        (1, 1, "100,0"),
        (0, 7, "0,0"),
        (-1, 8, "−12,5"),
    ],
)
def test_tenths_are_rounded_half_up(part: int, whole: int, shown: str) -> None:
    assert tenths(part, whole) == shown + "\u00a0%"


@given(st.integers(1, 45_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_all_and_nothing_are_said_of_all_and_nothing_alone(counts: tuple[int, int]) -> None:
    part, whole = counts
    assert (percent(part, whole) == 100) == (tenths(part, whole) == "100,0\u00a0%") == (part == whole)
    assert (percent(part, whole) == 0) == (tenths(part, whole) == "0,0\u00a0%") == (part == 0)
    assert abs(percent(part, whole) - 100 * part / whole) < 1
