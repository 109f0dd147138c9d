"""The workbooks of what to correct, written when a draft was applied; its files go afterwards."""

from __future__ import annotations

from pathlib import Path

from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.language import Language
from carnet.office.drafts.folder import clear, folder_of, plan_of, scratch_of
from carnet.office.drafts.plan import kept
from carnet.office.drafts.recipe import put_by
from carnet.office.drafts.work import Work
from carnet.office.jobs import Job
from carnet.office.models import Draft
from carnet.writers.corrections import write_corrections

rule(
    "draft.no_workbook",
    Severity.WARNING,
    en="The import was applied. Its workbook of what to correct could not be written, because the plan is no "
    "longer readable; the findings stand in the history.",
    fr="L'importation a été appliquée. Son classeur des corrections n'a pas pu être écrit, car le plan n'est "
    "plus lisible ; les constats figurent dans l'historique.",
)


def report(work: Work) -> None:
    """Write the workbook in each language, then take the uploaded files away."""
    work.keep(job=Job.REPORT, stage="report", share=None)
    try:
        _write(work.draft)
    except CarnetError:
        work.keep(notice="draft.no_workbook")
    for folder in (
        folder_of(work.draft.key) / "files",
        scratch_of(work.draft.key),
        plan_of(work.draft.key, work.draft.planned),
    ):
        clear(folder)


def _write(draft: Draft) -> None:
    made = kept(draft)
    put_by(draft, made)
    for language in Language:
        write_corrections(workbook_of(draft, language), made, draft.imported, language)


def workbook_of(draft: Draft, language: Language) -> Path:
    """Where the workbook is, or will be."""
    return folder_of(draft.key) / f"corrections.{language.value}.xlsx"
