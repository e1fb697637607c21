"""A bench for one component: serves the assets and a thin page with given data, and records what the page posts.

Run by hand: python -m tests.browser.bench grid data.json 8765
"""

import json
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from typing import Any
from urllib.parse import parse_qsl

from fisoko.web.library import asset

CSP = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
XSRF = "bench"
PAGE = """<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>ЛК</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/v/theme.css"></head><body>
<script type="application/json" id="page">%s</script><div id="host"></div>
<script type="module" src="/assets/v/%s.page.js"></script></body></html>"""

Answer = Callable[[str, str, Any], tuple[int, Any]]


class Bench:
    """One component on one thin page; `answer(method, path, body)` gives (status, JSON) to what the page asks."""

    def __init__(self, component: str, data: dict[str, Any], answer: Answer | None = None, port: int = 0) -> None:
        self.component, self.data, self.posts = component, data, []
        self.streams: list[Queue[str]] = []
        self.answer = answer or (lambda *_: (404, {}))
        bench = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def reply(self, status: int, body: bytes, kind: str) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Security-Policy", CSP)
                self.send_header("Cache-Control", "no-store")
                self.send_header("Set-Cookie", f"_xsrf={XSRF}; Path=/")
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self) -> None:
                path = self.path.split("?")[0]
                if path.startswith("/assets/v/"):
                    held = asset(path.removeprefix("/assets/v/"))
                    return self.reply(200, held.body, held.kind) if held else self.reply(404, b"", "text/plain")
                if path == "/events":
                    return self.stream()
                if path == "/":
                    page = {"data": bench.data, "messages": "/messages"}
                    text = json.dumps(page, ensure_ascii=False).replace("<", "\\u003c")
                    return self.reply(200, (PAGE % (text, bench.component)).encode(), "text/html; charset=utf-8")
                return self.other("GET", None)

            def stream(self) -> None:
                news: Queue[str] = Queue()
                bench.streams.append(news)
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream; charset=utf-8")
                self.send_header("Connection", "close")
                self.end_headers()
                self.close_connection = True
                with suppress(OSError):
                    self.wfile.write(b"event: begun\ndata: {}\n\n")
                    while text := news.get():
                        self.wfile.write(text.encode())

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                form = self.headers.get("Content-Type", "").startswith("application/x-www-form-urlencoded")
                body = dict(parse_qsl(raw.decode(), keep_blank_values=True)) if form else json.loads(raw or b"null")
                if XSRF not in (self.headers.get("X-XSRFToken"), body.get("_xsrf") if form else None):
                    return self.reply(403, b'{"error": {"code": "xsrf", "text": "XSRF"}}', "application/json")
                bench.posts.append((self.path, body))
                return self.other("POST", body)

            def other(self, method: str, body: Any) -> None:
                status, value = bench.answer(method, self.path, body)
                self.reply(status, json.dumps(value, ensure_ascii=False).encode(), "application/json")

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"

    def tell(self, kind: str, data: dict[str, Any]) -> None:
        """Sends an event to all open streams."""
        for news in self.streams:
            news.put(f"event: {kind}\ndata: {json.dumps(data)}\n\n")

    def __enter__(self) -> "Bench":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for news in self.streams:
            news.put("")
        self.server.shutdown()
        self.server.server_close()


if __name__ == "__main__":
    name, file, port = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    Bench(name, json.loads(file.read_text()), port=port).server.serve_forever()
