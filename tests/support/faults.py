"""A way through which programs reach a server, and on which answers get lost."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import httpx

#: busy: HTTP 429; broken: HTTP 500 before, broken_after: after the server did it; lost, lost_after: the
#: connection drops before, or after it.
FAULTS = ("busy", "broken", "broken_after", "lost", "lost_after")


@dataclass
class Way:
    """What went through, and what is to go wrong.

    Attributes:
        address: in place of the server's. calls: method and path of what reached the server.
        plan: the fault of each next write, None for none.
        after: called once the server answered a write, before the answer goes back.
    """

    address: str
    calls: list[tuple[str, str]] = field(default_factory=list)
    plan: list[str | None] = field(default_factory=list)
    after: Callable[[int], None] | None = None

    @property
    def writes(self) -> list[tuple[str, str]]:
        """What was written."""
        return [call for call in self.calls if call[0] != "GET"]


@contextmanager
def way_to(server: str) -> Iterator[Way]:
    """A way to a server, until the block ends."""
    way = Way("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            write = self.command != "GET"
            fault = way.plan.pop(0) if write and way.plan else None
            if fault == "lost":
                self._drop()
            elif fault in {"busy", "broken"}:
                self._answer(429 if fault == "busy" else 500, b"{}", {"Retry-After": "0"})
            else:
                self._through(body, write, fault)

        def _through(self, body: bytes, write: bool, fault: str | None) -> None:
            own = {"host", "connection", "content-length", "accept-encoding"}
            headers = {name: value for name, value in self.headers.items() if name.lower() not in own}
            found = httpx.request(self.command, server + self.path, headers=headers, content=body, timeout=60)
            way.calls.append((self.command, self.path))
            if write and way.after:
                way.after(len(way.writes))
            if fault == "lost_after":
                self._drop()
            elif fault == "broken_after":
                self._answer(500, b"{}", {})
            else:
                text = found.text.replace(server, way.address)
                self._answer(found.status_code, text.encode(), {"Content-Type": "application/json"})

        def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            if status != 204:
                self.wfile.write(body)

        def _drop(self) -> None:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _pass  # noqa: N815

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    class Listening(ThreadingHTTPServer):
        def handle_error(self, *_: Any) -> None:
            """A program that went away is none."""

    listening = Listening(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    way.address = f"http://127.0.0.1:{listening.server_port}"
    Thread(target=listening.serve_forever, daemon=True).start()
    try:
        yield way
    finally:
        listening.shutdown()
        listening.server_close()
