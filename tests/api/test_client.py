"""The client of the reading addresses: typed frames, pages of one moment, a cache that is right, errors in Russian."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import fisoko.analytics
from fisoko.analytics import client as client_module
from fisoko.analytics.client import Client
from fisoko.analytics.client_error import ClientError
from fisoko.analytics.site import Site
from fisoko.domain.person import OPERATOR
from fisoko.domain.table import TABLES
from fisoko.services import reading_rows
from fisoko.services.permissions import scope
from fisoko.web.handlers.api import reading as handlers
from tests.api.served import Served
from tests.docs import write

METHODS = ("collections", "participants", "progress", "downloads", "findings", "submissions")
DTYPES = {kind: in_pandas for kind, (in_pandas, _) in write.DTYPES.items()}  # as docs/reference/tables.md says
NOBODY = "2026-01-01"  # before anything of the demonstration


class Spy:
    """What went over the wire: for each question whether the rows were sent."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sent: list[bool] = []
        self.words: list[dict[str, str]] = []
        true = Site.ask

        def ask(site: Site, path: str, words: Any, tag: str = "") -> Any:
            headers, table = true(site, path, words, tag)
            self.sent.append(table is not None)
            self.words.append(dict(words))
            return headers, table

        monkeypatch.setattr(Site, "ask", ask)


@pytest.fixture
def connect(served: Served, tmp_path: Path) -> Callable[..., Client]:
    """login → a client with a cache of this test's own."""
    return lambda login, **more: fisoko.analytics.connect(
        served.url, **({"token": served.token(login), "cache": tmp_path / "cache"} | more)
    )


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "PAGE", 10)


def call(client: Client, what: str, served: Served, **words: Any) -> pd.DataFrame:
    number = served.collection()["id"]
    if what == "results":
        return client.results("Контингент", number, **words)
    return getattr(client, what)(*(() if what == "collections" else (number,)), **words)


def wrong_types(frame: pd.DataFrame, name: str) -> list[tuple[str, str]]:
    return [
        (field.name, str(frame[field.name].dtype))
        for field in TABLES[name].fields
        if str(frame[field.name].dtype) != DTYPES[field.kind]
    ]


@pytest.mark.parametrize("what", [*METHODS, "results"])
def test_frames_are_typed_documented_and_narrowed_as_of_any_moment(
    connect: Callable[..., Client], served: Served, what: str
) -> None:
    client = connect("spo_coord_24")
    frame = call(client, what, served)
    fields = TABLES[what].fields
    assert [*frame.columns][: len(fields)] == [field.name for field in fields]
    assert wrong_types(frame, what) == []
    assert {name: frame.attrs["titles"][name] for name in frame.columns[: len(fields)]} == {
        field.name: field.title for field in fields
    }
    if "region" in frame:
        assert set(frame["region"].astype(str)) <= {"24"}
    again = call(client, what, served, as_of=frame.attrs["as_of"])
    assert again.attrs["as_of"] == frame.attrs["as_of"]
    assert again.attrs["as_of_number"] == frame.attrs["as_of_number"]
    pd.testing.assert_frame_equal(again, frame)
    empty = call(client, what, served, as_of=NOBODY)
    assert len(empty) == 0
    assert wrong_types(empty, what) == []


def test_numbers_of_a_sheet_are_numbers_and_captions_categories(connect: Callable[..., Client], served: Served) -> None:
    frame = call(connect("spo_coord_24"), "results", served)
    kinds = {name: str(dtype) for name, dtype in frame.dtypes.items()}
    assert "Int64" in [kinds[name] for name in frame.columns[8:]], kinds
    assert "category" in [kinds[name] for name in frame.columns[8:]], kinds
    assert frame["submitted_at"].dt.tz is not None


@pytest.mark.parametrize("login", ["spo_coord_05", "spo_coord_41"])
def test_every_method_is_narrowed_to_the_tokens_region(
    connect: Callable[..., Client], served: Served, login: str
) -> None:
    client, own = connect(login), set(scope(served.person(login)).regions or ())
    for what in ("results", *METHODS[1:]):
        assert set(call(client, what, served)["region"].astype(str)) <= own, what
        with pytest.raises(ClientError) as refused:
            call(client, what, served, region="24")
        assert refused.value.status == 403


