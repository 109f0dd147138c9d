"""Notes and questions on a case, a row or a cell, between the team and the firm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.language import Language
from carnet.office.cases.states import CaseHappening
from carnet.office.cases.trail import note
from carnet.office.models import Case, Remark, User
from carnet.office.notices.kinds import NoticeKind
from carnet.office.notices.tell import tell_firm, tell_team
from carnet.pipeline.pages import PlanReader
from carnet.stages.report.columns import column_names

LONGEST = 4000  # characters of a remark
MOST = 2000  # remarks of a case

rule(
    "remark.unknown",
    Severity.ERROR,
    en="There is no such question at this case.",
    fr="Cette question n'existe pas dans ce dossier.",
)
rule(
    "remark.empty",
    Severity.ERROR,
    en="Write something first; nothing was kept.",
    fr="Écrivez d'abord quelque chose ; rien n'a été enregistré.",
)
rule(
    "remark.nowhere",
    Severity.ERROR,
    en="This row is no longer there: the files were read anew. Load the page of the rows again.",
    fr="Cette ligne n'est plus là : les fichiers ont été relus. Rechargez la page des lignes.",
)
rule(
    "remark.too_many",
    Severity.ERROR,
    en="This case has as many remarks as Carnet keeps; open another case.",
    fr="Ce dossier contient autant de remarques que Carnet en conserve ; ouvrez un autre dossier.",
)


@dataclass(frozen=True, slots=True)
class Spot:
    """What a remark is about, as findings name it; "" and 0 where it is about more than that."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""


WHOLE = Spot()


def spot(made: PlanReader, sheet: int, row: int, column: int | None, language: Language) -> Spot:
    """What a row or a cell is called, of a plan's sheet.

    Args:
        row: of the spreadsheet, 0 for the whole sheet. column: its place, None for the whole row.

    Raises:
        CarnetError: remark.nowhere.
    """
    if sheet >= len(made.sheets):
        raise CarnetError("remark.nowhere")
    mapped = made.sheets[sheet].mapped
    names, place = column_names(mapped, language), mapped.recognised.sheet
    if column is not None and column >= len(names):
        raise CarnetError("remark.nowhere")
    return Spot(place.file, place.name, row, "" if column is None else names[column])


def remark(
    case: Case, text: str, user: User | None, *, of_firm: bool, question: bool, about: Spot = WHOLE
) -> Remark:
    """Write a note or ask a question; the other side is told of a question.

    Args:
        user: None where the firm writes it by the link. of_firm: which side writes.

    Raises:
        CarnetError: remark.empty, remark.too_many.
    """
    with transaction.atomic():
        made = Remark.objects.create(
            case=case, text=_kept(case, text), user=user, of_firm=of_firm, question=question,
            file=about.file[:255], sheet=about.sheet[:255], row=about.row, column=about.column[:255],
        )  # fmt: skip
        note(case, CaseHappening.REMARKED, user)
        if question:
            (tell_team if of_firm else tell_firm)(case, NoticeKind.ASKED, user)
    return made


def answer(asked: Remark, text: str, user: User | None, *, of_firm: bool) -> Remark:
    """Answer a remark; an answer of the other side settles a question.

    Args:
        user, of_firm: as of remark().

    Raises:
        CarnetError: remark.empty, remark.too_many.
    """
    case = asked.case
    with transaction.atomic():
        made = Remark.objects.create(case=case, to=asked, text=_kept(case, text), user=user, of_firm=of_firm)
        note(case, CaseHappening.REMARKED, user)
        if of_firm != asked.of_firm:
            Remark.objects.filter(pk=asked.pk, question=True, settled=None).update(settled=timezone.now())
        (tell_team if of_firm else tell_firm)(case, NoticeKind.ANSWERED, user)
    return made


def settle(asked: Remark, user: User | None) -> None:
    """Wait for no answer any more."""
    with transaction.atomic():
        if Remark.objects.filter(pk=asked.pk, question=True, settled=None).update(settled=timezone.now()):
            note(asked.case, CaseHappening.SETTLED, user)


def found(case: Case, number: int) -> Remark:
    """A remark of the case that is no answer.

    Raises:
        CarnetError: remark.unknown.
    """
    one = case.remarks.filter(pk=number, to=None).select_related("case").first()
    if one is None:
        raise CarnetError("remark.unknown")
    return one


def threads(case: Case) -> QuerySet[Remark]:
    """The case's remarks that are no answers, the open questions first, each with its answers."""
    asked = case.remarks.filter(to=None).select_related("user").prefetch_related("answers__user")
    return asked.annotate(open=ExpressionWrapper(Q(question=True, settled=None), BooleanField())).order_by(
        "-open", "id"
    )


def open_questions(cases: Iterable[int]) -> dict[tuple[int, bool], int]:
    """How many questions wait for an answer, by the case's number and whether the firm asked them."""
    asked = Remark.objects.filter(case__in=list(cases), question=True, settled=None)
    counted = asked.order_by().values_list("case", "of_firm").annotate(Count("id"))
    return {(case, of_firm): count for case, of_firm, count in counted}


def _kept(case: Case, text: str) -> str:
    kept = text.strip()[:LONGEST]
    if not kept:
        raise CarnetError("remark.empty")
    if case.remarks.count() >= MOST:
        raise CarnetError("remark.too_many")
    return kept
