"""A running server and a program that may do everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.api import Api, shared
from tests.web.conftest import picture

__all__ = ["picture"]  # the fixtures that show a page


@pytest.fixture(scope="session")
def firms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Api]]:
    """The firms of a server, one for each module of a worker."""
    modules = len(list(Path(__file__).parent.glob("test_*.py")))
    with shared(tmp_path_factory.mktemp("home"), modules) as started:
        yield iter(started)


@pytest.fixture(scope="module")
def api(firms: Iterator[Api]) -> Api:
    """A firm whose book is empty at first, shared by the tests of a module."""
    return next(firms)


@pytest.fixture
def client(api: Api) -> Iterator[httpx.Client]:
    """A program with every scope."""
    with api.client() as one:
        yield one
