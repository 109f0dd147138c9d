"""Recognise: who made each sheet, which row is its header, and which rows are contacts.

Everything is told from the contents; a file's name and ending say nothing.
"""

from __future__ import annotations

from carnet.stages.recognise.sheets import recognise

__all__ = ["recognise"]
