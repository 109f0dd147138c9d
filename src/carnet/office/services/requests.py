"""A firm asks for a service; the team answers, and what it accepts becomes a case."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from carnet.book.keys import random_key
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.language import Language
from carnet.office import members
from carnet.office.cases import keep
from carnet.office.cases.states import Way
from carnet.office.models import Case, Membership, Remark, ServiceRequest, User
from carnet.office.roles import Role, TeamRole
from carnet.office.services.catalogue import offer
from carnet.office.services.states import RequestState, Service

_KEY = 16  # letters

rule(
    "service_request.unknown",
    Severity.ERROR,
    en="There is no such request.",
    fr="Cette demande n'existe pas.",
)
rule(
    "service_request.open",
    Severity.ERROR,
    en="Your firm has asked for this already, and the team has not answered yet. Nothing was asked twice.",
    fr="Votre cabinet l'a déjà demandé et l'équipe n'a pas encore répondu. Rien n'a été demandé deux fois.",
)
rule(
    "service_request.changed",
    Severity.ERROR,
    en="This request was answered or withdrawn meanwhile. Nothing was changed; load the page again.",
    fr="Cette demande a reçu une réponse ou a été retirée entre-temps. Rien n'a été modifié ; rechargez la "
    "page.",
)


def ask(firm: str, by: User, service: Service, language: Language, message: str = "") -> ServiceRequest:
    """Ask for a service of the team at its price of now.

    Args:
        firm: the firm's key.

    Raises:
        CarnetError: service_request.open.
    """
    offered = offer(service)
    try:
        with transaction.atomic():
            return ServiceRequest.objects.create(
                key=random_key(_KEY), firm=firm, service=service.value, price=offered.price,
                currency=offered.currency, remark=offered.remark(language), language=language.value,
                message=message.strip(), by=by,
            )  # fmt: skip
    except IntegrityError:
        raise CarnetError("service_request.open") from None


def of_firm(firm: str) -> QuerySet[ServiceRequest]:
    """The firm's requests, the newest first."""
    return (
        ServiceRequest.objects.filter(firm=firm).select_related("by", "answered_by", "case").order_by("-id")
    )


def waiting(user: User) -> QuerySet[ServiceRequest]:
    """The requests that somebody of the team may answer now, the oldest first."""
    return _of_team(user).filter(state=RequestState.ASKED.value).order_by("id")


def _of_team(user: User) -> QuerySet[ServiceRequest]:
    """A lead's are all, a specialist's those of the firms given to them, anybody else's none."""
    requests = ServiceRequest.objects.select_related("by")
    if user.team == TeamRole.LEAD:
        return requests
    if user.team == TeamRole.SPECIALIST:
        given = Membership.objects.filter(user=user, role__in=[Role.SPECIALIST, Role.ADMINISTRATOR])
        return requests.filter(firm__in=given.values("firm"))
    return requests.none()


def accept(key: str, by: User, word: str) -> ServiceRequest:
    """Take a request on: a case of its way is opened, given to who accepts, who gets a place at the firm;
    what the firm wrote is its first remark.

    Raises:
        CarnetError: service_request.unknown, service_request.changed.
    """
    with transaction.atomic():
        request = _answered(key, by, word, RequestState.ACCEPTED)
        if not Membership.objects.filter(user=by, firm=request.firm).exists():
            members.join(by, request.firm, Role.SPECIALIST)
        request.case = _case(request, by)
        request.save(update_fields=["case"])
    return request


def decline(key: str, by: User, word: str) -> ServiceRequest:
    """Say no to a request, and why.

    Raises:
        CarnetError: service_request.unknown, service_request.changed.
    """
    return _answered(key, by, word, RequestState.DECLINED)


def withdraw(firm: str, key: str) -> None:
    """Take a request back that was not answered yet.

    Raises:
        CarnetError: service_request.unknown, service_request.changed.
    """
    if not of_firm(firm).filter(key=key).exists():
        raise CarnetError("service_request.unknown")
    _end(key, state=RequestState.WITHDRAWN.value)


def _answered(key: str, by: User, word: str, state: RequestState) -> ServiceRequest:
    request = _of_team(by).filter(key=key).first()
    if request is None:
        raise CarnetError("service_request.unknown")
    _end(key, state=state.value, word=word.strip(), answered=timezone.now(), answered_by=by)
    request.refresh_from_db()
    return request


def _end(key: str, **values: object) -> None:
    asked = ServiceRequest.objects.filter(key=key, state=RequestState.ASKED.value)
    if not asked.update(**values):
        raise CarnetError("service_request.changed")


def _case(request: ServiceRequest, by: User) -> Case:
    language = Language(request.language)
    way = Way(request.service)
    contact = request.by.email if request.by else ""
    case = keep.begin(request.firm, by, way, way.label(language), language, contact=contact, assignee=by)
    if request.message:
        Remark.objects.create(case=case, user=request.by, of_firm=True, text=request.message)
    return case
