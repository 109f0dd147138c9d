"""Step 3: where each column goes, and what the import may do to the book."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from carnet.choices import Choices, Place, Policy, SheetChoices
from carnet.contract import CarnetError
from carnet.doors.web.desk import DeskRequest
from carnet.doors.web.importing.drafted import at_draft, part, shown, wanted
from carnet.doors.web.importing.fields import full_name, offered
from carnet.doors.web.importing.recognised import number_of
from carnet.findings import Finding, render
from carnet.language import Language, Text
from carnet.office.drafts.choose import ask, change, choices_of
from carnet.office.drafts.look import kept_look
from carnet.office.drafts.offers import CUSTOM, FOUND_BY, target
from carnet.office.jobs import Job
from carnet.office.models import Draft
from carnet.pipeline.look import Look, SeenColumn, SeenSheet
from carnet.stages.report.mask import veiled
from carnet.terms import Duplicates, Mode

AUTO = "auto"  # back to what Carnet proposes
_PART = "carnet/importing/parts/columns.html"
MODES = {
    Mode.UPSERT: Text(
        "Create new contacts, update those known", "Créer les nouveaux, mettre à jour les connus"
    ),
    Mode.CREATE: Text("Only create new contacts", "Créer seulement les nouveaux"),
    Mode.UPDATE: Text("Only update known contacts", "Mettre à jour seulement les connus"),
    Mode.FILL: Text(
        "Create new ones, fill only empty fields", "Créer les nouveaux, remplir seulement les champs vides"
    ),
}
DUPLICATES = {
    Duplicates.REVIEW: Text("Ask me", "Me demander"),
    Duplicates.MERGE: Text("Merge what is surely one", "Fusionner ce qui est sûrement un seul"),
    Duplicates.SEPARATE: Text("Do not look for any", "Ne pas en chercher"),
}
KEYS = {
    "": Text("Identifier, numbers, then name", "Identifiant, numéros, puis nom"),
    **FOUND_BY,
}
POLICIES = {
    Policy.OVERWRITE: Text("Overwrite with the file’s", "Remplacer par celui du fichier"),
    Policy.FILL: Text("Fill where empty", "Remplir si vide"),
    Policy.KEEP: Text("Keep the book’s", "Garder celui du carnet"),
}


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column as the page shows it.

    Attributes:
        field: its id, "" where it is set aside. name: as the person knows it.
        chosen: whether the person chose it for this import.
        policy: chosen for its field, "" where the mode decides.
        findings: what is to say of the column.
    """

    seen: SeenColumn
    field: str
    name: str
    chosen: bool
    policy: str
    samples: list[str]
    findings: list[Finding]

    @property
    def state(self) -> str:
        """By which the page filters: empty, aside, unsure or sure."""
        if not self.seen.filled:
            return "empty"
        if not self.field and not self.seen.special and not self.seen.labels:
            return "aside"
        return "sure" if self.chosen or self.seen.confidence >= 0.6 else "unsure"


