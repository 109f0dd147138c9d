"""A running `carnet serve` and programs that call its API."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import httpx

from tests.support.tokens import EVERY, FIRM, made
from tests.web.serving import Served, serve

PATIENCE = 40.0  # seconds that an answer may take on a busy machine


@dataclass
class Api:
    """A server with its API.

    Attributes:
        token: of somebody who may do everything at the firm.
    """

    served: Served
    token: str
    firm: str = FIRM

    def client(self, token: str | None = None, language: str = "en") -> httpx.Client:
        """A program with a token; "" is one without."""
        secret = self.token if token is None else token
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        return httpx.Client(
            base_url=f"{self.served.address}api/v1",
            headers=headers | {"Accept-Language": language},
            timeout=PATIENCE,
        )

    def secret(self, name: str, role: str, scopes: Sequence[str] = EVERY) -> str:
        """A further token, of somebody with that role at the firm."""
        return made(self.served.home, [(name, role, scopes, self.firm)], **self.served.variables)[0]


@cache
def _first_day() -> tuple[Path, str]:
    """A home with a firm, and a token of its administrator; made once, to be copied."""
    home = Path(mkdtemp(prefix="carnet-tests-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return home, made(home, [("ada", "administrator", EVERY, FIRM)])[0]


@contextmanager
def shared(home: Path, firms: int) -> Iterator[list[Api]]:
    """A server with so many firms, each with an empty book, until the block ends."""
    names = [f"Firm {number}" for number in range(firms)]
    tokens = made(home, [("ada", "administrator", EVERY, name) for name in names])
    server = serve(home, CARNET_API_LIMIT="1000000")
    try:
        yield [
            Api(replace(server, firm=name), token, name) for name, token in zip(names, tokens, strict=True)
        ]
    finally:
        server.stop()


@contextmanager
def running(home: Path, **variables: str) -> Iterator[Api]:
    """A server on an empty book, until the block ends."""
    given = {"CARNET_API_LIMIT": "1000000", **variables}
    if "CARNET_DATABASE_URL" in given:
        token = made(home, [("ada", "administrator", EVERY, FIRM)], **given)[0]
    else:
        first, token = _first_day()
        shutil.copytree(first, home, dirs_exist_ok=True)
    server = serve(home, **given)
    try:
        yield Api(server, token)
    finally:
        server.stop()
