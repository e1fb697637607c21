"""Component classes: what they share with their modules, and what they do with what a browser says."""

import asyncio
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fisoko.domain.error import BadRequest, Closed, FisokoError
from fisoko.web.library import ASSETS, asset, asset_address
from fisoko.web.panels.cabinet import Cabinet
from fisoko.web.panels.component import Component
from fisoko.web.panels.message import (
    CancelReport,
    Close,
    Export,
    Message,
    OpenParticipants,
    Query,
    Reading,
    ReportDownloads,
    SaveDashboard,
    Seen,
    read_message,
)
from fisoko.web.panels.participants import Participants

COMPONENTS = [Cabinet, Participants]
ALL = (Export, Reading, OpenParticipants, Query, Close, ReportDownloads, SaveDashboard, CancelReport, Seen)


def said(component: Component, data: object) -> list[dict[str, Any]]:
    """What the component answers the browser after hearing `data`."""
    answers: list[dict[str, Any]] = []
    component._send_msg = answers.append
    # In a thread of its own: where a browser test ran before, this one has a running loop.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(component._handle_msg(data))).result()
    return answers


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_class_and_its_module_have_the_same_properties(component: type[Component]):
    module = (ASSETS / f"{component._stem}.js").read_text()
    listed = re.search(r"^const PROPERTIES = \[(.*?)\]", module, re.MULTILINE)
    assert listed is not None
    own = set(component.param) - set(Component.param)
    assert set(re.findall(r'"(\w+)"', listed[1])) == own


@pytest.mark.parametrize("component", COMPONENTS)
def test_modules_and_styles_come_from_the_versioned_address(component: type[Component]):
    made = component()
    stem = component._stem
    assert component._process_importmap() == {
        "imports": {f"fisoko/{stem}/{stem}.js": f"{asset_address()}{stem}.joined.js"}
    }
    assert asset(f"{stem}.joined.js") is not None
    assert made.stylesheets == [asset_address() + "theme.css", f"{asset_address()}{component._stem}.css"]
    for sheet in made.stylesheets:
        assert (ASSETS / Path(sheet).name).is_file()


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_browser_cannot_set_what_the_server_shows(component: type[Component]):
    assert component()._linked_properties == ()


def test_importing_the_classes_reads_no_asset():
    code = (
        "import fisoko.web.library as library, fisoko.web.panels.cabinet, fisoko.web.panels.participants;"
        "assert library.assets_version.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"type": "export", "collection": 12}, Export(12)),
        ({"type": "export", "collection": 12, "form": "csv"}, Export(12, "csv")),
        ({"type": "export", "collection": 12, "region": "24"}, Export(12, region="24")),
        ({"type": "bell.read", "id": 7}, Reading(7)),
        ({"type": "bell.read", "id": None}, Reading(None)),
        ({"type": "participants", "collection": 12, "status": "work"}, OpenParticipants(12, "work")),
        ({"type": "participants", "collection": 12}, OpenParticipants(12)),
        (
            {"type": "query", "status": "done", "q": "лицей", "page": 2, "sort": "-name"},
            Query("done", "лицей", 2, "-name"),
        ),
        ({"type": "close"}, Close()),
        ({"type": "report_downloads", "store": 3}, ReportDownloads(3)),
        ({"type": "dashboard", "collection": 12}, SaveDashboard(12)),
        ({"type": "cancel_report", "id": 5}, CancelReport(5)),
        ({"type": "seen", "publication": 4}, Seen(4)),
    ],
)
def test_a_good_message_is_read(data: dict, message: Message):
    assert read_message(data, ALL) == message


@pytest.mark.parametrize(
    "data",
    [
        None,
        "export",
        [],
        {},
        {"type": None},
        {"type": ["export"]},
        {"type": "unknown"},
        {"type": "export"},
        {"type": "export", "collection": "12"},
        {"type": "export", "collection": True},
        {"type": "export", "collection": 0},
        {"type": "export", "collection": 2**53},
        {"type": "export", "collection": 12, "region": "5"},
        {"type": "export", "collection": 12, "owner": "05"},
        {"type": "export", "collection": 12, "form": "exe"},
        {"type": "bell.read"},
        {"type": "report_downloads", "store": "3"},
        {"type": "dashboard", "collection": 12, "region": None},
        {"type": "cancel_report"},
        {"type": "seen", "publication": -4},
        {"type": "query", "sort": "password"},
        {"type": "query", "status": "all"},
        {"type": "query", "q": "я" * 201},
        {"type": "query", "page": 1.5},
        {"type": "query", "region": "5"},
        {"type": "query", "region": "٢٤"},
    ],
)
def test_a_message_of_another_kind_or_shape_is_refused(data: object):
    with pytest.raises(BadRequest):
        read_message(data, ALL)


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
kinds = st.sampled_from([kind.kind for kind in ALL])
parts = st.sampled_from(["collection", "id", "status", "q", "page", "sort", "region", "idle_page"])


@given(json | st.builds(lambda kind, rest: rest | {"type": kind}, kinds, st.dictionaries(parts, json)))
def test_whatever_a_browser_says_is_read_or_refused(data: object):
    with suppress(BadRequest):
        assert isinstance(read_message(data, ALL), Message)


def test_a_component_acts_on_what_it_hears():
    cabinet, heard = Cabinet(), []

    async def later(message: Export) -> None:
        heard.append(message)

    cabinet.hear(Export, later)
    cabinet.hear(Reading, heard.append)
    assert said(cabinet, {"type": "export", "collection": 12}) == []
    assert said(cabinet, {"type": "bell.read", "id": None}) == []
    assert heard == [Export(12), Reading(None)]


def test_a_message_of_another_component_is_refused_in_russian():
    answers = said(Cabinet(), {"type": "query", "status": "done"})
    assert answers == [{"type": "error", "code": "bad_request", "text": BadRequest.text}]
    with pytest.raises(ValueError, match="never sends"):
        Cabinet().hear(Query, print)


def test_a_refusal_is_shown_and_a_fault_becomes_a_sentence(caplog: pytest.LogCaptureFixture):
    participants = Participants()

    def closed(_: Query) -> None:
        raise Closed

    def broken(_: Query) -> None:
        raise ZeroDivisionError("secret of the server")

    participants.hear(Query, closed)
    assert said(participants, {"type": "query"}) == [{"type": "error", "code": "closed", "text": Closed.text}]
    participants.hear(Query, broken)
    assert said(participants, {"type": "query"}) == [{"type": "error", "code": "error", "text": FisokoError.text}]
    assert "secret of the server" in caplog.text
