"""What the desk and the workshop of reports ask of a kind of report; each kind is a module of its own."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from fisoko.domain.person import Identity
from fisoko.domain.report import Report, Wish
from fisoko.reports.about import About
from fisoko.services.permissions import Action


class Kind(Protocol):
    """A kind of report: who may ask, what it is called, and how its rows are frozen."""

    action: Action  # in the permission table
    button: str  # by which it is asked for again
    thing: str  # what comes of it, in a word: «Отчет»
    name: str  # what it is, for whoever has asked for several

    def check(self, identity: Identity, wish: Wish, now: datetime) -> None:
        """Raises NotFound where there is nothing to tell of, Refused where it is not this person's to know of."""
        ...

    def title(self, subject_id: int) -> str:
        """What the report is about. Raises NotFound."""
        ...

    def publication(self, subject_id: int) -> int:
        """The publication where it is asked for. Raises NotFound."""
        ...

    def file_name(self, title: str, scope: str) -> str:
        """What the file is called without its ending; signs that names cannot have are taken out later."""
        ...

    def freeze(self, report: Report, about: About, folder: Path) -> None:
        """Write the rows of the click into the folder, for the process that builds."""
        ...
