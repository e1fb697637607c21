"""Events of the audit journal: every write carries one."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class EventKind(StrEnum):
    """What happened; the word is kept in the journal."""

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    SIGN_INS_ENDED = "sign_ins_ended"
    ACCOUNTS_IMPORTED = "accounts_imported"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - the name of an event
    ACCOUNT_BLOCKED = "account_blocked"
    ACCOUNT_UNBLOCKED = "account_unblocked"
    FORM_ADDED = "form_added"
    PUBLICATION_CREATED = "publication_created"
    PUBLICATION_EDITED = "publication_edited"
    PUBLICATION_WITHDRAWN = "publication_withdrawn"
    PUBLICATION_SEEN = "publication_seen"
    PUBLICATION_ACKNOWLEDGED = "publication_acknowledged"
    COLLECTION_CREATED = "collection_created"
    FORM_CHANGED = "form_changed"  # of a running collection
    PARTICIPANTS_CHANGED = "participants_changed"
    TERM_CHANGED = "term_changed"
    DRAFT_FOLDED = "draft_folded"
    SUBMITTED = "submitted"
    NOTIFIED = "notified"
    NOTIFICATION_READ = "notification_read"
    STORE_ADDED = "store_added"
    STORE_REMOVED = "store_removed"
    STORE_ARRANGED = "store_arranged"
    STORES_ARRANGED = "stores_arranged"
    FILES_ADDED = "files_added"
    FILE_REPLACED = "file_replaced"
    FILE_REMOVED = "file_removed"
    FILE_MARKED = "file_marked"
    DOWNLOADED = "downloaded"
    REPORT_ASKED = "report_asked"
    REPORT_FINISHED = "report_finished"
    REPORT_CANCELLED = "report_cancelled"
    TOKEN_MADE = "token_made"  # noqa: S105 - the name of an event
    TOKEN_REVOKED = "token_revoked"  # noqa: S105 - the name of an event
    EXPIRED_REMOVED = "expired_removed"


@dataclass(frozen=True)
class Event:
    """One row of the journal: who did what to which object, when (UTC), with what detail (JSON-able)."""

    kind: EventKind
    happened_at: datetime
    account_id: int | None
    object: str
    detail: dict[str, Any] = field(default_factory=dict)
