"""A running server and a program that may do everything."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.support.api import Api, running
from tests.web.conftest import picture

__all__ = ["picture"]  # the fixtures that show a page


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """A server whose book is empty at first, shared by the tests of a module."""
    with running(tmp_path_factory.mktemp("home")) as started:
        yield started


@pytest.fixture
def client(api: Api) -> Iterator[httpx.Client]:
    """A program with every scope."""
    with api.client() as one:
        yield one
