"""Capital and small letters, so that Python and every browser agree: one letter for one, of alphabets that stay.

Unicode goes on adding letters, and «ß» has two capitals: beyond Latin, Greek, Cyrillic and Armenian, and where one
letter would become several, a letter stays what it is.
"""

import re

LAST = "\u058f"  # of the alphabets whose letters have not changed since Unicode 11
_PLAIN = re.compile("[\0-\u012f\u0131-\u03a2\u03a4-\u058f]*")  # without İ and Σ, which are small letters by their place


def lower(text: str) -> str:
    """The text in small letters."""
    return text.lower() if _PLAIN.fullmatch(text) else "".join([_one(sign, sign.lower()) for sign in text])


def upper(text: str) -> str:
    """The text in capital letters."""
    return text.upper() if text.isascii() else "".join([_one(sign, sign.upper()) for sign in text])


def _one(sign: str, changed: str) -> str:
    return changed if sign <= LAST and len(changed) == 1 else sign
