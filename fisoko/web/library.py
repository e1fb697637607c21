"""The library files that pages load (our modules and styles, Tabulator, Panel's and Bokeh's own), compressed once."""

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from fisoko.web import joining

ASSETS = Path(__file__).parent / "assets"
KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".map": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
}
SQUEEZED = (".js", ".mjs", ".css", ".json", ".map", ".svg", ".wasm", ".html", ".txt", ".ttf")
SMALLEST = 200  # bytes: below it compression only adds
JOINED = ".joined.js"  # a module with all that it imports: "grid.joined.js" of "grid.js"
PAGE = ".page.js"  # the same with the host that opens it and all its styles
STYLES = {"grid": ("vendor/tabulator_simple.min.css",)}  # of libraries


@dataclass(frozen=True)
class Held:
    """One file in memory: its kind (Content-Type), bytes, gzipped bytes (or None) and a tag made of its contents."""

    kind: str
    body: bytes
    gzipped: bytes | None
    tag: str


def asset_address() -> str:
    """The address under which our modules and styles stand: "/assets/<hash of their contents>/", cached for ever."""
    return f"/assets/{assets_version()}/"


@cache
def assets_version() -> str:
    """A hash over the names and contents of all assets, Tabulator included: it changes when any of them does, or when
    they are joined in another way."""
    digest = hashlib.sha256(Path(joining.__file__).read_bytes())
    for name, path in sorted(asset_files().items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


@cache
def asset_files() -> Mapping[str, Path]:
    """The files that may be served under the asset address, by their name below it."""
    own = {path.relative_to(ASSETS).as_posix(): path for path in ASSETS.rglob("*") if path.is_file()}
    return own | {f"vendor/{path.name}": path for path in _tabulator()}


def asset(name: str) -> Held | None:
    """The asset of that name ("grid.js", "grid.joined.js", "grid.page.js", "vendor/tabulator.min.js"), or None."""
    files = asset_files()
    if path := files.get(name):
        return held(path)
    for ending, made in ((JOINED, joined_module), (PAGE, page_module)):
        stem = name.removesuffix(ending)
        if stem != name and "/" not in stem and f"{stem}.js" in files:
            return made(stem)
    return None


@cache
def joined_module(stem: str) -> Held:
    """The module "<stem>.js" and every module it imports as one file, made once in a process."""
    return _hold(joining.joined(f"{stem}.js", asset_files()).encode(), f"{stem}.js")


@cache
def page_module(stem: str) -> Held | None:
    """All of a component's page as one file: what it imports, the host and its styles; None where it has no styles."""
    files = asset_files()
    if f"{stem}.css" not in files:
        return None
    names = ("theme.css", f"{stem}.css", *STYLES.get(stem, ()))
    styles = "\n".join(files[name].read_text("utf-8") for name in names)
    return _hold(joining.opened(f"{stem}.js", styles, files).encode(), f"{stem}.js")


def panel_file(name: str) -> Held | None:
    """The file below Panel's and Bokeh's "/static/" ("js/bokeh.min.js", "extensions/panel/panel.min.js"), or None."""
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or name.startswith("/") or "\\" in name or "\0" in name:
        return None
    root, rest = _bokeh_static(), parts
    if parts[:2] == ("extensions", "panel"):
        root, rest = package_folder("panel") / "dist", parts[2:]
    path = root.joinpath(*rest)
    if not path.is_file() or not path.resolve().is_relative_to(root.resolve()):
        return None
    return held(path)


@lru_cache(maxsize=512)
def held(path: Path) -> Held:
    """Reads and compresses a file; the answer is kept, so each file is compressed once in a process."""
    return _hold(path.read_bytes(), path.name)


def _hold(body: bytes, name: str) -> Held:
    suffix = PurePosixPath(name).suffix
    squeeze = suffix in SQUEEZED and len(body) >= SMALLEST
    return Held(
        kind=KINDS.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream",
        body=body,
        gzipped=gzip.compress(body, 9, mtime=0) if squeeze else None,
        tag=f'"{hashlib.sha256(body).hexdigest()[:24]}"',
    )


@cache
def package_folder(name: str) -> Path:
    """The folder of an installed package, found without importing it: to serve Panel's files nobody loads Panel."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"The package {name} is not installed.")
    return Path(spec.submodule_search_locations[0])


def _bokeh_static() -> Path:
    return package_folder("bokeh") / "server" / "static"


def _tabulator() -> list[Path]:
    """The files of the one Tabulator that Panel ships, whatever its version."""
    found = sorted((package_folder("panel") / "dist/bundled/datatabulator").glob("tabulator-tables@*/dist"))
    if not found:
        raise RuntimeError("Panel's own files of Tabulator are missing: the installation of Panel is damaged.")
    return [
        found[-1] / name for name in ("js/tabulator.min.js", "css/tabulator_simple.min.css", "css/tabulator.min.css")
    ]
