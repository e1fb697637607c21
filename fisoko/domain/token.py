"""A personal token: what it looks like, how long it may live, what it may be called."""

import re
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from fisoko.domain.error import BadRequest, FisokoError

PREFIX = "fisoko_"  # so that a token found in a notebook is known for what it is
SIGNS = re.compile(PREFIX + r"[A-Za-z0-9_-]{43}")  # 32 random bytes
DAYS, MOST_DAYS = 90, 365
MOST_TOKENS = 20  # of one account, alive at a time
LONGEST_NAME = 100

NO_NAME = "Назовите токен: от 1 до 100 знаков, например «Отчет по региону». По названию Вы узнаете его в списке."
BAD_DAYS = f"Срок действия токена – целое число дней от 1 до {MOST_DAYS}."
TOO_MANY = f"Действующих токенов уже {MOST_TOKENS}. Отзовите ненужные и создайте токен снова."


class TokenState(StrEnum):
    """Whether a token counts, and if not, why."""

    LIVE = "live"
    EXPIRED = "expired"  # by its term
    REVOKED = "revoked"  # by its owner, by a new password or the blocking of its account


class BadToken(FisokoError):
    """A token that is not known, is over, or was revoked."""

    code, status = "bad_token", 401
    text = "Токен не действует: его срок истек, или он отозван. Создайте новый токен в личном кабинете."


def name_of(text: object) -> str:
    """The name as it is kept. Raises BadRequest."""
    name = " ".join(text.split()) if isinstance(text, str) else ""
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise BadRequest(NO_NAME)
    return name


def end_of(now: datetime, days: object) -> datetime:
    """When a token made now ends. Raises BadRequest for a term that is no number of days from 1 to 365."""
    if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= MOST_DAYS:
        raise BadRequest(BAD_DAYS)
    return now + timedelta(days=days)


def key_of(token: str) -> str:
    """What of a token is stored: its SHA-256, 64 hexadecimal signs."""
    return sha256(token.encode(errors="surrogatepass")).hexdigest()
