"""The operator's commands of `fisoko export`: a report is asked for, followed and taken."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fisoko.domain.person import OPERATOR
from fisoko.domain.report import ReportFormat

if TYPE_CHECKING:
    from fisoko.wiring import Application


def ask_export(
    application: "Application",
    collection: int,
    region: str | None = None,
    form: str = ReportFormat.XLSX,
    as_of: str = "",
) -> dict[str, Any]:
    """Results as a file: queued, with the rows of now or of a moment."""
    return {"report": application.reporting.ask(OPERATOR, collection, region=region, form=form, as_of=as_of).id}


def export_state(application: "Application", report: int) -> dict[str, Any]:
    """How far a report is: queued, running, ready, failed; its per cent where they are known, its name once ready."""
    found = application.reporting.one(OPERATOR, report)
    return {"state": found.state, "progress": application.reporting.progress(found), "name": found.file_name}


def export_file(application: "Application", report: int) -> Path:
    """The file."""
    return application.reporting.open(OPERATOR, report)[0]


EXPORT_COMMANDS: dict[str, Callable[..., Any]] = {
    "export.ask": ask_export,
    "export.state": export_state,
    "export.file": export_file,
}
