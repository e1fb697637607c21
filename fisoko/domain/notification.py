"""A line behind the bell; it may carry a ready report."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NotificationKind(StrEnum):
    """What a notification is about."""

    REPORT = "report"
    PUBLICATION = "publication"
    TERM = "term"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Notification:
    """One line for one account; `href` and `href_text` are '' where it leads nowhere."""

    id: int
    account_id: int
    kind: NotificationKind
    title: str
    text: str
    href: str
    href_text: str
    created_at: datetime
    read_at: datetime | None
