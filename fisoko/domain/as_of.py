"""A moment in the past at which data are asked for."""

import re
from datetime import UTC, datetime, timedelta

from fisoko.domain import moscow
from fisoko.domain.error import BadRequest

PARAMETER = "as_of: "  # by which programs know what a sentence is about
FIRST = datetime(2000, 1, 1, tzinfo=UTC)  # the journal begins here
LAST = datetime(9000, 1, 1, tzinfo=UTC)
NOT_A_MOMENT = (
    PARAMETER + "«{text}» – не момент времени. Укажите его так: 28.11.2026 18:00 (мск), 28.11.2026 (начало дня, мск) "
    "или 2026-11-28T18:00:00+03:00."
)
FUTURE = PARAMETER + "момент {when} мск еще не наступил. Укажите момент не позже нынешнего."
UNKNOWN = PARAMETER + "о моменте {when} мск ничего не известно: журнал начинается позже."
SETTLED = timedelta(seconds=30)  # a request that came by a moment is committed by so much later
FRESH = (
    PARAMETER + "данные на {when} мск еще записываются. Повторите через полминуты или не указывайте момент: "
    "тогда данные будут на сейчас."
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}", re.ASCII)


def for_people(text: str) -> str:
    """The same sentence for somebody who has typed a moment and no parameter."""
    return text.removeprefix(PARAMETER)


def read_moment(text: str, now: datetime) -> datetime:
    """The UTC moment of a parameter: ISO 8601 (without a zone: Moscow time), «28.11.2026 18:00» or «28.11.2026».

    Raises BadRequest for what is no moment, one to come, or one before anything is known.
    """
    try:
        if _ISO.fullmatch(text):
            moment = datetime.fromisoformat(text)
            moment = (moment if moment.tzinfo else moment.replace(tzinfo=moscow.MOSCOW)).astimezone(UTC)
        else:
            moment = moscow.parse(f"{text} 00:00" if _DAY.fullmatch(text) else text)
    except (ValueError, OverflowError):
        raise BadRequest(NOT_A_MOMENT.format(text=text[:40])) from None
    if moment > now:
        raise BadRequest(FUTURE.format(when=moscow.show_seconds(moment)))
    if moment < FIRST:
        raise BadRequest(UNKNOWN.format(when=moscow.show_seconds(moment)))
    return moment


def moment_of(text: str) -> datetime | None:
    """The UTC moment of a parameter, whether it has come or not; None for what is no moment."""
    try:
        return read_moment(text.strip(), LAST)
    except BadRequest:
        return None


def shown_moment(text: str) -> str:
    """The same as people read it, «28.11.2026 18:00»; '' for what is no moment."""
    moment = moment_of(text)
    return moscow.show(moment) if moment else ""


def read_settled(text: str, now: datetime) -> datetime:
    """The same for a moment about which nothing more can come: at least 30 seconds old, or BadRequest says to wait."""
    moment = read_moment(text, now)
    if moment > now - SETTLED:
        raise BadRequest(FRESH.format(when=moscow.show_seconds(moment)))
    return moment
