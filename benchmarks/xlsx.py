"""Writers of workbooks side by side: 200,000 rows of 20 typed and formatted cells, against zlib over the same XML.

    python -m benchmarks.xlsx [--rows 200000] [writer …]

Each writes in a process of its own. Prints rows of a Markdown table; wanted: ours at most 6 times what zlib's level 6
takes, and at most 60 MB. Writers that are not installed are left out (XlsxWriter, rustpy-xlsxwriter).
"""

import argparse
import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from fisoko.reports.book import Book
from fisoko.reports.cells import Typed
from fisoko.reports.sheet import Heading, Sheet

COLUMNS = 20
START = datetime(2026, 9, 1, tzinfo=UTC)
KINDS = ("integer", "decimal", "moment", "text", "text")
FORMATS = ("0", "0.00", "dd.mm.yyyy hh:mm", "@", "@")
NEEDED = {"openpyxl": "openpyxl", "xlsxwriter": "xlsxwriter", "rustpy": "rustpy_xlsxwriter"}
Writer = Callable[[Path, int], None]


def rows(count: int) -> Iterator[list[Any]]:
    """The same cells for all: whole numbers, numbers with places, moments, texts that repeat, texts like formulas."""
    for n in range(count):
        row: list[Any] = []
        for c in range(0, COLUMNS, 5):
            row += (
                n * 7 % 1000 + c,
                (n * 31 + c * 7) % 100_000 / 100,
                START + timedelta(minutes=(n * 13 + c) % 500_000),
                f"spo24{n % 10_000:04d}",
                "=да" if n % 50 == 0 else f"Колледж № {n % 3000}",
            )
        yield row


def ours(path: Path, count: int) -> None:
    """fisoko.reports."""
    with Book(path) as book:
        sheet = Sheet(book, "Лист", [Heading((f"Столбец {n}",)) for n in range(COLUMNS)], 1)
        for row in rows(count):
            sheet.add([Typed(value, KINDS[place % 5], 2) for place, value in enumerate(row)])
        sheet.finish()


def xlsxwriter(path: Path, count: int) -> None:
    """XlsxWriter, rows written as they come."""
    from xlsxwriter import Workbook  # pyright: ignore[reportMissingImports]

    workbook = Workbook(str(path), {"constant_memory": True, "remove_timezone": True})
    sheet = workbook.add_worksheet()
    formats = [workbook.add_format({"num_format": one}) for one in FORMATS]
    write = (sheet.write_number, sheet.write_number, sheet.write_datetime, sheet.write_string, sheet.write_string)
    for n, row in enumerate(rows(count), 1):
        for place, value in enumerate(row):
            write[place % 5](n, place, value, formats[place % 5])
    workbook.close()


def openpyxl(path: Path, count: int) -> None:
    """openpyxl, write_only."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in rows(count):
        cells = []
        for place, value in enumerate(row):
            cell = WriteOnlyCell(sheet, value.replace(tzinfo=None) if isinstance(value, datetime) else value)
            cell.number_format = FORMATS[place % 5]
            if place % 5 > 2:
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    workbook.save(path)


def rustpy(path: Path, count: int) -> None:
    """rustpy-xlsxwriter: formats by column only."""
    from rustpy_xlsxwriter import Format, write_worksheet  # pyright: ignore[reportMissingImports]

    names = [f"c{n}" for n in range(COLUMNS)]
    formats = {name: Format().set_num_format(FORMATS[n % 5]) for n, name in enumerate(names)}
    records = (
        dict(zip(names, (v.replace(tzinfo=None) if isinstance(v, datetime) else v for v in row), strict=True))
        for row in rows(count)
    )
    write_worksheet(records, str(path), column_formats=formats)


def nothing(path: Path, count: int) -> None:
    """The rows alone, which every writer waits for."""
    for _ in rows(count):
        pass


WRITERS: dict[str, Writer] = {one.__name__: one for one in (nothing, ours, rustpy, xlsxwriter, openpyxl)}


def measured(name: str, path: Path, count: int) -> dict[str, float]:
    """Seconds of CPU, MB at most, MB of the file; in this process."""
    WRITERS[name](path, count)
    unit = 1_000_000 if sys.platform == "darwin" else 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return {"s": time.process_time(), "MB": peak, "file": path.stat().st_size / 1e6 if path.exists() else 0}


def compressing(path: Path) -> float:
    """Seconds of CPU that zlib's level 6 takes over the sheet's XML."""
    with ZipFile(path) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    began = time.process_time()
    zlib.compress(xml, 6)
    return time.process_time() - began


def main() -> None:
    """Measure each in a process of its own."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("writers", nargs="*", help="; ".join(WRITERS))
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--alone", help=argparse.SUPPRESS)  # what a process of its own is told
    given = parser.parse_args()
    if given.alone:
        sys.stdout.write(json.dumps(measured(given.writers[0], Path(given.alone), given.rows)))
        return
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in given.writers or WRITERS:
            if name not in NEEDED or importlib.util.find_spec(NEEDED[name]) is not None:
                file = Path(folder) / f"{name}.xlsx"
                command = [sys.executable, "-m", "benchmarks.xlsx", name, "--rows", str(given.rows)]
                run = subprocess.run([*command, "--alone", str(file)], check=True, capture_output=True)
                found[name] = json.loads(run.stdout)
        # Last: a process begun afterwards would be charged with the memory that this takes.
        base = compressing(Path(folder) / "ours.xlsx")
    idle = found.get("nothing", {"s": 0.0})["s"]
    print("| writer | CPU s | times zlib | memory MB | file MB |\n|---|---|---|---|---|")
    for name, one in found.items():
        own = one["s"] - (idle if name != "nothing" else 0)
        print(f"| {name} | {own:.1f} | {own / base:.1f} | {one['MB']:.0f} | {one['file']:.0f} |")
    print(f"| zlib level 6 over the XML of ours | {base:.1f} | 1 | | |")


if __name__ == "__main__":
    main()
