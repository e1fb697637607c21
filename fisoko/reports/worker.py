"""What a spawned process runs: a folder with frozen rows in, a workbook out; nothing but files passes between."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from fisoko.domain.forms.form import Form
from fisoko.reports.results import About, ResultRow, build_results

JOB = "job.json"
ROWS = "rows.jsonl"
RESULT = "result.xlsx"
NICENESS = 10  # pages come before reports


def freeze(folder: Path, form: Form, rows: Iterable[ResultRow], about: About) -> None:
    """Write everything the report is built from into `folder`: the rows as they are at the click."""
    with (folder / ROWS).open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(_packed(row), ensure_ascii=False) + "\n")
    job = {"form": form.to_json(), "about": _packed(about)}
    (folder / JOB).write_text(json.dumps(job, ensure_ascii=False), encoding="utf-8")


def build(folder: str) -> str:
    """Build the workbook of a frozen job and return its path; takes and gives texts, for a pool of processes."""
    if sys.platform != "win32":
        os.nice(max(0, NICENESS - os.nice(0)))
    place = Path(folder)
    job = json.loads((place / JOB).read_text(encoding="utf-8"))
    about = About(**(job["about"] | {"as_of": datetime.fromisoformat(job["about"]["as_of"])}))
    result = place / RESULT
    build_results(Form.from_json(job["form"]), _rows(place / ROWS), about, result)
    return str(result)


def _rows(path: Path) -> Iterator[ResultRow]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield ResultRow(**(row | {"submitted_at": datetime.fromisoformat(row["submitted_at"])}))


def _packed(record: ResultRow | About) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in asdict(record).items()}
