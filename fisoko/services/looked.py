"""What is found in a draft: what is filled, what is missing, what is wrong."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fisoko.domain.drafts import Draft, place
from fisoko.domain.faults import Fault, faults, is_error
from fisoko.domain.forms.checking import check, completeness
from fisoko.domain.forms.form import Form
from fisoko.domain.moscow import today


@dataclass(frozen=True, slots=True)
class Looked:
    """The values of a draft that have a place in the form, and the facts about them."""

    values: dict[str, Any]
    filled: int
    required: int
    errors: int
    warnings: int
    faults: list[Fault]


def look(form: Form, draft: Draft, now: datetime) -> Looked:
    """What is found in a draft of this form at this moment."""
    values, _ = place(draft, form)
    found = check(form, values, today(now))
    errors = sum(map(is_error, found))
    return Looked(values, *completeness(form, values), errors, len(found) - errors, faults(found))
