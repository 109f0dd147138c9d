"""A recipe followed with new files: the sheets that have its shapes are read as it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from carnet.catalog import fold
from carnet.choices import Choices, FileChoices, Followed, Held, Place, SheetChoices, Unfit
from carnet.contract import CarnetError, Recognised
from carnet.findings import FINDINGS, Severity, rule
from carnet.pipeline.recipes import Recipe, RecipeSheet, held
from carnet.pipeline.sheets import RecognisedSheets, recognise_sheets
from carnet.pipeline.timings import Timings
from carnet.stages.map import is_field, placed, shape

rule(
    "recipe.no_sheet",
    Severity.WARNING,
    en="The recipe “%(value)s” has choices for a sheet like “%(detail)s”, but no sheet of these files has "
    "these columns. What it says of that sheet was not done; look at the columns of the files.",
    fr="La recette « %(value)s » contient des choix pour une feuille comme « %(detail)s », mais aucune "
    "feuille de ces fichiers n'a ces colonnes. Ce qu'elle en dit n'a pas été fait ; vérifiez les colonnes "
    "des fichiers.",
)
rule(
    "recipe.moved",
    Severity.WARNING,
    en="The recipe “%(value)s” gives a field to the column at place “%(detail)s”, but another column stands "
    "there in these files. That was not done; choose the column's field yourself.",
    fr="La recette « %(value)s » attribue un champ à la colonne à la place « %(detail)s », mais une autre "
    "colonne s'y trouve dans ces fichiers. Cela n'a pas été fait ; choisissez vous-même le champ de la "
    "colonne.",
)
rule(
    "recipe.no_field",
    Severity.WARNING,
    en="The recipe “%(value)s” gives a column the field “%(detail)s”, which this version of Carnet does not "
    "have. That was not done; choose another field for the column.",
    fr="La recette « %(value)s » attribue à une colonne le champ « %(detail)s », que cette version de Carnet "
    "n'a pas. Cela n'a pas été fait ; choisissez un autre champ pour la colonne.",
)

_TOLD = 4  # headers by which a person knows a sheet again
K = TypeVar("K", int, Place)
T = TypeVar("T", FileChoices, SheetChoices)


def replay(
    recipe: Recipe, called: Followed, paths: Sequence[Path], choices: Choices, scratch: Path, timings: Timings
) -> Choices:
    """The choices that a recipe makes for files.

    Args:
        recipe: called so.
        paths: the files of one import.
        choices: what the person chose besides; it stands before the recipe's.
        scratch: a folder for the sheets that are read; the plan of the same files takes them up again.

    Returns:
        The choices, with what the files took of the recipe and what they did not.

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
    read = {place: _at(one, sheet, choices, place) for place, (one, sheet) in found.items()}
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
    there = {place: own for place, own in told.sheets.items() if place in seen or own.taken is False}
    return replace(
        told,
        files=_over(of_files, choices.files),
        sheets=_over(read, there),
        recipe=called._replace(
            taken=_taken(recipe, found), unfit=tuple(dict.fromkeys(_unfit(recipe, found)))
        ),
    )


def unfitting(followed: Followed | None) -> pl.DataFrame:
    """Findings on what the files did not take of a recipe."""
    told = [] if followed is None else [(followed.name, one) for one in followed.unfit]
    rows = [(None, None, None, one.code, name, None, one.detail) for name, one in told]
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


def _at(one: RecipeSheet, sheet: Recognised, choices: Choices, place: Place) -> SheetChoices:
    """How a sheet is read, its columns by position but for those whose header the person speaks of."""
    mine = placed(sheet.headers, choices.of_sheet(place).mapping)
    columns = {at: to for at, to in _columns(one, sheet).items() if at not in mine}
    general = choices.everywhere
    return replace(
        one.own,
        mapping={},
        columns=columns,
        header_row=sheet.header_row if one.own.header_row and sheet.header_row else None,
        provider=None if general.provider else one.own.provider,
        country=None if general.country else one.own.country,
    )


def _columns(one: RecipeSheet, sheet: Recognised) -> dict[int, str]:
    """The fields of a sheet's columns by position; what was chosen so holds where the same header stands."""
    here = {at: to for at, to in one.own.columns.items() if _stands(one, sheet, at)}
    return {at: to for at, to in {**placed(sheet.headers, one.own.mapping), **here}.items() if is_field(to)}


def _stands(one: RecipeSheet, sheet: Recognised, at: int) -> bool:
    """Whether the same header stands at a position as in the file that the recipe was made of."""
    return at < min(len(sheet.headers), len(one.headers)) and sheet.headers[at] == one.headers[at]


def _taken(recipe: Recipe, found: Found) -> Held:
    """What files take of a recipe; whether they have the contacts that it decides on, nobody knows yet."""
    sheets = {id(one): (one, sheet) for one, sheet in reversed(found.values())}.values()
    headers = {fold(header) for _, sheet in found.values() for header in sheet.headers}
    return held(recipe)._replace(
        sheets=len(sheets),
        columns=sum(len(_columns(one, sheet)) for one, sheet in sheets),
        corrections=sum(fold(one.header) in headers for one in recipe.replacements),
    )


def _unfit(recipe: Recipe, found: Found) -> Iterator[Unfit]:
    """What files do not take of it."""
    made = [one for one, _ in found.values()]
    for one in recipe.sheets:
        if one.shape and one not in made:
            yield Unfit("recipe.no_sheet", _described(one))
    for one, sheet in found.values():
        for at in one.own.columns:
            if not _stands(one, sheet, at):
                header = one.headers[at] if at < len(one.headers) else ""
                yield Unfit("recipe.moved", f"{at + 1} {header}".strip())
        for field in (*one.own.mapping.values(), *one.own.columns.values()):
            if not is_field(field):
                yield Unfit("recipe.no_field", field)


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
