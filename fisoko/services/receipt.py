"""What every answer about a submission says of it."""

from typing import Any

from fisoko.domain.moscow import iso
from fisoko.store.submissions import Submission


def receipt_of(submission: Submission) -> dict[str, Any]:
    """Number, moment, control code and sum, and where its receipt is."""
    return {
        "number": submission.number,
        "submitted_at": iso(submission.submitted_at),
        "code": submission.code,
        "sha256": submission.sha256,
        "href": f"/receipts/{submission.code}",
    }
