"""The office's tables, in a database of the tests' own."""

from __future__ import annotations

import pytest

from tests.pipeline.conftest import read_here

__all__ = ["read_here"]


@pytest.fixture(scope="session")
def office() -> None:
    """The tables of users, drafts and jobs."""
    from carnet.office.setup import migrate_office

    migrate_office()
