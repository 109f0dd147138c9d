"""Files that Carnet makes: exports, the import file to fill in, the workbook of what to correct.

An export is one module with ``write(contents, path, language) -> list[Note]``; to add one is to add
its module and its entry here.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from carnet.contract import CarnetError, Contents
from carnet.findings import Severity, rule
from carnet.language import Language, Text
from carnet.writers.notes import Note

__all__ = ["EXPORTS", "Export", "check_writable", "export", "whole"]


@dataclass(frozen=True, slots=True)
class Export:
    """A kind of file that a book can be written as.

    Attributes:
        title: as a person calls it. suffix: of the file's name. media_type: for a download.
        module: where its ``write`` is.
    """

    title: Text
    suffix: str
    media_type: str
    module: str


EXPORTS: Mapping[str, Export] = {
    "karbon": Export(
        Text("Karbon import file (Excel)", "Fichier d'importation Karbon (Excel)"), ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "karbon",
    ),
    "google": Export(Text("Google Contacts (CSV)", "Google Contacts (CSV)"), ".csv", "text/csv", "google"),
    "outlook": Export(Text("Outlook (CSV)", "Outlook (CSV)"), ".csv", "text/csv", "outlook"),
    "vcard": Export(Text("vCard", "vCard"), ".vcf", "text/vcard", "vcard"),
    "csv": Export(
        Text("Table with every field (CSV)", "Tableau de tous les champs (CSV)"), ".csv", "text/csv",
        "contacts_csv",
    ),
    "jsonl": Export(
        Text("One contact a line (JSON Lines)", "Un contact par ligne (JSON Lines)"), ".jsonl",
        "application/x-ndjson", "jsonl",
    ),
}  # fmt: skip

UNKNOWN = rule(
    "export.unknown",
    Severity.ERROR,
    en="Carnet writes no “%(value)s”. Choose one of: %(suggestion)s.",
    fr="Carnet n'écrit pas de « %(value)s ». Choisissez parmi : %(suggestion)s.",
)
NOT_WRITTEN = rule(
    "export.not_written",
    Severity.ERROR,
    en="%(file)s could not be written (%(detail)s). Close it if it is open elsewhere, or choose "
    "another place.",
    fr="%(file)s n'a pas pu être écrit (%(detail)s). Fermez-le s'il est ouvert ailleurs, ou choisissez un "
    "autre emplacement.",
)

rule(
    "argument.no_folder",
    Severity.ERROR,
    en="%(file)s cannot be written: there is no folder %(value)s. Make it first or choose another place.",
    fr="%(file)s ne peut pas être écrit : le dossier %(value)s n'existe pas. Créez-le ou choisissez un autre "
    "emplacement.",
)
rule(
    "argument.is_folder",
    Severity.ERROR,
    en="%(file)s is a folder. Give the name of a file in it.",
    fr="%(file)s est un dossier. Donnez le nom d'un fichier dans ce dossier.",
)


rule(
    "argument.other_ending",
    Severity.ERROR,
    en="%(file)s would be a workbook, which no program opens under that name. Give it a name that ends in "
    "%(value)s.",
    fr="%(file)s serait un classeur, qu'aucun logiciel n'ouvre sous ce nom. Donnez-lui un nom qui se termine "
    "par %(value)s.",
)


def check_writable(path: Path, ending: str = "") -> None:
    """Whether a file can be written, asked before anything is done.

    Args:
        ending: what its name must end in, where the format is a given.

    Raises:
        CarnetError: argument.no_folder, argument.is_folder, argument.other_ending, export.not_written.
    """
    if not path.parent.is_dir():
        raise CarnetError("argument.no_folder", file=str(path), value=str(path.parent))
    if path.is_dir():
        raise CarnetError("argument.is_folder", file=str(path), value=str(path))
    if not path.name.lower().endswith(ending):
        raise CarnetError("argument.other_ending", file=str(path), value=ending)
    there = path.exists()
    try:
        path.open("ab").close()
        if not there:
            path.unlink()
    except OSError as error:
        raise CarnetError(NOT_WRITTEN.code, file=str(path), detail=error.strerror or str(error)) from error


def export(name: str, contents: Contents, path: Path, language: Language) -> list[Note]:
    """Write contacts as a file of another program.

    Args:
        name: one of ``EXPORTS``.
        contents: the whole book or a selection.
        path: the file to write; one that exists is replaced, and only when the new one is whole.
        language: of headers and labels.

    Returns:
        What the format cannot hold, and how many values were left out or moved.

    Raises:
        CarnetError: no export has the name, or the file cannot be written.
    """
    if name not in EXPORTS:
        raise CarnetError(UNKNOWN.code, value=name, suggestion=", ".join(EXPORTS))
    module = importlib.import_module(f"carnet.writers.{EXPORTS[name].module}")
    told = _called_as_now(contents)
    return whole(path, lambda unfinished: module.write(told, unfinished, language))


def _called_as_now(contents: Contents) -> Contents:
    """The contents with organizations on cards called as they are, not as the file that told of them did."""
    names = contents.contacts.select(organization_contact="id", now="name")
    known = contents.cards.join(names, on="organization_contact", how="left", maintain_order="left")
    cards = known.with_columns(organization=pl.coalesce("now", "organization")).drop("now")
    return replace(contents, cards=cards)


def whole(path: Path, write: Callable[[Path], list[Note]]) -> list[Note]:
    """Have a file written beside its place and put there when it is whole.

    Args:
        write: writes the file that it is given.

    Raises:
        CarnetError: export.not_written.
    """
    unfinished = path.with_name(path.name + ".part")
    try:
        notes = write(unfinished)
        unfinished.replace(path)
    except OSError as error:
        raise CarnetError(NOT_WRITTEN.code, file=str(path), detail=error.strerror or str(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return notes
