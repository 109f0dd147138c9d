"""Columns without a header that the column beside them explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from carnet.contract import SAFE
from carnet.language import Text
from carnet.stages.map.weigh import Weighed, means_nothing

_LAST = Text("single words beside a column of first names", "des mots seuls à côté d'une colonne de prénoms")
_POSTAL = Text("five digits beside cities or states", "cinq chiffres à côté de villes ou de régions")
_EXPLAINED = 0.72  # confidence of a column that its neighbour explains


def explained(columns: Sequence[Weighed]) -> list[Weighed]:
    """The columns, those without a header that a neighbour explains made sure."""
    return [_explained(column, columns) for column in columns]


def _explained(column: Weighed, columns: Sequence[Weighed]) -> Weighed:
    if not means_nothing(column.header) or column.confidence >= SAFE or not column.profile.values:
        return column
    beside = {c.concept for c in columns if abs(c.index - column.index) == 1 and c.confidence >= SAFE}
    profile = column.profile
    if "first" in beside and profile.share("one_word") > 0.7 and profile.distinct > 0.5:
        return _as(column, "last", _LAST)
    if column.concept == "postal" and beside & {"city", "region", "country"}:
        return _as(column, "postal", _POSTAL)
    return column


def _as(column: Weighed, concept: str, reason: Text) -> Weighed:
    reading = replace(column.reading, concept=concept)
    return replace(column, reading=reading, concept=concept, confidence=_EXPLAINED, reason=reason)
