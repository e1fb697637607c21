"""From an Excel number format to a type of cell."""

import re

QUOTED = re.compile(r'"[^"]*"|\\.|[_*].')
BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
WORDS = re.compile(r'\s*"[^"]*"\s*')


def type_of(number_format: str) -> tuple[str, int, str]:
    """The type, the number of decimals, and a note for the designer ('' when the format says all)."""
    sections = number_format.split(";")
    if len(sections) > 1 and all(WORDS.fullmatch(section) for section in sections[:3]):
        return "boolean", 0, ""
    code = BRACKETS.sub("", QUOTED.sub("", sections[0])).strip()
    low = code.casefold()
    if not low or "general" in low or "основной" in low:
        return "general", 0, ""
    if "@" in low:
        return "text", 0, ""
    if "%" in low:
        return "percent", _decimals(low), ""
    day = re.search(r"[ydгд]", low) or re.search(r"mmm|ммм", low)
    clock = re.search(r"[hsч]", low)
    if day:
        return "date", 0, "формат показывает дату и время, в форме вводится только дата" if clock else ""
    if clock:
        return "time", 0, ""
    if "e+" in low or "e-" in low or "?" in low or not re.search(r"[0#]", low):
        return "general", 0, ""
    decimals = _decimals(low)
    if decimals:
        return "decimal", decimals, ""
    if re.fullmatch(r"0{2,}", low):
        return (
            "integer",
            0,
            f"формат «{low}» хранит число без нулей впереди; для кодов и номеров задайте ячейке формат «Текстовый»",
        )
    return "integer", 0, ""


def _decimals(code: str) -> int:
    found = re.search(r"\.([0#?]+)", code)
    return len(found[1]) if found else 0
