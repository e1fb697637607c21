"""What one participant has done, as it is laid in at once, and the events of it."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import blake2b
from typing import Any

from fisoko.domain.collection import Participation
from fisoko.domain.drafts import Batch, Draft, free_sheets
from fisoko.domain.event import Event, EventKind
from fisoko.domain.forms.form import Form
from fisoko.domain.person import Identity
from fisoko.services.judged import Judged
from fisoko.store.laid import LaidAcknowledgement, LaidDocument, LaidDownload
from fisoko.store.submissions import Submission

SEQ = 10**15  # a number of more digits than any that is typed keeps
WINDOW = f"window-{secrets.token_hex()[:50]}"


class NotTheSame(Exception):
    """What was laid in is not what the services find; the base is not to be used."""


@dataclass(slots=True)
class Work:
    """What one participant has done so far; `typed` are the texts of its batches, by which equal drafts are known."""

    identity: Identity
    participation: Participation
    form: Form
    batches: list[Batch] = field(default_factory=list)
    typed: tuple[str, ...] = ()
    known: Any = field(default_factory=partial(blake2b, digest_size=16))  # of all operations, however they came
    submitted: bytes = b""  # the same at the last submission
    moments: list[datetime] = field(default_factory=list)  # of submissions
    judged: Judged | None = None
    folded: tuple[int, datetime] | None = None  # batches in the document, and when it was made

    def draft(self) -> Draft:
        """What the batches add up to."""
        return Draft().fold(self.batches, free_sheets(self.form))

    def add(self, batch: Batch, text: str) -> None:
        """One batch more, with the text of its operations."""
        self.batches.append(batch)
        self.typed = (*self.typed, text)
        self.known.update(text[1:-1].encode() + b",")

    def document(self, patterns: dict[tuple[int, tuple[str, ...]], str]) -> LaidDocument | None:
        """The draft as it was folded at the last submission; `patterns` keeps what equal drafts have in common."""
        if self.folded is None:
            return None
        count, at = self.folded
        key = (self.participation.collection.form_version_id, self.typed[:count])
        if key not in patterns:
            patterns[key] = self._pattern(count)
        text = patterns[key].replace(WINDOW, self.batches[0].window)
        for number, batch in enumerate(self.batches[:count]):
            text = text.replace(str(SEQ + number), str(batch.seq))
        collection, organisation = self.participation.collection.id, self.identity.organisation_id or 0
        region, seq = self.participation.region or "", self.batches[count - 1].seq
        return LaidDocument(collection, region, organisation, seq, text, at)

    def _pattern(self, count: int) -> str:
        """The document with marks in place of the window and of the batches' numbers, which nothing typed can hold."""
        batches = [
            Batch(SEQ + place, WINDOW, SEQ + place - 1 if place else 0, one.saved_at, one.ops)
            for place, one in enumerate(self.batches[:count])
        ]
        return Draft().fold(batches, free_sheets(self.form)).to_json()


def submitted_event(one: Submission) -> Event:
    """The event of a submission."""
    detail = {"number": one.number, "sha256": one.sha256, "code": one.code}
    return Event(EventKind.SUBMITTED, one.submitted_at, one.account_id, f"collection:{one.collection_id}", detail)


def taken_event(one: LaidDownload) -> Event:
    """The event of taking files."""
    named = f"file:{one.files[0][0]}" if len(one.files) == 1 else f"store:{one.store_id}"
    return Event(EventKind.DOWNLOADED, one.at, one.identity.account_id, named, {"files": [*map(list, one.files)]})


def read_event(one: LaidAcknowledgement) -> Event:
    """The event of having read a publication."""
    account = one.identity.account_id
    return Event(EventKind.PUBLICATION_ACKNOWLEDGED, one.at, account, f"publication:{one.publication_id}")
