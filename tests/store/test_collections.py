"""Collections as organisations meet them: dated participation and terms of their own."""

from datetime import timedelta

import pytest

from fisoko.domain.collection import Collection, CollectionState
from fisoko.domain.error import NotFound
from fisoko.domain.event import Event, EventKind
from fisoko.domain.forms.form import Cell, Column, Form, Sheet
from fisoko.domain.person import EVERYWHERE, Scope
from fisoko.store.audit import Audit
from fisoko.store.collections import Collections
from fisoko.store.engine import Engine
from fisoko.store.forms import Forms
from fisoko.store.participants import Participants
from fisoko.store.statement import parse_statement

ORGANISATION = parse_statement("o", "insert into organisation values (:id, :region, 'spo', :name, '')")


class Store:
    """A base with two organisations in each of two regions and one open collection."""

    def __init__(self, engine: Engine, clock) -> None:
        self.engine, self.clock, self.audit = engine, clock, Audit(engine.dialect)
        self.collections = Collections(engine, self.audit)
        self.participants = Participants(engine, self.audit)
        self.forms = Forms(engine, self.audit)
        with engine.transaction() as tx:
            for number, region in ((1, "24"), (2, "24"), (3, "05"), (4, "05")):
                tx.run(ORGANISATION, id=number, region=region, name=f"Колледж № {number}")
            opens, closes = clock() - timedelta(days=1), clock() + timedelta(days=1)
            new = Collection(0, 7, 1, "Контингент", opens, closes)
            self.id = self.collections.add(tx, new, event=self.event(EventKind.COLLECTION_CREATED))

    def event(self, kind: EventKind, **detail) -> Event:
        return Event(kind, self.clock(), 5, "collection:1", detail)

    def join(self, **organisations: str) -> None:
        given = {int(name[1:]): region for name, region in organisations.items()}
        with self.engine.transaction() as tx:
            self.participants.join(
                tx,
                self.id,
                given,
                since=self.clock(),
                reason="приказ",
                by_account=5,
                event=self.event(EventKind.PARTICIPANTS_CHANGED),
            )

    def leave(self, *organisations: int) -> None:
        with self.engine.transaction() as tx:
            event = self.event(EventKind.PARTICIPANTS_CHANGED)
            self.participants.leave(tx, self.id, [*organisations], until=self.clock(), event=event)

    def extend(self, organisation: int, closes_at) -> None:
        with self.engine.transaction() as tx:
            self.collections.set_terms(
                tx,
                self.id,
                [organisation],
                closes_at=closes_at,
                since=self.clock(),
                reason="паводок",
                by_account=5,
                event=self.event(EventKind.TERM_CHANGED),
            )

    def meets(self, organisation: int):
        return self.collections.for_organisation(self.id, organisation, self.clock())


@pytest.fixture
def store(engine: Engine, clock) -> Store:
    return Store(engine, clock)


def test_a_participant_has_the_term_for_all_and_a_stranger_none(store: Store) -> None:
    store.join(o1="24")
    mine = store.meets(1)
    assert (mine.region, mine.closes_at) == ("24", store.collections.one(store.id).closes_at)
    assert not store.meets(3).joined
    with pytest.raises(NotFound):
        store.collections.for_organisation(999, 1, store.clock())
    with pytest.raises(NotFound):
        store.collections.one(999)


def test_the_latest_own_term_counts_and_no_other_organisation_gets_it(store: Store) -> None:
    store.join(o1="24", o2="24")
    later = store.clock() + timedelta(days=3)
    store.extend(1, later + timedelta(days=9))
    store.clock.forward(minutes=1)
    store.extend(1, later)
    assert store.meets(1).closes_at == later
    assert store.meets(2).closes_at == store.collections.one(store.id).closes_at
    store.clock.forward(days=2)
    assert store.meets(1).state(store.clock()) is CollectionState.OPEN
    assert store.meets(2).state(store.clock()) is CollectionState.CLOSED
    listed = {
        number: [one.closes_at for one in store.collections.of_organisation(number, [7], store.clock())]
        for number in (1, 2, 3)
    }
    assert listed == {1: [later], 2: [store.collections.one(store.id).closes_at], 3: []}


def test_joining_and_leaving_are_dated_and_joining_twice_changes_nothing(store: Store) -> None:
    store.join(o1="24", o3="05")
    began = store.clock()
    store.clock.forward(hours=1)
    store.join(o1="24", o2="24")
    store.clock.forward(hours=1)
    store.leave(1)

    def at(moment) -> list[int]:
        return [one.organisation_id for one in store.participants.at(store.id, moment, EVERYWHERE)]

    assert at(began) == [1, 3]
    assert at(began + timedelta(hours=1)) == [1, 2, 3]
    assert at(store.clock()) == [2, 3]
    assert not store.meets(1).joined
    store.clock.forward(hours=1)
    store.join(o1="24")
    assert store.meets(1).joined


def test_the_list_of_participants_keeps_to_its_scope(store: Store) -> None:
    store.join(o1="24", o2="24", o3="05")

    def within(scope: Scope) -> list[int]:
        return [one.organisation_id for one in store.participants.at(store.id, store.clock(), scope)]

    assert within(Scope(("24",))) == [1, 2]
    assert within(Scope(("05",))) == [3]
    assert within(Scope(())) == []
    assert within(Scope(("24",), 2)) == [2]
    assert within(Scope(("24",), 3)) == []


def test_every_write_leaves_its_event(store: Store) -> None:
    store.join(o1="24")
    store.extend(1, store.clock())
    store.leave(1)
    kinds = [event.kind for event in store.audit.of_object(store.engine, "collection:1")]
    assert kinds == [
        EventKind.PARTICIPANTS_CHANGED,
        EventKind.TERM_CHANGED,
        EventKind.PARTICIPANTS_CHANGED,
        EventKind.COLLECTION_CREATED,
    ]


def test_a_form_of_the_same_key_becomes_its_next_version(store: Store) -> None:
    column = Column("c1c1c1c1", "B", "Лист!B", ("Число",), Cell("integer"))
    first = Form("kontingent", "Контингент", (Sheet("s1s1s1s1", "Лист", 2, 2, (), (column,)),))
    second = Form("kontingent", "Контингент обучающихся", first.sheets, note="вторая")
    other = Form("kurator", "Кураторы", first.sheets)
    ids = []
    for form in (first, second, other):
        with store.engine.transaction() as tx:
            event = store.event(EventKind.FORM_ADDED)
            ids.append(store.forms.add(tx, form, workbook=None, created_at=store.clock(), event=event))
    versions = [store.forms.version(number) for number in ids]
    assert [(version.key, version.number, version.form) for version in versions] == [
        ("kontingent", 1, first),
        ("kontingent", 2, second),
        ("kurator", 1, other),
    ]
    latest = store.forms.latest("kontingent")
    assert latest is not None
    assert latest.number == 2
    assert store.forms.latest("none") is None
    assert [(line.title, line.number) for line in store.forms.all()] == [("Контингент обучающихся", 2), ("Кураторы", 1)]
