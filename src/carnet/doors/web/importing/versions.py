"""What a page says of an import that is a version of a case: corrections taken along, and what changed."""

from __future__ import annotations

from dataclasses import dataclass

from carnet.findings import gist
from carnet.language import Language
from carnet.office.cases import compare, corrections, versions
from carnet.office.models import Draft
from carnet.pipeline.versions import Comparison, Kept


@dataclass(frozen=True, slots=True)
class Told:
    """What became of the corrections of earlier versions.

    Attributes:
        made: how many cells they changed; there: how many the files have already. unfit: those that fit no
            longer. undone: a person took them back.
    """

    made: int
    there: int
    unfit: list[Kept]
    undone: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """A version beside the one before; solved, fresh, still: findings by rule, worded."""

    changes: Comparison
    solved: list[tuple[str, int]]
    fresh: list[tuple[str, int]]
    still: list[tuple[str, int]]


def carried(draft: Draft) -> Told | None:
    """What became of earlier corrections; None where there were none."""
    version = versions.of_draft(draft)
    told = corrections.told(version) if version else None
    if told is None or not (told.made > 0 or told.there or told.unfit):
        return None
    undone = not draft.apart and draft.redoes == "version"
    return Told(max(told.made, 0), len(told.there), list(told.unfit), undone)


def beside(draft: Draft, language: Language) -> Beside | None:
    """A version beside the one before; None where that is not there."""
    found = compare.kept(draft)
    if found is None:
        return None
    worded = [
        [(gist(code, language), count) for code, count in told.items()]
        for told in (found.solved, found.fresh, found.still)
    ]
    return Beside(found, *worded)
