"""The files of a draft: added one by one, taken out again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from django.db import transaction
from django.db.models import Max, Sum

from carnet.choices import Choices, Party, Place
from carnet.contract import CarnetError
from carnet.findings import Severity, rule
from carnet.office.drafts.choose import change
from carnet.office.drafts.folder import clear, place_of, safe
from carnet.office.models import Draft, DraftFile

MOST_BYTES = 2 * 1024**3  # of all files of a draft together

rule(
    "draft.too_much",
    Severity.ERROR,
    en="“%(value)s” was not taken: the files of one import may have 2 GB together. Import the others first, "
    "then this one.",
    fr="« %(value)s » n'a pas été pris : les fichiers d'une importation peuvent peser 2 Go ensemble. "
    "Importez d'abord les autres, puis celui-ci.",
)


def add(draft: Draft, name: str, uploaded: Path, size: int) -> DraftFile:
    """Take a file in; the uploaded one moves into the draft's folder.

    Args:
        name: as the person's computer calls it.
        uploaded: where it lies now.
        size: in bytes.

    Raises:
        CarnetError: draft.too_much, draft.locked.
    """
    with transaction.atomic():
        Draft.objects.select_for_update().get(pk=draft.pk)  # two files that arrive together get two numbers
        held = draft.files.aggregate(last=Max("number"), size=Sum("size"))
        if (held["size"] or 0) + size > MOST_BYTES:
            raise CarnetError("draft.too_much", value=name)
        own = _unlike(safe(name), set(draft.files.values_list("name", flat=True)))
        file = DraftFile.objects.create(draft=draft, number=(held["last"] or 0) + 1, name=own, size=size)
        change(draft, lambda choices: choices, reading=True)  # first: it may be too late
        place = place_of(draft.key, file.number, own)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.move(uploaded, place)
    return file


def remove(draft: Draft, number: int) -> None:
    """Take a file out, with what was chosen for it.

    Raises:
        CarnetError: draft.locked.
    """
    with transaction.atomic():
        file = draft.files.filter(number=number).first()
        if file is None:
            return
        change(draft, lambda choices: _without(draft, choices, file), reading=True, forget=True)
        file.delete()
    clear(place_of(draft.key, file.number, file.name).parent)


def refuse(draft: Draft, file: DraftFile, code: str, values: dict[str, str | int]) -> None:
    """Leave a file out of the import that cannot be read; its place tells the person why."""
    with transaction.atomic():
        change(draft, lambda choices: _without(draft, choices, file), reading=True, forget=True)
        file.error = {"code": code, "values": values}
        file.save(update_fields=["error"])


def taken(draft: Draft) -> list[DraftFile]:
    """The files of the import; a file's place in this list is its position in the choices."""
    return [file for file in draft.files.all() if file.error is None]


def paths(draft: Draft) -> list[Path]:
    """Where those files are."""
    return [place_of(draft.key, file.number, file.name) for file in taken(draft)]


def _unlike(name: str, others: set[str]) -> str:
    """The name, with a number behind it where another file has it already."""
    taken_names = {other.casefold() for other in others}
    stem, dot, suffix = name.rpartition(".")
    stem, suffix = (stem, f".{suffix}") if dot else (name, "")
    number, own = 1, name
    while own.casefold() in taken_names:
        number += 1
        own = f"{stem} ({number}){suffix}"
    return own


def _without(draft: Draft, choices: Choices, file: DraftFile) -> Choices:
    """The choices when a file is gone: those of later files move up."""
    if file.error is not None:
        return choices
    gone = [one.pk for one in taken(draft)].index(file.pk)

    def moved(position: int) -> int:
        return position - (position > gone)

    return replace(
        choices,
        files={moved(at): own for at, own in choices.files.items() if at != gone},
        sheets={
            Place(moved(place.file), place.sheet): own
            for place, own in choices.sheets.items()
            if place.file != gone
        },
        fixes=tuple(fix._replace(file=moved(fix.file)) for fix in choices.fixes if fix.file != gone),
        decisions=tuple(
            one._replace(one=_party(one.one, gone), other=_party(one.other, gone))
            for one in choices.decisions
            if gone not in {_file(one.one), _file(one.other)}
        ),
        values=tuple(
            one._replace(contact=_party(one.contact, gone))
            for one in choices.values
            if _file(one.contact) != gone
        ),
    )


def _file(party: Party) -> int | None:
    """The file that a party is of; None for one of the book."""
    return None if party.key else party.file


def _party(party: Party, gone: int) -> Party:
    return party if party.key else party._replace(file=party.file - (party.file > gone))
