"""The workbooks of what to correct, written when a draft was applied; its files go afterwards."""

from __future__ import annotations

from pathlib import Path

from carnet.language import Language
from carnet.office.drafts.folder import clear, folder_of, plan_of, scratch_of
from carnet.office.drafts.plan import kept
from carnet.office.drafts.work import Work
from carnet.office.jobs import Job
from carnet.office.models import Draft
from carnet.writers.corrections import write_corrections


def report(work: Work) -> None:
    """Write the workbook in each language, then take the uploaded files away."""
    work.keep(job=Job.REPORT, stage="report", share=None)
    made = kept(work.draft)
    for language in Language:
        write_corrections(workbook_of(work.draft, language), made, work.draft.imported, language)
    del made
    for folder in (
        folder_of(work.draft.key) / "files",
        scratch_of(work.draft.key),
        plan_of(work.draft.key, work.draft.planned),
    ):
        clear(folder)


def workbook_of(draft: Draft, language: Language) -> Path:
    """Where the workbook is, or will be."""
    return folder_of(draft.key) / f"corrections.{language.value}.xlsx"
