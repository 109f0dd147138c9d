"""Two versions of one firm's files: rows known again, corrections taken along, and what changed."""

from carnet.pipeline.versions.carried import Carried, Kept, kept_of, refit
from carnet.pipeline.versions.compared import CellChange, Comparison, RowChange, compare

__all__ = [
    "Carried",
    "CellChange",
    "Comparison",
    "Kept",
    "RowChange",
    "compare",
    "kept_of",
    "refit",
]
