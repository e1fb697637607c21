"""A sheet of a form as a table: its fields, and the rows of one submission."""

from collections.abc import Iterator, Mapping
from typing import Any

from fisoko.domain.forms.form import Column, Sheet
from fisoko.domain.table import RESULTS, Field, Kind, Table, unlike

NUMBERS = {"integer", "decimal", "percent"}
KINDS = {
    "text": Kind.TEXT,
    "general": Kind.GENERAL,
    "integer": Kind.INTEGER,
    "decimal": Kind.NUMBER,
    "percent": Kind.NUMBER,
    "date": Kind.DATE,
    "time": Kind.TIME,
    "boolean": Kind.BOOLEAN,
}
CAPTION = "Строка"


def sheet_table(sheet: Sheet) -> Table:
    """The fields of a sheet: captions, then columns named by their headings («Обучающихся / очно»), none twice."""
    names = [caption.title or CAPTION for caption in sheet.captions]
    names += [" / ".join(part for part in column.path if part) or column.letter for column in sheet.columns]
    names = unlike(names, (field.name for field in RESULTS.fields))
    kinds = [Kind.CATEGORY] * len(sheet.captions) + [_kind(sheet, column) for column in sheet.columns]
    fields = tuple(Field(name, kind, name) for name, kind in zip(names, kinds, strict=True))
    return Table(RESULTS.name, sheet.name, RESULTS.fields + fields)


def sheet_rows(sheet: Sheet, values: Mapping[str, Any], totals: frozenset[str]) -> Iterator[tuple[Any, ...]]:
    """Row by row: its id, whether it is one of totals, its captions, its values.

    An absent cell has its first value, a computed "" is empty. `values` are those of one submission (draft values by
    the interfaces), `totals` as `total_rows` has them. What does not fit its column is {"raw": text}.
    """
    content = values.get(sheet.id) or {}
    cells = content.get("cells") or {}
    columns = [column.id for column in sheet.columns]
    if sheet.free:
        first = [column.cell.value for column in sheet.columns]
        blank: tuple[Any, ...] = (None,) * len(sheet.captions)
        for row_id in content.get("rows") or ():
            yield (row_id, False, *blank, *_values(cells.get(row_id) or {}, columns, first))
        return
    for row in sheet.rows:
        first = [(row.cells.get(column.id) or column.cell).value for column in sheet.columns]
        yield (
            row.id,
            row.id in totals,
            *_captions(row.captions, len(sheet.captions)),
            *_values(cells.get(row.id) or {}, columns, first),
        )


def _captions(captions: tuple[str, ...], count: int) -> tuple[str | None, ...]:
    return tuple(text or None for text in (*captions, *("",) * count)[:count])


def _values(typed: Mapping[str, Any], columns: list[str], first: list[Any]) -> list[Any]:
    get = typed.get
    found = [get(column, value) for column, value in zip(columns, first, strict=True)]
    return [None if value == "" else value for value in found]


def _kind(sheet: Sheet, column: Column) -> Kind:
    """The kind of a column, of whose cells those count that may hold a value: they may differ in type.

    Numbers of any sort are numbers, other mixtures stay as typed.
    """
    cells = [row.cells.get(column.id) or column.cell for row in sheet.rows] or [column.cell]
    types = {cell.type for cell in cells if cell.writable or cell.formula is not None or cell.value is not None}
    if len(types) <= 1:
        return KINDS.get(types.pop() if types else column.cell.type, Kind.GENERAL)
    return Kind.NUMBER if types <= NUMBERS else Kind.GENERAL
