"""Work items of an import: their rows read, linked to clients, held against the book and planned.

``rows`` reads the sheets that list work, ``clients`` finds whose each item is, ``check`` says what is wrong
with an item, ``plan`` tells what is made of them and where each cell went.
"""

from carnet.stages.work.plan import PlannedWork, plan_work

__all__ = ["PlannedWork", "plan_work"]
