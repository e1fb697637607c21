"""«История»: what has been changed in a draft, when and in which window, and the edits that bring a moment back."""

from typing import Any

from fisoko.domain.drafts import Batch, Draft, free_sheets, place
from fisoko.domain.forms.form import Form, Sheet, address
from fisoko.domain.forms.value import fault, show
from fisoko.domain.history import Change, Entry, at, entries, whole
from fisoko.domain.moscow import iso
from fisoko.domain.person import Identity
from fisoko.domain.submission import differences, returning
from fisoko.services.admission import Admission, Door
from fisoko.services.permissions import Action
from fisoko.services.returning import SHOWN, told
from fisoko.store.drafts import Drafts
from fisoko.store.forms import Forms

PAGE = 40  # entries of the history in one answer
CELLS = 200  # cells of an entry that are told one by one


class Recalling:
    """For the person's own organisation. Nothing is stored here: to go back is an ordinary batch of edits."""

    def __init__(self, *, admission: Admission, forms: Forms, drafts: Drafts) -> None:
        self._admission, self._forms, self._drafts = admission, forms, drafts

    def history(self, identity: Identity, collection_id: int, before: int = 0) -> dict[str, Any]:
        """A page of the history, newest first, of what was changed before the change `before` (0: up to now).

        `windows` tells windows apart by the order in which they began to type; `next` is `before` of the next page, or
        None. Raises NotFound, Refused for whoever does not take part.
        """
        door, form, batches = self._log(identity, collection_id)
        numbers: dict[str, int] = {}
        for batch in batches:
            numbers.setdefault(batch.window, len(numbers) + 1)
        found = [*entries(batches, free_sheets(form))]
        page = [entry for entry in reversed(found) if not before or entry.seq < before]
        names = {sheet.id: sheet for sheet in form.sheets}
        return {
            "collection": door.collection.id,
            "seq": batches[-1].seq if batches else 0,
            "windows": numbers,
            "entries": [_entry(entry, names) for entry in page[:PAGE]],
            "next": page[PAGE - 1].seq if len(page) > PAGE else None,
        }

    def back_to(self, identity: Identity, collection_id: int, seq: int) -> dict[str, Any]:
        """What differs from the draft as it stood after the change `seq`, and `cells`, `added`, `removed`, `order`.

        Applied, those leave no difference. Raises NotFound, Refused for whoever does not take part.
        """
        _, form, batches = self._log(identity, collection_id)
        free = free_sheets(form)
        values, _ = place(Draft().fold(batches, free), form)
        then, _ = place(at(batches, free, seq), form)
        then = whole(form, then)
        found = [*differences(form, values, then)]
        moments = [batch.saved_at for batch in batches if batch.seq <= seq]
        return {
            "seq": batches[-1].seq if batches else 0,
            "saved_at": iso(moments[-1]) if moments else "",
            "count": len(found),
            "changes": [told(one, form, values, then) for one in found[:SHOWN]],
            **vars(returning(form, values, then)),
        }

    def _log(self, identity: Identity, collection_id: int) -> tuple[Door, Form, list[Batch]]:
        door = self._admission.door(collection_id)
        organisation_id, _ = door.own(identity, Action.EDIT_DRAFT)
        form = self._forms.version(door.collection.form_version_id).form
        return door, form, self._drafts.batches(collection_id, organisation_id, 0)


def _entry(entry: Entry, sheets: dict[str, Sheet]) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "window": entry.window,
        "began_at": iso(entry.began_at),
        "saved_at": iso(entry.saved_at),
        "count": len(entry.changes),
        "added": entry.added,
        "removed": entry.removed,
        "moved": entry.moved,
        "changes": [_change(change, sheets.get(change.sheet)) for change in entry.changes[:CELLS]],
    }


def _change(change: Change, sheet: Sheet | None) -> dict[str, Any]:
    """A cell that the form has no more keeps its values and loses its name."""
    columns = {column.id: column for column in sheet.columns} if sheet else {}
    numbers = {row.id: row.number for row in sheet.rows} if sheet else {}
    number = sheet.top + change.place if sheet and sheet.free else numbers.get(change.row)
    column = columns.get(change.column)
    if sheet is None or column is None or number is None:
        return {"sheet_name": "", "address": "", "was": _plain(change.was), "becomes": _plain(change.becomes)}
    cell = column.cell if sheet.free else sheet.cell(change.row, change.column)
    return {
        "sheet": change.sheet,
        "row": change.row,
        "column": change.column,
        "sheet_name": sheet.name,
        "address": address(number, column.number),
        "was": show(cell.value if change.first else change.was, cell),
        "becomes": show(change.becomes, cell),
        "fault": fault(change.becomes, cell),
    }


def _plain(value: Any) -> str:
    return str(value.get("raw", "")) if isinstance(value, dict) else "" if value is None else str(value)
