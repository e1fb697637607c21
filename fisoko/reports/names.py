"""Names of a workbook's sheets and columns."""

import re
from collections.abc import Iterable

MAX_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def free_name(name: str, suffix: str, taken: Iterable[str]) -> str:
    """A sheet name that Excel accepts and that is not taken: at most 31 signs, none of []:*?/\\, no outer quote."""
    clean = FORBIDDEN.sub(" ", name).strip(" '")[: MAX_NAME - len(suffix)].strip(" '") or "_"
    lower = {one.lower() for one in taken}
    candidate, number = clean + suffix, 1
    while candidate.lower() in lower:
        number += 1
        tail = f" {number}{suffix}"
        candidate = clean[: MAX_NAME - len(tail)] + tail
    return candidate


def letters(column: int) -> str:
    """The letters of a column counted from 0: A, B, …, Z, AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
