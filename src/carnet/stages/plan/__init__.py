"""What an import changes in the book, field by field, decided before anything is written.

``policy`` tells which value stands, the file's or the book's; ``fields`` decides on single values, ``cards``
and ``lists`` on what contact cards hold, ``clearing`` on what empty cells empty, ``edits`` on what a bulk
workbook changes, ``names`` on what people are called;
``changes`` puts them together; ``survived`` tells what stands where rows differ, ``said_before`` what a
workbook of corrections says still, ``replaced`` what gives way to what its own list says now.
"""

from carnet.stages.plan.changes import Changes, plan_changes, taken_numbers
from carnet.stages.plan.clearing import EMPTY_CELLS, empty_cells
from carnet.stages.plan.edits import NO_EDITS, Edits
from carnet.stages.plan.replaced import CHANGED_CELLS, NOTHING_REPLACED, give_way_to, proven, stands_beside
from carnet.stages.plan.said_before import UNCHANGED, said_before
from carnet.stages.plan.survived import survived

__all__ = [
    "CHANGED_CELLS",
    "EMPTY_CELLS",
    "NOTHING_REPLACED",
    "NO_EDITS",
    "UNCHANGED",
    "Changes",
    "Edits",
    "empty_cells",
    "give_way_to",
    "plan_changes",
    "proven",
    "said_before",
    "stands_beside",
    "survived",
    "taken_numbers",
]
