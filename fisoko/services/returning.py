"""What a draft has otherwise than the last submission, and the edits that bring it back."""

from typing import Any

from fisoko.domain.drafts import free_sheets, place
from fisoko.domain.error import NotFound
from fisoko.domain.forms.form import Form, address
from fisoko.domain.forms.value import fault, show
from fisoko.domain.moscow import iso
from fisoko.domain.person import Identity
from fisoko.domain.submission import Different, Values, differences, returning
from fisoko.services.admission import Admission
from fisoko.services.permissions import Action
from fisoko.store.drafts import Drafts
from fisoko.store.forms import Forms
from fisoko.store.submissions import Submissions

SHOWN = 1_000  # differences that are told one by one


class Returning:
    """For the person's own organisation. Nothing is stored here: the page sends the edits as an ordinary batch."""

    def __init__(
        self,
        *,
        admission: Admission,
        forms: Forms,
        drafts: Drafts,
        submissions: Submissions,
    ) -> None:
        self._admission, self._forms, self._drafts = admission, forms, drafts
        self._submissions = submissions

    def difference(self, identity: Identity, collection_id: int) -> dict[str, Any]:
        """How many cells differ, which, and `cells`, `added`, `removed` and `order` that undo it.

        Raises NotFound where nothing has been submitted, Refused for whoever does not take part.
        """
        door = self._admission.door(collection_id)
        organisation_id, _ = door.own(identity, Action.EDIT_DRAFT)
        last = self._submissions.last(collection_id, organisation_id)
        if last is None:
            raise NotFound
        form = self._forms.version(door.collection.form_version_id).form
        draft = self._drafts.present(collection_id, organisation_id, free_sheets(form)).draft
        values, _ = place(draft, form)
        found = [*differences(form, values, last.values)]
        back = returning(form, values, last.values)
        return {
            "number": last.number,
            "submitted_at": iso(last.submitted_at),
            "seq": draft.seq,
            "count": len(found),
            "changes": [told(one, form, values, last.values) for one in found[:SHOWN]],
            **vars(back),
        }


def told(one: Different, form: Form, draft: Values, submitted: Values) -> dict[str, Any]:
    """A difference as a page lists it: which cell, where it stands, and how both values are written."""
    sheet = form.sheet(one.sheet)
    row = one.row or one.twin or ""
    column, cell = sheet.column(one.column), sheet.cell(row, one.column)
    order = (draft if one.row else submitted).get(sheet.id, {}).get("rows", [])
    return {
        "sheet": one.sheet,
        "row": row,
        "column": one.column,
        "sheet_name": sheet.name,
        "address": address(sheet.row_number(row, order), column.number),
        "was": show(one.draft, cell),
        "becomes": show(one.submitted, cell),
        "fault": fault(one.submitted, cell),
    }
