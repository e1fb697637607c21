"""Arrow tables as typed pandas frames: kinds of fields become types of columns."""

import pandas as pd
import pyarrow as pa

from fisoko.domain.table import Kind

TYPES = {Kind.INTEGER: "Int64", Kind.NUMBER: "Float64", Kind.BOOLEAN: "boolean"}


def frame_of(table: pa.Table) -> pd.DataFrame:
    """The frame of a table of /api/v1, with `attrs`: as_of, title, and the Russian `titles` of columns.

    A «general» column, whose cells may hold numbers and texts, becomes Float64 where every value is a number.
    """
    columns = {field.name: _series(table.column(place), _kind(field)) for place, field in enumerate(table.schema)}
    frame = pd.DataFrame(columns, copy=False)
    about = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
    frame.attrs = {
        "title": about.get("title", ""),
        "as_of": about.get("as_of", ""),
        "as_of_number": int(about.get("as_of_number") or 0),
        "titles": {field.name: _said(field, b"title") for field in table.schema},
    }
    return frame


def _kind(field: pa.Field) -> Kind:
    said = _said(field, b"kind")
    return Kind(said) if said else Kind.TEXT


def _said(field: pa.Field, name: bytes) -> str:
    return (field.metadata or {}).get(name, b"").decode()


def _series(column: pa.ChunkedArray, kind: Kind) -> pd.Series:
    if kind is Kind.CATEGORY:
        return column.dictionary_encode().combine_chunks().to_pandas() if len(column) else _empty("category")
    if kind in TYPES:
        return column.to_pandas(types_mapper=_NULLABLE.get)
    if kind is Kind.DATE:
        return column.cast(pa.timestamp("s")).to_pandas()
    if kind is Kind.GENERAL:
        numbers = pd.Series(pd.to_numeric(column.to_pandas(), errors="coerce"))
        if numbers.notna().sum() == len(column) - column.null_count > 0:
            return numbers.astype("Float64")
    return column.to_pandas()


def _empty(dtype: str) -> pd.Series:
    return pd.Series([], dtype=dtype)


_NULLABLE = {pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype(), pa.bool_(): pd.BooleanDtype()}
