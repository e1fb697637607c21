"""A running collection gets another version of its form: what was typed follows the ids, and nothing is lost."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from fisoko.domain.error import BadRequest
from fisoko.domain.event import Event, EventKind
from fisoko.domain.forms.lineage import Kinship, Lineage, match
from fisoko.domain.person import Identity
from fisoko.services.forms import FormKeeping, sound
from fisoko.services.permissions import Action, check
from fisoko.store.blobs import Blobs
from fisoko.store.collections import Collections
from fisoko.store.engine import Transaction
from fisoko.store.forms import Forms
from fisoko.store.projection import Projection
from fisoko.store.writer import Writer

RENEWED_MEANWHILE = "Форма этого сбора тем временем изменена другой командой. Повторите команду."
NO_COLLECTION = "В этой публикации нет сбора данных, и формы у нее нет. Проверьте номер: fisoko publications list."
WHICH_COLLECTION = "В этой публикации несколько сборов ({numbers}): укажите, у которого меняется форма."
OTHER_COLLECTION = "В этой публикации нет сбора с таким номером. Проверьте номера: fisoko publications list."
KINDS = {"sheet": "лист", "column": "столбец", "row": "строка"}
ON_SHEET = " (лист «{sheet}»)"
UNCERTAIN = "{kind} «{new}» считается прежним «{old}»{where}: введенное останется в нем"
GONE = "{kind} «{old}» исчезает{where}: введенное попадет в список «Не вошло»"
ADDED = "{kind} «{new}» появляется{where}"


@dataclass(frozen=True)
class Renewal:
    """What another version of a form means for what was typed, in lines for a person.

    `changed`: it has been given to the collection. `same`: it differs in nothing from the present one.
    """

    changed: bool = False
    same: bool = False
    version: int = 0
    uncertain: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)


class FormRenewing:
    """For the federal organiser and the operator."""

    def __init__(
        self,
        *,
        keeping: FormKeeping,
        collections: Collections,
        forms: Forms,
        blobs: Blobs,
        projection: Projection,
        writer: Writer,
        clock: Callable[[], datetime],
    ) -> None:
        self._keeping, self._collections, self._forms = keeping, collections, forms
        self._blobs, self._projection = blobs, projection
        self._writer, self._clock = writer, clock

    def choose(self, actor: Identity, publication_id: int, collection_id: int | None) -> int:
        """The collection of a publication, which has to be named where there are several. Raises BadRequest."""
        check(actor, Action.PUBLISH)
        found = [one.id for one in self._collections.of_publications([publication_id])]
        if not found:
            raise BadRequest(NO_COLLECTION)
        if collection_id is None and len(found) > 1:
            raise BadRequest(WHICH_COLLECTION.format(numbers=", ".join(map(str, found))))
        if collection_id not in (None, *found):
            raise BadRequest(OTHER_COLLECTION)
        return found[0] if collection_id is None else collection_id

    def renew(self, actor: Identity, collection_id: int, data: bytes, *, sure: bool) -> Renewal:
        """Give a collection the form of a workbook as the next version of its own.

        What is guessed, or has no place any more, is only told unless `sure`. Raises NotFound, BadRequest with all
        `problems` of the workbook.
        """
        check(actor, Action.PUBLISH)
        old = self._collections.one(collection_id)
        present = self._forms.version(old.form_version_id)
        read = sound(self._keeping.check(actor, data))
        found = match(present.form, replace(read, key=present.key))
        told = _told(found)
        if found.form == present.form:
            return replace(told, same=True)
        if not sure and (found.uncertain or found.gone):
            return told
        now, workbook = self._clock(), self._blobs.put(data)
        added = Event(EventKind.FORM_ADDED, now, actor.account_id, f"form:{present.key}", {"workbook": workbook})

        def write(tx: Transaction) -> int:
            known = self._collections.one(collection_id, tx)  # its title or term may have changed meanwhile
            if known.form_version_id != old.form_version_id:
                raise BadRequest(RENEWED_MEANWHILE)
            version = self._forms.add(tx, found.form, workbook=workbook, created_at=now, event=added)
            detail = {"before": old.form_version_id, "after": version}
            event = Event(EventKind.FORM_CHANGED, now, actor.account_id, f"collection:{collection_id}", detail)
            self._collections.change(tx, replace(known, form_version_id=version), event=event)
            self._projection.rewind(tx)  # what is missing and wrong in each draft is judged by the new form
            return version

        return replace(told, changed=True, version=self._writer.run(write).result())


def _told(found: Lineage) -> Renewal:
    return Renewal(
        uncertain=[_line(UNCERTAIN, one) for one in found.uncertain],
        gone=[_line(GONE, one) for one in found.gone],
        added=[_line(ADDED, one) for one in found.added],
    )


def _line(text: str, one: Kinship) -> str:
    where = ON_SHEET.format(sheet=one.sheet) if one.sheet else ""
    return text.format(kind=KINDS[one.kind].capitalize(), old=one.old, new=one.new, where=where)
