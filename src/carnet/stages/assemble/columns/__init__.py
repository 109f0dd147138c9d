"""The columns of one sheet in their standard form, each with what it says about a contact.

``reader`` goes over the sheet: ``groups`` tells which columns are read together and which first, ``places``
(with ``several``), ``singles``, ``days``, ``numbers``, ``names`` and ``reach`` read them; ``blank`` tells
which cells hold nothing. ``reading`` is the sheet while it is read, ``sheet`` what comes of it.
"""

from carnet.stages.assemble.columns.blank import blank_cells
from carnet.stages.assemble.columns.reader import standardise
from carnet.stages.assemble.columns.sheet import Block, SheetColumns

__all__ = ["Block", "SheetColumns", "blank_cells", "standardise"]
