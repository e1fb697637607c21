"""Changes are told soon to those whom they concern, and to nobody else."""

import threading
import time

from fisoko.domain.person import EVERYWHERE, Scope
from fisoko.services.live import Live
from fisoko.store.drafts import Drafts
from fisoko.store.engine import Engine
from fisoko.store.postgres_engine import PostgresEngine
from fisoko.store.writer import Writer
from tests.store.batches import make_batch


def test_a_change_is_told_within_its_scope(engine: Engine, clock) -> None:
    live = Live(engine, Drafts(engine))
    writer = Writer(engine, clock, changed=live.changed)
    told, others, drafts = [], [], []
    live.watch(told.append, Scope(("24",)))
    live.watch(others.append, Scope(("05",)))
    live.watch(others.append, EVERYWHERE, [99])
    live.watch_drafts(drafts.append)
    writer.put(make_batch(1)).result(10)
    writer.put(make_batch(2)).result(10)
    writer.close()
    live.flush()
    assert told == [frozenset({(1, "24")})]
    assert others == []
    assert drafts == [{(1, 1): {"w1"}}]


def test_who_has_stopped_watching_is_told_nothing_and_a_failing_watcher_stops_nobody(engine: Engine, caplog) -> None:
    live = Live(engine, Drafts(engine))
    told: list = []
    stop = live.watch(told.append, EVERYWHERE)
    live.watch(lambda pairs: 1 / 0, EVERYWHERE)
    kept: list = []
    live.watch(kept.append, EVERYWHERE)
    stop()
    stop()
    live.publish({(1, "24")})
    live.flush()
    assert told == []
    assert kept == [frozenset({(1, "24")})]
    assert "a watcher failed" in caplog.text


def test_changes_by_another_process_are_told_within_two_seconds(postgres_url: str, clock) -> None:
    ours, theirs = PostgresEngine(postgres_url), PostgresEngine(postgres_url)
    live = Live(ours, Drafts(ours))
    live.start()
    news = threading.Event()
    pairs, drafts = [], []
    live.watch_drafts(drafts.append)

    def tell(changed) -> None:
        pairs.append(changed)
        news.set()

    live.watch(tell, EVERYWHERE)
    writer = Writer(theirs, clock)
    try:
        begun = time.monotonic()
        writer.put(make_batch(1)).result(10)
        assert news.wait(10)
        assert time.monotonic() - begun < 2
        live.flush()
        assert pairs == [frozenset({(1, "24")})]
        assert drafts == [{(1, 1): {"w1"}}]
    finally:
        writer.close()
        live.close()
        ours.close()
        theirs.close()