@at_draft
def columns(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """The columns of one sheet at a time."""
    seen = _seen(request, draft)
    wanted(draft, Job.LOOK)
    return shown(request, draft, "columns", **seen)


@require_POST
@at_draft
def choose_field(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Give a column a field, set it aside, or leave it to Carnet again."""
    place = Place(number_of(request.POST.get("file")), request.POST.get("sheet", ""))
    index = number_of(request.POST.get("column"))
    sent = request.POST.get("field", "")
    field = AUTO if sent == AUTO else target(sent)

    def made(choices: Choices) -> Choices:
        own = choices.sheets.get(place, SheetChoices())
        others = {at: one for at, one in own.columns.items() if at != index}
        chosen = others if field == AUTO else {**others, index: field}
        return replace(choices, sheets={**choices.sheets, place: replace(own, columns=chosen)})

    change(draft, made, "column", reading=True)
    ask(draft, Job.LOOK)
    if request.htmx:
        values = _seen(request, draft)
        column = next(one for one in values["columns"] if one.seen.index == index)
        return part(request, draft, "columns", "carnet/importing/parts/column.html", column=column, **values)
    return redirect("importing:columns", draft.key)


@require_POST
@at_draft
def choose_policy(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Choose which value stands in a field where the book has the contact already."""
    field, policy = target(request.POST.get("field", "")), request.POST.get("policy", "")
    if policy and policy not in set(Policy):
        raise CarnetError("choice.not_offered", value=policy)

    def made(choices: Choices) -> Choices:
        others = {name: one for name, one in choices.policies.items() if name != field}
        return replace(choices, policies={**others, field: Policy(policy)} if policy else others)

    return _changed(request, draft, made, "policy")


@require_POST
@at_draft
def choose_manner(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Choose what the import may do to the book."""
    sent = request.POST
    asked = {"mode": Mode, "duplicates": Duplicates}
    values: dict[str, Any] = {}
    for name, kind in asked.items():
        if sent.get(name) not in set(kind):
            raise CarnetError("choice.not_offered", value=sent.get(name, ""))
        values[name] = kind(sent[name])
    if sent.get("key", "") not in KEYS:
        raise CarnetError("choice.not_offered", value=sent["key"])
    keys = (sent["key"],) if sent.get("key") else ()

    def made(choices: Choices) -> Choices:
        return replace(choices, keys=keys, clear="clear" in sent, overrule="overrule" in sent, **values)

    return _changed(request, draft, made, "manner")


def _changed(
    request: DeskRequest,
    draft: Draft,
    made: Callable[[Choices], Choices],
    what: str,
) -> HttpResponse:
    change(draft, made, what)
    if request.htmx:
        return part(request, draft, "columns", _PART, **_seen(request, draft))
    return redirect("importing:columns", draft.key)


def _seen(request: DeskRequest, draft: Draft) -> dict[str, Any]:
    """What the page shows; nothing where the files were not looked at yet."""
    look, choices = kept_look(draft), choices_of(draft)
    listed = [sheet for sheet in look.sheets if sheet.taken and sheet.kind != "none"] if look else []
    asked = request.GET.get("list", "0")
    at = int(asked) if asked.isdecimal() and int(asked) < len(listed) else 0
    shown = _columns(look, listed[at], choices, request.language) if look and listed else []
    return {
        "look": look,
        "sheets": [(number, sheet, _file_name(look, sheet)) for number, sheet in enumerate(listed)]
        if look
        else [],
        "at": at,
        "sheet": listed[at] if listed else None,
        "columns": shown,
        "states": _states(shown),
        "fields": offered(request.language, _own(listed)),
        "choices": choices,
        "bulk": any(column.special == "bulk_state" for sheet in listed for column in sheet.columns),
        "policies": POLICIES,
        "modes": MODES,
        "duplicates": DUPLICATES,
        "keys": KEYS,
        "key": choices.keys[0] if choices.keys else "",
    }


def _file_name(look: Look, sheet: SeenSheet) -> str:
    return next(file.path for file in look.files if sheet in file.sheets)


def _own(sheets: list[SeenSheet]) -> set[str]:
    """The names of the custom fields that columns go to."""
    fields = {column.field for sheet in sheets for column in sheet.columns if column.field}
    return {field.removeprefix(CUSTOM) for field in fields if field.startswith(CUSTOM)}


def _columns(look: Look, sheet: SeenSheet, choices: Choices, language: Language) -> list[ShownColumn]:
    own = choices.sheets.get(sheet.place, SheetChoices()).columns
    about = look.findings.filter((pl.col("sheet") == sheet.index) & pl.col("column").is_not_null())
    findings: dict[int, list[Finding]] = {}
    for row in about.iter_rows(named=True):
        findings.setdefault(row["column"], []).append(_finding(row, language))
    return [_column(one, own, choices, findings.get(one.index, []), language) for one in sheet.columns]


def _finding(row: dict[str, Any], language: Language) -> Finding:
    suggestion = row["suggestion"] or ""
    if row["code"].startswith("column."):  # what it suggests is a field
        suggestion = full_name(suggestion, language)
    return render(
        row["code"], language, value=row["value"] or "", suggestion=suggestion, detail=row["detail"] or ""
    )


def _column(
    seen: SeenColumn, own: Any, choices: Choices, findings: list[Finding], language: Language
) -> ShownColumn:
    field = own.get(seen.index, seen.field or "")
    return ShownColumn(
        seen=seen,
        field=field,
        name=full_name(field, language) if field else "",
        chosen=seen.index in own,
        policy=choices.policies.get(field, "") if field else "",
        samples=[veiled(text) for text in seen.samples] if seen.secret else list(seen.samples),
        findings=findings,
    )


_STATES = {
    "unsure": Text("To check", "À vérifier"),
    "sure": Text("Recognised", "Reconnues"),
    "aside": Text("Set aside", "Mises de côté"),
    "empty": Text("Empty", "Vides"),
}


def _states(columns: list[ShownColumn]) -> list[tuple[str, Text, int]]:
    """The filters of the page with how many columns each leaves."""
    counts = {name: sum(column.state == name for column in columns) for name in _STATES}
    return [(name, _STATES[name], count) for name, count in counts.items() if count]
