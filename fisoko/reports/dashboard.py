"""A dashboard as a report: its content is frozen, its page is written by the process that builds."""

from pathlib import Path
from typing import Any

from fisoko.reports.about import About
from fisoko.reports.frozen import Frozen, freeze_job


def freeze(folder: Path, content: dict[str, Any], about: About) -> None:
    """Write the content (see fisoko.analytics.dashboard.content) into `folder`."""
    freeze_job(folder, about, {"kind": "dashboard"}, [content])


def build(frozen: Frozen, path: Path) -> None:
    """Write the HTML file of a frozen content."""
    from fisoko.analytics.dashboard.page import page  # charts take a second to import: not for every report

    (content,) = frozen.rows()
    path.write_text(page(content), encoding="utf-8")
