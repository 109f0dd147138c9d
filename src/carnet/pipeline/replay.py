"""A recipe followed with new files: the sheets that have its shapes are read as it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from carnet.choices import Choices, FileChoices, Followed, Place, SheetChoices
from carnet.contract import CarnetError, Recognised
from carnet.findings import FINDINGS, Severity, rule
from carnet.pipeline.recipes import Recipe, RecipeSheet
from carnet.pipeline.sheets import RecognisedSheets, recognise_sheets
from carnet.pipeline.timings import Timings
from carnet.stages.map import shape

rule(
    "recipe.no_sheet",
    Severity.WARNING,
    en="The recipe “%(value)s” has choices for a sheet like “%(detail)s”, but no sheet of these files has "
    "these columns. What it says of that sheet was not done; look at the columns of the files.",
    fr="La recette « %(value)s » contient des choix pour une feuille comme « %(detail)s », mais aucune "
    "feuille de ces fichiers n'a ces colonnes. Ce qu'elle en dit n'a pas été fait ; vérifiez les colonnes "
    "des fichiers.",
)

_TOLD = 4  # headers by which a person knows a sheet again
K = TypeVar("K", int, Place)
T = TypeVar("T", FileChoices, SheetChoices)


def replay(
    recipe: Recipe, name: str, paths: Sequence[Path], choices: Choices, scratch: Path, timings: Timings
) -> Choices:
    """The choices that a recipe makes for files.

    Args:
        recipe: called so by its name.
        paths: the files of one import.
        choices: what the person chose besides; it stands before the recipe's.
        scratch: a folder for the sheets that are read; the plan of the same files takes them up again.

    Returns:
        The choices, with the sheets of the recipe that no file has.

    Raises:
        CarnetError: a file or an argument cannot be used.
    """
    told = _followed(recipe, choices)
    by_name = {
        Place(file, one.sheet): one.own
        for one in recipe.sheets
        if not one.shape
        for file in range(len(paths))
    }
    told = replace(told, sheets=_over(by_name, choices.sheets))
    seen, found = _places(recipe, paths, told, scratch, timings)
    read = {place: _at(one, sheet, choices) for place, (one, sheet) in found.items()}
    if recipe.only and found:
        names = {one.sheet for one in recipe.sheets}
        named = {place.file for place in found if place.sheet in names}  # files with sheets called as before
        others = [
            place
            for place in seen
            if place not in found or (place.file in named and place.sheet not in names)
        ]
        read |= dict.fromkeys(others, SheetChoices(taken=False))
    of_files = {place.file: one.file for place, (one, _) in reversed(found.items())}
    made = [one for one, _ in found.values()]
    missing = [one for one in recipe.sheets if one.shape and one not in made]
    there = {place: own for place, own in told.sheets.items() if place in seen or own.taken is False}
    return replace(
        told,
        files=_over(of_files, choices.files),
        sheets=_over(read, there),
        recipe=Followed(name, tuple(map(_described, missing))),
    )


def unfitting(followed: Followed | None) -> pl.DataFrame:
    """Findings on the sheets of a recipe that no file has."""
    told = [] if followed is None else [(followed.name, missing) for missing in followed.missing]
    rows = [(None, None, None, "recipe.no_sheet", name, None, missing) for name, missing in told]
    return pl.DataFrame(rows, schema=FINDINGS, orient="row")


def _followed(recipe: Recipe, choices: Choices) -> Choices:
    """The choices with what the recipe says of the whole import, where the person says nothing else."""
    usual = Choices()
    same = ("mode", "keys", "duplicates", "clear")
    stand = {one: getattr(recipe, one) for one in same if getattr(choices, one) == getattr(usual, one)}
    return replace(
        choices,
        **stand,
        policies={**recipe.policies, **choices.policies},
        replacements=(*recipe.replacements, *choices.replacements),
        decisions=(*recipe.decisions, *choices.decisions),
        values=(*recipe.values, *choices.values),
    )


Found = dict[Place, tuple[RecipeSheet, Recognised]]


def _places(
    recipe: Recipe, paths: Sequence[Path], choices: Choices, scratch: Path, timings: Timings
) -> tuple[Sequence[Place], Found]:
    """The sheets of the files, and those that have a shape of the recipe as they are found or, failing that,
    as the recipe has them read."""
    wanted = [one for one in recipe.sheets if one.shape]
    seen = recognise_sheets(paths, choices, scratch, timings)
    places, found = seen.places, _alike(wanted, seen, {})
    for reading, file in dict.fromkeys((_reading(one.own), one.file) for one in wanted):
        if all(one in [made for made, _ in found.values()] for one in wanted):
            break
        try:
            seen = recognise_sheets(paths, _read_so(choices, reading, file), scratch, timings)
        except CarnetError:  # that is not the way to read these files
            continue
        found |= _alike(wanted, seen, found)
    return places, found


def _alike(wanted: Sequence[RecipeSheet], seen: RecognisedSheets, found: Found) -> Found:
    """The sheets seen that have a shape which is wanted, those of the same name first, then one for each."""
    more: Found = {}
    names = {one.sheet for one in wanted}
    pairs = sorted(zip(seen.places, seen.sheets, strict=True), key=lambda pair: pair[0].sheet not in names)
    for place, sheet in pairs:
        done = [one for one, _ in (found | more).values()]
        alike = [one for one in wanted if one.shape == shape(sheet)]
        if place not in found and alike:
            alike.sort(key=lambda one: (one in done, one.sheet != place.sheet))
            more[place] = (alike[0], sheet)
    return more


Reading = tuple[str | None, int | None]  # provider, header row


def _reading(own: SheetChoices) -> Reading:
    return own.provider, own.header_row


def _read_so(choices: Choices, reading: Reading, file: FileChoices) -> Choices:
    """The choices with files and sheets read in one way."""
    general = choices.everywhere
    return replace(
        choices,
        everywhere=replace(
            general,
            provider=general.provider or reading[0],
            header_row=general.header_row or reading[1],
            encoding=general.encoding or file.encoding,
            delimiter=general.delimiter or file.delimiter,
        ),
    )


def _at(one: RecipeSheet, sheet: Recognised, choices: Choices) -> SheetChoices:
    """How a sheet is read; what was chosen by position holds where the same header stands there."""
    headers = sheet.headers
    columns = {
        at: target
        for at, target in one.own.columns.items()
        if at < min(len(headers), len(one.headers)) and headers[at] == one.headers[at]
    }
    general = choices.everywhere
    return replace(
        one.own,
        columns=columns,
        header_row=sheet.header_row if one.own.header_row and sheet.header_row else None,
        provider=None if general.provider else one.own.provider,
        country=None if general.country else one.own.country,
    )


def _over(recipes: Mapping[K, T], own: Mapping[K, T]) -> dict[K, T]:
    """Choices by place, the person's own before the recipe's, one by one."""
    told = dict(recipes)
    for place, chosen in own.items():
        told[place] = _joined(told[place], chosen) if place in told else chosen
    return told


def _joined(recipe: T, own: T) -> T:
    stands: dict[str, Any] = {}
    for one in fields(own):
        before, mine = getattr(recipe, one.name), getattr(own, one.name)
        stands[one.name] = {**before, **mine} if isinstance(mine, Mapping) else mine
        if mine is None:
            stands[one.name] = before
    return replace(own, **stands)


def _described(one: RecipeSheet) -> str:
    """A sheet as a person knows it: its name and first headers."""
    headers = [header for header in one.headers if header]
    more = " ..." if len(headers) > _TOLD else ""
    return f"{one.sheet}: {', '.join(headers[:_TOLD])}{more}"
