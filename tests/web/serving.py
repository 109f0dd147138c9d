"""A real `carnet serve` on loopback, with a book of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import IO, cast
from unittest.mock import patch

import pytest
from django.db import connections
from playwright.sync_api import Cookie

CARNET = Path(sys.executable).with_name("carnet.exe" if os.name == "nt" else "carnet")
UNGUARDED = "DJANGO_ALLOW_ASYNC_UNSAFE"  # Django's guard of its connections, lifted for the tests alone
PASSWORD = "correct horse battery"


@dataclass
class Served:
    """A running server.

    Attributes:
        first: what it printed to open. address: the site's root.
        cookies: of the administrator's browser, once the firm is made.
        firm: the one that commands are for, where the book has several.
    """

    home: Path
    process: subprocess.Popen[str]
    first: str
    address: str
    variables: dict[str, str]
    cookies: list[Cookie] = field(default_factory=list)
    firm: str = ""

    def stop(self) -> None:
        """End it as a person does."""
        self.process.terminate()
        self.process.wait(timeout=20)

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.kill()
        self.process.wait(timeout=20)

    def restarted(self) -> Served:
        """The same book served again at the same address."""
        port = self.address.rstrip("/").rpartition(":")[2]
        return serve(self.home, port=port, **self.variables)

    def carnet(self, *arguments: str | Path) -> str:
        """Run a command of carnet on the same book, in this process; what it prints."""
        from carnet.doors.cli.main import main

        variables = {"CARNET_HOME": str(self.home)} | self.variables
        words = ["carnet", *map(str, arguments), *(["--firm", self.firm] if self.firm else [])]
        printed = StringIO()
        with (
            patch.dict(os.environ, variables),
            patch.object(sys, "argv", words),
            redirect_stdout(printed),
            pytest.raises(SystemExit) as ended,
        ):
            main()
        connections.close_all()
        assert int(ended.value.code or 0) < 2, arguments
        return printed.getvalue()


def _environment() -> dict[str, str]:
    """That of the tests, with Django's guard as a person's server has it."""
    return {name: value for name, value in os.environ.items() if name != UNGUARDED}


def serve(home: Path, port: str = "0", **variables: str) -> Served:
    """Start the server and wait until it answers."""
    process = subprocess.Popen(
        [CARNET, "serve", "--json", "--no-browser", "--workers", "1", "--port", port],
        env=_environment() | {"CARNET_HOME": str(home)} | variables,
        stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    line = cast(IO[str], process.stdout).readline()
    first = str(json.loads(line)["address"])
    root = "/".join(first.split("/")[:3]) + "/"
    return Served(home, process, first, root, variables)
