"""The workbook of what to correct, as the firm takes it from its link."""

from __future__ import annotations

from pathlib import Path

from carnet.language import Language
from carnet.office.drafts.folder import plan_of
from carnet.office.drafts.plan import kept
from carnet.office.models import Draft
from carnet.writers.corrections import write_corrections


def written(draft: Draft, language: Language) -> Path:
    """The workbook of a draft's newest plan, written when it is first asked for.

    Args:
        draft: that the firm sees.

    Raises:
        CarnetError: plan.unreadable.
    """
    path = plan_of(draft.key, draft.planned) / f"corrections.{language.value}.xlsx"
    if not path.exists():
        made = path.with_suffix(".part.xlsx")
        write_corrections(made, kept(draft), reference(draft), language)
        made.replace(path)
    return path


def reference(draft: Draft) -> str:
    """What its rows are found again by, until the files are read another way."""
    return f"{draft.key}-{draft.reading}"
