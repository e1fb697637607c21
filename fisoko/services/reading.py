"""Reading by programs: who may read which rows of a collection, as of which moment, a page at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from fisoko.domain import table as tables
from fisoko.domain.asked import Asked
from fisoko.domain.collection import Collection
from fisoko.domain.error import NotFound, Refused
from fisoko.domain.person import Identity, Scope
from fisoko.domain.table import Table
from fisoko.services.answer import TOGETHER, Answer, Rows
from fisoko.services.board import Board
from fisoko.services.permissions import Action, check, scope
from fisoko.services.reading_rows import Rowing, Who, page_of
from fisoko.services.recent import Recent
from fisoko.store.accounts import Accounts
from fisoko.store.forms import Forms
from fisoko.store.participants import Participants
from fisoko.store.reading import Reading as Store
from fisoko.store.writer import Writer

RECENT = 3  # lists of who has submitted that are kept for the next page
FOREIGN = "Регион {region} Вам не доступен. Уберите параметр region или укажите свой регион."
NO_REGION = "Региона с кодом «{region}» нет. Укажите код из двух цифр, например 24."
NO_COLLECTION = "Сбора данных с номером {number} нет, или он Вам не доступен. Список сборов: /api/v1/collections."
NO_SHEET = "Листа «{sheet}» в форме нет. Листы формы: {sheets}."


@dataclass(frozen=True, slots=True)
class Moment:
    """What is asked for: a settled moment (UTC), the last sequence number given by then, and the base's mark before,
    '' where the answer's tag needs none."""

    at: datetime
    seq: int
    mark: str


