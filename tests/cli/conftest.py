"""A terminal for the tests of commands."""

import os

import pytest

from tests.cli.terminal import Terminal


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    for name in list(os.environ):
        if name.startswith("FISOKO_"):
            monkeypatch.delenv(name)
    return Terminal(capsys)
