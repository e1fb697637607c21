"""Moments as people read and type them, in Moscow time, and as JSON carries them, in UTC."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

MOSCOW = timezone(timedelta(hours=3), "мск")  # no change of clocks since 2014
_TYPED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s+в)?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s+мск)?")


def show(moment: datetime) -> str:
    """«28.11.2026 18:00», Moscow time."""
    return moment.astimezone(MOSCOW).strftime("%d.%m.%Y %H:%M")


def show_seconds(moment: datetime) -> str:
    """«28.11.2026 18:00:05», Moscow time."""
    return moment.astimezone(MOSCOW).strftime("%d.%m.%Y %H:%M:%S")


def parse(text: str) -> datetime:
    """The UTC moment of «28.11.2026 18:00», typed in Moscow time. Raises ValueError with a Russian sentence."""
    match = _TYPED.fullmatch(text.strip())
    try:
        if not match:
            raise ValueError
        day, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=MOSCOW).astimezone(UTC)
    except ValueError:
        raise ValueError(f"«{text}» – не момент времени. Введите дату и время так: 28.11.2026 18:00.") from None


def today(now: datetime) -> date:
    """The date in Moscow at this moment."""
    return now.astimezone(MOSCOW).date()


@lru_cache(maxsize=4096)  # the same terms and publications stand in everybody's page
def iso(moment: datetime) -> str:
    """«2026-11-25T14:43:12.345Z»: UTC with milliseconds, as JSON carries moments."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def iso_or_none(moment: datetime | None) -> str | None:
    """The same for a moment that may be missing."""
    return iso(moment) if moment else None
