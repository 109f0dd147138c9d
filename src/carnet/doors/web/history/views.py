"""The history of the book, and one entry of it."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl
from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from carnet.book.history import Entry
from carnet.doors.web.contacts.imports import file_name
from carnet.doors.web.desk import DeskRequest, at_desk
from carnet.findings import gist, rules
from carnet.language import Language, Text
from carnet.office.roles import Role

PAGE = 50  # entries
KINDS = {
    "import": Text("Import", "Importation"),
    "merge": Text("Merge", "Fusion"),
    "edit": Text("Change of many", "Modification groupée"),
    "delete": Text("Deletion", "Suppression"),
}
COUNTS = {
    "create": Text("created", "créés"),
    "update": Text("updated", "modifiés"),
    "delete": Text("deleted", "supprimés"),
    "link": Text("links", "liens"),
    "skip": Text("unchanged", "inchangés"),
    "review": Text("to compare", "à comparer"),
    "values": Text("values", "valeurs"),
    "cards": Text("cards", "fiches"),
    "members": Text("memberships", "appartenances"),
    "contacts": Text("contacts", "contacts"),
    "work_create": Text("work items created", "travaux créés"),
    "work_update": Text("work items updated", "travaux modifiés"),
    "work_skip": Text("work items unchanged", "travaux inchangés"),
}
CELLS = {
    "read": Text("read", "lues"),
    "stored": Text("stored", "enregistrées"),
    "merged": Text("merged into an equal value", "fusionnées avec une valeur égale"),
    "set_aside": Text("set aside with their contact", "mises de côté avec leur contact"),
    "refused": Text("refused", "refusées"),
}


def kind_of(entry: Entry) -> str:
    """One of KINDS; an import has its mode."""
    return entry.mode if entry.mode in KINDS else "import"


def titled(entry: Entry, language: Language) -> str:
    """What an entry is called: its files, or the names of its contacts."""
    names: Iterable[str] = map(file_name, entry.files)
    if entry.merged:
        names = reversed(entry.merged)
    return ", ".join(names) or ", ".join(entry.deleted) or KINDS[kind_of(entry)](language)


def counted(entry: Entry, language: Language) -> list[tuple[str, int]]:
    """Its counts that are not nothing, in words."""
    return [
        (COUNTS[name](language), count) for name, count in entry.counts.items() if count and name in COUNTS
    ]


@require_safe
@at_desk(Role.READER)
def history(request: DeskRequest) -> HttpResponseBase:
    """The entries, the newest first; of one kind or of one person where the address says so."""
    kind, user = request.GET.get("kind", ""), request.GET.get("user", "")
    entries = request.desk.book.entries(kind, user)
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    language = request.language
    shown = [(entry, titled(entry, language), kind_of(entry), counted(entry, language)) for entry in page]
    values = {"page": page, "shown": shown, "kinds": KINDS, "kind": kind}
    values |= {"users": entries.users(), "chosen_user": user}
    return render(request, "carnet/history/history.html", values)


@require_safe
@at_desk(Role.READER)
def entry(request: DeskRequest, key: str) -> HttpResponseBase:
    """One entry: who, when, what it was made of, where its cells went, and its findings by rule."""
    (one,) = request.desk.book.history(key)
    language = request.language
    found = request.desk.book.findings(key).group_by("code").agg(pl.len().alias("count"))
    by_rule = [
        (rules()[code].severity.value, gist(code, language), count)
        for code, count in found.sort("count", descending=True).iter_rows()
    ]
    values = {
        "entry": one,
        "title": titled(one, language),
        "kind": KINDS[kind_of(one)](language),
        "counts": counted(one, language),
        "cells": [(text(language), one.balance[name]) for name, text in CELLS.items() if name in one.balance],
        "findings": by_rule,
        "recipe": one.recipe_key if request.desk.book.has_recipe(one.recipe_key) else "",
    }
    return render(request, "carnet/history/entry.html", values)
