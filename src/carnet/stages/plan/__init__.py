"""What an import changes in the book, field by field, decided before anything is written.

``policy`` tells which value stands, the file's or the book's; ``fields`` decides on single values, ``cards``
and ``lists`` on what contact cards hold; ``changes`` puts them together.
"""

from carnet.stages.plan.changes import Changes, plan_changes, taken_numbers

__all__ = ["Changes", "plan_changes", "taken_numbers"]
