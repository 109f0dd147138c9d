"""Which contacts a row holds: its own, a spouse, a person at an organization, a group.

The path of a row, told by ``find``: ``taken_apart`` gives each cell one meaning, ``facts`` gathers what the
row says, ``own`` decides which mention is its own contact, ``people``, ``households`` and ``trading_names``
name everybody, ``owners`` and ``shares`` tell whose each cell is, ``redundant`` finds names given twice,
``telling`` and ``name_doubts`` say what was found. ``told`` is what a sheet's blocks remember of each other.
"""

from carnet.stages.assemble.rows.find import BlockMentions, find_mentions
from carnet.stages.assemble.rows.kinds import CONTACT, GROUP, ORGANIZATION, PERSON, SPOUSE
from carnet.stages.assemble.rows.name_parts import NAME_PARTS, full_name
from carnet.stages.assemble.rows.shares import Share
from carnet.stages.assemble.rows.told import Told

__all__ = [
    "CONTACT",
    "GROUP",
    "NAME_PARTS",
    "ORGANIZATION",
    "PERSON",
    "SPOUSE",
    "BlockMentions",
    "Share",
    "Told",
    "find_mentions",
    "full_name",
]
