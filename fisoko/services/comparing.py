"""Any two states of one participant's data side by side, for those who watch: the draft and each submission."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from fisoko.domain.drafts import free_sheets, place
from fisoko.domain.error import NotFound
from fisoko.domain.forms.fields import row_names
from fisoko.domain.forms.form import Form
from fisoko.domain.moscow import show
from fisoko.domain.person import Identity
from fisoko.domain.submission import Values, differences
from fisoko.domain.texts import DRAFT, SUBMISSION
from fisoko.services import permissions
from fisoko.services.permissions import Action, Thing
from fisoko.services.returning import SHOWN, told
from fisoko.store.collections import Collections
from fisoko.store.drafts import Drafts
from fisoko.store.forms import Forms
from fisoko.store.roster import Person, Roster
from fisoko.store.submissions import Submissions

LETTERS, ROW = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "строка {number}"
NOW = "draft"  # the name of the draft among the states


class Comparing:
    """Reads; who may not see an organisation's data is refused."""

    def __init__(
        self,
        *,
        collections: Collections,
        forms: Forms,
        drafts: Drafts,
        submissions: Submissions,
        roster: Roster,
        clock: Callable[[], datetime],
    ) -> None:
        self._collections, self._forms, self._drafts = collections, forms, drafts
        self._submissions, self._roster, self._clock = submissions, roster, clock

    def difference(
        self, identity: Identity, collection_id: int, login: str, old: str = "", new: str = ""
    ) -> dict[str, Any]:
        """Cells that people type into, different between two states: «draft» or the number of a submission.

        Where none is named: the draft against the last submission. The form is that of `new`. Raises NotFound for a
        login that does not take part within the scope, for a state that is not there, and where nothing was submitted.
        """
        collection = self._collections.one(collection_id)
        person = self._roster.participant(collection_id, login, permissions.scope(identity), self._clock())
        if person is None:
            raise NotFound
        permissions.check(identity, Action.SEE_DATA, Thing(person.region, person.organisation_id))
        last = self._submissions.last(collection_id, person.organisation_id)
        if last is None:
            raise NotFound
        old, new = old or str(last.number), new or NOW
        present = self._forms.version(collection.form_version_id).form
        form, values, moment = self._state(collection_id, present, person, new)
        _, before, earlier = self._state(collection_id, present, person, old)
        found = [*differences(form, values, before)]
        changes = [told(one, form, values, before) for one in found[:SHOWN]]
        captions = row_names(form)
        return {
            "collection": collection_id,
            "title": collection.title,
            "login": person.login,
            "name": person.name,
            "states": {NOW: DRAFT}
            | {str(number): SUBMISSION.format(number=number) for number in range(last.number, 0, -1)},
            "old": old,
            "new": new,
            "old_at": earlier,
            "new_at": moment,
            "count": len(found),
            "changes": [{**change, **_names(change, form, captions)} for change in changes],
        }

    def _state(self, collection_id: int, present: Form, person: Person, name: str) -> tuple[Form, Values, str]:
        """The form, the values and the moment of a state; a draft has no moment of its own."""
        if name == NOW:
            draft = self._drafts.present(collection_id, person.organisation_id, free_sheets(present)).draft
            return present, place(draft, present)[0], ""
        if not name.isdecimal() or len(name) > 9:
            raise NotFound
        made = self._submissions.one(collection_id, person.organisation_id, int(name))
        if made is None:
            raise NotFound
        return self._forms.version(made.form_version_id).form, made.values, show(made.submitted_at)


def _names(change: dict[str, Any], form: Form, captions: Mapping[str, str]) -> dict[str, str]:
    """The headings of the cell's column, and the captions of its row or its number in Excel."""
    column = form.sheet(change["sheet"]).column(change["column"])
    number = change["address"].lstrip(LETTERS)
    return {"title": " / ".join(column.path), "row_name": captions.get(change["row"], ROW.format(number=number))}
