"""Step 2: what the files were taken for; each choice is looked at again in the background."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
from babel import Locale
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from carnet.choices import Choices, FileChoices, Place, SheetChoices
from carnet.contract import CarnetError
from carnet.doors.web.desk import DeskRequest
from carnet.doors.web.importing.drafted import at_draft, part, shown, wanted
from carnet.doors.web.importing.recipes import offered
from carnet.findings import Finding, render
from carnet.language import Language
from carnet.office.drafts.choose import ask, change, choices_of
from carnet.office.drafts.look import kept_look
from carnet.office.drafts.offers import DELIMITERS, ENCODINGS, ORDERS
from carnet.office.jobs import Job
from carnet.office.models import Draft
from carnet.pipeline.look import Look, SeenFile, SeenSheet
from carnet.providers.layout import providers
from carnet.stages.report.mask import veiled

_PART = "carnet/importing/parts/recognised.html"
SHOWN = 8  # findings of a sheet
_NEARBY = ("AU", "BE", "CA", "CH", "FR", "GB", "IE", "NZ", "US", "ZA")  # first in the list of countries


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet with what was chosen for it; ``findings``: the first, ``more``: how many others there are."""

    seen: SeenSheet
    chosen: SheetChoices
    findings: list[Finding]
    more: int
    number: int

    @property
    def head(self) -> list[tuple[int, list[str]]]:
        """The first rows, without the tax identifiers below the header."""
        secret = {column.index for column in self.seen.columns if column.secret}
        below = self.seen.header_row
        return [
            (row, [veiled(cell) if at in secret and row > below else cell for at, cell in enumerate(cells)])
            for row, cells in self.seen.head
        ]

    @property
    def unsure(self) -> bool:
        """Whether a person had better look."""
        return self.seen.taken and self.seen.kind != "none" and self.seen.confidence < 0.6


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file with what was chosen for it and what the reader said of it."""

    seen: SeenFile
    chosen: FileChoices
    notes: list[Finding]
    sheets: list[ShownSheet]

    @property
    def text(self) -> bool:
        """Whether it has an encoding and a delimiter."""
        return self.seen.delimiter is not None


@at_draft
def recognised(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Each file and sheet with what it was taken for."""
    seen = _seen(request, draft)
    wanted(draft, Job.LOOK)
    return shown(request, draft, "recognised", **seen)


@require_POST
@at_draft
def choose_file(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Change how a file is read."""
    position = number_of(request.POST.get("file"))
    asked = _asked(request.POST, {"encoding": ENCODINGS, "delimiter": DELIMITERS, "date_order": ORDERS})

    def made(choices: Choices) -> Choices:
        own = replace(choices.files.get(position, FileChoices()), **asked)
        return replace(choices, files={**choices.files, position: own})

    return _changed(request, draft, made, "file")


@require_POST
@at_draft
def choose_sheet(request: DeskRequest, draft: Draft) -> HttpResponseBase:
    """Change what a sheet is taken for, or whether it is taken."""
    place = Place(number_of(request.POST.get("file")), request.POST.get("sheet", ""))
    asked: dict[str, Any] = _asked(
        request.POST, {"provider": providers(), "country": dict(_countries(request.language))}
    )
    if "header_row" in request.POST:
        asked["header_row"] = number_of(request.POST["header_row"]) or None
    if "taken" in request.POST:
        asked["taken"] = request.POST["taken"] == "yes"

    def made(choices: Choices) -> Choices:
        own = replace(choices.sheets.get(place, SheetChoices()), **asked)
        return replace(choices, sheets={**choices.sheets, place: own})

    return _changed(request, draft, made, "sheet")


def _changed(request: DeskRequest, draft: Draft, made: Any, what: str) -> HttpResponse:
    change(draft, made, what, reading=True)
    ask(draft, Job.LOOK)
    if request.htmx:
        return part(request, draft, "recognised", _PART, **_seen(request, draft))
    return redirect("importing:recognised", draft.key)


def _asked(sent: Mapping[str, str], known: Mapping[str, Mapping[str, Any]]) -> dict[str, str | None]:
    """The choices that a form sends; "" is: find out.

    Raises:
        CarnetError: choice.not_offered.
    """
    asked = {name: sent[name] for name in known if name in sent}
    for name, value in asked.items():
        if value and value not in known[name]:
            raise CarnetError("choice.not_offered", value=value)
    return {name: value or None for name, value in asked.items()}


def number_of(text: str | None) -> int:
    """A number that a form sends.

    Raises:
        CarnetError: choice.not_offered.
    """
    if text is None or not text.isdecimal() or len(text) > 7:
        raise CarnetError("choice.not_offered", value=text or "")
    return int(text)


def _seen(request: DeskRequest, draft: Draft) -> dict[str, Any]:
    """What the page shows; nothing where the files were not looked at yet."""
    look, choices, language = kept_look(draft), choices_of(draft), request.language
    return {
        **(offered(request.desk.book, draft, look, choices, language) if look else {}),
        "look": look,
        "files": _files(look, choices, language) if look else [],
        "refused": [file for file in draft.files.all() if file.error],
        "providers": sorted(providers().values(), key=lambda one: (one.name == "other", one.title.en)),
        "delimiters": DELIMITERS,
        "encodings": ENCODINGS,
        "orders": ORDERS,
        "countries": _countries(language),
    }


def _files(look: Look, choices: Choices, language: Language) -> list[ShownFile]:
    shown, number = [], 0
    for file in look.files:
        sheets = []
        for sheet in file.sheets:
            number += 1
            sheets.append(_sheet(look, file, sheet, choices, number, language))
        notes = [_note(code, values, language) for code, values in file.notes if code != "sheet.left_out"]
        shown.append(ShownFile(file, choices.files.get(file.position, FileChoices()), notes, sheets))
    return shown


def _note(code: str, values: Mapping[str, str | int], language: Language) -> Finding:
    return render(
        code, language, value=str(values.get("value", "")), detail=str(values.get("detail", "")),
        suggestion=str(values.get("suggestion", "")),
    )  # fmt: skip


def _sheet(
    look: Look, file: SeenFile, sheet: SeenSheet, choices: Choices, number: int, language: Language
) -> ShownSheet:
    said = {code for code, _ in file.notes}
    about = look.findings.filter(
        (pl.col("sheet") == pl.lit(sheet.index, pl.UInt16))
        & pl.col("column").is_null()
        & ~pl.col("code").is_in(said)
    )
    findings = [
        render(
            row["code"], language, row=row["row"] or 0, value=row["value"] or "",
            suggestion=row["suggestion"] or "", detail=row["detail"] or "",
        )
        for row in about.head(SHOWN).iter_rows(named=True)
    ]  # fmt: skip
    own = choices.sheets.get(sheet.place, SheetChoices())
    return ShownSheet(sheet, own, findings, max(about.height - SHOWN, 0), number)


def _countries(language: Language) -> list[tuple[str, str]]:
    """Code and name of each country, those of most accounting firms first."""
    names = {
        code: name
        for code, name in Locale.parse(language.value).territories.items()
        if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}
    }
    others = sorted((code for code in names if code not in _NEARBY), key=lambda code: names[code])
    return [(code, names[code]) for code in (*sorted(_NEARBY, key=lambda code: names[code]), *others)]
