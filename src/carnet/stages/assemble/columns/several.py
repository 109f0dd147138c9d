"""Several addresses of one contact in one cell, as Google writes them."""

from __future__ import annotations

import numpy as np
import polars as pl

from carnet.contract import ADDRESS
from carnet.stages.normalise import countries, labels

NEXT = " ::: "  # between the values that Google puts into one cell
PARTS = ("line", "city", "region", "postal_code", "country")


def countries_of(raw: pl.Series) -> pl.DataFrame:
    """Countries, also where Google put those of several addresses into one cell."""
    if not raw.str.contains(NEXT, literal=True).any():
        return countries.normalise_countries(raw)
    pieces = pl.DataFrame({"piece": raw.str.split(NEXT)}).with_row_index("i").explode("piece")
    read = pieces.select("i").hstack(countries.normalise_countries(pieces["piece"]))
    return read.group_by("i", maintain_order=True).agg(
        pl.when(pl.col("value").is_not_null().any()).then(pl.col("value").fill_null("").str.join(NEXT)),
        pl.col("code", "suggestion", "detail").drop_nulls().first(),
    )


def hold_several(parts: pl.DataFrame) -> pl.Series:
    """Rows in which a part of the address holds those of several; one truth a row."""
    found = pl.any_horizontal(pl.col(name).str.contains(NEXT, literal=True) for name in PARTS)
    return parts.select(found.fill_null(False)).to_series()


def paired(frame: pl.DataFrame, values: pl.Series, several: pl.Series, told: pl.Series | None) -> pl.Series:
    """Google's cells with several addresses: the n-th pieces of the parts and the label belong together.

    Args:
        frame: label and the parts of each row's address.
        values: the same as lists of addresses, right where a row has one.
        several: of hold_several.
        told: the label cells, where there are any.
    """
    label = pl.Series([None], dtype=pl.String).new_from_index(0, frame.height) if told is None else told
    words = label.filter(several).str.split(NEXT).explode().drop_nulls().unique()
    known = dict(zip(words, labels.address_labels(words), strict=True))
    out: list[list[dict[str, str | None]] | None] = []
    for row in frame.with_columns(told=label).filter(several).iter_rows(named=True):
        pieces = {name: (row[name] or "").split(NEXT) for name in PARTS}
        marks = (row["told"] or "").split(NEXT)
        found: list[dict[str, str | None]] = []
        for n in range(max(len(piece) for piece in pieces.values())):
            one = {
                name: (piece[n].strip() or None) if n < len(piece) else None for name, piece in pieces.items()
            }
            if any(one.values()):
                found.append({"label": known.get(marks[min(n, len(marks) - 1)]) or row["label"], **one})
        out.append(found or None)
    order = np.arange(len(values))
    order[several.to_numpy()] = len(values) + np.arange(len(out))
    whole = pl.concat([values, pl.Series(values.name, out, dtype=pl.List(ADDRESS))], rechunk=True)
    return whole.gather(order)
