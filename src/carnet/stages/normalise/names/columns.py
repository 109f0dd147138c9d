"""Names that stand in parts already: couples hidden in the columns of first and last names."""

from __future__ import annotations

from functools import cache

import polars as pl

from carnet.stages.normalise.names import vocabulary
from carnet.stages.normalise.names.reading import PARTS, SCHEMA, read_names
from carnet.stages.normalise.names.tokens import plain
from carnet.stages.normalise.text import clean

_AND = r"(?i)\s*(?:[&+/]|\s(?:and|et|und|or|ou|y)\s)\s*"


def is_given_name(expr: pl.Expr) -> pl.Expr:
    """Whether a text is a common given name; "Jean-Pierre" counts by its first half."""
    return plain(expr).str.replace(r"^(\p{L}+)[- ]\p{L}+$", "${1}").is_in(_given_names())


@cache
def _given_names() -> pl.Series:
    """The given names, as one list."""
    return pl.Series([sorted(vocabulary.given_names())])


def split_parts(first: pl.Series, last: pl.Series) -> pl.DataFrame:
    """Couples in rows that have a first and a last name: "John & Mary" | "Smith".

    Args:
        first, last: n texts each.

    Returns:
        n rows of read_names' columns for the rows that hold two people; every column null elsewhere.
        Two last names go one to each ("John & Mary" | "Smith & Jones").
    """
    rows = pl.DataFrame({"first": first.cast(pl.String), "last": last.cast(pl.String)}).with_columns(
        clean(pl.col("first", "last"))
    )
    pairs = rows.with_columns(*_halves("first"), *_halves("last")).with_row_index("row")
    two = pairs.filter(pl.col("first_b").is_not_null() & pl.col("last_a").is_not_null())
    mixed = pairs.filter(pl.col("first_b").is_null() & pl.col("last_b").is_not_null())
    found = pl.concat([_of_two(two), _of_mixed(mixed)])
    return pairs.select("row").join(found, on="row", how="left", maintain_order="left").select(SCHEMA.names())


def _halves(column: str) -> list[pl.Expr]:
    parts = pl.col(column).str.replace(_AND, "\n").str.split_exact("\n", 1)
    whole = pl.when(parts.struct.field("field_0") != "").then(parts.struct.field("field_0"))
    other = pl.when(parts.struct.field("field_1") != "").then(parts.struct.field("field_1"))
    return [whole.alias(f"{column}_a"), other.alias(f"{column}_b")]


def _of_two(rows: pl.DataFrame) -> pl.DataFrame:
    """The first column names both."""
    second_last = pl.coalesce("last_b", "last_a")
    one = read_names(rows.select(pl.format("{}, {}", "last_a", "first_a")).to_series())
    two = read_names(rows.select(pl.format("{}, {}", second_last, "first_b")).to_series())
    household = pl.format("{} {}", "first", "last")
    joined = pl.concat(
        [
            rows.select("row", household=household),
            one.select("kind", "confidence", "reason", *_FIRST),
            two.select(pl.col("kind").alias("kind_2"), *(pl.col(n).alias(f"{n}_2") for n in _BOTH)),
        ],
        how="horizontal",
    )
    people = ~(pl.col("kind") == "organization").fill_null(False) & ~(
        pl.col("kind_2") == "organization"
    ).fill_null(False)
    return joined.filter(people).with_columns(
        kind=pl.lit("couple"), confidence=pl.lit(0.95), reason=pl.lit("two_first_names"),
        code=pl.lit(None, pl.String), suggestion=pl.lit(None, pl.String), detail=pl.lit(None, pl.String),
    ).select("row", *SCHEMA.names())  # fmt: skip


_FIRST = [name for name in PARTS if not name.endswith("_2")]
_BOTH = [name.removesuffix("_2") for name in PARTS if name.endswith("_2")]


def _of_mixed(rows: pl.DataFrame) -> pl.DataFrame:
    """The last column holds the second person: "John" | "Smith & Mary Jones"."""
    whole = rows.select(pl.concat_str("first", "last", separator=" ", ignore_nulls=True)).to_series()
    read = read_names(whole).with_columns(rows["row"])
    return read.filter(pl.col("kind") == "couple").select("row", *SCHEMA.names())
