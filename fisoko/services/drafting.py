"""Filling in: the page of the grid, the way of an edit, and what has changed meanwhile."""

import json
from collections.abc import Callable
from concurrent.futures import Executor, Future
from datetime import datetime
from typing import Any

from fisoko.domain.collection import CollectionState
from fisoko.domain.drafts import free_sheets, place
from fisoko.domain.edits import checked, read_batch
from fisoko.domain.error import OtherFormVersion
from fisoko.domain.moscow import iso, today
from fisoko.domain.person import Identity
from fisoko.domain.progress import Facts
from fisoko.services.admission import Admission, Door
from fisoko.services.lost_cells import named
from fisoko.services.permissions import Action
from fisoko.store.drafts import Drafts
from fisoko.store.forms import Forms
from fisoko.store.kept import Kept
from fisoko.store.log import NewBatch, Saved
from fisoko.store.progress import Progress
from fisoko.store.submissions import Submission, Submissions
from fisoko.store.writer import Writer

PAUSE_MS, LONGEST_PAUSE_MS = 300, 5000
EASY = 500.0  # batches a second up to which nobody has to wait longer
LONG_BODY = 64 * 1024  # bytes from which a body is read on another thread
MOST_CHANGES = 500
FORMS = 32  # versions whose definitions are kept in memory


class Drafting:
    """Drafts of the person's own organisation. `save` alone runs on the event loop; `readers` does its slow cases."""

    def __init__(
        self,
        *,
        admission: Admission,
        forms: Forms,
        drafts: Drafts,
        submissions: Submissions,
        progress: Progress,
        writer: Writer,
        readers: Executor,
        clock: Callable[[], datetime],
    ) -> None:
        self._admission, self._forms, self._drafts = admission, forms, drafts
        self._submissions, self._progress = submissions, progress
        self._writer, self._readers, self._clock = writer, readers, clock
        self._shown = Kept(self._form, most=FORMS)

    def save(self, identity: Identity, collection_id: int, body: bytes) -> Future[dict[str, Any]]:
        """Check a batch and queue it; the future's answer comes after its commit and only then.

        Raises at once, or through the future: BadRequest, TooLarge, Refused, Closed, OtherFormVersion, BadValues, Gap,
        DiskFull, Unavailable.
        """
        now = self._clock()  # a batch counts when it has come whole
        answer: Future[dict[str, Any]] = Future()
        door = self._admission.known(collection_id)
        if door is not None and len(body) <= LONG_BODY:
            self._put(identity, door, body, now, answer)
            return answer

        def work() -> None:
            try:
                self._put(identity, self._admission.door(collection_id), body, now, answer)
            except Exception as error:
                if answer.set_running_or_notify_cancel():
                    answer.set_exception(error)

        self._readers.submit(work)
        return answer

    def open(self, identity: Identity, collection_id: int) -> dict[str, Any]:
        """The properties of the grid for one's own organisation: to edit while the collection is open, else to read."""
        now = self._clock()
        door = self._admission.door(collection_id)
        organisation_id, participation = door.own(identity, Action.EDIT_DRAFT)
        editing = participation.state(now) is CollectionState.OPEN
        last = self._last(collection_id, organisation_id)
        return {
            "form": self._shown.get(door.collection.form_version_id),
            "form_version": door.collection.form_version_id,
            "draft": self._draft(door, organisation_id),
            "mode": "edit" if editing else "read",
            "title": door.collection.title,
            "subtitle": identity.organisation_name,
            "account": identity.login,
            "collection": collection_id,
            "save_url": f"/api/v1/drafts/{collection_id}" if editing else "",
            "submit_url": f"/api/v1/collections/{collection_id}/submissions" if editing else "",
            "history_url": f"/api/v1/collections/{collection_id}/history",
            "back": "/",
            "opens_at": iso(door.collection.opens_at),
            "closes_at": iso(participation.closes_at or door.collection.closes_at),
            "server_now": iso(now),
            "zone": {"offset": identity.utc_offset, "name": identity.region_name},
            "submission": last
            and {
                "number": last.number,
                "submitted_at": iso(last.submitted_at),
                "code": last.code,
                "href": f"/collections/{collection_id}/organisations/{identity.login}?version={last.number}",
            },
            "versions": [],
            "today": today(now).isoformat(),
        }

    def since(self, identity: Identity, collection_id: int, seq: int) -> dict[str, Any]:
        """The whole draft as it is, and the changes after `seq` (the last 500 of them)."""
        door = self._admission.door(collection_id)
        organisation_id, _ = door.own(identity, Action.EDIT_DRAFT)
        changes = [
            {"seq": batch.seq, "window": batch.window, "saved_at": iso(batch.saved_at), "ops": batch.ops}
            for batch in self._drafts.batches(collection_id, organisation_id, seq)[-MOST_CHANGES:]
        ]
        return {
            **self._draft(door, organisation_id),
            "form_version": door.collection.form_version_id,
            "changes": changes,
        }

    def pause_ms(self) -> int:
        """How long a browser is to gather edits before it sends them: longer under load."""
        pressure = max(self._writer.rate() / EASY, self._writer.waiting() / EASY, 1.0)
        return min(int(PAUSE_MS * pressure * pressure), LONGEST_PAUSE_MS)

    def _put(self, identity: Identity, door: Door, body: bytes, now: datetime, answer: Future[dict[str, Any]]) -> None:
        organisation_id, participation = door.own(identity, Action.EDIT_DRAFT)
        participation.check_open(now)
        typed = read_batch(body)
        if typed.form_version not in (None, door.collection.form_version_id):
            raise OtherFormVersion
        ops = checked(typed.ops, door.addresses)
        batch = NewBatch(
            collection_id=door.collection.id,
            region=participation.region or "",
            organisation_id=organisation_id,
            account_id=identity.account_id or 0,
            window=typed.window,
            number=typed.number,
            base=typed.base,
            ops=json.dumps(ops, ensure_ascii=False, separators=(",", ":")),
        )
        self._writer.put(batch).add_done_callback(lambda saved: self._answer(saved, answer))

    def _answer(self, saved: Future[Saved], answer: Future[dict[str, Any]]) -> None:
        if not answer.set_running_or_notify_cancel():
            return  # the browser has gone away; the batch is kept all the same
        error = saved.exception()
        if error is not None:
            answer.set_exception(error)
            return
        result = saved.result()
        answer.set_result(
            {
                "number": result.number,
                "seq": result.seq,
                "saved_at": iso(result.saved_at),
                "pause_ms": self.pause_ms(),
                "elsewhere": result.elsewhere,
            }
        )

    def _last(self, collection_id: int, organisation_id: int) -> Submission | None:
        """The last submission; whoever has none, as the facts kept in memory tell, is not asked about."""
        if not self._progress.of_organisation(organisation_id).get(collection_id, Facts()).submissions:
            return None
        return self._submissions.last(collection_id, organisation_id)

    def _draft(self, door: Door, organisation_id: int) -> dict[str, Any]:
        form = self._forms.version(door.collection.form_version_id).form
        present = self._drafts.present(door.collection.id, organisation_id, free_sheets(form))
        sheets, not_in = place(present.draft, form)
        return {
            "seq": present.draft.seq,
            "sheets": sheets,
            "not_in": named(not_in, self._forms, door.collection.form_version_id),
        }

    def _form(self, version_id: int) -> dict[str, Any]:
        """The definition as JSON; versions never change."""
        return self._forms.version(version_id).form.to_json()
