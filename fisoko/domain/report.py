"""A report: an xlsx that is built in the background from what stood at the click."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from fisoko.domain.moscow import iso, iso_or_none


class ReportKind(StrEnum):
    """What a report tells."""

    RESULTS = "results"
    DOWNLOADS = "downloads"

    @property
    def subject(self) -> str:
        """The word for what it is about."""
        return _SUBJECTS[self]


_SUBJECTS = {ReportKind.RESULTS: "collection", ReportKind.DOWNLOADS: "store"}


class ReportState(StrEnum):
    """How far a report has come; a cleared one was ready and is kept no longer, a cancelled one is not wanted."""

    QUEUED = "queued"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    CLEARED = "cleared"
    CANCELLED = "cancelled"


PENDING = (ReportState.QUEUED, ReportState.RUNNING)  # still to come


@dataclass(frozen=True, slots=True)
class Report:
    """One report. `as_of` is the log's number at the click, `region` None means all regions.

    `subject_id` is the collection or the store it is about, by its kind.
    `place` is the number in the queue from 1 while it waits, `size` in bytes, `blob` the SHA-256 of the file.
    """

    id: int
    kind: ReportKind
    account_id: int | None
    subject_id: int
    region: str | None
    state: ReportState
    asked_at: datetime
    as_of: int
    attempts: int
    finished_at: datetime | None = None
    file_name: str | None = None
    blob: str | None = None
    size: int | None = None
    problem: str | None = None
    place: int | None = None

    @property
    def pending(self) -> bool:
        """Whether it is still to come."""
        return self.state in PENDING

    @property
    def key(self) -> str:
        """Beside which button of the cabinet it stands."""
        return str(self.subject_id) if self.kind is ReportKind.RESULTS else f"{self.kind.subject}-{self.subject_id}"

    @property
    def href(self) -> str | None:
        """Where its owner downloads it, once it is ready."""
        return f"/reports/{self.id}" if self.state is ReportState.READY else None

    def to_json(self) -> dict[str, Any]:
        """As pages and programs see it."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            self.kind.subject: self.subject_id,
            "state": self.state.value,
            "place": self.place,
            "asked_at": iso(self.asked_at),
            "as_of": self.as_of,
            "finished_at": iso_or_none(self.finished_at),
            "file_name": self.file_name,
            "size": self.size,
            "href": self.href,
            "text": self.problem or "",
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Any], parameters: Mapping[str, Any]) -> "Report":
        """The report of a stored row with its parameters read."""
        kind = ReportKind(row["kind"])
        return cls(
            id=row["id"],
            kind=kind,
            account_id=row["account_id"],
            subject_id=parameters[kind.subject],
            region=parameters["region"],
            state=ReportState(row["state"]),
            asked_at=row["asked_at"],
            as_of=row["as_of"],
            attempts=row["attempts"],
            finished_at=row["finished_at"],
            file_name=row["file_name"],
            blob=row["blob"],
            size=row["size"],
            problem=row["problem"],
            place=row["place"],
        )


def parameters_of(kind: ReportKind, subject_id: int, region: str | None) -> dict[str, Any]:
    """What of a report is stored as JSON."""
    return {kind.subject: subject_id, "region": region}
