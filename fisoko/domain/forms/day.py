"""Dates and times of day: read as a Russian Excel takes them, and their serial numbers in formulas."""

import re
from datetime import date, timedelta

from fisoko.domain.forms.number import GAPS, trim

MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
ENDINGS = ("аря", "раля", "та", "еля", "я", "я", "я", "уста", "тября", "ября", "бря", "абря")
_WHOLE_MONTHS = frozenset(
    {
        *("январь", "февраль", "март", "апрель", "май", "июнь"),
        *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
    }
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_CLOCK = re.compile(r"([0-9]{2}):([0-9]{2})")
_DATE = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?: ?г\.?)?(?: 0?0:00(?::00)?)?")
_NAMED = re.compile(r"([0-9]{1,2})[ .-]([а-я]+)\.?[ .-]([0-9]{4}|[0-9]{2})(?: ?г(?:\.|ода)?)?")
_YEAR_FIRST = re.compile(r"([0-9]{4})([./-])([0-9]{1,2})\2([0-9]{1,2})(?:[ t]0?0:00(?::00)?)?")
_COMMAS = re.compile(r"([0-9]{1,2}),([0-9]{1,2}),([0-9]{4}|[0-9]{2})(?: ?г\.?)?")
_DAY_AND_MONTH = re.compile(r"([0-9]{1,2})([.,/-])([0-9]{1,2})")
_DAY_AND_NAME = re.compile(r"([0-9]{1,2})[ .-]([а-я]+)\.?")
_MONTH_AND_YEAR = re.compile(r"([0-9]{1,2})[.,/-][0-9]{4}|([а-я]+)\.?[ .-][0-9]{4}(?: ?г(?:\.|ода)?)?")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_EPOCH = date(1899, 12, 30)
_LEAP = 60  # Excel counts 29 February 1900, which never was
LAST = 2_958_465  # 31.12.9999


def is_date(text: str) -> bool:
    """Whether the text is a date as values keep it, from 1900 on: 2026-09-07."""
    match = _ISO.fullmatch(text)
    return match is not None and _iso(*map(int, match.groups())) is not None


def is_time(text: str) -> bool:
    """Whether the text is a time of day as values keep it: 09:30."""
    match = _CLOCK.fullmatch(text)
    return match is not None and int(match[1]) < 24 and int(match[2]) < 60


def read_date(text: str) -> str | None:
    """The date of a text: «07.09.2021», «7.9.21», «7/9/2021», «7 сентября 2021», «2021-09-07»; None when none."""
    text = trim(GAPS.sub(" ", text)).lower()
    if match := _DATE.fullmatch(text):
        return _iso(_year(match[4]), int(match[3]), int(match[1]))
    if match := _YEAR_FIRST.fullmatch(text):
        return _iso(int(match[1]), int(match[3]), int(match[4]))
    if match := _NAMED.fullmatch(text):
        return _iso(_year(match[3]), _month(match[2]), int(match[1]))
    return None


def typed_date(text: str, today: date | None = None) -> str | None:
    """The date that a person means: as `read_date`, with commas for points, and without a year that of `today`.

    «01,09,2026», and in 2026 «1.9», «1/9» and «1 сентября», as Excel takes them. «1,9» is a number to Excel, so that it
    is no date here.
    """
    text = trim(GAPS.sub(" ", text)).lower()
    found = read_date(text.replace(",", ".") if _COMMAS.fullmatch(text) else text)
    if found is not None or today is None:
        return found
    if (match := _DAY_AND_MONTH.fullmatch(text)) and match[2] != ",":
        return _iso(today.year, int(match[3]), int(match[1]))
    if match := _DAY_AND_NAME.fullmatch(text):
        return _iso(today.year, _month(match[2]), int(match[1]))
    return None


def lacks(text: str) -> str | None:
    """What a text lacks to be a date: "year" («1.9», «1 сентября») or "day" («09.2026», «сентябрь 2026»), else None."""
    text = trim(GAPS.sub(" ", text)).lower()
    if match := _DAY_AND_MONTH.fullmatch(text) or _DAY_AND_NAME.fullmatch(text):
        month = match[match.re.groups]
        known = 1 <= int(month) <= 12 if month.isdecimal() else _month(month) > 0
        return "year" if known and 1 <= int(match[1]) <= 31 else None
    if match := _MONTH_AND_YEAR.fullmatch(text):
        known = 1 <= int(match[1]) <= 12 if match[1] else _month(match[2]) > 0 or match[2] in _WHOLE_MONTHS
        return "day" if known else None
    return None


def read_time(text: str) -> str | None:
    """The time of a text: «9:30», «09:30:00»; None when it is none, or has seconds that would be lost."""
    match = _TIME.fullmatch(trim(GAPS.sub(" ", text)))
    if match is None or int(match[1]) > 23 or int(match[2]) > 59 or int(match[3] or 0):
        return None
    return f"{int(match[1]):02d}:{match[2]}"


def serial(text: str) -> int:
    """Excel's number of a date: 1900-01-01 → 1, 2026-09-07 → 46272."""
    days = (date.fromisoformat(text) - _EPOCH).days
    return days if days > _LEAP else days - 1


def fraction(text: str) -> float:
    """A time as a part of the day: 12:00 → 0.5."""
    hours, minutes = text.split(":")
    return (int(hours) * 60 + int(minutes)) / 1440


def from_serial(number: float) -> str | None:
    """The date of a serial number, its time left out; None when there is no such date."""
    days = int(number // 1)
    if days < 1 or days > LAST or days == _LEAP:
        return None
    return (_EPOCH + timedelta(days=days if days > _LEAP else days + 1)).isoformat()


def calendar(days: int) -> tuple[int, int, int] | None:
    """Year, month and day of a whole serial number, with Excel's 00.01 and 29.02 of 1900; None outside."""
    if days in (0, _LEAP):
        return (1900, 2, 29) if days else (1900, 1, 0)
    found = from_serial(days)
    return None if found is None else (int(found[:4]), int(found[5:7]), int(found[8:]))


def from_fraction(number: float) -> str:
    """The time of day of a serial number, to the nearest minute."""
    minutes = int((number - number // 1) * 1440 + 0.5) % 1440
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def show_date(text: str) -> str:
    """2026-09-07 → 07.09.2026."""
    return f"{text[8:]}.{text[5:7]}.{text[:4]}"


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 30 else 1900)


def _month(word: str) -> int:
    for place, (stem, ending) in enumerate(zip(MONTHS, ENDINGS, strict=True), 1):
        short = stem + "й" if stem == "ма" else stem
        if word in (short, stem + ending) or (word == "сент" and place == 9):
            return place
    return 0


def _iso(year: int, month: int, day: int) -> str | None:
    if year < 1900:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
