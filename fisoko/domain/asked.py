"""What a program asks of a table: its filters, its page, its moment, read from the parameters of an address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fisoko.domain.as_of import read_moment
from fisoko.domain.error import BadRequest

MOST_ROWS = 100_000  # of one page
PAGE_ROWS = 1_000  # of JSON, when nothing is said
FAR = 10**9
STATUSES = ("idle", "work", "done")
KINDS = ("sch", "spo")
REGION = re.compile(r"[0-9]{2}", re.ASCII)
LOGIN = re.compile(r"[A-Za-z0-9_]{1,64}", re.ASCII)

STRANGE = "Параметра «{name}» у этого адреса нет. Возможные параметры: {names}."
TWICE = "Параметр «{name}» указан несколько раз. Оставьте одно значение."
NOT_ONE_OF = "{name}: «{text}» указать нельзя. Возможные значения: {values}."
NOT_A_NUMBER = "{name}: укажите целое число от {least} до {most}."
NOT_A_REGION = "region: укажите код региона – две цифры, например 24."
NOT_A_LOGIN = "login: укажите логин организации, например spo240071."


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; '' and None narrow nothing. `limit` None: to the end."""

    region: str = ""
    kind: str = ""
    login: str = ""
    status: str = ""
    limit: int | None = None
    offset: int = 0
    as_of: datetime | None = None


def read_asked(words: Mapping[str, list[str]], allowed: tuple[str, ...], now: datetime) -> Asked:
    """The question of an address's parameters (name → values). Raises BadRequest for whatever is not understood."""
    one: dict[str, str] = {}
    for name, values in words.items():
        if name not in allowed:
            raise BadRequest(STRANGE.format(name=name[:40], names=", ".join(allowed)))
        if len(values) > 1:
            raise BadRequest(TWICE.format(name=name))
        one[name] = values[0]
    return Asked(
        region=_matching(one.get("region"), REGION, NOT_A_REGION),
        kind=_out_of(one.get("kind"), "kind", KINDS),
        login=_matching(one.get("login"), LOGIN, NOT_A_LOGIN),
        status=_out_of(one.get("status"), "status", STATUSES),
        limit=_count(one["limit"], "limit", 1, MOST_ROWS) if "limit" in one else None,
        offset=_count(one.get("offset", "0"), "offset", 0, FAR),
        as_of=read_moment(one["as_of"], now) if "as_of" in one else None,
    )


def _matching(text: str | None, pattern: re.Pattern[str], problem: str) -> str:
    if text is not None and not pattern.fullmatch(text):
        raise BadRequest(problem)
    return text or ""


def _out_of(text: str | None, name: str, values: tuple[str, ...]) -> str:
    if text is not None and text not in values:
        raise BadRequest(NOT_ONE_OF.format(name=name, text=text[:40], values=", ".join(values)))
    return text or ""


def _count(text: str, name: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 12 and least <= int(text) <= most):
        raise BadRequest(NOT_A_NUMBER.format(name=name, least=least, most=most))
    return int(text)
