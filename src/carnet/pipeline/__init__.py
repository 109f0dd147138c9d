"""The path of the data, the stages in order, from files to the plan.

``sheets`` is its first half, the same for every use of files; ``make_plan`` leads on to the change set,
``find_duplicates`` to the rows that are one contact.
"""

from carnet.choices import Choices
from carnet.pipeline.look import look
from carnet.pipeline.make_plan import make_plan
from carnet.pipeline.timings import Timings

__all__ = ["Choices", "Timings", "look", "make_plan"]
