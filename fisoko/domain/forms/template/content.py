"""A value of a cell as Excel holds it, and what Excel holds as a value: the one undoes the other."""

from datetime import date, datetime, time
from typing import Any

from fisoko.domain.forms import day
from fisoko.domain.forms.form import Cell, Value
from fisoko.domain.forms.number import plain, rounded, write
from fisoko.domain.forms.texts import ERRORS
from fisoko.domain.forms.value import FormulaError, coerce, normal

FIRST_SAFE = "1900-03-01"  # Excel believes in 29.02.1900: earlier days would be shown wrong, so they go out as text
NUMERIC = ("integer", "decimal", "percent", "general")
TRUE, FALSE = "ИСТИНА", "ЛОЖЬ"
MINUTES = 1440
Content = Any  # None, str, int, float, bool, date, datetime, time or FormulaError


def outgoing(value: Value, cell: Cell) -> Content:
    """What Excel is to hold for a value: dates and times as such where they fit their cell, all other text as text."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "да" if value else "нет"  # to some programs TRUE is the number 1
    if isinstance(value, str):
        if cell.type == "date" and day.is_date(value) and value >= FIRST_SAFE:
            return date.fromisoformat(value)
        if cell.type == "time" and day.is_time(value):
            return time.fromisoformat(value)
        return value
    if isinstance(value, int | float):
        return value if cell.type in NUMERIC else write(value)  # a number would be taken for a day or a time
    return str(value.get("raw", ""))


def incoming(content: Content, cell: Cell, today: date | None = None) -> Value:
    """The value of what Excel holds, as if it had been typed `today`; {"raw": …} when it does not fit.

    Raises BadValue.
    """
    if content is None or content == "":
        return None
    return normal(_value(content, cell, today))


def constant(value: Value) -> Content:
    """What Excel is to hold for a value that formulas look at: whatever has the shape of a date or a time is one."""
    if isinstance(value, str):
        kind = "date" if day.is_date(value) else "time" if day.is_time(value) else "general"
        return outgoing(value, Cell(kind))
    return outgoing(value, Cell("general"))


def settled(value: Value, cell: Cell) -> Value:
    """The value as it comes back when nobody has touched it. Raises BadValue."""
    return incoming(outgoing(value, cell), cell)


def _value(content: Content, cell: Cell, today: date | None) -> Value:
    if isinstance(content, bool):
        if cell.type in ("boolean", "general") and cell.list is None:
            return content
        return coerce(TRUE if content else FALSE, cell)
    if isinstance(content, int | float):
        return _number(float(content), cell)
    if isinstance(content, datetime):
        at_midnight = content.time() == time()
        return coerce(f"{content:%d.%m.%Y}" if at_midnight else f"{content:%d.%m.%Y %H:%M}", cell)
    if isinstance(content, date):
        return coerce(f"{content:%d.%m.%Y}", cell)
    if isinstance(content, time):
        return coerce(f"{content:%H:%M:%S}" if content.second else f"{content:%H:%M}", cell)
    if isinstance(content, FormulaError):
        return coerce(ERRORS[content.code], cell)
    return coerce(content, cell, today)


def _number(number: float, cell: Cell) -> Value:
    number = rounded(number)
    if cell.type in NUMERIC and cell.list is None and (cell.type != "integer" or number.is_integer()):
        return plain(number)
    if cell.type == "date" and number.is_integer() and number > day.serial(FIRST_SAFE):
        return day.from_serial(number) or {"raw": write(number)}
    if cell.type == "time" and 0 <= number < 1 and abs(number * MINUTES - round(number * MINUTES)) < 1e-6:
        return day.from_fraction(number)
    if cell.type in NUMERIC and cell.list is not None:
        return plain(number) if isinstance(coerce(write(number), cell), int | float) else coerce(write(number), cell)
    return coerce(write(number), cell)
