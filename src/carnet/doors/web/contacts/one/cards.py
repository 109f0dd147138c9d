"""Add, edit, order and remove the cards of a contact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from carnet.book.actions import edit_cards
from carnet.book.actions.editing import ContactChangedError, Seen
from carnet.book.contact_view import CardView, ContactView
from carnet.book.typed.card import ADDRESS_LABELS, NETWORKS, PHONE_LABELS
from carnet.book.typed.remarks import DoubtfulError, RefusedError
from carnet.contract import CarnetError, Kind
from carnet.doors.web.contacts.columns import country
from carnet.doors.web.contacts.columns import phone as spaced
from carnet.doors.web.contacts.one.forms import Refusal, Said, answered, refusal
from carnet.doors.web.contacts.one.page import saved, shown
from carnet.doors.web.contacts.one.words import address_label, network, phone_label
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.language import Language, Text
from carnet.office.roles import Role

NEW = "card-new"
_SAVED = Text("The contact card is saved.", "La fiche de contact est enregistrée.")
_REMOVED = Text("The contact card is removed.", "La fiche de contact est retirée.")
_FIRST = Text("This card is now the primary one.", "Cette fiche est maintenant la principale.")
_ADDRESS = ("line", "city", "region", "postal_code", "country")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a card's list in a form: its texts, and what was said about it."""

    values: dict[str, str]
    said: list[Said] = field(default_factory=list)


def typed_card(given: QueryDict, kind: str) -> dict[str, Any]:
    """A card as a form sends it, in the shape that edit_cards.save_card takes."""
    phones = zip(*(given.getlist(f"phone_{name}") for name in ("label", "number", "extension")), strict=False)
    addresses = zip(*(given.getlist(f"address_{name}") for name in ("label", *_ADDRESS)), strict=False)
    typed: dict[str, Any] = {
        "role": given.get("role", ""),
        "emails": given.getlist("email"),
        "phones": [
            {"label": label, "number": number.strip(), "extension": extension.strip() or None}
            for label, number, extension in phones
        ],
        "addresses": [
            dict(zip(("label", *_ADDRESS), (text.strip() or None for text in parts), strict=True))
            for parts in addresses
        ],
        "websites": given.getlist("website"),
        "social": [
            {"network": name, "value": text} for name in NETWORKS for text in given.getlist(f"social_{name}")
        ],
    }
    if kind == Kind.PERSON:
        typed["organization"] = given.get("organization", "")
        if given.get("organization_key"):
            typed["organization_key"] = given["organization_key"]
    return typed


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Role.MEMBER)
def edit(request: DeskRequest, key: str, card: int | None = None) -> HttpResponseBase:
    """The form of a card, or what was typed into it; without a number of a new one.

    Raises:
        CarnetError: contact.unknown, card.unknown, contact.field, book.locked.
    """
    view = request.desk.book.contact(key)
    held = next((one for one in view.cards if one.id == card), None)
    if card is not None and held is None:
        raise CarnetError("card.unknown")
    if request.method != "POST":
        return _form(request, view, held, _as_typed(held), Refusal(status=200))
    typed = typed_card(request.POST, view.kind)
    seen = Seen.read(request.POST.get("seen", ""))
    try:
        edit_cards.save_card(
            request.desk.book,
            key,
            typed,
            user=str(request.desk.user),
            card=card,
            seen=seen,
            accepted=request.POST.getlist("accepted"),
        )
    except (RefusedError, DoubtfulError, ContactChangedError) as error:
        return _form(request, view, held, typed, refusal(error))
    part = f"card-{card}" if card else "cards"
    return saved(request, key, _SAVED(request.language), part=part, since=seen)


@require_POST
@at_desk(Role.MEMBER)
def remove(request: DeskRequest, key: str, card: int) -> HttpResponseBase:
    """Take a card away; the history takes it back."""
    seen = Seen.read(request.POST.get("seen", ""))
    edit_cards.remove_card(request.desk.book, key, card, user=str(request.desk.user), seen=seen)
    return saved(request, key, _REMOVED(request.language), part="cards", since=seen)


@require_POST
@at_desk(Role.MEMBER)
def primary(request: DeskRequest, key: str, card: int) -> HttpResponseBase:
    """Let a card be the first one."""
    seen = Seen.read(request.POST.get("seen", ""))
    edit_cards.make_primary(request.desk.book, key, card, user=str(request.desk.user), seen=seen)
    return saved(request, key, _FIRST(request.language), part=f"card-{card}")


def _as_typed(card: CardView | None) -> dict[str, Any]:
    return asdict(card) if card else {}


def _form(
    request: DeskRequest, view: ContactView, card: CardView | None, typed: Mapping[str, Any], why: Refusal
) -> HttpResponseBase:
    form = card_form(typed, why, request.language) | {"card": card}
    editing = f"card-{card.id}" if card else NEW
    if request.htmx:
        context = {"view": view, "form": form, "seen": Seen(view.revision, view.change), "editing": editing}
        return answered(render(request, "carnet/contacts/one/card_form.html", context, status=why.status))
    return shown(request, view, why.status, form=form, editing=editing)


def card_form(typed: Mapping[str, Any], why: Refusal, language: Language) -> dict[str, Any]:
    """What the template of a card's form prints.

    Args:
        typed: as save_card takes it.
    """
    social = {one["network"]: one["value"] for one in typed.get("social") or ()}
    return {
        "why": why,
        "role": typed.get("role") or "",
        "organization": typed.get("organization") or "",
        "organization_key": typed.get("organization_key") or "",
        "organization_said": why.of("organization", language),
        "emails": _entries(typed.get("emails"), "emails", why, language),
        "phones": _entries(typed.get("phones"), "phones", why, language),
        "addresses": _entries(typed.get("addresses"), "addresses", why, language),
        "websites": _entries(typed.get("websites"), "websites", why, language),
        "social": [
            (name, network(name), social.get(name, ""), _of_network(name, typed, why, language))
            for name in NETWORKS
        ],
        "phone_labels": [(name, phone_label(name, language)) for name in PHONE_LABELS],
        "address_labels": [(name, address_label(name, language)) for name in ADDRESS_LABELS],
    }


def _of_network(name: str, typed: Mapping[str, Any], why: Refusal, language: Language) -> list[Said]:
    places = [place for place, one in enumerate(typed.get("social") or ()) if one["network"] == name]
    return [said for place in places for said in why.of(f"social.{place}", language)]


def _entries(items: Sequence[Any] | None, family: str, why: Refusal, language: Language) -> list[Entry]:
    """What was typed, and an empty entry where there is none."""
    found = [
        Entry(_texts(item, family, language), why.of(f"{family}.{place}", language))
        for place, item in enumerate(items or ())
        if _filled(item) or why.of(f"{family}.{place}", language)
    ]
    return found or [Entry(_texts({} if family in {"phones", "addresses"} else "", family, language))]


def _filled(item: Any) -> bool:
    if isinstance(item, str):
        return bool(item.strip())
    return any(value for name, value in item.items() if name != "label")


def _texts(item: Any, family: str, language: Language) -> dict[str, str]:
    if isinstance(item, str):
        return {"value": item}
    texts = {name: value or "" for name, value in item.items()}
    if family == "phones" and "number" in texts:
        texts["number"] = spaced(texts["number"])
    if family == "addresses" and len(texts.get("country", "")) == 2:
        texts["country"] = country(texts["country"], language)
    return texts
