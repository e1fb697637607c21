"""Results as Parquet: a file for each sheet, with the fields and types of the frames that notebooks get."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from fisoko.domain.forms.form import Sheet
from fisoko.domain.forms.table import sheet_rows, sheet_table
from fisoko.domain.table import Field, Kind
from fisoko.reports import texts
from fisoko.reports.about import Fact
from fisoko.reports.archive import Archive
from fisoko.reports.arrow import arrow_field, arrow_type, arrow_values
from fisoko.reports.remarks import Remark
from fisoko.reports.result_rows import ResultRow
from fisoko.reports.results_csv import write_facts

CELLS = 200_000  # in memory at once
REMARKS = (
    ("login", Kind.TEXT), ("organisation", Kind.TEXT), ("region_name", Kind.CATEGORY), ("number", Kind.INTEGER),
    ("submitted_at", Kind.MOMENT), ("level", Kind.CATEGORY), ("sheet", Kind.CATEGORY), ("address", Kind.TEXT),
    ("text", Kind.TEXT), ("explanation", Kind.TEXT),
)  # fmt: skip


class _Table:
    """One file under construction beside the archive; pyarrow must know where it stands, which a member cannot tell."""

    def __init__(self, path: Path, fields: Iterable[Field]) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        self._pa, self._fields = pa, tuple(fields)
        self._schema = pa.schema([arrow_field(pa, field) for field in self._fields])
        self._writer: Any = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._most = max(1, CELLS // len(self._fields))
        self._waiting: list[tuple[Any, ...]] = []
        self.path, self.rows = path, 0

    def add(self, row: tuple[Any, ...]) -> None:
        """The next row."""
        self._waiting.append(row)
        self.rows += 1
        if len(self._waiting) >= self._most:
            self._flush()

    def close(self) -> None:
        """It is whole."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._waiting:
            columns = zip(*self._waiting, strict=True)
            arrays = [
                self._pa.array(arrow_values(column, field.kind), type=arrow_type(self._pa, field.kind))
                for column, field in zip(columns, self._fields, strict=True)
            ]
            self._writer.write_batch(self._pa.record_batch(arrays, schema=self._schema))
            self._waiting = []


class ResultsParquet:
    """An archive of them, and what it says of itself as CSV."""

    notes = (texts.PARQUET_TYPES,)

    def __init__(self, path: Path) -> None:
        self._archive = Archive(path, ".parquet", pack=False)
        self._coming = path.with_name(f"{path.name}.part")
        self._table: _Table | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._coming.unlink(missing_ok=True)
        self._archive.__exit__(kind, error, trace)

    def begin(self, sheet: Sheet, totals: frozenset[str], /) -> None:
        """See Target."""
        self._sheet, self._totals = sheet, totals
        self._table = _Table(self._coming, sheet_table(sheet).fields)

    def add(self, row: ResultRow) -> None:
        """See Target."""
        front = (row.login, row.name, row.kind, row.region_code, row.region, row.number, row.submitted_at)
        for line in sheet_rows(self._sheet, row.values, self._totals):
            self._open().add((*front, *line))

    def end(self) -> int:
        """See Target."""
        return self._take(self._sheet.name)

    def remarks(self, remarks: Iterable[Remark]) -> None:
        """See Target."""
        titles = zip(REMARKS, texts.REMARKS, strict=True)
        self._table = _Table(self._coming, [Field(name, kind, title) for (name, kind), title in titles])
        for remark in remarks:
            self._table.add(remark)
        self._take(texts.REMARKS_SHEET)

    def about(self, facts: Iterable[Fact]) -> None:
        """See Target."""
        write_facts(self._archive.begin(texts.ABOUT_SHEET, ".csv"), facts)

    def _open(self) -> _Table:
        if self._table is None:
            raise RuntimeError("no sheet was begun")
        return self._table

    def _take(self, name: str) -> int:
        """Put the finished file into the archive."""
        table = self._open()
        table.close()
        with self._archive.begin(name) as member, table.path.open("rb") as file:
            while piece := file.read(1 << 20):
                member.write(piece)
        self._table = None
        return table.rows
