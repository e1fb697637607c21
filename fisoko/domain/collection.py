"""A collection of data: when it is open, for whom until when, and what its button says."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fisoko.domain.error import Closed, Refused
from fisoko.domain.moscow import show

PLANNED = "Сбор данных откроется {when} мск. До этого времени данные не принимаются."


class CollectionState(StrEnum):
    """Whether data are taken now."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


def on_time(moment: datetime, term: datetime) -> bool:
    """Whether the moment is within the term, whose own second is on time to its end.

    In SQL: `date_trunc('second', moment) <= term`.
    """
    return moment.replace(microsecond=0) <= term


@dataclass(frozen=True, slots=True)
class Collection:
    """One campaign; its term is the one for all, an organisation may have its own."""

    id: int
    publication_id: int
    form_version_id: int
    title: str
    opens_at: datetime
    closes_at: datetime

    def state(self, now: datetime, closes_at: datetime | None = None) -> CollectionState:
        """Open, closed or planned at `now`, by the term for all or by an organisation's own `closes_at`."""
        if now < self.opens_at:
            return CollectionState.PLANNED
        return CollectionState.OPEN if on_time(now, closes_at or self.closes_at) else CollectionState.CLOSED


@dataclass(frozen=True, slots=True)
class Participation:
    """A collection as one organisation meets it; `closes_at` is its own term, None when it is not a participant."""

    collection: Collection
    region: str | None
    closes_at: datetime | None

    @property
    def joined(self) -> bool:
        """Whether the organisation takes part now."""
        return self.closes_at is not None

    def state(self, now: datetime) -> CollectionState:
        """Open, closed or planned for this organisation."""
        return self.collection.state(now, self.closes_at)

    def check_open(self, now: datetime) -> None:
        """Raises Refused for a stranger, Closed before the opening and after the organisation's own term."""
        if not self.joined:
            raise Refused
        state = self.state(now)
        if state is CollectionState.PLANNED:
            raise Closed(PLANNED.format(when=show(self.collection.opens_at)))
        if state is CollectionState.CLOSED:
            raise Closed


def button_text(state: CollectionState, *, started: bool) -> str:
    """The word on the organisation's button (S21)."""
    if state is not CollectionState.OPEN:
        return "Просмотреть"
    return "Редактировать" if started else "Заполнить"
