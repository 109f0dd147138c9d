"""Imports by a program: the same drafts that people go through in the browser."""

from carnet.doors.api.v1.imports import choices, corrections, drafts, look, pairs, plan
from carnet.doors.api.v1.imports.routes import routes

__all__ = ["choices", "corrections", "drafts", "look", "pairs", "plan", "routes"]
