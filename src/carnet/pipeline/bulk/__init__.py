"""A bulk workbook that comes back: which cells were edited, which contacts are to go.

``sheets`` reads its rows, ``verdicts`` tells which row is which contact of the book, ``cells`` what was
edited in it, ``deletions`` which contacts are to be deleted; ``compare`` puts these together before the
sheets are put in standard form. ``take`` hands on what edited cells say, ``in_plan`` adds what is not read to
the plan, ``rules`` words the findings.
"""

from carnet.pipeline.bulk.compare import Told, compare, heard
from carnet.pipeline.bulk.in_plan import with_bulk
from carnet.pipeline.bulk.take import take

__all__ = ["Told", "compare", "heard", "take", "with_bulk"]
