"""The plan of a draft: made of the newest choices, kept until the choices or the book moved on."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.db.models import F

from carnet.contract import CarnetError, Plan
from carnet.findings import Severity, rule
from carnet.office import members
from carnet.office.cases import drafted
from carnet.office.drafts import files
from carnet.office.drafts.folder import clear, folder_of, place_of, plan_of, scratch_of
from carnet.office.drafts.look import called, look
from carnet.office.drafts.work import Work
from carnet.office.models import CaseVersion, Draft
from carnet.pipeline import make_plan
from carnet.pipeline.kept import keep_plan, kept_plan
from carnet.pipeline.pages import PlanReader

rule(
    "draft.no_plan",
    Severity.ERROR,
    en="There is no plan of the newest choices. Have it made, wait until it is, then look at it.",
    fr="Il n'y a pas de plan des choix les plus récents. Faites-le établir, attendez qu'il le soit, puis "
    "consultez-le.",
)


def plan(work: Work) -> None:
    """Make the plan and keep it; what is kept of earlier choices goes."""
    from carnet.office.cases import compare, corrections, returned

    if not work.draft.seen or corrections.waits(work.draft):
        look(work)
    if not files.taken(work.draft):
        return
    if work.draft.ready:
        _looked_at_no_more(work)
    version = work.draft.version
    made = make_plan(
        files.paths(work.draft), work.choices, work.against, scratch_of(work.draft.key), work.timings,
        () if work.draft.apart else members.called(work.draft.firm),
    )  # fmt: skip
    if work.draft.apart:
        made.findings = returned.needed(work.draft, made)
    work.tell("keep")
    folder = plan_of(work.draft.key, version)
    keep_plan(_named(work.draft, made), folder)
    work.keep(planned=version)
    drafted.planned(work.draft, made)
    corrections.keep(work.draft, made)
    compare.keep(work.draft, made)
    for other in folder_of(work.draft.key).glob("plan-*"):
        if other != folder:
            clear(other)


def _looked_at_no_more(work: Work) -> None:
    """The book moved on from the plan of a case: who looked at it has not seen the one that follows."""
    with transaction.atomic():
        versions = CaseVersion.objects.filter(case__firm=work.draft.firm, draft=work.draft.key)
        if versions.exists():
            shown = versions.filter(shown_of=work.draft.version)
            shown.update(shown_of=F("shown_of") + 1)
            work.keep(version=work.draft.version + 1)


def kept(draft: Draft) -> Plan:
    """The plan that was made last.

    Raises:
        CarnetError: plan.unreadable.
    """
    return kept_plan(plan_of(draft.key, draft.planned))


def reader(draft: Draft) -> PlanReader | None:
    """The plan that was made last, for pages; None where there is none that can be read, and it is to be
    made."""
    while draft.planned:
        try:
            return PlanReader(plan_of(draft.key, draft.planned))
        except CarnetError:  # a newer one may have taken its place meanwhile
            Draft.objects.filter(pk=draft.pk, planned=draft.planned).update(planned=0)
            draft.refresh_from_db(fields=["planned"])
    return None


def standing(draft: Draft) -> PlanReader | None:
    """The plan that was made last, as long as the files are still read the same way: its rows can be
    corrected and its pairs decided on, though newer choices are not in it yet."""
    return reader(draft) if draft.planned >= draft.reading else None


def _named(draft: Draft, made: Plan) -> Plan:
    """The plan with the files called as the person calls them."""
    names = {str(place_of(draft.key, file.number, file.name)): file.name for file in files.taken(draft)}
    made.files = tuple(
        replace(
            file,
            path=called(file.path, names),
            sheets=tuple(replace(sheet, file=called(sheet.file, names)) for sheet in file.sheets),
        )
        for file in made.files
    )
    for planned in made.sheets:
        recognised = planned.mapped.recognised
        sheet = replace(recognised.sheet, file=called(recognised.sheet.file, names))
        planned.mapped = replace(planned.mapped, recognised=replace(recognised, sheet=sheet))
    return made
