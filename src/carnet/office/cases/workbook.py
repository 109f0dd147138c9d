"""The workbook of what to correct, as the firm takes it from its link, and its way back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
from django.db import transaction

from carnet.catalog.reference import PATTERN
from carnet.choices import Choices
from carnet.contract import CarnetError, Sheet, SourceFile
from carnet.findings import Severity, rule
from carnet.language import Language
from carnet.office.cases import returned
from carnet.office.cases.states import CaseStatus
from carnet.office.drafts.choose import ask
from carnet.office.drafts.correct import correct
from carnet.office.drafts.folder import plan_of
from carnet.office.drafts.plan import kept
from carnet.office.jobs import Job
from carnet.office.models import Case, Draft
from carnet.pipeline.current import column as cells_of
from carnet.pipeline.fixes import Corrections
from carnet.pipeline.fixes.corrections import TOLD, as_fixes, changed, width
from carnet.pipeline.pages import PlanReader
from carnet.writers.corrections import write_corrections
from carnet.writers.headers import REFERENCE
from carnet.writers.workbook import MAX_CELL

rule(
    "case.older_workbook",
    Severity.ERROR,
    en="“%(file)s” is a workbook of what was to be corrected before, so nothing was taken from it. Download "
    "the newest one here and correct that, or drop your own file.",
    fr="« %(file)s » est un classeur de corrections antérieures ; rien n'en a donc été repris. Téléchargez "
    "ici le plus récent et corrigez-le, ou déposez votre propre fichier.",
)


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
        write_corrections(made, kept(draft), _reference(draft), language)
        made.replace(path)
    return path


def take(case: Case, files: Sequence[SourceFile]) -> bool:
    """Take over the corrections of a workbook that the firm gives back; False where the files are others.

    A cell counts as corrected where it says neither what the file said nor what stands there by now.

    Raises:
        CarnetError: case.older_workbook, draft.locked, plan.unreadable.
    """
    tabs = [tab for file in files for sheet in file.sheets if (tab := _tab(sheet)) is not None]
    given = {reference for tab in tabs for reference in tab["reference"].unique()}
    ours = {f"{key}-" for key in case.versions.exclude(shown="").values_list("shown", flat=True)}
    if not any(one.startswith(tuple(ours)) for one in given if ours):
        return False

    def made(plan: PlanReader, choices: Choices) -> Corrections:
        return as_fixes(pl.concat([TOLD.to_frame(), *_corrected(plan, choices, tabs)]), plan)

    with transaction.atomic():  # whoever sends back meanwhile waits, or was first
        now = Case.objects.select_for_update().get(pk=case.pk)
        draft = returned.shown(now)
        if draft is None or now.status != CaseStatus.WAITING or given != {_reference(draft)}:
            raise CarnetError("case.older_workbook", file=Path(files[0].path).name)
        if correct(draft, made, "cells"):
            ask(draft, Job.PLAN)
    return True


def _reference(draft: Draft) -> str:
    """What its rows are found again by, until the files are read another way."""
    return f"{draft.key}-{draft.reading}"


def _tab(sheet: Sheet) -> pl.DataFrame | None:
    """The rows of a tab of a workbook of corrections, with the reference, sheet and row that each names; None
    where it is another sheet."""
    head = sheet.head(1)
    if not head.height or head["c0"][0] not in {REFERENCE.en, REFERENCE.fr}:
        return None
    named = pl.col("c0").str.extract_groups(PATTERN).struct
    place = [named.field(name) for name in ("batch", "sheet", "row")]
    rows = sheet.scan().select(*place, pl.exclude("row", "c0")).rename({"batch": "reference"})
    return rows.cast({"sheet": pl.UInt16, "row": pl.UInt32}).drop_nulls("reference").collect()


def _corrected(plan: PlanReader, choices: Choices, tabs: Sequence[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The cells that a workbook says otherwise, as TOLD rows."""
    for tab in tabs:
        for (at,), rows in tab.partition_by("sheet", as_dict=True).items():
            if int(str(at)) >= len(plan.sheets):
                continue
            planned = plan.sheets[int(str(at))]
            for index in range(min(width(planned), len(rows.columns) - 3)):
                given = rows.select("row", now=pl.col(f"c{index + 1}"))
                told = cells_of(planned, index, choices).join(given, on="row", maintain_order="left")
                yield changed(told.filter(_otherwise()), int(str(at)), index)


def _otherwise() -> pl.Expr:
    """Whether the firm wrote another text; a text that is too long for a cell of Excel was never in it."""
    now, text, was = (
        pl.col(name).fill_null("").str.replace_all("\r\n", "\n") for name in ("now", "text", "was")
    )
    return (now != text) & (now != was) & ~((now == "") & (text.str.len_chars() * 2 > MAX_CELL))
