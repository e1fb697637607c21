"""Keeping forms: a workbook becomes the next version of its form, or every problem at once."""

from collections.abc import Callable
from datetime import datetime

from fisoko.domain.error import BadRequest
from fisoko.domain.event import Event, EventKind
from fisoko.domain.forms.form import Form
from fisoko.domain.forms.reading import Reading, check_workbook
from fisoko.domain.person import Identity
from fisoko.services.permissions import Action, check
from fisoko.store.blobs import Blobs
from fisoko.store.engine import Transaction
from fisoko.store.forms import FormLine, Forms, FormVersion
from fisoko.store.writer import Writer

HAS_PROBLEMS = "В книге формы есть ошибки: {first}{more} Исправьте их и загрузите книгу снова."


class FormKeeping:
    """For the federal organiser and the operator."""

    def __init__(self, forms: Forms, blobs: Blobs, writer: Writer, clock: Callable[[], datetime]) -> None:
        self._forms, self._blobs, self._writer, self._clock = forms, blobs, writer, clock

    def check(self, actor: Identity, data: bytes) -> Reading:
        """What a workbook would become; stores nothing."""
        check(actor, Action.DEFINE_FORMS)
        return check_workbook(data)

    def add(self, actor: Identity, data: bytes) -> FormVersion:
        """Store the form of a workbook. Raises BadRequest with `problems`, all of them, when it has errors."""
        form = sound(self.check(actor, data))
        return self.add_form(actor, form, workbook=self._blobs.put(data))

    def add_form(self, actor: Identity, form: Form, *, workbook: str | None = None) -> FormVersion:
        """Store a form that is known to be sound; `workbook` is the SHA-256 of the blob it was read from."""
        check(actor, Action.DEFINE_FORMS)
        now = self._clock()
        event = Event(EventKind.FORM_ADDED, now, actor.account_id, f"form:{form.key}", {"workbook": workbook})

        def write(tx: Transaction) -> int:
            return self._forms.add(tx, form, workbook=workbook, created_at=now, event=event)

        return self._forms.version(self._writer.run(write).result())

    def list(self, actor: Identity) -> list[FormLine]:
        """Every form with its newest version."""
        check(actor, Action.DEFINE_FORMS)
        return self._forms.all()


def sound(reading: Reading) -> Form:
    """The form that was read. Raises BadRequest with `problems`, all of them, when the workbook has errors."""
    if reading.form is None:
        texts = [problem.text for problem in reading.errors]
        more = f" (и еще {len(texts) - 1})" if len(texts) > 1 else ""
        first = texts[0].rstrip(".") if texts else "книга не прочитана"
        raise BadRequest(HAS_PROBLEMS.format(first=first, more=f"{more}."), problems=texts)
    return reading.form
