"""Moments are typed and shown in Moscow time and kept in UTC."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fisoko.domain.moscow import iso, parse, show, show_seconds, today

MOMENT = datetime(2026, 11, 28, 22, 30, 5, 345678, tzinfo=UTC)


def test_a_moment_is_shown_in_moscow_time_and_carried_in_utc() -> None:
    assert show(MOMENT) == "29.11.2026 01:30"
    assert show_seconds(MOMENT) == "29.11.2026 01:30:05"
    assert today(MOMENT) == date(2026, 11, 29)
    assert iso(MOMENT) == "2026-11-28T22:30:05.345Z"


@given(st.datetimes(datetime(2000, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_what_is_shown_can_be_typed_back(moment) -> None:
    assert parse(show_seconds(moment)) == moment.replace(microsecond=0)


@pytest.mark.parametrize("text", ["", "28.11.2026", "31.11.2026 18:00", "28.11.2026 24:00", "2026-11-28 18:00", "x"])
def test_what_is_no_moment_is_refused_with_an_example(text) -> None:
    with pytest.raises(ValueError, match=r"Введите дату и время так: 28\.11\.2026 18:00\."):
        parse(text)
