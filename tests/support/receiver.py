"""A program that is told of changes: a real HTTP server on loopback that answers as a test wants."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATIENCE = 20.0  # seconds that a test waits for a message


@dataclass
class Received:
    """A request."""

    headers: dict[str, str]
    body: str

    @property
    def id(self) -> str:
        """The message's."""
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """Keeps what it is sent.

    Attributes:
        answers: statuses in their order; after the last, 204. redirect: where a 3xx leads.
        held: it answers nothing while this is set.
    """

    address: str = ""
    answers: list[int] = field(default_factory=list)
    redirect: str = ""
    held: threading.Event = field(default_factory=threading.Event)
    received: list[Received] = field(default_factory=list)
    _come: threading.Condition = field(default_factory=threading.Condition)
    _free: threading.Event = field(default_factory=threading.Event)

    def hold(self) -> None:
        """Answer nothing until let_go."""
        self.held.set()

    def let_go(self) -> None:
        """Answer again."""
        self.held.clear()
        self._free.set()

    def wait(self, count: int) -> list[Received]:
        """The first so many requests, once they are there."""
        with self._come:
            assert self._come.wait_for(lambda: len(self.received) >= count, PATIENCE), self.received
            return self.received[:count]

    def take(self, request: Received) -> int:
        """Keep a request; the status to answer with."""
        with self._come:
            self.received.append(request)
            status = self.answers.pop(0) if self.answers else 204
            self._come.notify_all()
        if self.held.is_set():
            self._free.wait(PATIENCE)
        return status


class Server(ThreadingHTTPServer):
    """Whose requests go to a Receiver."""

    receiver: Receiver
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A sender that was killed is no fault of the receiver's."""


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        receiver = self.server.receiver
        status = receiver.take(Received({name.lower(): text for name, text in self.headers.items()}, body))
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("location", receiver.redirect)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@contextmanager
def receiving(*answers: int, tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """A receiver that listens."""
    server = Server(("127.0.0.1", 0), _Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    scheme = "https" if tls else "http"
    receiver = server.receiver = Receiver(f"{scheme}://127.0.0.1:{server.server_port}/hook", list(answers))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.let_go()
        server.shutdown()
        server.server_close()
