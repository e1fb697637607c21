"""The rows of what programs read, some organisations at a time."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple, TypeVar

from fisoko.domain.asked import Asked
from fisoko.domain.collection import Collection
from fisoko.domain.forms.form import Form, Sheet
from fisoko.domain.forms.subtotals import total_rows
from fisoko.domain.forms.table import sheet_rows, sheet_table
from fisoko.domain.person import Scope, kind_of_login
from fisoko.domain.progress import status, time
from fisoko.domain.table import Table
from fisoko.services.answer import DOCUMENTS, TOGETHER, Rows
from fisoko.store.files import Files
from fisoko.store.reading import Document, Reading, Standing
from fisoko.store.takers import Takers

T = TypeVar("T")
READ_BYTES = 16_000_000  # of documents that are in memory together


class Who(NamedTuple):
    """An organisation, in the order of the first fields of a table after its id."""

    id: int
    login: str
    name: str
    kind: str
    region: str
    region_name: str


def page_of(things: Sequence[T], asked: Asked) -> list[T]:
    """The page that is asked for."""
    end = None if asked.limit is None else asked.offset + asked.limit
    return [*things[asked.offset : end]]


class Rowing:
    """Makes rows for organisations that were narrowed to the reader's scope already."""

    def __init__(self, store: Reading, takers: Takers, files: Files) -> None:
        self._store, self._takers, self._files = store, takers, files
        self._sizes: dict[int, int] = {}  # collection → signs of a document, on the average

    def participants(self, collection: Collection, people: list[Who], moment: datetime, seq: int) -> Iterator[Rows]:
        """Facts as they stood; figures of a draft that has changed since then are None."""
        for some in _parts(people, TOGETHER):
            found = self._store.facts(collection.id, [one.id for one in some], moment, seq)
            yield [(*one[1:], *_facts(found[one.id], moment)) for one in some]

    def results(
        self, collection: Collection, form: Form, sheet: Sheet, people: list[Who], numbers: dict[int, int]
    ) -> tuple[Table, Iterator[Rows]]:
        """The fields of a sheet of the form, and its rows in the submissions of these numbers."""
        totals = total_rows(form, sheet)

        def chunks() -> Iterator[Rows]:
            for one_read in self._read(collection.id, people, numbers):
                for some in _parts(one_read, DOCUMENTS):
                    yield [
                        (*one[1:], made.number, made.submitted_at, *row)
                        for one, made in some
                        for row in sheet_rows(sheet, made.values, totals)
                    ]

        return sheet_table(sheet), chunks()

    def _read(
        self, collection_id: int, people: list[Who], numbers: dict[int, int]
    ) -> Iterator[list[tuple[Who, Document]]]:
        """Documents, as many together as 16 MB hold, by the mean size of those of the collection read before.

        An embedded base unpacks all the documents of a collection for any few of them, so few reads are the quicker.
        """
        start = 0
        while start < len(people):
            size = self._sizes.get(collection_id)
            some = people[start : start + (DOCUMENTS if size is None else max(DOCUMENTS, READ_BYTES // size))]
            found = self._store.documents(collection_id, {one.id: numbers[one.id] for one in some})
            if found:
                self._sizes[collection_id] = sum(len(made.body) for made in found.values()) // len(found) + 1
            yield [(one, made) for one in some if (made := found.get(one.id))]
            start += len(some)

    def submissions(self, collection_id: int, people: list[Who], seq: int) -> Iterator[Rows]:
        """Every submission up to the number."""
        for some in _parts(people, TOGETHER):
            who = {one.id: one[1:] for one in some}
            made = self._store.submitted(collection_id, [*who], seq)
            rows = [
                (
                    *who[one.organisation_id],
                    one.number,
                    one.submitted_at,
                    one.code,
                    one.sha256,
                    one.filled,
                    one.required,
                    len(one.explanations),
                    one.seq,
                )
                for one in made
            ]
            yield sorted(rows, key=lambda row: (row[0], row[5]))

    def findings(self, collection_id: int, people: list[Who], seq: int) -> Iterator[Rows]:
        """The explained warnings of each last submission up to the number."""
        for some in _parts(people, TOGETHER):
            last = {one.organisation_id: one for one in self._store.submitted(collection_id, [p.id for p in some], seq)}
            yield [
                (
                    *one[1:],
                    made.number,
                    made.submitted_at,
                    *(told.get(name) for name in ("rule", "address", "text", "explanation")),
                )
                for one in some
                if (made := last.get(one.id))
                for told in made.explanations
            ]

    def downloads(
        self, collection: Collection, narrowed: Scope, moment: datetime, asked: Asked, names: dict[str, str]
    ) -> Rows:
        """Every organisation that each store of the publication is meant for, with every file of it."""
        rows: Rows = []
        for store in self._files.shelves().of(collection.publication_id):
            files = self._takers.files(store.id, moment)
            audience = self._takers.store(store.id).audience
            for one in self._takers.of(audience, [number for number, _ in files], narrowed, moment):
                kind = kind_of_login(one.login)
                if asked.login not in ("", one.login) or asked.kind not in ("", kind):
                    continue
                acts = dict(_act(text) for text in one.taken.split(",") if text)
                who = (one.login, one.name, kind, one.region, names.get(one.region, ""))
                rows += [(*who, store.title, name, *acts.get(number, NOTHING)) for number, name in files]
        return rows


NOTHING = (None, None, None, None)


def _act(text: str) -> tuple[int, tuple[int, datetime, datetime, int]]:
    file, version, first, last, times = map(int, text.split())
    return file, (version, datetime.fromtimestamp(first, UTC), datetime.fromtimestamp(last, UTC), times)


def _facts(found: Standing, moment: datetime) -> tuple[object, ...]:
    facts, term = found.facts, found.own_term or found.term
    told = (
        status(facts).value,
        time(facts, term=found.term, own_term=found.own_term, now=moment).value,
        term,
        facts.first_edit_at,
        facts.last_edit_at,
        facts.first_submitted_at,
        facts.last_submitted_at,
        facts.submissions,
    )
    figures = (facts.filled, facts.required, facts.errors, facts.warnings, facts.differs)
    return (*told, *(figures if found.unchanged else (None,) * len(figures)))


def _parts(things: list[T], size: int) -> Iterator[list[T]]:
    for start in range(0, len(things), size):
        yield things[start : start + size]
