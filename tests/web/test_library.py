"""Library files: compressed once, kept for ever by an address made of their contents, and nothing beside them."""

import gzip
import http.client
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import fisoko.web
from fisoko.web.library import asset, asset_address, asset_files, panel_file
from fisoko.web.pages.thin import thin_page
from tests.web.client import Client

ASSETS = Path(fisoko.web.__file__).parent / "assets"


def test_the_address_names_every_module_and_style_of_ours() -> None:
    own = {path.relative_to(ASSETS).as_posix() for path in ASSETS.rglob("*") if path.is_file()}
    assert own <= set(asset_files())
    assert re.fullmatch(r"/assets/[0-9a-f]{16}/", asset_address())


def test_a_page_names_all_files_that_its_first_picture_needs_and_no_other() -> None:
    head = thin_page("grid", {}, "nonce").partition("</head>")[0]
    named = re.findall(r'(?:href|src)="/assets/[0-9a-f]{16}/([^"]+)"', head)
    needed = ["theme.css", "grid.page.js"]
    assert sorted(named) == sorted(needed)
    assert all(asset(name) for name in named)


def test_a_page_s_module_brings_its_component_the_host_and_all_its_styles() -> None:
    whole = asset("grid.page.js")
    assert whole is not None
    text = whole.body.decode()
    assert text.startswith("//# allFunctionsCalledOnLoad\n")
    for module in ("host.js", "grid/typing.js", "page/ringing.js"):
        assert f"// {module}\n" in text
    for name in ("theme.css", "grid.css", "vendor/tabulator_simple.min.css"):
        rules = json.dumps(asset_files()[name].read_text("utf-8"), ensure_ascii=False)[1:-1]
        assert rules in text
    assert whole.kind == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    "name", ["host.page.js", "grid/typing.page.js", "missing.page.js", "../guard.page.js", ".page.js"]
)
def test_only_components_have_pages(name: str) -> None:
    assert asset(name) is None


def test_nothing_outside_the_folders_is_a_library_file() -> None:
    assert asset("../guard.py") is None
    for name in ("../views/ws.py", "extensions/panel/../../config.py", "/etc/passwd", "", "js", "js/..\\..\\x", "a\0b"):
        assert panel_file(name) is None, name


def test_a_file_goes_out_compressed_and_is_kept_for_ever(stranger: Client) -> None:
    path = asset_address() + "host.js"
    connection = http.client.HTTPConnection(urlsplit(stranger.url).netloc)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.read()) == (ASSETS / "host.js").read_bytes()
    connection.close()
    plain = stranger.get(path)
    assert plain.body == (ASSETS / "host.js").read_bytes()
    assert plain.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert plain.headers["content-type"] == "text/javascript; charset=utf-8"
    assert stranger.get(path, If_None_Match=plain.headers["etag"]).status == 304


def test_the_joined_modules_go_out_like_any_file_and_each_module_keeps_its_address(stranger: Client) -> None:
    whole = stranger.get(asset_address() + "grid.joined.js")
    assert whole.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert whole.headers["content-type"] == "text/javascript; charset=utf-8"
    assert b"// grid/typing.js" in whole.body
    assert stranger.get(asset_address() + "grid/typing.js").body == (ASSETS / "grid/typing.js").read_bytes()


def test_a_page_from_before_an_update_still_finds_its_modules(stranger: Client) -> None:
    old = stranger.get("/assets/0123456789abcdef/host.js")
    assert (old.status, old.headers["cache-control"]) == (200, "no-cache")


def test_tabulator_is_the_one_that_panel_ships(stranger: Client) -> None:
    for name in ("tabulator.min.js", "tabulator_simple.min.css"):
        assert stranger.get(f"{asset_address()}vendor/{name}").status == 200


def test_the_libraries_of_live_pages_go_out_compressed(stranger: Client) -> None:
    squeezed = stranger.get("/static/js/bokeh.min.js", Accept_Encoding="gzip")
    assert int(squeezed.headers["content-length"]) < 400_000
    assert len(squeezed.body) > 1_000_000
