"""The parts of a person's name, kept as a struct."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import polars as pl

NAME_PARTS = ("salutation", "first_name", "middle_name", "last_name", "suffix", "preferred_name")


def full_name(part: Callable[[str], pl.Expr] = pl.col) -> pl.Expr:
    """First, middle and last name in one text; null where there is none of them.

    Args:
        part: gives a part by its name; by default the column of that name.
    """
    shown = (part("first_name"), part("middle_name"), part("last_name"))
    return pl.concat_str(*shown, separator=" ", ignore_nulls=True).replace("", None)


def full_name_of(mention: str) -> pl.Expr:
    """The same out of a mention's struct of name parts."""
    return full_name(pl.col(mention).struct.field)


def addressed_as(mention: str) -> pl.Expr:
    """The same with title and suffix: "Dr. Ann Mary Lee Jr."."""
    part = pl.col(mention).struct.field
    named = (part("salutation"), full_name(part), part("suffix"))
    return pl.when(full_name(part).is_not_null()).then(
        pl.concat_str(*named, separator=" ", ignore_nulls=True)
    )


def name_struct(parts: Mapping[str, pl.Expr]) -> pl.Expr:
    """A struct of all name parts, null those that are not given."""
    none = pl.lit(None, pl.String)
    return pl.struct([parts.get(name, none).alias(name) for name in NAME_PARTS])


def couple_of(split: pl.DataFrame) -> pl.DataFrame:
    """The two people of a couple out of the columns of read_names.

    Returns:
        is_couple, one and two (structs of name parts) and household_text, one row a name.
    """
    if "first_name_2" not in split.columns:
        none = name_struct({})
        return pl.DataFrame({"i": range(split.height)}).select(
            is_couple=pl.lit(False), one=none, two=none, household_text=pl.lit(None, pl.String)
        )
    return split.select(
        is_couple=(pl.col("kind") == "couple").fill_null(False),
        one=name_struct(_columns(split.columns)),
        two=name_struct(_columns(split.columns, "_2")),
        household_text=pl.col("household"),
    )


def _columns(names: Sequence[str], suffix: str = "") -> dict[str, pl.Expr]:
    return {name: pl.col(name + suffix) for name in NAME_PARTS if name + suffix in names}
