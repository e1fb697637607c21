"""Whether what was laid in at once is what the services find and would make: tried on some of it."""

from datetime import datetime
from typing import Any

from fisoko.domain.drafts import Draft, free_sheets, place
from fisoko.domain.forms.checking import check
from fisoko.domain.history import at
from fisoko.domain.moscow import today
from fisoko.domain.person import Identity
from fisoko.domain.submission import canonical, control_code, differing, document, explanation_key, sha256
from fisoko.services.judged import Judged
from fisoko.services.laid_work import NotTheSame
from fisoko.services.looked import look
from fisoko.store.collections import Collections
from fisoko.store.drafts import Drafts
from fisoko.store.forms import Forms
from fisoko.store.progress import Progress
from fisoko.store.submissions import Submission, Submissions


class LaidCheck:
    """Reads the base alone: nothing that laying has kept in memory."""

    def __init__(
        self, collections: Collections, forms: Forms, drafts: Drafts, submissions: Submissions, progress: Progress
    ) -> None:
        self._collections, self._forms, self._drafts = collections, forms, drafts
        self._submissions, self._progress = submissions, progress

    def compare(self, collection_id: int, identity: Identity, now: datetime) -> None:
        """One participant's draft, figures and last submission. Raises NotTheSame with what differs."""
        key = (collection_id, identity.organisation_id or 0)
        form = self._forms.version(self._collections.one(collection_id).form_version_id).form
        draft = self._drafts.present(*key, free_sheets(form)).draft
        batches = [*self._drafts.batches(*key, 0)]
        whole = Draft().fold(batches, free_sheets(form))
        last, facts, found = self._submissions.last(*key), self._progress.one(*key), look(form, draft, now)
        differs = differing(form, found.values, last.values) if last else 0
        told = (found.filled, found.required, found.errors, found.warnings, differs)
        pairs: list[tuple[str, Any, Any]] = [
            ("draft", draft.to_json(), whole.to_json()),
            ("figures", (facts.filled, facts.required, facts.errors, facts.warnings, facts.differs), told),
            ("submissions", facts.submissions, last.number if last else 0),
        ]
        if last is not None:
            values, _ = place(at(batches, free_sheets(form), last.draft_seq), form)
            pairs += self._submission(last, values)
        for what, here, there in pairs:
            if here != there:
                raise NotTheSame(f"{what} of {identity.login} in the collection {collection_id}: {here!r} {there!r}")

    def _submission(self, made: Submission, values: dict[str, Any]) -> list[tuple[str, Any, Any]]:
        """What a submission of these values at the same moment would be."""
        form = self._forms.version(made.form_version_id).form
        day = today(made.submitted_at)
        told = {(one["sheet"], one["address"], one["text"]): one["explanation"] for one in made.explanations}
        found = [finding.to_json() for finding in check(form, values, day)]
        given = {explanation_key(one): told[one.get("sheet_name", ""), one["address"], one["text"]] for one in found}
        judged = Judged(form, values, day, given)
        body = document(
            collection=made.collection_id,
            organisation=made.organisation_id,
            number=made.number,
            form_version=made.form_version_id,
            submitted_at=made.submitted_at,
            values=canonical(judged.values),
            explanations=judged.explanations,
        )
        return [
            ("document", made.body, body),
            ("control sum", (made.sha256, made.code), (sha256(body), control_code(sha256(body)))),
            ("filled", (made.filled, made.required), (judged.filled, judged.required)),
        ]
