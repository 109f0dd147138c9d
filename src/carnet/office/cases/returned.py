"""Findings that go back to the firm on its link, and the corrections that come back from there.

The firm sees a draft of its own: the same files and choices, planned as if the book were empty (Draft.apart),
so that nothing of the book can show in it. What it corrects there is taken over when it sends back.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from django.db import transaction

from carnet.choices import Choices
from carnet.contract import CarnetError, Plan
from carnet.findings import Severity, rule, rules
from carnet.office.cases import versions
from carnet.office.cases.move import move
from carnet.office.cases.states import OVER, CaseHappening, CaseStatus
from carnet.office.cases.trail import note
from carnet.office.drafts import files, keep
from carnet.office.drafts.choose import ask, change, choices_of
from carnet.office.drafts.folder import folder_of, place_of
from carnet.office.drafts.plan import reader, standing
from carnet.office.jobs import Job
from carnet.office.models import Case, CaseVersion, Draft, User
from carnet.office.notices.kinds import NoticeKind
from carnet.office.notices.tell import tell_firm, tell_team
from carnet.pipeline.current import corrections
from carnet.pipeline.pages import PlanReader

rule(
    "case.nothing_to_return",
    Severity.ERROR,
    en="There is nothing to return yet: first begin the import of the files that came and wait until "
    "it is checked.",
    fr="Il n'y a encore rien à renvoyer : commencez d'abord l'importation des fichiers reçus et attendez "
    "qu'elle soit vérifiée.",
)
rule(
    "case.not_waiting",
    Severity.ERROR,
    en="Nothing was changed: these findings were sent back already, or newer ones are being prepared. Load "
    "the page again.",
    fr="Rien n'a été modifié : ces constats ont déjà été renvoyés, ou de nouveaux sont en préparation. "
    "Rechargez la page.",
)


def stand(case: Case, to: CaseStatus, user: User) -> None:
    """Let a case stand otherwise; where the firm is to look at its newest version, that is returned to it.

    Args:
        case: is brought up to date.

    Raises:
        CarnetError: case.not_next.
    """
    main = Draft.objects.filter(firm=case.firm, key=case.draft).first() if case.draft else None
    with transaction.atomic():
        if case.status == CaseStatus.WAITING and to is not CaseStatus.WAITING:
            take_over(case)
        if to in _TOLD and main is not None and standing(main) is not None:
            _TOLD[to](case, user)
        else:
            move(case, to, user)


def give_back(case: Case, user: User) -> None:
    """Return what was found in the newest version: the firm sees it on its link and can correct it.

    Args:
        case: is brought up to date.

    Raises:
        CarnetError: case.nothing_to_return, case.not_next.
    """
    with transaction.atomic():
        told = _show(case, user, CaseStatus.WAITING)
        note(case, CaseHappening.RETURNED, user, str(told))
        tell_firm(case, NoticeKind.RETURNED, user)


def offer(case: Case, user: User) -> None:
    """Say that nothing is left to correct: the firm sees the summary of the plan.

    Args:
        case: is brought up to date.

    Raises:
        CarnetError: case.nothing_to_return, case.not_next.
    """
    with transaction.atomic():
        _show(case, user, CaseStatus.READY)


_TOLD = {CaseStatus.WAITING: give_back, CaseStatus.READY: offer}


def shown(case: Case) -> Draft | None:
    """The draft that the firm sees on its link; None where nothing was returned, it is kept no longer, or
    there is nothing that its corrections could be taken over into."""
    version = versions.newest(case)
    if version is None or not version.shown:
        return None
    if not Draft.objects.filter(firm=case.firm, key=version.draft, imported="").exists():
        return None
    return Draft.objects.filter(firm=case.firm, key=version.shown, apart=True).first()


def send_back(case: Case) -> int:
    """Take over what the firm corrected; the case waits for the team again.

    Args:
        case: is brought up to date.

    Returns:
        How many cells the firm corrected.

    Raises:
        CarnetError: case.not_waiting, draft.locked.
    """
    with transaction.atomic():
        now = Case.objects.select_for_update().get(pk=case.pk)
        if now.status != CaseStatus.WAITING or shown(now) is None:
            raise CarnetError("case.not_waiting")
        cells = take_over(case)
        move(case, CaseStatus.RECEIVED)
        tell_team(case, NoticeKind.RECEIVED)
    return cells


def take_over(case: Case) -> int:
    """Let what the firm corrected so far stand in the team's import; see send_back().

    Raises:
        CarnetError: draft.locked.
    """
    draft, version = shown(case), versions.newest(case)
    held = Draft.objects.select_for_update().filter(firm=case.firm)  # until the choices are changed
    main = held.filter(key=version.draft).first() if version else None
    if draft is None or version is None or main is None:
        return 0
    theirs, before = choices_of(draft), choices_of(main)
    fresh = main.version == version.shown_of
    change(main, lambda mine: _joined(mine, theirs, fresh=fresh), "returned")
    cells = _cells(reader(draft), before, choices_of(main))
    note(case, CaseHappening.CORRECTED, None, str(cells))
    if not main.ready:
        ask(main, Job.PLAN)
    return cells


def arrived(case: Case) -> None:
    """Files came by the link: what the firm corrected meanwhile is taken over, and the team is told.

    Args:
        case: is brought up to date.
    """
    case.refresh_from_db()
    if case.status != CaseStatus.WAITING:
        tell_team(case, NoticeKind.RECEIVED)
        return
    try:
        send_back(case)
    except CarnetError:  # there is nothing to take over any more
        move(case, CaseStatus.RECEIVED)
        tell_team(case, NoticeKind.RECEIVED)


def needed(draft: Draft, plan: Plan) -> pl.DataFrame:
    """The findings of a plan that the firm is to see: without those that the team does not have, because the
    book says what the files leave open.

    Args:
        draft: that the firm sees; the first plan since it was returned decides.
    """
    version = versions.of_draft(draft)
    if version is None:
        return plan.findings
    place, kept = ["sheet", "row", "column", "code"], folder_of(draft.key) / f"settled-{version.shown_of}"
    if not kept.exists():
        main = Draft.objects.filter(firm=draft.firm, key=version.draft).first()
        made = reader(main) if main else None
        theirs = made.findings if made else plan.findings
        settled = plan.findings.select(place).join(theirs, on=place, how="anti", nulls_equal=True)
        settled.write_ipc(kept)
    settled = pl.read_ipc(kept.read_bytes())
    return plan.findings.join(settled, on=place, how="anti", nulls_equal=True, maintain_order="left")


def sweep() -> None:
    """Take away what firms see of cases that are over."""
    seen = (
        CaseVersion.objects.exclude(shown="").exclude(case__status__in=OVER).values_list("shown", flat=True)
    )
    for draft in Draft.objects.filter(apart=True).exclude(key__in=seen):
        keep.discard(draft)


def _show(case: Case, user: User, to: CaseStatus) -> int:
    """Make the draft that the firm sees, or bring it up to date; how many errors and warnings there are."""
    if case.status == CaseStatus.WAITING:  # the firm is at it
        raise CarnetError("case.not_next")
    version = versions.newest(case)
    main = keep.found(case.firm, version.draft) if version else None
    plan = standing(main) if main else None
    if version is None or main is None or plan is None:
        raise CarnetError("case.nothing_to_return")
    if case.status == CaseStatus.RECEIVED and to is CaseStatus.READY:
        move(case, CaseStatus.CHECKING, user)
    move(case, to, user)
    draft = shown(case)
    if draft is not None and _files(draft) != _files(main):
        keep.discard(draft)
        draft = None
    if draft is None:
        draft = _begun(case, main, user)
    mine = _of_files_alone(choices_of(main))
    reading = _reading(choices_of(draft)) != _reading(mine)
    change(draft, lambda _: mine, reading=reading, forget=True)
    shown_of = {"shown": draft.key, "shown_of": main.version}
    CaseVersion.objects.filter(pk=version.pk).update(**shown_of)
    ask(draft, Job.PLAN)
    grave = [one for one in plan.findings_by_rule() if rules()[one.code].severity is not Severity.INFO]
    return sum(one.findings for one in grave)


def _begun(case: Case, main: Draft, user: User) -> Draft:
    """A draft with the files of another, which lie on the disk once where the file system can do that."""
    draft = keep.begin(case.firm, user, apart=True)
    with TemporaryDirectory(dir=folder_of(draft.key)) as room:
        for file in files.taken(main):
            taken, copy = place_of(main.key, file.number, file.name), Path(room) / file.name
            try:
                os.link(taken, copy)
            except OSError:
                shutil.copyfile(taken, copy)
            files.add(draft, file.name, copy, file.size)
    return draft


def _files(draft: Draft) -> list[tuple[str, int]]:
    return [(file.name, file.size) for file in files.taken(draft)]


def _reading(choices: Choices) -> tuple[object, ...]:
    """What of the choices decides how the files are read."""
    return choices.everywhere, choices.files, choices.sheets


def _of_files_alone(choices: Choices) -> Choices:
    """The choices without what follows from the book or only matters to it."""
    of_files = tuple(one for one in choices.decisions if not one.one.key and not one.other.key)
    own = Choices(choices.everywhere, choices.files, choices.sheets, duplicates=choices.duplicates)
    return replace(own, fixes=choices.fixes, replacements=choices.replacements, decisions=of_files)


def _joined(mine: Choices, theirs: Choices, *, fresh: bool) -> Choices:
    """The team's choices with the firm's corrections, which stand before those that the team made meanwhile.

    Args:
        fresh: the team made none meanwhile.
    """
    if fresh:
        return replace(mine, fixes=theirs.fixes, replacements=theirs.replacements)
    fixes = {fix[:4]: fix for fix in (*mine.fixes, *theirs.fixes)}
    replacements = dict.fromkeys((*theirs.replacements, *mine.replacements))
    return replace(mine, fixes=tuple(fixes.values()), replacements=tuple(replacements))


def _cells(plan: PlanReader | None, before: Choices, after: Choices) -> int:
    """How many cells are otherwise than before."""
    if plan is None:
        return len(set(before.fixes) ^ set(after.fixes))
    cells = 0
    for sheet in plan.sheets:
        was, now = corrections(sheet, before), corrections(sheet, after)
        both = was.select("row", "column", old=pl.col("now").fill_null("")).join(
            now.select("row", "column", pl.col("now").fill_null("")),
            on=["row", "column"],
            how="full",
            coalesce=True,
        )
        cells += both.filter(pl.col("old").ne_missing(pl.col("now"))).height
    return cells
