"""Preparing a change of many contacts, with what it would do, and doing it."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any
from urllib.parse import urlencode

import polars as pl
from django.contrib import messages
from django.http import Http404, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from carnet.book.bulk import BulkChange, Preview, Verb, groups_of, named, preview
from carnet.book.custom_fields import custom_fields
from carnet.book.listing import ListQuery, listing_of
from carnet.contract import CarnetError
from carnet.doors.web.bulk import fields
from carnet.doors.web.bulk.chosen import Chosen, chosen
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.doors.web.errands.run import ran
from carnet.doors.web.faults import message
from carnet.language import Text
from carnet.office.errands.keep import begin
from carnet.office.jobs import ErrandJob
from carnet.office.members import of_firm
from carnet.office.roles import Role

DELETE, OWNER, WORKBOOK = "delete", "owner", "workbook"  # besides the verbs of a change
STEPS = (
    Text(
        "Download the workbook: each row is a contact or one of its cards.",
        "Téléchargez le classeur : chaque ligne est un contact ou l’une de ses fiches.",
    ),
    Text(
        "Edit it in a spreadsheet program. New rows become new contacts; rows that you mark “Delete” are "
        "deleted; a row that you leave out deletes nothing.",
        "Modifiez-le dans un tableur. Les nouvelles lignes deviennent de nouveaux contacts ; les lignes "
        "marquées « Supprimer » sont supprimées ; une ligne absente ne supprime rien.",
    ),
    Text(
        "Import it here. You see each change before anything is done, and you can undo all of it.",
        "Importez-le ici. Vous voyez chaque modification avant qu’elle soit faite, et vous pouvez tout "
        "annuler.",
    ),
)
_FOUND = 12  # client groups that a search shows


@require_safe
@at_desk(Role.MEMBER)
def prepare(request: DeskRequest) -> HttpResponseBase:
    """What is to be done, and once that is said, what it would do."""
    if request.GET.get("verb") == OWNER:
        return redirect(f"{reverse('bulk:prepare')}?{urlencode(_owned(request.GET))}")
    which, verb = chosen(request.GET), _verb(request.GET)
    revision, contacts = which.contacts(request.desk.book)
    context: dict[str, Any] = {
        "which": which,
        "verb": verb,
        "total": contacts.height,
        "revision": revision,
        **_form(request, verb, contacts),
    }
    if verb == DELETE:
        context["sample"] = named(request.desk.book, contacts["id"].head(10))
    elif verb == WORKBOOK:
        context["steps"] = STEPS
    elif change := _change(request.GET, Verb(verb)):
        context |= _previewed(request, contacts, change, revision)
    return render(request, "carnet/bulk/prepare.html", context)


def _owned(given: QueryDict) -> list[tuple[str, str]]:
    return [*chosen(given).pairs(), ("verb", Verb.SET.value), ("field", "client_owner")]


def _verb(given: QueryDict) -> str:
    verb = given.get("verb", "")
    if verb not in {DELETE, WORKBOOK, *(one.value for one in Verb)}:
        raise Http404
    return verb


def _change(given: QueryDict, verb: Verb) -> BulkChange | None:
    """The change that is asked for, None while something is left open."""
    match verb:
        case Verb.SET:
            field = given.get("field", "")
            if field == fields.NEW:
                field += " ".join(given.get("name", "").split())
            if "value" not in given or field in {"", fields.NEW}:
                return None
            return BulkChange(verb, field, given.get("value", "").replace("\r\n", "\n"))
        case Verb.JOIN | Verb.LEAVE:
            return BulkChange(verb, group=given.get("group", "")) if given.get("group") else None
        case _:
            return BulkChange(verb)


def _previewed(
    request: DeskRequest, contacts: pl.DataFrame, change: BulkChange, revision: int
) -> dict[str, Any]:
    """The preview, or why there can be none."""
    try:
        seen = preview(request.desk.book, contacts["id"], change)
    except CarnetError as error:
        return {"fault": message(error, request.language)}
    return {"preview": replace(seen, revision=revision), "change": _pairs(seen)}


def _pairs(seen: Preview) -> list[tuple[str, str]]:
    return [(name, value) for name, value in asdict(seen.change).items() if value or name == "value"]


def _form(request: DeskRequest, verb: str, contacts: pl.DataFrame) -> dict[str, Any]:
    """What the form needs to ask for the rest."""
    book, language, given = request.desk.book, request.language, request.GET
    if verb == Verb.SET:
        field = given.get("field", "")
        return {
            "menu": fields.menu(custom_fields(book, contacts["id"]), language),
            "field": field,
            "name": given.get("name", ""),
            "entry": fields.entry(book, field, language, colleagues(request.desk.firm)) if field else None,
            "value": given.get("value", ""),
        }
    if verb == Verb.LEAVE:
        return {"groups": groups_of(book, contacts["id"]), "group": given.get("group", "")}
    if verb == Verb.JOIN:
        text = given.get("find", "")
        query = ListQuery(text=text, kinds=("client_group",), limit=_FOUND)
        page = listing_of(book).page(query)
        return {
            "groups": [(row.key, row.name, None) for row in page.rows],
            "further": max(page.total - len(page.rows), 0),
            "find": text,
            "group": given.get("group", ""),
        }
    return {}


@require_POST
@at_desk(Role.MEMBER)
def do(request: DeskRequest) -> HttpResponseBase:
    """Do what was previewed."""
    which, verb = chosen(request.POST), _verb(request.POST)
    seen = int(request.POST.get("revision", "0") or 0)
    revision, contacts = which.contacts(request.desk.book)
    try:
        if revision != seen and verb != WORKBOOK:
            raise CarnetError("bulk.changed")
        return _done(request, which, verb, contacts, seen)
    except CarnetError as error:
        if error.code not in {"bulk.changed", "bulk.nothing"}:
            raise
        messages.warning(request, message(error, request.language))
        said = [(name, value) for name in _SAID for value in request.POST.getlist(name)]
        return redirect(f"{reverse('bulk:prepare')}?{urlencode([*which.pairs(), *said])}")


_SAID = ("verb", "field", "value", "group")


def _done(
    request: DeskRequest, which: Chosen, verb: str, contacts: pl.DataFrame, revision: int
) -> HttpResponseBase:
    desk = request.desk
    asked: dict[str, Any] = {"revision": revision}
    if verb == DELETE:
        job, about = ErrandJob.DELETE, contacts["key"]
    elif verb == WORKBOOK:
        job, about = ErrandJob.WORKBOOK, contacts["id"]
        asked = {"language": request.language.value, "colleagues": colleagues(desk.firm)}
    else:
        given = {name: request.POST.get(name, "") for name in _SAID}
        job, about = ErrandJob.CHANGE, contacts["id"]
        asked |= {"change": given, "group": request.POST.get("called", "")}
    errand = begin(desk.firm, desk.user, job, asked, back=which.back, contacts=about)
    return ran(request, errand, contacts.height)


def colleagues(firm: str) -> list[str]:
    """The names of the firm's members."""
    return [str(place.user) for place in of_firm(firm)]
