"""The web app on a book, served while a tool looks at it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from environment import CARNET


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The web app on that book; gives the address that the first page opens from."""
    command = [str(CARNET), "serve", "--json", "--no-browser", "--port", "0"]
    environment = os.environ | {"CARNET_HOME": str(home)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, encoding="utf-8")
    assert process.stdout
    try:
        yield str(json.loads(process.stdout.readline())["address"])
    finally:
        process.terminate()
        process.wait()


def root_of(first: str) -> str:
    """The site's root of the address that the first page opens from."""
    return "/".join(first.split("/")[:3]) + "/"
