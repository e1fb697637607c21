"""What the desk and the workshop of reports ask of a kind of report; each kind is a module of its own."""

from pathlib import Path
from typing import Protocol

from fisoko.domain.person import Identity
from fisoko.domain.report import Report
from fisoko.reports.about import About
from fisoko.services.permissions import Action


class Kind(Protocol):
    """A kind of report: who may ask, what it is called, and how its rows are frozen."""

    action: Action  # in the permission table
    button: str  # by which it is asked for again

    def check(self, identity: Identity, subject_id: int) -> None:
        """Raises NotFound where there is no such thing, Refused where it is not this person's to know of."""
        ...

    def title(self, subject_id: int) -> str:
        """What the report is about. Raises NotFound."""
        ...

    def file_name(self, title: str, scope: str) -> str:
        """What the file is called; signs that names of files cannot have are taken out later."""
        ...

    def freeze(self, report: Report, about: About, folder: Path) -> None:
        """Write the rows of the click into the folder, for the process that builds."""
        ...
