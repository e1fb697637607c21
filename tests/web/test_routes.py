"""The routing table by itself: closed by default, free of Panel, and served by Panel only with our flags."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from fisoko.web.flags import AUTH_MODULE, PLUGINS
from fisoko.web.handlers.base import Handler
from fisoko.web.routes import ROUTES
from tests.browser.site import ROOT, free_port
from tests.web.test_closed_doors import OPEN

PANEL = [sys.executable, "-m", "panel", "serve", "app.py"]


def test_every_handler_is_closed_unless_it_says_otherwise() -> None:
    for pattern, handler, _ in ROUTES:
        assert issubclass(handler, Handler), pattern
        assert not handler.open_to_all or pattern in OPEN or pattern.startswith("/assets/"), pattern


def test_the_routes_need_no_panel() -> None:
    code = "import sys, fisoko.web.routes; print([n for n in ('panel', 'bokeh', 'pandas') if n in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.strip() == "[]"


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FISOKO_", "BOKEH_", "PANEL_"))}
    return kept | {"FISOKO_HOME": str(home)}


def test_panel_refuses_to_begin_without_our_auth_module(tmp_path: Path) -> None:
    words = [*PANEL, "--port", str(free_port()), *PLUGINS.split()]
    ran = subprocess.run(words, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, timeout=60)
    assert ran.returncode == 1
    assert AUTH_MODULE in ran.stderr
    assert PLUGINS not in ran.stderr


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Panel's server with no flag of ours, and its port."""
    port = free_port()
    process = subprocess.Popen(
        [*PANEL, "--port", str(port)], cwd=ROOT, env=environment(tmp_path), stderr=subprocess.PIPE, text=True
    )
    yield process, port
    process.kill()
    process.communicate()


def test_without_our_plug_in_the_first_page_ends_it(bare: tuple[subprocess.Popen[str], int]) -> None:
    process, port = bare
    assert process.stderr
    for line in process.stderr:
        if "Bokeh app running" in line:
            break
    with pytest.raises(OSError, match=r"."):
        urllib.request.urlopen(f"http://localhost:{port}/app", timeout=30).read()
    _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert AUTH_MODULE in said
    assert PLUGINS in said
