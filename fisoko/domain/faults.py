"""Which errors a draft has: those of one kind in one column are one fault, so that who is stuck on what is told."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from fisoko.domain.forms.checking import Finding

MOST = 20  # of one draft, those in most cells


@dataclass(frozen=True, slots=True)
class Fault:
    """An error in so many cells of a column; `rule` is a rule's id, else the kind (type, list, limits, formula)."""

    sheet: str
    column: str  # "" for a rule about a cell outside the table
    rule: str
    text: str
    cells: int


def is_error(finding: Finding) -> bool:
    """What is still empty is told by «заполнено N из M», as the grid tells it; an error is something typed."""
    return finding.level == "error" and finding.kind != "required"


def faults(findings: Iterable[Finding]) -> list[Fault]:
    """The errors among the findings, gathered; those in most cells first, MOST of them."""
    counts: dict[tuple[str, str, str, str], int] = {}
    for one in findings:
        if is_error(one):
            key = (one.sheet, one.column or "", one.rule or one.kind, one.text)
            counts[key] = counts.get(key, 0) + 1
    found = sorted(counts.items(), key=lambda item: -item[1])[:MOST]
    return [Fault(*key, cells) for key, cells in found]


def to_text(found: list[Fault]) -> str | None:
    """As the store keeps them; None for none."""
    rows = [[one.sheet, one.column, one.rule, one.text, one.cells] for one in found]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else None


def of_text(text: str | None) -> list[Fault]:
    """The faults that `to_text` has written."""
    return [Fault(*row) for row in json.loads(text)] if text else []
