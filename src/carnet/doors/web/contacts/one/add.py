"""Add one contact by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from carnet.book.actions.edit_contact import create
from carnet.book.typed.remarks import DoubtfulError, RefusedError
from carnet.catalog.sections import Section, sections
from carnet.contract import CarnetError, Kind
from carnet.doors.web.contacts.columns import KINDS
from carnet.doors.web.contacts.one.cards import card_form, typed_card
from carnet.doors.web.contacts.one.forms import Refusal, inputs, refusal
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.office.roles import Role

_ASKED = (Section.NAME, Section.CLIENT)  # the others are added on the contact's own page


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Role.MEMBER)
def add(request: DeskRequest, kind: str) -> HttpResponseBase:
    """The form of a new contact, or what was typed into it; ?at= is the key of a person's organization.

    Raises:
        CarnetError: contact.field, book.locked.
    """
    if kind not in KINDS:
        raise Http404
    if request.method != "POST":
        return _form(request, kind, {}, _at(request), Refusal(status=200))
    typed, card = _typed(request.POST, kind), typed_card(request.POST, kind)
    try:
        key = create(
            request.desk.book,
            Kind(kind),
            typed,
            user=str(request.desk.user),
            cards=[card],
            accepted=request.POST.getlist("accepted"),
        )
    except (RefusedError, DoubtfulError) as error:
        return _form(request, kind, typed, card, refusal(error))
    return redirect("contacts:contact", key)


def _typed(given: QueryDict, kind: str) -> dict[str, str | None]:
    columns = (column for section in _ASKED for column in sections(kind)[section])
    texts = {column: given.get(column, "").replace("\r\n", "\n") for column in columns}
    return {column: text for column, text in texts.items() if text}


def _at(request: DeskRequest) -> dict[str, Any]:
    """The card of somebody who is added at an organization."""
    key = request.GET.get("at", "")
    if not key:
        return {}
    try:
        return {"organization": request.desk.book.contact(key).name, "organization_key": key}
    except CarnetError:
        return {}


def _form(
    request: DeskRequest, kind: str, typed: Mapping[str, str | None], card: Mapping[str, Any], why: Refusal
) -> HttpResponseBase:
    parts = [
        (section.label(request.language), inputs(request, kind, sections(kind)[section], {}, typed, why))
        for section in _ASKED
    ]
    form = card_form(card, why, request.language)
    context = {"kind": kind, "kind_name": KINDS[kind](request.language), "parts": parts, "form": form}
    return render(request, "carnet/contacts/one/add.html", context, status=why.status)
