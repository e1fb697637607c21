"""Other grids, for measuring beside ours: taken from npm into a cache outside the repository, never a dependency."""

import gzip
import os
import shutil
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).parent
CACHE = Path(os.environ.get("FISOKO_BENCHMARKS_CACHE") or Path.home() / ".cache" / "fisoko-benchmarks")
PACKAGES = {
    "tabulator-tables": "tabulator-tables@6.4.0",
    "handsontable": "handsontable@18.1.1",
    "jspreadsheet-ce": "jspreadsheet-ce@5.0.4",
    "jspreadsheet-formula": "@jspreadsheet/formula@2.0.2",
    "jsuites": "jsuites@5.13.4",
}
NAMES = {"tabulator": "Tabulator 6.4", "handsontable": "Handsontable 18.1", "jspreadsheet": "jspreadsheet-ce 5.0"}
KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
PROBE = (HERE / "probe.js").read_text("utf-8")


def packages() -> Path:
    """The folder with a folder of each package, fetched by npm where it is not there yet.

    Raises RuntimeError where there is no npm or it does not bring a package.
    """
    for name, wanted in PACKAGES.items():
        folder = CACHE / wanted.replace("/", "-")
        if folder.exists():
            continue
        npm = shutil.which("npm")
        if npm is None:
            raise RuntimeError(f"There is no npm to take {wanted} with.")
        CACHE.mkdir(parents=True, exist_ok=True)
        said = subprocess.run([npm, "pack", wanted, "--silent"], cwd=CACHE, capture_output=True, text=True)
        if said.returncode:
            raise RuntimeError(f"npm did not bring {wanted}: {said.stderr[-300:]}")
        with tarfile.open(CACHE / said.stdout.split()[-1]) as packed:
            packed.extractall(CACHE / f"{name}.new", filter="data")
        (CACHE / f"{name}.new" / "package").rename(folder)
        (CACHE / f"{name}.new").rmdir()
    return CACHE


@cache
def squeezed(file: Path) -> bytes:
    """A file, compressed as ours are."""
    return gzip.compress(file.read_bytes(), 9)


@contextmanager
def served() -> Iterator[str]:
    """The address of a server of the neighbours' pages: `address/tabulator?30x15`; files are compressed and cached as ours are."""
    folders = {name: packages() / wanted.replace("/", "-") for name, wanted in PACKAGES.items()}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0].strip("/")
            kept = path.startswith("files/")
            if kept:
                name, _, rest = path.removeprefix("files/").partition("/")
                file = folders[name] / rest
            else:
                file = HERE / f"{path}.html"
            body = squeezed(file)
            self.send_response(200)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", KINDS[file.suffix] + "; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "public, max-age=31536000, immutable" if kept else "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
