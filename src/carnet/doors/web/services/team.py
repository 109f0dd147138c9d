"""The catalogue as the team sees it: requests that wait for an answer, and what each service costs."""

from __future__ import annotations

from dataclasses import dataclass

from babel.numbers import list_currencies
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from carnet.book.setup import firm_names
from carnet.doors.web.desk import FIRM, at_team
from carnet.doors.web.faults import WRONG
from carnet.doors.web.forms import Spoken
from carnet.doors.web.services.views import LONGEST, known
from carnet.doors.web.templatetags.words import current
from carnet.language import Text
from carnet.office.models import ServiceRequest, User
from carnet.office.roles import TeamRole
from carnet.office.services import requests as office
from carnet.office.services.catalogue import Offer, offer, write
from carnet.office.services.states import Service

_ACCEPTED = Text(
    "Accepted: %(service)s for %(firm)s. A case was opened and given to you.",
    "Acceptée : %(service)s pour %(firm)s. Un dossier a été ouvert et vous est confié.",
)
_DECLINED = Text("Declined: %(service)s for %(firm)s.", "Refusée : %(service)s pour %(firm)s.")
_WRITTEN = Text("Firms see this now.", "Les cabinets le voient désormais.")
_CURRENCY = Text(
    "“%(value)s” is not a currency. Write its three letters, such as USD, CAD or EUR.",
    "« %(value)s » n’est pas une devise. Écrivez ses trois lettres, par exemple USD, CAD ou EUR.",
)
_LABELS = {
    "price": Text("Price; 0 for a free service", "Prix ; 0 pour un service gratuit"),
    "currency": Text("Currency", "Devise"),
    "includes_en": Text("What it includes, in English", "Ce qui est compris, en anglais"),
    "includes_fr": Text("What it includes, in French", "Ce qui est compris, en français"),
    "remark_en": Text("Remark on the price, in English", "Remarque sur le prix, en anglais"),
    "remark_fr": Text("Remark on the price, in French", "Remarque sur le prix, en français"),
}
_HELP = {
    "includes_en": Text("One point per line.", "Un point par ligne."),
    "includes_fr": Text("One point per line.", "Un point par ligne."),
    "currency": Text("Three letters, such as USD.", "Trois lettres, par exemple USD."),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that waits for the team, with the name of its firm."""

    request: ServiceRequest
    firm: str
    service: Text


def waiting(user: User) -> list[Waiting]:
    """What ``carnet/services/parts/waiting.html`` shows to somebody of the team."""
    found = list(office.waiting(user))
    names = firm_names([one.firm for one in found])
    return [Waiting(one, names.get(one.firm, ""), Service(one.service).label) for one in found]


@require_safe
@at_team(TeamRole.SPECIALIST)
def requests(request: HttpRequest) -> HttpResponseBase:
    """What firms asked for and nobody answered yet."""
    values = {"waiting": waiting(_user(request)), "longest": LONGEST}
    return render(request, "carnet/services/requests.html", values)


@require_POST
@at_team(TeamRole.SPECIALIST)
def answer(request: HttpRequest, key: str) -> HttpResponseBase:
    """Accept or decline, with a word; what is accepted leads to its case, or to a plan for the firm."""
    accepted = request.POST.get("answer") == "accept"
    decide = office.accept if accepted else office.decline
    answered = decide(key, _user(request), request.POST.get("word", "")[:LONGEST])
    told = _ACCEPTED if accepted else _DECLINED
    service = Service(answered.service).label(current())
    firm = firm_names([answered.firm]).get(answered.firm, "")
    messages.success(request, told(current(), {"service": service, "firm": firm}))
    if answered.case is None:
        return redirect("services:requests")
    request.session[FIRM] = answered.firm
    if answered.service == Service.ONBOARDING:
        return redirect("onboarding:new")
    return redirect("cases:case", answered.case.key)


class Written(Spoken):
    """What the lead writes of a service."""

    labels = _LABELS
    helps = _HELP

    price = forms.DecimalField(min_value=0, max_digits=10, decimal_places=2)
    currency = forms.CharField(min_length=3, max_length=3)
    includes_en = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 5, "lang": "en"}))
    includes_fr = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 5, "lang": "fr"}))
    remark_en = forms.CharField(max_length=200, required=False, widget=forms.TextInput(attrs={"lang": "en"}))
    remark_fr = forms.CharField(max_length=200, required=False, widget=forms.TextInput(attrs={"lang": "fr"}))

    def __init__(self, data: object, now: Offer) -> None:
        initial = {
            "price": now.price, "currency": now.currency, "includes_en": now.includes.en,
            "includes_fr": now.includes.fr, "remark_en": now.remark.en, "remark_fr": now.remark.fr,
        }  # fmt: skip
        super().__init__(data, initial=initial)

    def clean_currency(self) -> str:
        """A currency that there is."""
        code: str = self.cleaned_data["currency"].upper()
        if code not in list_currencies():
            raise ValidationError(_CURRENCY(current(), {"value": code}))
        return code


@at_team(TeamRole.LEAD)
def edit(request: HttpRequest, service: str) -> HttpResponseBase:
    """Let a service include and cost something else."""
    chosen = known(service)
    form = Written(request.POST or None, offer(chosen))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        includes = Text(given["includes_en"], given["includes_fr"])
        remark = Text(given["remark_en"], given["remark_fr"])
        write(Offer(chosen, given["price"], given["currency"], includes, remark))
        messages.success(request, _WRITTEN(current()))
        return redirect("services:edit", service)
    values = {"form": form, "service": chosen}
    return render(request, "carnet/services/edit.html", values, status=WRONG if form.errors else 200)


def _user(request: HttpRequest) -> User:
    assert request.user.is_authenticated  # at_team lets nobody else in
    return request.user
