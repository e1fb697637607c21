"""What reading a workbook has to say: problems with their sheet and cell, and the form when there are no errors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fisoko.domain.forms.form import Form


@dataclass(frozen=True)
class Problem:
    """One thing to put right (level "error") or to know ("warning": how something was read).

    `text` is the whole Russian sentence, place included; `sheet` and `cell` repeat the place for programs, '' where the
    problem is the whole book's.
    """

    sheet: str
    cell: str
    text: str
    level: str = "error"

    def to_json(self) -> dict[str, str]:
        """The problem as JSON."""
        return {"sheet": self.sheet, "cell": self.cell, "text": self.text, "level": self.level}

    @classmethod
    def from_json(cls, data: Mapping[str, str]) -> "Problem":
        """The problem of its JSON."""
        return cls(data["sheet"], data["cell"], data["text"], data["level"])


@dataclass(frozen=True)
class Reading:
    """The form of a workbook, or None when anything in `problems` is an error."""

    form: Form | None
    problems: list[Problem] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """What must be put right before the form can be used."""
        return [problem for problem in self.problems if problem.level == "error"]

    def to_json(self) -> dict[str, Any]:
        """The reading as JSON."""
        return {
            "form": self.form.to_json() if self.form else None,
            "problems": [problem.to_json() for problem in self.problems],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Reading":
        """The reading of its JSON."""
        form = Form.from_json(data["form"]) if data["form"] else None
        return cls(form, [Problem.from_json(problem) for problem in data["problems"]])


class Problems:
    """Collects problems while a workbook is read; each is said once."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def error(self, text: str, sheet: str = "", cell: str = "") -> None:
        """Add what must be put right."""
        self._add(text, sheet, cell, "error")

    def note(self, text: str, sheet: str = "", cell: str = "") -> None:
        """Add how something was read."""
        self._add(text, sheet, cell, "warning")

    def _add(self, text: str, sheet: str, cell: str, level: str) -> None:
        place = f"Лист «{sheet}»{f', {cell}' if cell else ''}: " if sheet else ""
        sentence = place + (text[:1].lower() + text[1:] if place and not text[1:2].isupper() else text)
        problem = Problem(sheet, cell, sentence, level)
        if problem not in self.found:
            self.found.append(problem)

    @property
    def fatal(self) -> bool:
        """Whether any of them is an error."""
        return any(problem.level == "error" for problem in self.found)
