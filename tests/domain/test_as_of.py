"""Moments of the past are typed as Russians write them or as programs do, and mean the same."""

from datetime import UTC, datetime

import pytest

from fisoko.domain.as_of import for_people, read_moment, shown_moment
from fisoko.domain.error import BadRequest

NOW = datetime(2026, 11, 28, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("07.09.2026 18:00", "07.09.2026 18:00"),
        ("7.9.2026 в 18:00", "07.09.2026 18:00"),
        ("07.09.2026", "07.09.2026 00:00"),
        ("2026-09-07 18:00", "07.09.2026 18:00"),
        ("2026-09-07", "07.09.2026 00:00"),
        ("2026-09-07T15:00:00Z", "07.09.2026 18:00"),
        ("2026-09-07T18:00:00+03:00", "07.09.2026 18:00"),
    ],
)
def test_a_moment_is_typed_as_people_and_as_programs_write_it(text: str, shown: str) -> None:
    assert shown_moment(text) == shown
    assert read_moment(text, NOW) == read_moment(shown, NOW)


@pytest.mark.parametrize("text", ["вчера", "31.11.2026", "07.09.26", "2026-13-01", "", "18:00"])
def test_what_is_no_moment_is_refused_with_forms_that_are_taken(text: str) -> None:
    with pytest.raises(BadRequest) as refused:
        read_moment(text, NOW)
    said = for_people(refused.value.text)
    assert said.startswith(f"«{text}» – не момент времени.")
    forms = [one for one in ("28.11.2026 18:00", "28.11.2026", "2026-11-28T18:00:00+03:00") if one in said]
    assert len(forms) == 3
    assert len({shown_moment(one)[:10] for one in forms}) == 1
    assert shown_moment(text) == ""
