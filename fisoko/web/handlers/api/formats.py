"""An answer as JSON, CSV or an Arrow stream, written piece by piece."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Protocol

from fisoko.domain.moscow import iso, show_seconds
from fisoko.domain.spreadsheet import harmless
from fisoko.reports.arrow import arrow_field, arrow_type, arrow_values
from fisoko.services.answer import Answer, Rows


class Writer(Protocol):
    """Makes the bytes of one answer."""

    def begin(self) -> bytes:
        """What stands before the rows."""
        ...

    def rows(self, rows: Rows) -> bytes:
        """Some rows."""
        ...

    def end(self) -> bytes:
        """What stands behind them; an answer without it is not whole."""
        ...


class JsonWriter:
    """One object: what it is, then `rows`, objects by the names of the fields."""

    def __init__(self, answer: Answer) -> None:
        self._answer, self._first = answer, True
        self._names = [field.name for field in answer.table.fields]

    def begin(self) -> bytes:
        """Everything but the rows."""
        answer = self._answer
        head = {
            "table": answer.table.name,
            "title": answer.table.title,
            "as_of": answer.moment,
            "as_of_number": answer.seq,
            "total": answer.total,
            "limit": answer.limit,
            "offset": answer.offset,
            "next": answer.next,
            "fields": [{"name": one.name, "kind": one.kind.value, "title": one.title} for one in answer.table.fields],
        }
        return _dumps(head).removesuffix(b"}") + b',"rows":['

    def rows(self, rows: Rows) -> bytes:
        """Objects with a comma before each but the first."""
        names = self._names
        made = b",".join(_dumps(dict(zip(names, row, strict=True))) for row in rows)
        comma = b"" if self._first or not made else b","
        self._first = self._first and not made
        return comma + made

    def end(self) -> bytes:
        """The brackets."""
        return b"]}"


class CsvWriter:
    """For a Russian Excel: UTF-8 with a mark, semicolons, comma in numbers, Moscow time, titles as headings."""

    def __init__(self, answer: Answer) -> None:
        self._fields = answer.table.fields

    def begin(self) -> bytes:
        """The mark and the headings."""
        return b"\xef\xbb\xbf" + self._lines([tuple(field.title for field in self._fields)])

    def rows(self, rows: Rows) -> bytes:
        """A line for each."""
        return self._lines(rows)

    def end(self) -> bytes:
        """Nothing."""
        return b""

    def _lines(self, rows: Rows) -> bytes:
        return "".join(";".join(map(csv_cell, row)) + "\r\n" for row in rows).encode()


class ArrowWriter:
    """An Arrow IPC stream, a record batch for each piece; every field carries its kind and title."""

    def __init__(self, answer: Answer) -> None:
        import pyarrow as pa

        self._pa, self._fields = pa, answer.table.fields
        about = {
            "as_of": answer.moment,
            "as_of_number": str(answer.seq),
            "total": str(answer.total),
            "title": answer.table.title,
        }
        self._schema = pa.schema([arrow_field(pa, field) for field in self._fields], metadata=about)
        self._out = _Drained()
        options = pa.ipc.IpcWriteOptions(compression="zstd")
        self._writer = pa.ipc.new_stream(self._out, self._schema, options=options)

    def begin(self) -> bytes:
        """The schema."""
        return self._out.take()

    def rows(self, rows: Rows) -> bytes:
        """A record batch."""
        if rows:
            columns = zip(*rows, strict=True)
            arrays = [
                self._pa.array(arrow_values(column, field.kind), type=arrow_type(self._pa, field.kind))
                for column, field in zip(columns, self._fields, strict=True)
            ]
            self._writer.write_batch(self._pa.record_batch(arrays, schema=self._schema))
        return self._out.take()

    def end(self) -> bytes:
        """The end of the stream, without which readers say that it was cut off."""
        self._writer.close()
        return self._out.take()


class _Drained:
    """A file that gives away what was written to it."""

    closed = False

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, piece: Any) -> int:
        self._parts.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing to close."""

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def take(self) -> bytes:
        whole = b"".join(self._parts)
        self._parts.clear()
        return whole


def csv_cell(value: Any) -> str:
    """One cell; a text that Excel would take for a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, int | float):
        return str(value).replace(".", ",")
    if isinstance(value, datetime):
        return show_seconds(value)
    text = harmless(str(value.get("raw", "")) if isinstance(value, dict) else str(value))
    if any(sign in text for sign in ';"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _dumps(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_moment).encode()


def _moment(value: Any) -> str:
    if isinstance(value, datetime):
        return iso(value)
    raise TypeError(type(value))


FORMATS = {
    "json": ("application/json", JsonWriter),
    "csv": ("text/csv; charset=utf-8", CsvWriter),
    "arrow": ("application/vnd.apache.arrow.stream", ArrowWriter),
}


def pieces(answer: Answer, writer: Writer) -> Iterator[bytes]:
    """The whole answer, piece by piece; reads and writes where it is taken."""
    yield writer.begin()
    for rows in answer.chunks:
        if made := writer.rows(rows):
            yield made
    yield writer.end()
