"""Kinship: couples, families and the entities of one owner, suggested with what speaks for each.

Nothing is merged or changed here; a person decides. What many share proposes nothing.
"""

from carnet.stages.match.kinship.suggest import SUGGESTIONS, suggest
from carnet.stages.match.kinship.wording import as_dicts, tell

__all__ = ["SUGGESTIONS", "as_dicts", "suggest", "tell"]
