"""What becomes of a report on a disk that fills up, told as JSON; run in a mount namespace of its own.

unshare --mount python -m tests.services.small_disk FOLDER
"""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from python_calamine import CalamineWorkbook

from benchmarks.reports import country
from fisoko.domain.person import OPERATOR
from fisoko.store.duckdb_engine import DuckDBEngine
from fisoko.store.schema import migrate
from tests.factories import World
from tests.store.full_disk import fill_up

MB = 1024 * 1024
ORGANISATIONS = 1500  # 2.5 MB frozen, 3 MB as a workbook


def scenario(folder: Path, leave: int) -> dict:
    """Ask for a report on a disk with so much room, then make room and ask again."""
    base = folder / "base"  # the reserve of the writer is another question
    base.mkdir()
    engine = DuckDBEngine(base / "fisoko.duckdb")
    migrate(engine)
    country(engine, ORGANISATIONS)
    small = folder / "small"
    world = World(engine, lambda: datetime.now(UTC), small)
    filler = fill_up(small, leave)
    report = world.reporting.ask_downloads(OPERATOR, 1)
    world.workshop.work()
    failed = world.reporting.one(OPERATOR, report.id)
    left = [one.name for one in small.rglob("*") if one.is_file() and one != filler]
    filler.unlink()
    again = world.reporting.ask_downloads(OPERATOR, 1)
    world.workshop.work()
    made = world.reporting.one(OPERATOR, again.id)
    rows = 0
    if made.href:
        with world.reporting.open(OPERATOR, again.id)[0].open("rb") as file:
            rows = CalamineWorkbook.from_filelike(file).get_sheet_by_name("Скачивания").height
    told = {
        "state": failed.state,
        "text": failed.problem,
        "left": left,
        "writes": world.writer.writable(),
        "again": made.state,
        "rows": rows,
        "organisations": ORGANISATIONS,
    }
    world.close()
    engine.close()
    return told


def main() -> None:
    told = {}
    for name, leave in (("freezing", MB), ("building", 4 * MB), ("keeping", 7 * MB)):
        folder = Path(sys.argv[1]) / name
        (folder / "small").mkdir(parents=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder / "small")], check=True)
        told[name] = scenario(folder, leave)
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
