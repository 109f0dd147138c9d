"""A recipe: the choices of an import as they hold for other files of the same shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from carnet.as_json import written
from carnet.catalog import fold
from carnet.choices import (
    Choices,
    Decision,
    FileChoices,
    Held,
    Party,
    Place,
    Policy,
    Replacement,
    SheetChoices,
    Value,
    read_choices,
)
from carnet.contract import CarnetError, PlanSheet
from carnet.findings import Severity, rule
from carnet.pipeline.current import column as cells_of
from carnet.stages.map.shape import shape
from carnet.stages.report.columns import secret_columns
from carnet.terms import Duplicates, Mode

LONGEST = 100  # characters of a recipe's name

rule(
    "recipe.name",
    Severity.ERROR,
    en="A recipe needs a name of 1 to %(count)s characters. Nothing was changed.",
    fr="Une recette a besoin d'un nom de 1 à %(count)s caractères. Rien n'a été modifié.",
)


@dataclass(frozen=True, slots=True)
class RecipeSheet:
    """How sheets of a shape are read.

    Attributes:
        shape: see stages.map.shape; "" of a sheet that was left out, or that is hidden: it goes by its name.
        sheet: its name, as Place has it; headers: of its columns, in order.
        file: how its file is read; own: how it is read itself, a column by its header where that stands
            alone, and by its position else.
        secret: headers of columns with tax identifiers.
    """

    shape: str
    sheet: str
    headers: tuple[str, ...]
    file: FileChoices
    own: SheetChoices
    secret: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a person chose, without the places of one import.

    Attributes:
        sheets: how sheets are read, by shape. only: sheets of other shapes are left out.
        mode, keys, duplicates, clear, policies, replacements: see Choices.
        decisions, values: on contacts of the files by kind and name alone.
    """

    sheets: tuple[RecipeSheet, ...] = ()
    only: bool = False
    mode: Mode = Mode.UPSERT
    keys: tuple[str, ...] = ()
    duplicates: Duplicates = Duplicates.REVIEW
    clear: bool = False
    policies: Mapping[str, Policy] = field(default_factory=dict)
    replacements: tuple[Replacement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    values: tuple[Value, ...] = ()


def to_json(recipe: Recipe) -> str:
    """The recipe as one line of JSON."""
    return written(recipe)


def from_json(text: str) -> Recipe:
    """The recipe that to_json() wrote.

    Raises:
        CarnetError: choices.unreadable.
    """
    return read_choices(Recipe, text)


def held(recipe: Recipe) -> Held:
    """How many choices of each kind it has."""
    return Held(
        sheets=sum(bool(one.shape) for one in recipe.sheets),
        columns=sum(len(one.own.mapping) + len(one.own.columns) for one in recipe.sheets),
        policies=len(recipe.policies),
        corrections=len(recipe.replacements),
        decisions=len(recipe.decisions),
        values=len(recipe.values),
    )


def named(name: str) -> str:
    """A name that a recipe can have, without needless blanks.

    Raises:
        CarnetError: recipe.name.
    """
    called = " ".join(name.split())
    if not 1 <= len(called) <= LONGEST:
        raise CarnetError("recipe.name", count=LONGEST)
    return called


def recipe_of(choices: Choices, sheets: Sequence[PlanSheet]) -> Recipe:
    """The recipe that an import's choices make.

    A correction is part of it where every cell of its column with that text was corrected to the same.

    Args:
        choices: of the import; sheets: of its plan.
    """
    read = tuple(_sheet(choices, planned) for planned in sheets)
    by_name = {place.sheet: own.taken for place, own in choices.sheets.items() if own.taken is not None}
    named = (_named(sheet, taken) for sheet, taken in sorted(by_name.items()))
    return Recipe(
        sheets=(*read, *named),
        only=bool(choices.everywhere.sheets),
        mode=choices.mode,
        keys=choices.keys,
        duplicates=choices.duplicates,
        clear=choices.clear,
        policies=choices.policies,
        replacements=tuple(dict.fromkeys((*choices.replacements, *_corrected(choices, sheets)))),
        decisions=tuple(
            one._replace(one=_by_name(one.one), other=_by_name(one.other)) for one in choices.decisions
        ),
        values=tuple(one._replace(contact=_by_name(one.contact)) for one in choices.values),
    )


def _sheet(choices: Choices, planned: PlanSheet) -> RecipeSheet:
    recognised, chosen = planned.mapped.recognised, choices.of_sheet(planned.place)
    headers = recognised.headers
    present = Counter(fold(header) for header in headers)
    alone = {at: header for at, header in enumerate(headers) if fold(header) and present[fold(header)] == 1}
    by_header = {header: to for header, to in chosen.mapping.items() if fold(header) in present}
    return RecipeSheet(
        shape=shape(recognised),
        sheet=planned.place.sheet,
        headers=headers,
        file=FileChoices(chosen.encoding, chosen.delimiter, chosen.date_order),
        own=SheetChoices(
            provider=chosen.provider,
            header_row=chosen.header_row,
            country=chosen.country,
            mapping={**by_header, **{alone[at]: to for at, to in chosen.columns.items() if at in alone}},
            columns={at: to for at, to in chosen.columns.items() if at not in alone},
        ),
        secret=tuple(headers[at] for at in sorted(secret_columns(planned.mapped)) if at < len(headers)),
    )


def _named(sheet: str, taken: bool) -> RecipeSheet:
    return RecipeSheet("", sheet, (), FileChoices(), SheetChoices(taken=taken))


def _corrected(choices: Choices, sheets: Sequence[PlanSheet]) -> Iterator[Replacement]:
    """The corrections that hold for every cell with that text."""
    fixed = {(Place(fix.file, fix.sheet), fix.column) for fix in choices.fixes}
    for planned in sheets:
        headers = planned.mapped.recognised.headers
        for column in sorted(at for place, at in fixed if place == planned.place):
            if column >= len(headers) or not headers[column]:
                continue
            cells = cells_of(planned, column, choices).filter(pl.col("was").is_not_null())
            changed = cells.filter(pl.col("was").ne_missing(pl.col("text")))["was"].unique()
            alike = cells.filter(pl.col("was").is_in(changed.implode()))
            texts = alike.group_by("was", maintain_order=True).agg(pl.col("text").unique())
            whole = texts.filter(pl.col("text").list.len() == 1).select("was", pl.col("text").list.first())
            for was, now in whole.iter_rows():
                yield Replacement(headers[column], was, now or "")


def _by_name(party: Party) -> Party:
    return party if party.key else Party(kind=party.kind, name=party.name)
