"""Corrections of cells: one by hand, those that accept suggestions, and those of find and replace.

Where the same can be said of a whole column it is said once (choices.Replacement), not cell by cell.
"""

from carnet.pipeline.fixes.accept import accepted, fixable
from carnet.pipeline.fixes.corrections import Corrections, corrected, edited
from carnet.pipeline.fixes.find import found_and_replaced

__all__ = ["Corrections", "accepted", "corrected", "edited", "fixable", "found_and_replaced"]
