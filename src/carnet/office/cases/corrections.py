"""Corrections are kept with the case: nobody makes one again that was made in an earlier version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from carnet.as_json import read_as, written
from carnet.choices import Choices, Followed
from carnet.contract import CarnetError, Plan, PlanSheet
from carnet.office.cases import versions
from carnet.office.cases.states import OVER
from carnet.office.drafts import files
from carnet.office.drafts.choose import change, choices_of
from carnet.office.drafts.folder import scratch_of
from carnet.office.drafts.plan import reader
from carnet.office.drafts.work import Work
from carnet.office.models import Case, CaseVersion, Draft
from carnet.pipeline.current import corrections
from carnet.pipeline.pages import PlanReader
from carnet.pipeline.recipes import recipe_of
from carnet.pipeline.replay import replay
from carnet.pipeline.sheets import recognise_sheets
from carnet.pipeline.versions import Kept, kept_of, refit

KEPT = timedelta(days=30)  # how long they stay once a case is over


@dataclass(frozen=True, slots=True)
class Told:
    """What became of kept corrections in a version.

    Attributes:
        made: how many cells they changed, -1 while that is not counted. there: that the files say already;
            unfit: those that fit no longer.
    """

    made: int = -1
    there: tuple[Kept, ...] = ()
    unfit: tuple[Kept, ...] = ()


def told(version: CaseVersion) -> Told | None:
    """What became of the corrections of earlier versions; None where they are not made yet."""
    return read_as(Told, version.carried) if version.carried else None


def waits(draft: Draft) -> bool:
    """Whether a draft is a version in which the corrections of earlier ones are not made yet."""
    version = None if draft.apart else versions.of_draft(draft)
    return version is not None and not version.carried


def carry(work: Work) -> None:
    """Read a version as the one before was read, and make the corrections in it that were made before, in one
    step that can be undone."""
    version = versions.of_draft(work.draft) if waits(work.draft) else None
    if version is None or not files.taken(work.draft):
        return
    work.tell("carry")
    before = version.case.versions.filter(number__lt=version.number).last()
    earlier = Draft.objects.filter(firm=work.draft.firm, key=before.draft).first() if before else None
    made = reader(earlier) if earlier else None
    chosen, kept = work.choices, list(read_as(tuple[Kept, ...], version.case.corrections))
    if before and earlier and made:
        chosen = _read_as_before(work, earlier, made)
        kept = _kept(told(before), made.sheets, choices_of(earlier))
    seen = recognise_sheets(files.paths(work.draft), chosen, scratch_of(work.draft.key), work.timings)
    carried = refit(kept, seen.places, seen.sheets)
    fixes = (*chosen.fixes, *carried.fixes)
    with transaction.atomic():
        _tell(version, Told(there=carried.there, unfit=carried.unfit))
        change(work.draft, lambda _: replace(chosen, fixes=fixes), "version", reading=True)


def keep(draft: Draft, plan: Plan) -> None:
    """Keep the corrections that a version was planned with; those that did not fit in it stay kept."""
    version = None if draft.apart else versions.of_draft(draft)
    if version is None or version.case.draft != draft.key:
        return
    choices, became = choices_of(draft), told(version) or Told()
    if became.made < 0:
        became = replace(became, made=sum(corrections(sheet, choices).height for sheet in plan.sheets))
        _tell(version, became)
    kept = _kept(became, plan.sheets, choices)
    Case.objects.filter(pk=version.case.pk).update(corrections=written(kept))


def sweep() -> None:
    """Take away what is kept of cases that are long over."""
    old = Case.objects.filter(status__in=OVER, since__lt=timezone.now() - KEPT).exclude(corrections="[]")
    old.update(corrections="[]")
    CaseVersion.objects.filter(case__status__in=OVER, case__since__lt=timezone.now() - KEPT).update(
        carried="{}"
    )


def _tell(version: CaseVersion, became: Told) -> None:
    CaseVersion.objects.filter(pk=version.pk).update(carried=written(became))


def _kept(became: Told | None, sheets: Sequence[PlanSheet], choices: Choices) -> list[Kept]:
    """What of a version is to be kept: its corrections, and older ones that there was nothing to do about."""
    older = (*became.there, *became.unfit) if became else ()
    return list(dict.fromkeys([*older, *kept_of(sheets, choices.fixes)]))


def _read_as_before(work: Work, earlier: Draft, made: PlanReader) -> Choices:
    """The choices, with those of the earlier version that say how files are read and what becomes of whole
    columns."""
    recipe = recipe_of(replace(choices_of(earlier), fixes=()), made.sheets)
    try:
        chosen = replay(
            recipe, Followed(""), files.paths(work.draft), work.choices, scratch_of(work.draft.key),
            work.timings,
        )  # fmt: skip
    except CarnetError:  # these files are read another way
        return work.choices
    return replace(chosen, recipe=work.choices.recipe)
