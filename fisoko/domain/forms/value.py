"""A value of a cell: what a person types becomes one, it is shown, judged against its cell, and checked at the door."""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from fisoko.domain.forms import day, number, texts
from fisoko.domain.forms.form import Cell, Value

LONGEST = 32_767  # signs of a text, as Excel counts them: in units of UTF-16
YES = frozenset({"да", "истина", "true", "1"})
NO = frozenset({"нет", "ложь", "false", "0"})
_CODE = re.compile(r"\+|[-−]?0[0-9]")  # phones and codes: a plus or a leading zero would be lost


class BadValue(ValueError):
    """A value that cannot be stored; its only argument is a Russian sentence for the person."""


@dataclass(frozen=True)
class FormulaError:
    """What a formula came to when it came to no value; `code` is English Excel's: #DIV/0!, or #CIRC! for a circle."""

    code: str


def coerce(text: str, cell: Cell, today: date | None = None) -> Value:
    """The value of a typed or pasted text by the rules of a Russian Excel; {"raw": text} when it does not fit.

    `today` gives a date typed without a year its year; where it is not given such a text is no date.
    """
    text = unicodedata.normalize("NFC", text)
    bare = number.trim(text)
    if not bare:
        return None
    if cell.list is not None:
        option = _option(bare, cell)
        text = bare = bare if option is None else option
        if cell.type == "text" and option is not None:
            return option
    value = day.typed_date(bare, today) if cell.type == "date" else _read(text, bare, cell.type)
    return {"raw": text} if value is None else value


def show(value: Value | FormulaError, cell: Cell) -> str:
    """The value as the page writes it; nothing that it holds is left out, so that it can be read back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, int | float):
        return _show_number(value, cell)
    if isinstance(value, FormulaError):
        return texts.ERRORS[value.code]
    if isinstance(value, Mapping):
        return str(value.get("raw", ""))
    if cell.type == "date" and day.is_date(value):
        return day.show_date(value)
    return str(value)


def fault(value: Value, cell: Cell) -> str | None:
    """Why the value is not of its cell's type: «Нужно целое число»; None when it is, or when there is none."""
    if value is None or value == "" or _fits(value, cell.type):
        return None
    if isinstance(value, Mapping) and cell.type in ("integer", "decimal", "percent") and _too_long(value):
        return texts.TOO_MANY_DIGITS
    if cell.type == "date" and (lacking := day.lacks(_written(value))):
        return texts.LACKS[lacking]
    return texts.NEEDS[cell.type]


def normal(value: Any) -> Value:
    """The value as it is stored: text in NFC, whole numbers as int. Raises BadValue with a sentence for the person."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _normal_number(value)
    if isinstance(value, str):
        return _normal_text(value) or None
    if isinstance(value, Mapping) and set(value) == {"raw"} and isinstance(value["raw"], str):
        text = _normal_text(value["raw"])
        return {"raw": text} if text else None
    raise BadValue(texts.BAD_SHAPE)


def same(one: Value, other: Value) -> bool:
    """Whether two values are one and the same; no value and an empty text are."""
    one, other = (None if side == "" else side for side in (one, other))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.get("raw") == other.get("raw")
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def empty(value: Value) -> bool:
    """Whether nothing has been filled in; spaces alone are nothing."""
    return value is None or (isinstance(value, str) and not number.trim(value))


def computed(value: Value | FormulaError, kind: str) -> Value | FormulaError:
    """A number that a formula came to as a value of its cell: dates and times in their own shape."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if kind == "date":
        return day.from_serial(value) or value
    return day.from_fraction(value) if kind == "time" else value


def _option(bare: str, cell: Cell) -> str | None:
    return _spelled(cell.list or ()).get(number.GAPS.sub(" ", bare).lower())


@lru_cache(maxsize=64)
def _spelled(options: tuple[str, ...]) -> Mapping[str, str]:
    """The options by their words in small letters, the first of those alike."""
    return {number.trim(number.GAPS.sub(" ", option)).lower(): option for option in reversed(options)}


def _read(text: str, bare: str, kind: str) -> Value:
    """The value of this type, or None when the text does not fit it."""
    if kind == "text":
        return text.replace("\r\n", "\n").replace("\r", "\n")
    if kind == "general":
        return _general(text)
    if kind == "time":
        return day.read_time(bare)
    if kind == "boolean":
        word = bare.lower()
        return True if word in YES else False if word in NO else None
    try:
        if kind == "integer":
            found = number.read(bare, dot=True, percent=False)
            return found if isinstance(found, int) else None
        if kind == "percent" and not bare.endswith("%"):
            bare += "%"
        return number.read(bare, dot=True)
    except number.TooManyDigits:
        return None


def _general(text: str) -> Value:
    """A number where it looks like one and nothing of it would be lost; else the text."""
    bare = number.trim(text)
    if not _CODE.match(bare) and sum(sign in "0123456789" for sign in bare) <= number.DIGITS:
        found = number.read(bare, exponent=False, percent=False)
        if found is not None:
            return found
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _show_number(value: float, cell: Cell) -> str:
    if cell.type == "percent":
        return number.write(value, cell.decimals, shift=2) + "%"
    return number.write(value, cell.decimals if cell.type == "decimal" else 0)


def _fits(value: Value, kind: str) -> bool:
    if isinstance(value, Mapping):
        return False
    if kind in ("text", "general"):
        return True
    if isinstance(value, bool):
        return kind == "boolean"
    if isinstance(value, int | float):
        return kind in ("decimal", "percent") or (kind == "integer" and float(value).is_integer())
    return (kind == "date" and day.is_date(value)) or (kind == "time" and day.is_time(value))


def _written(value: Value) -> str:
    """The text of a value that is one; "" of a number or a truth."""
    return str(value.get("raw", "")) if isinstance(value, Mapping) else value if isinstance(value, str) else ""


def _too_long(raw: Mapping[str, Any]) -> bool:
    try:
        number.read(str(raw.get("raw", "")), dot=True)
    except number.TooManyDigits:
        return True
    return False


def _normal_number(value: float) -> int | float:
    try:
        found = float(value)
    except OverflowError:
        raise BadValue(texts.BAD_NUMBER) from None
    if not math.isfinite(found) or abs(found) > number.LARGEST or 0 < abs(found) < number.SMALLEST:
        raise BadValue(texts.BAD_NUMBER)
    digits = str(abs(value)).strip("0") if isinstance(value, int) else number.parts(found)[1]
    if len(digits) > number.DIGITS:
        raise BadValue(texts.BAD_DIGITS)
    return number.plain(found)


def _normal_text(text: str) -> str:
    try:
        units = len(text.encode("utf-16-le")) // 2
    except UnicodeEncodeError:
        raise BadValue(texts.BAD_SIGN) from None
    if "\0" in text:
        raise BadValue(texts.BAD_SIGN)
    text = unicodedata.normalize("NFC", text)
    if units > LONGEST or len(text.encode("utf-16-le")) // 2 > LONGEST:
        raise BadValue(texts.BAD_LENGTH)
    return text
