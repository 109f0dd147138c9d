"""Deciding on pairs of contacts of a draft's plan that may be one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from carnet.choices import Choices, Party
from carnet.pipeline.pages import PlanReader, decisions


def decided(
    made: PlanReader, choices: Choices, pairs: Sequence[tuple[Party, Party]], same: bool | None
) -> Choices:
    """The choices with some pairs decided anew.

    Args:
        made: the plan that the person looked at.
        same: they are one; None leaves them undecided again.
    """
    asked = {frozenset(pair) for pair in pairs}
    others = tuple(one for one in choices.decisions if frozenset((one.one, one.other)) not in asked)
    kept = replace(choices, decisions=others)
    if same is None:
        return kept
    more = [one for one in decisions(made, kept, same=same) if frozenset((one.one, one.other)) in asked]
    return replace(kept, decisions=(*others, *more))


def decided_above(made: PlanReader, choices: Choices, probability: float) -> Choices:
    """The choices with all undecided pairs of at least that probability taken for one."""
    more = decisions(made, choices, same=True, min_probability=probability)
    return replace(choices, decisions=(*choices.decisions, *more))
