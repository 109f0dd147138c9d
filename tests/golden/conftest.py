"""The samples are imported at desks."""

from __future__ import annotations

from tests.pipeline.conftest import home, read_here

__all__ = ["home", "read_here"]
