"""What stands of a participant's work: facts, and the status and time derived from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fisoko.domain.collection import on_time
from fisoko.domain.moscow import show, show_seconds


class Status(StrEnum):
    """How far the work has come (manual, 4.3); exclusive, the three add up to «Всего»."""

    IDLE = "idle"
    WORK = "work"
    DONE = "done"

    @property
    def title(self) -> str:
        """The word on the page."""
        return _STATUS[self]


class Time(StrEnum):
    """How the first submission stands to the term; exclusive, the six add up to «Всего»."""

    ON_TIME = "on_time"
    EXTENDED = "extended"
    LATE = "late"
    OVERDUE = "overdue"
    WAITING = "waiting"
    DECIDED = "decided"

    @property
    def title(self) -> str:
        """The word on the page."""
        return _TIME[self]


_STATUS = {Status.IDLE: "Не приступило", Status.WORK: "В работе", Status.DONE: "Сдано"}
_TIME = {
    Time.ON_TIME: "вовремя",
    Time.EXTENDED: "по продлению",
    Time.LATE: "с опозданием",
    Time.OVERDUE: "просрочено",
    Time.WAITING: "ждем",
    Time.DECIDED: "по решению организатора",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one participant; without any edit nothing is.

    `differs` counts the cells in which the draft differs from the last submission, `by_decision` tells that the
    organiser accepted the draft as the first submission.
    """

    first_edit_at: datetime | None = None
    last_edit_at: datetime | None = None
    first_submitted_at: datetime | None = None
    last_submitted_at: datetime | None = None
    submissions: int = 0
    filled: int = 0
    required: int = 0
    errors: int = 0
    warnings: int = 0
    differs: int = 0
    by_decision: bool = False

    @property
    def started(self) -> bool:
        """Whether anything was ever done."""
        return status(self) is not Status.IDLE


NOTHING = Facts()


def status(facts: Facts) -> Status:
    """Сдано once submitted, whatever is edited later; В работе with an edit; else Не приступило."""
    if facts.first_submitted_at:
        return Status.DONE
    return Status.WORK if facts.first_edit_at else Status.IDLE


def time(facts: Facts, *, term: datetime, own_term: datetime | None, now: datetime) -> Time:
    """How the first submission stands to the term for all and to the organisation's own (None: it has none)."""
    submitted, own = facts.first_submitted_at, own_term or term
    if submitted is None:
        return Time.WAITING if on_time(now, own) else Time.OVERDUE
    if facts.by_decision:
        return Time.DECIDED
    if not on_time(submitted, own):
        return Time.LATE
    return Time.ON_TIME if on_time(submitted, term) else Time.EXTENDED


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures over participants; `total` is the sum by its making."""

    idle: int = 0
    work: int = 0
    done: int = 0

    @property
    def total(self) -> int:
        """Всего."""
        return self.idle + self.work + self.done

    def to_json(self) -> dict[str, int]:
        """As tiles take them."""
        return {"total": self.total, "idle": self.idle, "work": self.work, "done": self.done}


def count(statuses: Iterable[Status]) -> Counts:
    """The figures of these participants."""
    listed = list(statuses)
    return Counts(*(listed.count(status) for status in (Status.IDLE, Status.WORK, Status.DONE)))


def action_text(facts: Facts) -> str | None:
    """The last action in words (S20), None before the first one."""
    submitted, edited = facts.last_submitted_at, facts.last_edit_at
    if submitted and (edited is None or edited <= submitted):
        return f"Данные переданы {show(submitted)}"
    if edited is None:
        return None
    rest = f"Данные переданы {show(submitted)}." if submitted else "Данные еще не переданы."
    return f"Черновик сохранен {show_seconds(edited)}. {rest}"
