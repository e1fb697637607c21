"""A report: a file that is built in the background from what stood at the click, or at a moment before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from fisoko.domain.error import BadRequest
from fisoko.domain.moscow import iso, iso_or_none

NO_FORMAT = "Формата «{text}» нет. Выберите xlsx, csv или parquet."


class ReportKind(StrEnum):
    """What a report tells."""

    RESULTS = "results"
    DOWNLOADS = "downloads"
    DASHBOARD = "dashboard"

    @property
    def subject(self) -> str:
        """The word for what it is about."""
        return _SUBJECTS[self]


_SUBJECTS = {ReportKind.RESULTS: "collection", ReportKind.DOWNLOADS: "store", ReportKind.DASHBOARD: "collection"}
PAGE = "html"  # what a dashboard comes as, always


class ReportFormat(StrEnum):
    """What a report comes as: one workbook, or an archive with a file for each of its sheets."""

    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"

    @property
    def suffix(self) -> str:
        """How the file's name ends."""
        return ".xlsx" if self is ReportFormat.XLSX else f" ({self.value}).zip"

    @classmethod
    def read(cls, text: str) -> "ReportFormat":
        """The format of this name. Raises BadRequest with the names there are."""
        try:
            return cls(text)
        except ValueError:
            raise BadRequest(NO_FORMAT.format(text=text[:40])) from None


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
    """One report. `as_of` is the log's number at its moment, `region` None means all regions.

    `past` is the moment that was asked for, None where the click's own is meant.

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
    format: ReportFormat = ReportFormat.XLSX
    past: datetime | None = None

    @property
    def moment(self) -> datetime:
        """As of which moment its rows are."""
        return self.past or self.asked_at

    @property
    def pending(self) -> bool:
        """Whether it is still to come."""
        return self.state in PENDING

    @property
    def key(self) -> str:
        """Beside which button of the cabinet it stands."""
        if self.kind is ReportKind.RESULTS:
            return str(self.subject_id)
        return f"{'dashboard' if self.kind is ReportKind.DASHBOARD else self.kind.subject}-{self.subject_id}"

    @property
    def suffix(self) -> str:
        """How the file's name ends."""
        return f".{PAGE}" if self.kind is ReportKind.DASHBOARD else self.format.suffix

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
            "moment": iso(self.moment),
            "format": PAGE if self.kind is ReportKind.DASHBOARD else self.format.value,
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
            format=ReportFormat(parameters.get("format", ReportFormat.XLSX)),
            past=datetime.fromisoformat(parameters["moment"]) if parameters.get("moment") else None,
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for; two that are equal are one report while it is still to come. `past`: see Report."""

    kind: ReportKind
    subject_id: int
    region: str | None = None
    format: ReportFormat = ReportFormat.XLSX
    past: datetime | None = None

    @classmethod
    def of(cls, report: Report) -> "Wish":
        """What a report was asked as."""
        return cls(report.kind, report.subject_id, report.region, report.format, report.past)

    def parameters(self) -> dict[str, Any]:
        """What of it is stored as JSON."""
        told: dict[str, Any] = {self.kind.subject: self.subject_id, "region": self.region}
        if self.format is not ReportFormat.XLSX:
            told["format"] = self.format.value
        if self.past is not None:
            told["moment"] = self.past.isoformat()
        return told