@pytest.mark.usefixtures("small_pages")
def test_pages_are_of_one_moment_and_only_what_has_changed_comes_again(
    connect: Callable[..., Client], served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, spy = connect("fed_demo"), Spy(monkeypatch)
    first = call(client, "results", served)
    pages = len(spy.sent)
    assert pages > 5
    assert all(spy.sent)
    assert {words.get("as_of") for words in spy.words[1:]} == {first.attrs["as_of"]}
    assert first["login"].is_monotonic_increasing
    spy.sent.clear()
    again = call(client, "results", served)
    assert spy.sent == [False] * pages, "nothing has changed"
    assert again.attrs["as_of"] > first.attrs["as_of"]
    pd.testing.assert_frame_equal(again, first)

    # One more organisation submits what another has: its page alone is sent anew.
    number = served.collection()["id"]
    page = list(dict.fromkeys(first["login"]))[20:30]
    explained = set(call(client, "findings", served)["login"])
    login = next(one for one in page if one not in explained)
    submit_again(served, number, login)
    spy.sent.clear()
    changed = call(client, "results", served)
    assert spy.sent == [place == 2 for place in range(pages)]
    assert set(changed.loc[changed["login"] == login, "number"]) == {2}
    before = call(client, "results", served, as_of=again.attrs["as_of"])
    assert set(before.loc[before["login"] == login, "number"]) == {1}
    pd.testing.assert_frame_equal(before, first)


def submit_again(served: Served, number: int, login: str) -> None:
    """The organisation submits its draft as it is once more."""
    services = served.services
    asked = {"id": f"again-{login}-{'x' * 16}", "window": f"again{login}" + "x" * 16, "number": 0, "base": 2**61}
    services.submitting.submit(served.person(login), number, json.dumps(asked | {"explanations": {}}).encode())


@pytest.mark.usefixtures("small_pages")
def test_sql_asks_over_what_was_read_and_parts_bound_the_memory(connect: Callable[..., Client], served: Served) -> None:
    client = connect("fed_demo")
    with pytest.raises(ClientError, match="results"):
        client.sql("select 1")
    frame = call(client, "results", served)
    number = served.collection()["id"]
    listed = client.sql("select * from cached")
    assert listed["name"].tolist() == [f"results_{number}_Контингент"]
    assert listed["as_of"].tolist() == [frame.attrs["as_of"]]
    counted = client.sql(f"select region, count(*) as rows from results_{number}_Контингент group by region")
    assert dict(zip(counted["region"], counted["rows"], strict=True)) == {
        str(region): count for region, count in frame["region"].value_counts().items() if count
    }
    narrowed = call(client, "results", served, region="05")
    assert set(client.sql("select name from cached")["name"]) == {
        f"results_{number}_Контингент",
        f"results_{number}_Контингент_05",
    }
    assert len(client.sql(f"from results_{number}_Контингент_05")) == len(narrowed)
    parts = [*client.results_in_parts("Контингент", number)]
    assert len(parts) > 5
    assert sum(map(len, parts)) == len(frame)
    with pytest.raises(ClientError, match="SQL"):
        client.sql("select nothing from nowhere")
    client.forget()
    with pytest.raises(ClientError):
        client.sql("from cached")


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("revoked", [True, False])
def test_a_token_revoked_in_the_middle_breaks_the_transfer_and_leaves_no_half_of_it(
    connect: Callable[..., Client], served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, revoked: bool
) -> None:
    text, token_id = served.new_token("fed_demo")
    client = connect("fed_demo", token=text)
    whole = call(client, "results", served)
    kept = files_of(tmp_path)
    monkeypatch.setattr(handlers, "TOGETHER", 1)  # every piece goes out by itself
    monkeypatch.setattr(reading_rows, "DOCUMENTS", 10)
    monkeypatch.setattr(client_module, "PAGE", 1_000)
    true = served.services.reading._rowing.results

    def results(*words: Any) -> tuple[Any, Iterator[Any]]:
        table, chunks = true(*words)

        def broken() -> Iterator[Any]:
            for turn, rows in enumerate(chunks):
                if turn == 1 and revoked:
                    served.services.tokens.revoke(OPERATOR, token_id)
                if turn == 1 and not revoked:
                    raise RuntimeError("the base is gone")
                yield rows

        return table, broken()

    monkeypatch.setattr(served.services.reading._rowing, "results", results)
    with pytest.raises(ClientError) as error:
        call(client, "results", served)
    assert ("отозван" if revoked else "оборвался") in error.value.text
    assert error.value.status == (401 if revoked else 0)
    assert files_of(tmp_path) == kept, "what was kept before is as it was, and nothing of the broken answer"
    assert len(client.sql(f"from results_{served.collection()['id']}_Контингент")) == len(whole)
    if revoked:
        with pytest.raises(ClientError, match="отозван"):
            client.collections()


def test_a_brake_is_waited_for(connect: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, served: Served) -> None:
    from fisoko.analytics import site
    from fisoko.services.brake import Brake

    steady = [0.0]
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        steady[0] += seconds

    monkeypatch.setattr(served.services, "brake", Brake(2, lambda: steady[0]))
    monkeypatch.setattr(site.time, "sleep", sleep)
    client = connect("spo_coord_05")
    for _ in range(3):
        assert len(client.collections())
    assert waited
    assert max(waited) <= 60


def test_what_is_no_site_of_ours_and_no_answer_at_all_are_told_in_russian(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(ClientError, match="не отвечает"):
        fisoko.analytics.connect(f"http://127.0.0.1:{port}", "fisoko_x", cache=tmp_path).collections()

    listener = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        connection, _ = listener.accept()
        connection.recv(4096)
        connection.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 6\r\n\r\n<html>")
        connection.close()

    thread = threading.Thread(target=answer)
    thread.start()
    with pytest.raises(ClientError, match="502"):
        fisoko.analytics.connect(f"http://127.0.0.1:{listener.getsockname()[1]}", "fisoko_x", cache=tmp_path).progress(
            1
        )
    thread.join()
    listener.close()
    with pytest.raises(ClientError, match="Токены для программ"):
        fisoko.analytics.connect("http://localhost", "")


def test_a_collection_is_named_by_its_title_where_there_is_one(connect: Callable[..., Client]) -> None:
    client = connect("spo_coord_24")
    with pytest.raises(ClientError, match="Доступные сборы"):
        client.progress("Нет такого")
    with pytest.raises(ClientError, match="collection=номер"):
        client.progress()
