"""Servers of strangers, on this machine and on ports nobody else has."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)

type Answer = Callable[[BaseHTTPRequestHandler], None]


class Stranger(ThreadingHTTPServer):
    """Keeps what it was asked, answers as told by path; the rest is a PNG."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.answers: dict[str, Answer] = {}

    @property
    def place(self) -> tuple[str, int]:
        return "127.0.0.1", self.server_address[1]

    def url(self, path: str = "/a.png") -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up in the middle is what many tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: Stranger

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers.items())))
        self.server.answers.get(self.path, content(PNG))(self)

    def log_message(self, *args: Any) -> None:
        pass


def content(body: bytes, *, kind: str = "image/png", declared: bool = True) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.send_header("Set-Cookie", "seen=1")
        if declared:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def moved(to: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", to)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def dripping(stop: threading.Event) -> Answer:
    """A byte now and then, for ever: each comes in time, the whole never does."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not stop.wait(0.05):
            handler.wfile.write(b"x")

    return answer


@contextmanager
def stranger() -> Iterator[Stranger]:
    server = Stranger()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
