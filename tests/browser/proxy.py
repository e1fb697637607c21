"""A proxy in front of a site that may do to its event stream what proxies of schools do."""

import socket
import socketserver
import threading
from contextlib import suppress
from urllib.parse import urlsplit

HEAD = b"\r\n\r\n"
REFUSED = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
BEGUN = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"26\r\nretry: 50\nevent: begun\ndata: {}\n\n\n\n\n\n\r\n"
)


class Proxy:
    """Passes all on; /events as `way` says: pass, refuse (502), cut (after a moment), hold (buffer for ever)."""

    def __init__(self, target: str) -> None:
        self.way = "pass"
        self.asked: list[str] = []  # paths, in their order
        self._closing = threading.Event()
        proxy, upstream = self, urlsplit(target)
        theirs = f"{upstream.hostname}:{upstream.port}".encode()

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                received = b""
                while HEAD not in received:
                    piece = self.request.recv(65536)
                    if not piece:
                        return
                    received += piece
                head, _, body = received.partition(HEAD)
                path = head.split()[1].decode().partition("?")[0]
                proxy.asked.append(path)
                if path == "/events" and proxy.way == "refuse":
                    self.request.sendall(REFUSED)
                elif path == "/events" and proxy.way == "cut":
                    self.request.sendall(BEGUN)  # and the connection ends in the middle of the answer
                elif path == "/events" and proxy.way == "hold":
                    while proxy.way == "hold" and not proxy._closing.wait(0.1):
                        pass
                else:
                    self._pass(_one_request(head.replace(proxy.place, theirs)) + HEAD + body)

            def _pass(self, first: bytes) -> None:
                with socket.create_connection((upstream.hostname or "", upstream.port or 80)) as behind:
                    behind.sendall(first)
                    back = threading.Thread(target=_pour, args=(behind, self.request), daemon=True)
                    back.start()
                    _pour(self.request, behind)
                    back.join()

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """A browser that leaves is no error."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.place = f"localhost:{self._server.server_address[1]}".encode()
        self.url = f"http://{self.place.decode()}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()


def _one_request(head: bytes) -> bytes:
    """A connection carries one request, so that each can be looked at; a websocket stays as it is."""
    lines = head.split(b"\r\n")
    if any(line.lower().startswith(b"upgrade:") for line in lines):
        return head
    return b"\r\n".join([*(one for one in lines if not one.lower().startswith(b"connection:")), b"Connection: close"])


def _pour(source: socket.socket, to: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            to.sendall(piece)
    with suppress(OSError):
        to.shutdown(socket.SHUT_WR)
