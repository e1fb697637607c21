"""«Сдать отчет»: one request makes one submission of what the person saw, with its receipt."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from fisoko.domain.collection import Participation
from fisoko.domain.drafts import Draft, free_sheets, place
from fisoko.domain.error import Gap, HasFindings, Moved, NotFound, Refused, Unavailable, Unexplained
from fisoko.domain.event import Event, EventKind
from fisoko.domain.forms.checking import Calculation, check, completeness
from fisoko.domain.forms.form import Form, Value
from fisoko.domain.forms.value import FormulaError
from fisoko.domain.moscow import today
from fisoko.domain.person import Identity
from fisoko.domain.request import Request, read_request
from fisoko.domain.submission import control_code, document, explanation_key, sha256, snapshot, unexplained
from fisoko.services import permissions
from fisoko.services.admission import Admission
from fisoko.services.live import Live
from fisoko.services.permissions import Action, Thing
from fisoko.services.receipt import receipt_of
from fisoko.store.drafts import Document, Drafts
from fisoko.store.engine import Transaction
from fisoko.store.forms import Forms
from fisoko.store.progress import Progress
from fisoko.store.submissions import Submission, Submissions
from fisoko.store.writer import Writer

WAIT_SECONDS = 10.0  # for the window's last batch and for the commit
LONGEST_EXPLANATION = 2000


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
        HasFindings (errors, or warnings without an explanation of at least ten signs).
        """
        now = self._clock()
        request = read_request(body)
        participation = self._participation(identity, collection_id)
        key = collection_id, identity.organisation_id or 0
        with suppress(NotFound):
            return receipt_of(self._made(key, request))
        participation.check_open(now)
        self._wait_for(key, request)
        version = self._forms.version(participation.collection.form_version_id)
        free = free_sheets(version.form)
        draft = self._drafts.present(*key, free).draft
        values, _ = place(draft, version.form)
        judged = _Judged(version.form, values, now, request.explanations)
        self._check_moved(key, request, None)

        def keep(tx: Transaction) -> Submission:
            position = self._writer.log.advance(tx, 1, now)  # others wait from here on
            again = self._submissions.by_request(*key, request.id, tx)
            if again:
                return again
            self._check_moved(key, request, tx)
            made = judged.submission(identity, participation, request, draft, position.seq, self._next(key, tx))
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

    def _participation(self, identity: Identity, collection_id: int) -> Participation:
        organisation_id = identity.organisation_id
        if organisation_id is None:
            raise Refused
        participation = self._admission.door(collection_id).participation(organisation_id)
        permissions.check(identity, Action.SUBMIT, Thing(participation.region, organisation_id))
        if not participation.joined:
            raise Refused
        return participation

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


class _Judged:
    """A draft found fit to be submitted. Raises HasFindings when it is not."""

    def __init__(self, form: Form, values: dict[str, Any], now: datetime, explanations: dict[str, str]) -> None:
        day = today(now)
        found = [finding.to_json() for finding in check(form, values, day)]
        errors = [finding for finding in found if finding["level"] == "error"]
        if errors:
            raise HasFindings(findings=found)
        if unexplained(found, explanations):
            raise Unexplained(findings=found)
        self.now = now
        self.explanations = [
            {
                "rule": finding.get("rule") or "",
                "sheet": finding.get("sheet_name", ""),
                "address": finding["address"],
                "text": finding["text"],
                "explanation": explanations[explanation_key(finding)].strip()[:LONGEST_EXPLANATION],
            }
            for finding in found
        ]
        self.filled, self.required = completeness(form, values)
        calculation = Calculation(form, values, day)

        def cell(sheet: str, row: str, column: str) -> Value:
            value = calculation.cell(sheet, row, column)
            return None if isinstance(value, FormulaError) else value

        self.values = snapshot(form, values, cell)

    def submission(
        self, identity: Identity, participation: Participation, request: Request, draft: Draft, seq: int, number: int
    ) -> Submission:
        """The submission of this number; its document has everything by which it can be checked."""
        collection = participation.collection
        body = document(
            collection=collection.id,
            organisation=identity.organisation_id or 0,
            number=number,
            form_version=collection.form_version_id,
            submitted_at=self.now,
            values=self.values,
            explanations=self.explanations,
        )
        control_sum = sha256(body)
        return Submission(
            collection_id=collection.id,
            region=participation.region or "",
            organisation_id=identity.organisation_id or 0,
            number=number,
            request_id=request.id,
            seq=seq,
            draft_seq=draft.seq,
            form_version_id=collection.form_version_id,
            submitted_at=self.now,
            account_id=identity.account_id or 0,
            body=body,
            sha256=control_sum,
            code=control_code(control_sum),
            filled=self.filled,
            required=self.required,
            explanations=self.explanations,
        )
