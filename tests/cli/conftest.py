"""A terminal for the tests of commands, and a home folder beside a running server and without one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from fisoko.settings import Settings
from tests.cli.published import publish
from tests.cli.server import running
from tests.cli.terminal import Terminal


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    for name in list(os.environ):
        if name.startswith("FISOKO_"):
            monkeypatch.delenv(name)
    return Terminal(capsys)


@pytest.fixture(params=["beside a server", "alone"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "home"
    if request.param == "alone":
        yield place
    else:
        with running(Settings.from_environment({}, home=place)):
            yield place


@pytest.fixture
def published(home: Path, tmp_path: Path, terminal: Terminal) -> Path:
    """The home of a base in which a collection has been published."""
    publish(home, tmp_path, terminal)
    return home
