"""Fields of tables as Arrow's, and their values: the same in answers to programs and in files."""

from datetime import date
from datetime import time as day_time
from typing import Any

from fisoko.domain.table import Field, Kind

EXACT = 2**53  # whole numbers below it are the same as floating-point ones
TEXTS = (Kind.TEXT, Kind.CATEGORY, Kind.GENERAL)


def arrow_type(pa: Any, kind: Kind) -> Any:
    """The Arrow type of a kind."""
    types = {
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.BOOLEAN: pa.bool_(),
        Kind.DATE: pa.date32(),
        Kind.TIME: pa.time32("s"),
        Kind.MOMENT: pa.timestamp("us", tz="UTC"),
    }
    return types.get(kind, pa.string())


def arrow_values(column: tuple[Any, ...], kind: Kind) -> list[Any] | tuple[Any, ...]:
    """The values of a column as Arrow takes them; what does not fit its kind is None."""
    if _fits_whole(column, kind):
        return column
    if kind in (Kind.INTEGER, Kind.NUMBER):
        whole = kind is Kind.INTEGER
        return [value if _is_number(value, whole=whole) else None for value in column]
    if kind is Kind.MOMENT:
        return column
    if kind is Kind.BOOLEAN:
        return [value if isinstance(value, bool) else None for value in column]
    if kind in (Kind.DATE, Kind.TIME):
        read = date.fromisoformat if kind is Kind.DATE else day_time.fromisoformat
        return [_read(read, value) for value in column]
    return [_text(value) for value in column]


def _fits_whole(column: tuple[Any, ...], kind: Kind) -> bool:
    """Whether nothing has to be looked at value by value: the usual column, told in a tenth of the time."""
    types = {*map(type, column)} - {type(None)}
    if kind in (Kind.INTEGER, Kind.NUMBER):
        known = types <= ({int} if kind is Kind.INTEGER else {int, float})
        return known and max(map(abs, filter(None, column)), default=0) < EXACT
    return kind in TEXTS and types <= {str}


def arrow_field(pa: Any, field: Field) -> Any:
    """The field with its kind and title in its metadata."""
    metadata = {"kind": field.kind.value, "title": field.title}
    return pa.field(field.name, arrow_type(pa, field.kind), metadata=metadata)


def _is_number(value: Any, *, whole: bool) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return not whole or (float(value).is_integer() and abs(value) < 2**63)


def _read(read: Any, value: Any) -> Any:
    try:
        return read(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, dict):
        return str(value.get("raw", ""))
    return str(value).lower() if isinstance(value, bool) else f"{value:.15g}"