class Reading:
    """Every answer is narrowed to the identity's regions; whoever may not watch is refused.

    The moment of an answer is settled before anything is read: what is committed later has a later moment, so the
    same question as of that moment, as of which pages are asked for too, has the same rows for ever.
    """

    def __init__(
        self,
        *,
        board: Board,
        participants: Participants,
        forms: Forms,
        accounts: Accounts,
        store: Store,
        rowing: Rowing,
        writer: Writer,
        clock: Callable[[], datetime],
    ) -> None:
        self._board, self._participants, self._forms, self._accounts = board, participants, forms, accounts
        self._store, self._rowing, self._writer, self._clock = store, rowing, writer, clock
        self._recent: Recent[tuple[list[Who], dict[int, int]]] = Recent(RECENT)

    def collections(self, identity: Identity, asked: Asked) -> Answer:
        """The collections of every publication that the person sees, newest first."""
        self._scope(identity, asked)
        moment = self._moment(asked)
        rows: Rows = []
        for publication, one in self._visible(identity, moment.at):
            version = self._forms.version(one.form_version_id)
            sheets = version.form.sheets
            rows.append(
                (
                    one.id,
                    one.title,
                    publication,
                    one.state(moment.at).value,
                    one.opens_at,
                    one.closes_at,
                    version.key,
                    version.number,
                    "; ".join(sheet.name for sheet in sheets),
                    " ".join(sheet.id for sheet in sheets),
                )
            )
        return self._answer(identity, asked, moment, tables.COLLECTIONS, "", len(rows), iter([page_of(rows, asked)]))

    def participants(self, identity: Identity, collection_id: int, asked: Asked) -> Answer:
        """Who takes part at the moment, by login, with status, term and progress."""
        narrowed, moment, collection = self._begin(identity, collection_id, asked)
        people = self._people(collection, narrowed, moment, asked)
        if asked.status:
            standing = self._store.standing(collection_id, narrowed, moment.at, moment.seq)
            found = {True: "done", False: "work", None: "idle"}
            people = [one for one in people if found[standing.get(one.id)] == asked.status]
        chunks = self._rowing.participants(collection, page_of(people, asked), moment.at, moment.seq)
        return self._answer(identity, asked, moment, tables.PARTICIPANTS, str(collection_id), len(people), chunks)

    def results(self, identity: Identity, collection_id: int, sheet: str, asked: Asked) -> Answer:
        """A row for each row of a sheet (by its id or name) in the last submission of those who take part."""
        narrowed, moment, collection = self._begin(identity, collection_id, asked, marked=False)
        form = self._forms.version(collection.form_version_id).form
        found = next((one for one in form.sheets if sheet in (one.id, one.name)), None)
        if found is None:
            names = ", ".join(f"«{one.name}» ({one.id})" for one in form.sheets)
            raise NotFound(NO_SHEET.format(sheet=sheet[:100], sheets=names))
        people, numbers = self._submitters(collection, narrowed, moment, asked)
        page = page_of(people, asked)
        table, chunks = self._rowing.results(collection, form, found, page, numbers)
        tag = _tag(table, page, numbers)
        return Answer(table, chunks, len(people), asked.limit, asked.offset, moment.at, moment.seq, tag)

    def progress(self, identity: Identity, collection_id: int, asked: Asked) -> Answer:
        """Figures region by region."""
        narrowed, moment, collection = self._begin(identity, collection_id, asked)
        names = self._names()
        rows: Rows = []
        for row in self._store.progress(collection.id, narrowed, moment.at, moment.seq, asked.kind):
            figures = {**row, "region_name": names.get(row["region"], ""), "idle": row["total"]}
            figures["idle"] -= row["work"] + row["done"]
            rows.append(tuple(figures[field.name] for field in tables.PROGRESS.fields))
        chunks = iter([page_of(rows, asked)])
        return self._answer(identity, asked, moment, tables.PROGRESS, str(collection_id), len(rows), chunks)

    def submissions(self, identity: Identity, collection_id: int, asked: Asked) -> Answer:
        """Every submission of those who take part, by login and number; `limit` counts organisations."""
        return self._of_submissions(identity, collection_id, asked, tables.SUBMISSIONS, self._rowing.submissions)

    def findings(self, identity: Identity, collection_id: int, asked: Asked) -> Answer:
        """The warnings that the last submissions were made with, and their explanations; `limit` as above."""
        return self._of_submissions(identity, collection_id, asked, tables.FINDINGS, self._rowing.findings)

    def downloads(self, identity: Identity, collection_id: int, asked: Asked) -> Answer:
        """Each organisation that the collection's publication is meant for, with each of its files."""
        narrowed, moment, collection = self._begin(identity, collection_id, asked)
        rows = self._rowing.downloads(collection, narrowed, moment.at, asked, self._names())
        page = page_of(rows, asked)
        chunks = (page[start : start + TOGETHER] for start in range(0, len(page), TOGETHER))
        return self._answer(identity, asked, moment, tables.DOWNLOADS, str(collection_id), len(rows), chunks)

    def _of_submissions(
        self,
        identity: Identity,
        collection_id: int,
        asked: Asked,
        table: Table,
        rows: Callable[[int, list[Who], int], Iterator[Rows]],
    ) -> Answer:
        narrowed, moment, collection = self._begin(identity, collection_id, asked, marked=False)
        people, numbers = self._submitters(collection, narrowed, moment, asked)
        page = page_of(people, asked)
        chunks, tag = rows(collection_id, page, moment.seq), _tag(table, page, numbers)
        return Answer(table, chunks, len(people), asked.limit, asked.offset, moment.at, moment.seq, tag)

    def _submitters(
        self, collection: Collection, narrowed: Scope, moment: Moment, asked: Asked
    ) -> tuple[list[Who], dict[int, int]]:
        """Who of those who take part has submitted by the moment, and each one's last number."""

        def make() -> tuple[list[Who], dict[int, int]]:
            numbers = self._store.numbers(collection.id, moment.seq, narrowed)
            return [one for one in self._people(collection, narrowed, moment, asked) if one.id in numbers], numbers

        return self._recent.of((collection.id, moment.at, moment.seq, narrowed, asked.kind, asked.login), make)

    def _begin(
        self, identity: Identity, collection_id: int, asked: Asked, *, marked: bool = True
    ) -> tuple[Scope, Moment, Collection]:
        narrowed = self._scope(identity, asked)
        moment = self._moment(asked, marked=marked)
        found = next((one for _, one in self._visible(identity, self._clock()) if one.id == collection_id), None)
        if found is None:
            raise NotFound(NO_COLLECTION.format(number=collection_id))
        return narrowed, moment, found

    def _scope(self, identity: Identity, asked: Asked) -> Scope:
        """What of the person's regions is asked for. Raises Refused, for a foreign region too; NotFound for none."""
        check(identity, Action.WATCH)
        own = scope(identity)
        if not asked.region:
            return own
        if own.regions is not None and asked.region not in own.regions:
            raise Refused(FOREIGN.format(region=asked.region))
        if asked.region not in self._names():
            raise NotFound(NO_REGION.format(region=asked.region))
        return Scope((asked.region,))

    def _moment(self, asked: Asked, *, marked: bool = True) -> Moment:
        now = self._clock()
        # Read first: whatever changes meanwhile gives the next answer another tag.
        mark = self._store.mark(now) if marked else ""
        at = asked.as_of or now
        self._writer.settle(at)
        return Moment(at, self._store.seq_at(at), mark)

    def _visible(self, identity: Identity, now: datetime) -> list[tuple[str, Collection]]:
        published = self._board.now()
        return [
            (publication.title, one)
            for publication in published.visible(identity, now)
            for one in published.collections.get(publication.id, [])
        ]

    def _people(self, collection: Collection, narrowed: Scope, moment: Moment, asked: Asked) -> list[Who]:
        names = self._names()
        return [
            Who(one.organisation_id, one.login, one.name, one.kind, one.region, names.get(one.region, ""))
            for one in self._participants.at(collection.id, moment.at, narrowed)
            if (not asked.kind or one.kind == asked.kind) and (not asked.login or one.login == asked.login)
        ]

    def _names(self) -> dict[str, str]:
        return {code: region.name for code, region in self._accounts.regions().items()}

    def _answer(
        self,
        identity: Identity,
        asked: Asked,
        moment: Moment,
        table: Table,
        about: str,
        total: int,
        chunks: Iterator[Rows],
    ) -> Answer:
        tag = _sum([table.name, about, scope(identity), asked, total, moment.mark])
        return Answer(table, chunks, total, asked.limit, asked.offset, moment.at, moment.seq, tag)


def _tag(table: Table, page: list[Who], numbers: dict[int, int]) -> str:
    """The tag of what these organisations have submitted: of the very rows, whatever else has changed meanwhile."""
    return _sum([table, [(*one, numbers[one.id]) for one in page]])


def _sum(same: list[Any]) -> str:
    return sha256(repr(same).encode()).hexdigest()[:32]
