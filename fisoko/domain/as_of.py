"""A moment in the past at which data are asked for."""

import re
from datetime import UTC, datetime, timedelta

from fisoko.domain import moscow
from fisoko.domain.error import BadRequest

PARAMETER = "as_of: "  # by which programs know what a sentence is about
FIRST = datetime(2000, 1, 1, tzinfo=UTC)  # the journal begins here
NOT_A_MOMENT = (
    PARAMETER + "«{text}» – не момент времени. Укажите его так: 2026-11-28T18:00:00+03:00, 2026-11-28 18:00 (мск) "
    "или 2026-11-28 (начало дня, мск)."
)
FUTURE = PARAMETER + "момент {when} мск еще не наступил. Укажите момент не позже нынешнего."
UNKNOWN = PARAMETER + "о моменте {when} мск ничего не известно: журнал начинается позже."
SETTLED = timedelta(seconds=30)  # a request that came by a moment is committed by so much later
FRESH = (
    PARAMETER + "данные на {when} мск еще записываются. Повторите через полминуты или не указывайте момент: "
    "тогда данные будут на сейчас."
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)


def for_people(text: str) -> str:
    """The same sentence for somebody who has typed a moment and no parameter."""
    return text.removeprefix(PARAMETER)


def read_moment(text: str, now: datetime) -> datetime:
    """The UTC moment of a parameter: ISO 8601 (without a zone: Moscow time) or «28.11.2026 18:00».

    Raises BadRequest for what is no moment, one to come, or one before anything is known.
    """
    try:
        if _ISO.fullmatch(text):
            moment = datetime.fromisoformat(text)
            moment = (moment if moment.tzinfo else moment.replace(tzinfo=moscow.MOSCOW)).astimezone(UTC)
        else:
            moment = moscow.parse(text)
    except (ValueError, OverflowError):
        raise BadRequest(NOT_A_MOMENT.format(text=text[:40])) from None
    if moment > now:
        raise BadRequest(FUTURE.format(when=moscow.show_seconds(moment)))
    if moment < FIRST:
        raise BadRequest(UNKNOWN.format(when=moscow.show_seconds(moment)))
    return moment


def read_settled(text: str, now: datetime) -> datetime:
    """The same for a moment about which nothing more can come: at least 30 seconds old, or BadRequest says to wait."""
    moment = read_moment(text, now)
    if moment > now - SETTLED:
        raise BadRequest(FRESH.format(when=moscow.show_seconds(moment)))
    return moment
