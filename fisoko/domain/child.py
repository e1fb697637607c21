"""Interpreters of our own that are begun for one piece of work: what they inherit."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ("PATH", "SYSTEMROOT", "LANG", "TZ")


def environment() -> dict[str, str]:
    """The variables of a child: no settings of the server and none of its secrets."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT}
    return kept | {"PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
