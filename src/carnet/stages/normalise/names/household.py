"""The comparable form of a couple's name."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from carnet.stages.normalise.comparable import folded
from carnet.stages.normalise.names.neighbours import ANDS
from carnet.stages.normalise.names.reading import read_names

_FEW = 100  # names
# Without one of these a name is no couple's.
_JOINED = rf"(?i)[&+/;]|\s(?:and|et|und|y|or|ou|{'|'.join(ANDS)})\s"


def household(name: pl.Expr) -> pl.Expr:
    """The two people that a name says it is, "ann lee&bo lee", however they are written.

    Null for other names, and where only an initial is known of one.
    """
    return name.map_batches(_couples, pl.String)


def _couples(names: pl.Series) -> pl.Series:
    none = names.clear(len(names))
    if names.null_count() == len(names):
        return none
    at = names.str.contains(_JOINED).fill_null(False).arg_true()
    if not len(at):
        return none
    joined = names.gather(at)
    few = len(joined) <= _FEW
    return none.scatter(at, _read_few(tuple(joined)) if few else _read(joined))


@lru_cache(maxsize=2)
def _read_few(names: tuple[str, ...]) -> pl.Series:
    """As ``_read``, kept for the next stage, which asks for the same names."""
    return _read(pl.Series(names, dtype=pl.String))


def _read(names: pl.Series) -> pl.Series:
    read = read_names(names)
    people = [
        folded(pl.concat_str(f"first_name{which}", f"last_name{which}", separator=" "))
        for which in ("", "_2")
    ]
    both = pl.concat_str(pl.min_horizontal(people), pl.max_horizontal(people), separator="&")
    whole = pl.all_horizontal(pl.col("first_name", "first_name_2").str.len_chars() > 1)
    return read.select(pl.when((pl.col("kind") == "couple") & whole).then(both)).to_series()
