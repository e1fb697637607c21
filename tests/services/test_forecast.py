"""What is said of the closing: whole participants and what per cent these are."""

from datetime import UTC, datetime, timedelta

import pandas as pd

from fisoko.analytics.pace import Past, forecast

CLOSES = datetime(2026, 12, 20, 15, tzinfo=UTC)
NOW = CLOSES - timedelta(days=20)


def pace_of(counts: dict[int, int], participants: int, closes_at: datetime) -> pd.DataFrame:
    """So many submitted in the hour that many days before the closing."""
    hours = [closes_at.replace(tzinfo=None) - timedelta(days=days) for days in counts]
    submitted = [*counts.values()]
    totals = [sum(submitted[: at + 1]) for at in range(len(submitted))]
    return pd.DataFrame({"hour": hours, "submitted": submitted, "cumulative": totals, "participants": participants})


def told(participants: int, done: int, *parts: tuple[int, int]) -> str:
    """The sentence where of each past collection's participants that many submitted in the last days."""
    past = [
        Past(at, pace_of({10: late}, people, CLOSES - timedelta(days=90)), CLOSES - timedelta(days=90))
        for at, (late, people) in enumerate(parts)
    ]
    now = pace_of({25: done}, participants, CLOSES)
    said = forecast(now, participants=participants, closes_at=CLOSES, at=NOW, past=past).text
    return said.replace("\u00a0", " ")


def test_the_per_cent_is_that_of_the_participants_named() -> None:
    # 60 + 102 * 0.6238 = 123.6 people, 76.3 per cent: the sentence names 124 of 162, which are 77.
    assert told(162, 60, (63, 101)) == (
        "Прогноз к закрытию: сдадут 124 из 162 участников (77 %), если сдавать будут так же, как в прошлый сбор."
    )


def test_several_past_collections_give_a_range_unless_they_agree() -> None:
    assert told(100, 20, (40, 80), (60, 80), (48, 80)) == (
        "Прогноз к закрытию: сдадут 68 из 100 участников (68 %), по прошлым сборам от 60 до 80 (60–80 %). "
        "Прошлых сборов для сравнения: 3."
    )
    assert told(100, 20, (40, 80), (20, 40)).endswith("(60 %), если сдавать будут так же, как в прошлые сборы.")


def test_less_than_all_is_never_said_to_be_all() -> None:
    assert "999 из 1 000 участников (99 %)" in told(1000, 999, (0, 10))
