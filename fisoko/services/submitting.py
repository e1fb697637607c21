"""«Сдать отчет»: one request makes one submission of what the person saw, with its receipt."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from fisoko.domain.drafts import free_sheets, place
from fisoko.domain.error import Gap, Moved, NotFound, OtherFormVersion, Unavailable
from fisoko.domain.event import Event, EventKind
from fisoko.domain.moscow import today
from fisoko.domain.person import Identity
from fisoko.domain.request import Request, read_request
from fisoko.services.admission import Admission
from fisoko.services.judged import Judged
from fisoko.services.live import Live
from fisoko.services.permissions import Action
from fisoko.services.receipt import receipt_of
from fisoko.store.drafts import Document, Drafts
from fisoko.store.engine import Transaction
from fisoko.store.forms import Forms
from fisoko.store.progress import Progress
from fisoko.store.submissions import Submission, Submissions
from fisoko.store.writer import Writer

WAIT_SECONDS = 10.0  # for the window's last batch and for the commit


class Submitting:
    """Submissions of the person's own organisation."""

    def __init__(
        self,
        *,
        admission: Admission,
        forms: Forms,
        drafts: Drafts,
        submissions: Submissions,
        progress: Progress,
        writer: Writer,
        live: Live,
        clock: Callable[[], datetime],
    ) -> None:
        self._admission, self._forms = admission, forms
        self._drafts, self._submissions, self._progress = drafts, submissions, progress
        self._writer, self._live, self._clock = writer, live, clock

    def submit(self, identity: Identity, collection_id: int, body: bytes) -> dict[str, Any]:
        """Make the submission, or answer what the same request has made before.

        Raises Closed, Refused, Gap (the last batch has not come), Moved (another window has changed the draft since),
        OtherFormVersion (the person has not seen the form as it is now),
        HasFindings (errors, or warnings without an explanation of at least ten signs).
        """
        now = self._clock()
        request = read_request(body)
        organisation_id, participation = self._admission.door(collection_id).own(identity, Action.SUBMIT)
        key = collection_id, organisation_id
        with suppress(NotFound):
            return receipt_of(self._made(key, request))
        participation.check_open(now)
        if request.form_version not in (None, participation.collection.form_version_id):
            raise OtherFormVersion
        self._wait_for(key, request)
        version = self._forms.version(participation.collection.form_version_id)
        free = free_sheets(version.form)
        draft = self._drafts.present(*key, free).draft
        values, _ = place(draft, version.form)
        judged = Judged(version.form, values, today(now), request.explanations)
        self._check_moved(key, request, None)

        def keep(tx: Transaction) -> Submission:
            position = self._writer.log.advance(tx, 1, now)  # others wait from here on
            again = self._submissions.by_request(*key, request.id, tx)
            if again:
                return again
            self._check_moved(key, request, tx)
            made = judged.submission(
                identity,
                participation,
                request_id=request.id,
                draft_seq=draft.seq,
                seq=position.seq,
                number=self._next(key, tx),
                at=now,
            )
            detail = {"number": made.number, "sha256": made.sha256, "code": made.code}
            event = Event(EventKind.SUBMITTED, now, identity.account_id, f"collection:{collection_id}", detail)
            self._submissions.add(tx, made, event=event)
            self._progress.submitted(
                tx,
                collection_id=collection_id,
                region=made.region,
                organisation_id=made.organisation_id,
                submitted_at=now,
                filled=made.filled,
                required=made.required,
                warnings=len(made.explanations),
                seq=draft.seq,
            )
            self._drafts.keep(tx, [Document(collection_id, made.region, made.organisation_id, draft)], now)
            return made

        try:
            made = self._writer.run(keep).result(WAIT_SECONDS)
        except TimeoutError:  # it may still be made: the same request will find it
            raise Unavailable from None
        self._live.publish({(collection_id, made.region)})
        return receipt_of(made)

    def _made(self, key: tuple[int, int], request: Request) -> Submission:
        made = self._submissions.by_request(*key, request.id)
        if made is None:
            raise NotFound
        return made

    def _wait_for(self, key: tuple[int, int], request: Request) -> None:
        """Until the window's last batch is in the log: what was queued before this request is answered before it."""
        if request.number and self._drafts.last_number(*key, request.window) < request.number:
            self._writer.drain(WAIT_SECONDS)
            last = self._drafts.last_number(*key, request.window)
            if last < request.number:
                raise Gap(expected=last + 1)

    def _check_moved(self, key: tuple[int, int], request: Request, tx: Transaction | None) -> None:
        seq = self._drafts.changed_elsewhere(*key, request.window, request.base, tx)
        if seq is not None:
            raise Moved(seq=seq)

    def _next(self, key: tuple[int, int], tx: Transaction) -> int:
        last = self._submissions.last(*key, tx)
        return last.number + 1 if last else 1
