"""The form as a workbook to be filled in Excel, and what it would change when it is brought back."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from fisoko.domain.drafts import Draft, free_sheets, place
from fisoko.domain.error import WrongWorkbook
from fisoko.domain.forms.checking import check
from fisoko.domain.forms.form import Form
from fisoko.domain.forms.reading.filled import Contents, read_filled
from fisoko.domain.forms.template import texts
from fisoko.domain.forms.template.difference import Change, Difference, compare
from fisoko.domain.forms.template.stamp import Stamp
from fisoko.domain.history import at
from fisoko.domain.moscow import today
from fisoko.domain.person import Identity
from fisoko.services.admission import Admission
from fisoko.services.permissions import Action
from fisoko.services.workbooks import Workbooks
from fisoko.store.drafts import Drafts
from fisoko.store.forms import Forms, FormVersion

SHOWN = 1_000  # changes that are told one by one


class Templates:
    """Workbooks of the person's own organisation. Nothing is stored here: the page applies what it has shown."""

    def __init__(
        self,
        *,
        admission: Admission,
        forms: Forms,
        drafts: Drafts,
        workbooks: Workbooks,
        clock: Callable[[], datetime],
    ) -> None:
        self._admission, self._forms, self._drafts, self._clock = admission, forms, drafts, clock
        self._workbooks = workbooks

    def template(self, identity: Identity, collection_id: int) -> tuple[str, bytes]:
        """The name and the bytes of the workbook with the draft's present values.

        Raises Refused for whoever does not take part, Unavailable when too many wait.
        """
        door = self._admission.door(collection_id)
        organisation_id, _ = door.own(identity, Action.EDIT_DRAFT)
        version = self._forms.version(door.collection.form_version_id)
        draft = self._drafts.present(collection_id, organisation_id, free_sheets(version.form)).draft
        values, _ = place(draft, version.form)
        stamp = Stamp(version.key, version.id, collection_id, identity.login, draft.seq)
        job = {"form": version.form.to_json(), "values": values, "stamp": asdict(stamp)}
        return f"{door.collection.title} – {identity.login}.xlsx", self._workbooks.written(job)

    def compare(self, identity: Identity, collection_id: int, data: bytes) -> dict[str, Any]:
        """What a workbook would change in the draft: `cells` and `added` are what the page is to apply.

        Raises Closed, Refused, WrongWorkbook with the reason: not a workbook, another's, another form's.
        """
        now = self._clock()
        door = self._admission.door(collection_id)
        organisation_id, participation = door.own(identity, Action.EDIT_DRAFT)
        participation.check_open(now)
        with self._workbooks.turn():
            filled = read_filled(data)
        if filled.problem:
            raise WrongWorkbook(filled.problem)
        stamp = _stamp(filled.sheets)
        new = self._forms.version(door.collection.form_version_id)
        old = self._old(stamp, new, identity)
        draft = self._drafts.present(collection_id, organisation_id, free_sheets(new.form)).draft
        present, _ = place(draft, new.form)
        base = self._base(stamp, old, draft, collection_id, organisation_id)
        day = today(now)
        found = compare(
            stamp=stamp, old=old.form, new=new.form, base=base, present=present, book=filled.sheets, today=day
        )
        if stamp.collection != collection_id:
            found.notes.insert(0, texts.OTHER_COLLECTION)
        elif stamp.seq < draft.seq:
            found.notes.insert(0, texts.CHANGED_SINCE)
        if old.id != new.id:
            found.notes.insert(0, texts.OTHER_VERSION)
        before, after = (_errors(new.form, values, day) for values in (present, found.applied(present)))
        return {**_told(found), "errors_before": before, "errors_after": after, "seq": draft.seq}

    def _old(self, stamp: Stamp, new: FormVersion, identity: Identity) -> FormVersion:
        """The version that a workbook was made for."""
        if stamp.organisation != identity.login:
            raise WrongWorkbook(texts.OTHER_ORGANISATION.format(login=stamp.organisation))
        if stamp.form != new.key:
            latest = self._forms.latest(stamp.form)
            raise WrongWorkbook(texts.OTHER_FORM.format(title=f"«{latest.form.title}»" if latest else stamp.form))
        old = self._forms.version(stamp.version)
        if old.key != new.key:
            raise WrongWorkbook(texts.OTHER_FORM.format(title=f"«{old.form.title}»"))
        return old

    def _base(
        self, stamp: Stamp, old: FormVersion, draft: Draft, collection_id: int, organisation_id: int
    ) -> Mapping[str, Any]:
        """The values that the workbook went out with; those of another collection are not known, so nothing is."""
        if stamp.collection != collection_id:
            return {}
        if stamp.seq >= draft.seq:
            return place(draft, old.form)[0]
        batches = self._drafts.batches(collection_id, organisation_id, 0)
        return place(at(batches, free_sheets(old.form), stamp.seq), old.form)[0]


def _stamp(sheets: Mapping[str, Contents]) -> Stamp:
    contents = sheets.get(texts.STAMP_SHEET, {})
    rows = sorted({row for row, _ in contents})
    stamp = Stamp.read([contents.get((row, column)) for column in (1, 2, 3)] for row in rows)
    if stamp is None:
        raise WrongWorkbook(texts.NO_STAMP)
    return stamp


def _errors(form: Form, values: Mapping[str, Any], day: Any) -> int:
    """The errors as the page counts them: an empty required cell is not one yet."""
    return sum(finding.level == "error" and finding.kind != "required" for finding in check(form, values, day))


def _told(found: Difference) -> dict[str, Any]:
    return {
        "changed": sum(not change.cleared for change in found.changes),
        "cleared": sum(change.cleared for change in found.changes),
        "unfit": sum(change.fault is not None for change in found.changes),
        "rows": sum(found.added.values()),
        "changes": [_shown(change) for change in found.changes[:SHOWN]],
        "homeless": [{"where": where, "text": text, "reason": reason} for where, text, reason in found.homeless],
        "more": found.more,
        "notes": found.notes,
        "added": found.added,
        "cells": [[change.sheet, change.row, change.column, change.value] for change in found.changes],
    }


def _shown(change: Change) -> dict[str, Any]:
    return {
        "sheet": change.sheet,
        "row": change.row,
        "column": change.column,
        "sheet_name": change.sheet_name,
        "address": change.address,
        "was": change.was,
        "becomes": change.becomes,
        "fault": change.fault,
    }
