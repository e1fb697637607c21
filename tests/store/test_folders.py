"""What publishing from a folder asks of the stores, on both engines."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import pytest

from fisoko.domain.error import NotFound
from fisoko.domain.event import Event, EventKind
from fisoko.domain.publication import SECTION, Audience, Publication
from fisoko.store.audit import Audit
from fisoko.store.blobs import Content
from fisoko.store.engine import Engine, Transaction
from fisoko.store.files import Files, NewFile
from fisoko.store.publications import Publications

T = TypeVar("T")
NOW = datetime(2026, 11, 25, 14, 43, tzinfo=UTC)
EVENT = Event(EventKind.STORE_ARRANGED, NOW, None, "test")
ONE = Content("a" * 64, 3, 7)


@pytest.fixture
def files(engine: Engine) -> Files:
    return Files(engine, Audit(engine.dialect))


def written(engine: Engine, work: Callable[[Transaction], T]) -> T:
    with engine.transaction() as tx:
        return work(tx)


def store(engine: Engine, files: Files, *names: str, folder: str | None = None) -> tuple[int, list[int]]:
    """A store of publication 1 and its files."""

    def work(tx: Transaction) -> tuple[int, list[int]]:
        number = files.add_store(tx, 1, folder or "Файлы", folder=folder, at=NOW, event=EVENT)
        return number, files.add(tx, number, [NewFile(name, ONE) for name in names], at=NOW, event=EVENT)

    return written(engine, work)


def test_files_and_stores_take_the_order_they_are_given(engine: Engine, files: Files) -> None:
    first, (a, b, c) = store(engine, files, "а", "б", "в", folder="один")
    second, _ = store(engine, files, "г")
    written(engine, lambda tx: files.arrange(tx, first, "Первое", [c, a, b], event=EVENT))
    written(engine, lambda tx: files.arrange_stores(tx, [second, first], event=EVENT))
    found = files.of_publication(1)
    assert [(one.id, one.title, one.folder) for one in found] == [(second, "Файлы", None), (first, "Первое", "один")]
    assert [file.id for file in found[1].files] == [c, a, b]
    assert files.shelves().of(1) == [*found], "what is kept in memory is read anew"
    assert files.of_publication(2) == ()


def test_a_mark_is_changed_alone(engine: Engine, files: Files) -> None:
    _, (a, b) = store(engine, files, "а", "б")
    written(engine, lambda tx: files.mark(tx, a, organisations_only=True, event=EVENT))
    assert [file.organisations_only for one in files.of_publication(1) for file in one.files] == [True, False]
    assert (files.one(a).version, files.one(a).added_at) == (1, NOW)
    written(engine, lambda tx: files.remove(tx, b, at=NOW, event=EVENT))
    for work in (
        lambda tx: files.mark(tx, b, organisations_only=True, event=EVENT),
        lambda tx: files.arrange(tx, 777, "Нет", [], event=EVENT),
    ):
        with pytest.raises(NotFound):
            written(engine, work)


def test_a_key_finds_what_is_out_before_what_was_withdrawn(engine: Engine) -> None:
    publications = Publications(engine, Audit(engine.dialect))

    def new(key: str | None) -> int:
        made = Publication(0, SECTION, "Т", "", NOW, None, Audience(logins=frozenset({"spo240065"})), key=key)
        return written(engine, lambda tx: publications.add(tx, made, event=EVENT))

    def withdraw(number: int) -> None:
        old = publications.one(number)
        gone = Publication(old.id, SECTION, old.title, "", NOW, NOW, old.audience, key=old.key)
        written(engine, lambda tx: publications.change(tx, gone, event=EVENT))

    assert publications.of_key("письмо") is None
    new(None)
    first = new("письмо")
    found = publications.of_key("письмо")
    assert found is not None
    assert (found.id, found.key, found.audience.logins) == (first, "письмо", {"spo240065"})
    withdraw(first)
    second = new("письмо")
    assert [one.id for one in (publications.of_key("письмо"),) if one] == [second]
    withdraw(second)
    last = publications.of_key("письмо")
    assert last is not None
    assert (last.id, last.withdrawn_at) == (second, NOW)
    written(engine, publications.keyed_alone)
    written(engine, lambda tx: publications.put_text(tx, second, "<p>да</p>"))
    assert publications.one(second).html == "<p>да</p>"
