"""Edit a part of a contact in its place: single values, or the custom fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from carnet.book.actions.edit_contact import edit
from carnet.book.actions.editing import ContactChangedError, Seen
from carnet.book.contact_view import ContactView
from carnet.book.typed.remarks import DoubtfulError, RefusedError
from carnet.book.values import CUSTOM_PREFIX, JOINT
from carnet.catalog import SECRET_COLUMNS
from carnet.catalog.sections import Section, sections
from carnet.doors.web.contacts.one.forms import Refusal, answered, fields_of, inputs, refusal
from carnet.doors.web.contacts.one.page import saved, shown
from carnet.doors.web.contacts.one.values import CUSTOM, CUSTOM_FIELDS
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.language import Text
from carnet.office.roles import Role

SAVED = Text("Saved.", "Enregistré.")
_NAME = 80  # characters of a custom field's name


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Role.MEMBER)
def section(request: DeskRequest, key: str, section: str) -> HttpResponseBase:
    """The form of a part, or what was typed into it.

    Raises:
        CarnetError: contact.unknown, contact.field, book.locked.
    """
    view = request.desk.book.contact(key)
    if section != CUSTOM and section not in sections(view.kind):
        raise Http404
    if request.method != "POST":
        return _form(request, view, section, {}, Refusal(status=200))
    typed = _typed(request.POST, view, section)
    seen = Seen.read(request.POST.get("seen", ""))
    try:
        edit(
            request.desk.book,
            key,
            typed,
            user=str(request.desk.user),
            seen=seen,
            accepted=request.POST.getlist("accepted"),
        )
    except (RefusedError, DoubtfulError, ContactChangedError) as error:
        return _form(request, view, section, typed, refusal(error))
    return saved(request, key, SAVED(request.language), part=f"part-{section}", since=seen)


def _typed(given: QueryDict, view: ContactView, section: str) -> dict[str, str | None]:
    """What the person changed of what the form showed.

    An empty field of a secret value leaves it as it is, unless it is to be taken away.
    """
    cleared = given.getlist("clear")
    typed: dict[str, str | None] = {}
    for column in fields_of(view.kind, section, view.values):
        text = given.get(column)
        if text is None:
            continue
        if column in SECRET_COLUMNS and not text.strip():
            if column in cleared:
                typed[column] = None
            continue
        text, was = (str(one).replace("\r\n", "\n") for one in (text, given.get(f"was.{column}", "")))
        if text != was:
            typed[column] = text
    name = " ".join(given.get("new_name", "").split())[:_NAME]
    value = given.get("new_value", "").replace("\r\n", "\n").strip()
    if section == CUSTOM and name and value:
        typed[CUSTOM_PREFIX + name] = value
    if section == CUSTOM:
        typed = {column: _joined(text, view.values.get(column)) for column, text in typed.items()}
    return typed


def _joined(text: str | None, held: str | None) -> str | None:
    """Lines of a custom field that has several values are its values."""
    return text.replace("\n", JOINT) if text and held and JOINT in held else text


def _form(
    request: DeskRequest, view: ContactView, section: str, typed: Mapping[str, str | None], why: Refusal
) -> HttpResponseBase:
    columns = fields_of(view.kind, section, view.values)
    plain = {column: value.replace(JOINT, "\n") for column, value in view.values.items()}
    shown_typed = {column: text.replace(JOINT, "\n") if text else text for column, text in typed.items()}
    more = {column: None for column in typed if column not in columns and column.startswith(CUSTOM_PREFIX)}
    title = Section(section).label if section != CUSTOM else CUSTOM_FIELDS
    form: dict[str, Any] = {
        "id": section,
        "title": title(request.language),
        "inputs": inputs(request, view.kind, {**columns, **more}, plain, shown_typed, why),
        "why": why,
        "custom": section == CUSTOM,
    }
    editing = f"part-{section}"
    if request.htmx:
        context = {"view": view, "form": form, "seen": Seen(view.revision, view.change), "editing": editing}
        return answered(render(request, "carnet/contacts/one/form.html", context, status=why.status))
    return shown(request, view, why.status, form=form, editing=editing)
