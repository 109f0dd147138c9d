"""The first half of the path: read, recognise, map and normalise, the same for every use of files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

import polars as pl

from carnet.catalog import fold
from carnet.contract import CarnetError, Mapped, Options, Recognised, SourceFile
from carnet.findings import Severity, rule
from carnet.pipeline.timings import Timings
from carnet.stages.assemble.columns import SheetColumns, standardise
from carnet.stages.map import map_columns, shape
from carnet.stages.read import read
from carnet.stages.recognise import recognise

Remembered = Callable[[str], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of files in standard form.

    Attributes:
        recipes: shape -> header -> field, chosen by the person in this run.
        findings: of all stages so far.
    """

    files: Sequence[SourceFile]
    mapped: Sequence[Mapped]
    columns: Sequence[SheetColumns]
    recipes: dict[str, dict[str, str]]
    findings: list[pl.DataFrame]


def read_sheets(
    paths: Sequence[Path], options: Options, remembered: Remembered, scratch: Path, timings: Timings
) -> Sheets:
    """The sheets of files in standard form.

    Args:
        paths: the files of one import.
        options: what the person fixed about them.
        remembered: the mapping that the firm chose for sheets of a shape before.
        scratch: a folder for what the stages put away.
        timings: takes the seconds by stage.

    Raises:
        CarnetError: a file or an argument cannot be used.
    """
    with timings.stage("read"):
        files = read(paths, options, scratch)
    with timings.stage("recognise"):
        recognised, recognise_findings = recognise(files, options)
    with timings.stage("map"):
        mapped, map_findings, recipes = _map(recognised, options, remembered)
    with timings.stage("normalise"):
        columns = _standardise(mapped, options, scratch)
    found = [recognise_findings, *map_findings, *(frame for sheet in columns for frame in sheet.findings)]
    return Sheets(files, mapped, columns, recipes, found)


def _map(
    recognised: Sequence[Recognised], options: Options, remembered: Remembered
) -> tuple[list[Mapped], list[pl.DataFrame], dict[str, dict[str, str]]]:
    mapped, findings, recipes = [], [], {}
    used: set[str] = set()
    for index, sheet in enumerate(recognised):
        present = {fold(header) for header in sheet.headers}
        chosen = {header: target for header, target in options.mapping.items() if fold(header) in present}
        used |= set(chosen)
        key = shape(sheet)
        before = dict(remembered(key)) if sheet.kind != "none" else {}
        result, found = map_columns(sheet, replace(options, mapping=chosen), before)
        mapped.append(result)
        findings.append(found.with_columns(sheet=pl.lit(index, pl.UInt16)))
        if chosen:
            recipes[key] = {**before, **chosen}
    _refuse_unknown_headers(options.mapping, used, recognised)
    return mapped, findings, recipes


def _refuse_unknown_headers(
    mapping: Mapping[str, str], used: set[str], recognised: Sequence[Recognised]
) -> None:
    unknown = [header for header in mapping if header not in used]
    if unknown:
        headers = [header for sheet in recognised for header in sheet.headers if header]
        near = get_close_matches(unknown[0], headers, 3, 0.4) or headers[:10]
        raise CarnetError("argument.header", value=unknown[0], detail=", ".join(near))


rule(
    "argument.header",
    Severity.ERROR,
    en="No column is headed “%(value)s”. Columns of the file: %(detail)s.",
    fr="Aucune colonne n'a pour en-tête « %(value)s ». Colonnes du fichier : %(detail)s.",
)


def _standardise(mapped: Sequence[Mapped], options: Options, scratch: Path) -> list[SheetColumns]:
    known = {sheet.country for sheet in mapped if sheet.country}
    shared = known.pop() if len(known) == 1 else None  # a file that tells none is of the others' country
    return [
        standardise(sheet, index, sheet.country or shared, options.date_order, scratch)
        for index, sheet in enumerate(mapped)
    ]
