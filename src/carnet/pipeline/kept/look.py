"""A first look at files, kept as JSON."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polars as pl

from carnet import __version__
from carnet.as_json import read_as, written
from carnet.contract import CarnetError
from carnet.findings import FINDINGS, Severity, rule
from carnet.pipeline.look import Look, SeenFile

rule(
    "look.unreadable",
    Severity.ERROR,
    en="What was seen of the files was kept by another version of Carnet, or is broken. The files have "
    "to be looked at again.",
    fr="L'aperçu des fichiers a été conservé par une autre version de Carnet, ou il est endommagé. Les "
    "fichiers doivent être examinés de nouveau.",
)

_VERSION = f"{__version__}/1"  # the last number grows when anything else is kept


class _Found(NamedTuple):
    """A row of findings.FINDINGS."""

    sheet: int | None
    row: int | None
    column: int | None
    code: str
    value: str | None
    suggestion: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class _Document:
    version: str
    files: tuple[SeenFile, ...]
    findings: tuple[_Found, ...]


def keep_look(look: Look, path: Path) -> None:
    """Write a look to a file; one that was kept there before gives way at once, whole."""
    findings = tuple(_Found(*row) for row in look.findings.select(FINDINGS.names()).iter_rows())
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(written(_Document(_VERSION, look.files, findings)), "utf-8")
    os.replace(fresh, path)


def kept_look(path: Path) -> Look:
    """The look that keep_look() wrote.

    Raises:
        CarnetError: look.unreadable, where it is not there, broken, or another version of Carnet kept it.
    """
    try:
        document = read_as(_Document, path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise CarnetError("look.unreadable") from error
    if document.version != _VERSION:
        raise CarnetError("look.unreadable")
    return Look(document.files, pl.DataFrame(list(document.findings), schema=FINDINGS, orient="row"))
