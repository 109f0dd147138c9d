"""The client's own name in front of the street: "Elm Inc 1 Elm Street Oakland CA 94601"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from carnet.stages.normalise.addresses.words import ends_as_street
from carnet.stages.normalise.comparable import folded

# What an address goes on with behind the name.
_STREET = (
    r"(?i)^(?:\d|#|p\.? ?o\.? ?box|box \d|(?:unit|suite|ste|level|flat|apt|lot)\b|c/o\b|att(?:n|ention)\b)"
)
_WORDS = r"\p{L}{3}[\s\S]*\d|\d[\s\S]*\p{L}{3}"


def without_addressee(addresses: pl.Series, names: Sequence[pl.Series]) -> pl.Series:
    """Whole addresses without the names of their rows in front.

    Args:
        addresses: n texts.
        names: columns of n names each, as written: "Lee, Bob" stands as Bob Lee before an address, and the
            customer "Oak LLC:Job 1" as Oak LLC.
    """
    found = addresses
    for name in _as_addressed(names):
        rows = pl.DataFrame([found.str.strip_chars().alias("text"), name.alias("name")])
        begins = pl.col("text").str.to_lowercase().str.starts_with(pl.col("name").str.to_lowercase())
        at = rows.select(pl.arg_where(begins.fill_null(False))).to_series()
        if len(at):
            found = found.scatter(at, rows[at].select(_rest()).to_series())
    return found


def _rest() -> pl.Expr:
    """The text without the name that it begins with, where an address follows."""
    text, name = pl.col("text"), pl.col("name")
    behind = text.str.slice(name.str.len_chars())
    rest = behind.str.strip_chars_start(" ,;\n")
    street = rest.str.contains(_STREET) & rest.str.contains(_WORDS) & ~ends_as_street(name)
    told = behind.str.contains(r"^[\s,;]") & (street | behind.str.contains(r"^[,;\n][\s\S]*\d"))
    return pl.when(told).then(rest).otherwise(text)


def no_addressee(lines: pl.Series, names: Sequence[pl.Series]) -> pl.Series:
    """Lines of addresses, null those that are but a name of their row."""
    found = lines
    for name in _as_addressed(names):
        rows = pl.DataFrame([found.alias("line"), name.alias("name")])
        same = (folded(pl.col("line")) == folded(pl.col("name"))).fill_null(False)
        found = rows.select(pl.when(~same).then("line")).to_series()
    return found


def _as_addressed(names: Sequence[pl.Series]) -> Iterator[pl.Series]:
    """The names as they stand in letters."""
    for name in names:
        text = name.alias("name").to_frame().select(pl.col("name").str.strip_chars().replace("", None))
        yield text.to_series()
        parent = text.select(pl.col("name").str.extract(r"^([^:]+\S)\s*:")).to_series()
        turned = text.select(
            pl.col("name").str.replace(r"^([^,]+),\s*([^,]+)$", "$2 $1").str.strip_chars()
        ).to_series()
        if parent.count():
            yield parent
        if (turned != text.to_series()).any():
            yield turned
