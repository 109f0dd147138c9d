"""Correcting the rows of a draft's files: what the newest plan shows, and what was corrected since."""

from __future__ import annotations

from collections.abc import Callable

from carnet.choices import Choices
from carnet.contract import CarnetError
from carnet.office.drafts.choose import change
from carnet.office.drafts.plan import standing
from carnet.office.models import Draft
from carnet.pipeline.fixes import Corrections, corrected
from carnet.pipeline.pages import PlanReader


def correct(
    draft: Draft,
    made: Callable[[PlanReader, Choices], Corrections],
    what: str,
    *,
    expected: int | None = None,
) -> int:
    """Add corrections to a draft's choices, in one step that can be undone.

    Args:
        draft: is brought up to date.
        made: the corrections, of the plan and of the choices that stand; see pipeline.fixes.
        what: is corrected, as the person is told who undoes it.
        expected: see choose.change.

    Returns:
        How many cells change.

    Raises:
        CarnetError: plan.unreadable, draft.locked, draft.changed, and those of the corrections.
    """
    plan = standing(draft)
    if plan is None:
        raise CarnetError("plan.unreadable")
    cells = 0

    def chosen(choices: Choices) -> Choices:
        nonlocal cells
        more = made(plan, choices)
        cells = more.cells
        return corrected(choices, more) if cells else choices

    change(draft, chosen, what, expected=expected)
    return cells
