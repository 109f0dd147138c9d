"""Values that a contact can have several of: when two are the same, and lists of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.stages.normalise.comparable import folded
from carnet.stages.normalise.emails import email_key
from carnet.stages.normalise.websites import website_key

LISTS = ("emails", "phones", "addresses", "websites", "social")


def item_key(family: str, item: pl.Expr) -> pl.Expr:
    """What makes two items of a card's list the same value, as UInt64.

    Args:
        family: emails, phones, addresses, websites, social or custom.
        item: one item of the list.
    """
    field = item.struct.field
    match family:
        case "emails":
            return email_key(item).hash()
        case "phones":
            return pl.concat_str(field("number"), field("extension").fill_null(""), separator="x").hash()
        case "websites":
            return website_key(item).hash()
        case "social":
            return pl.concat_str(field("network"), field("value").str.to_lowercase(), separator=" ").hash()
        case "custom":
            return pl.concat_str(field("name"), field("value"), separator="=").hash()
    parts = [field(name).fill_null("") for name in ("line", "city", "region", "postal_code", "country")]
    return folded(pl.concat_str(parts, separator=" ")).hash()


def joined_lists(parts: Sequence[pl.Series]) -> pl.Series:
    """Several list columns as one, row by row, null where all are; many times faster than concat_list."""
    numbers = pl.Series("i", np.arange(len(parts[0]), dtype=np.uint32))
    long = pl.concat(
        pl.DataFrame({"i": numbers, "v": part}).filter(pl.col("v").list.len() > 0).explode("v")
        for part in parts
    )
    again = long.sort("i", maintain_order=True).group_by("i", maintain_order=True).agg("v")
    return numbers.to_frame().join(again, on="i", how="left", maintain_order="left")["v"]


def lone_items(frame: pl.DataFrame) -> pl.Series:
    """Lists of one struct a row, of all columns of a frame; null where there is no value."""
    item = pl.concat_list(pl.struct(pl.all()))
    return frame.select(pl.when(pl.col("value").is_not_null()).then(item)).to_series()


def without_empty(lists: pl.Series) -> pl.Series:
    """Empty lists as null."""
    name = lists.name or "v"
    return lists.to_frame(name).select(pl.when(pl.col(name).list.len() > 0).then(name)).to_series()


def distinct_items(frame: pl.DataFrame, family: str) -> pl.Series:
    """A list column without repeated values: the first of each stays, of phones one that says which it is."""
    values = frame.select(family)
    several = pl.col(family).list.len() > 1
    items = values.lazy().with_row_index("i").filter(several).explode(family).collect()
    if not items.height:
        return values[family]
    keys = items.select("i", key=item_key(family, pl.col(family)))
    repeating = keys.filter(keys.is_duplicated())["i"].unique()
    if not len(repeating):
        return values[family]
    rows = items.with_columns(keys["key"]).filter(pl.col("i").is_in(repeating.implode()))
    if family == "phones":  # Outlook's Primary Phone is a copy of another
        rows = rows.sort("i", pl.col("phones").struct.field("label") == "other", maintain_order=True)
    distinct = rows.unique(["i", "key"], keep="first", maintain_order=True)
    again = distinct.group_by("i", maintain_order=True).agg(family)
    return overlaid(values, again.select(family), again["i"].to_numpy())[family]


def overlaid(base: pl.DataFrame, rows: pl.DataFrame, places: npt.NDArray[np.integer[Any]]) -> pl.DataFrame:
    """A frame with other rows in some places, column after column so that memory holds one copy: base is
    left without its columns.

    Lists are gathered from one piece: from two it takes forty times as long.
    """
    if not rows.height:
        return base
    order = np.arange(base.height)
    order[places] = base.height + np.arange(rows.height)
    kinds = base.schema
    return pl.DataFrame(
        [
            pl.concat([base.drop_in_place(name), rows[name].cast(kind)], rechunk=True).gather(order)
            for name, kind in kinds.items()
        ]
    )


def repeats(frame: pl.DataFrame, families: Sequence[str]) -> pl.Series:
    """Rows in which one of the lists holds the same value twice, as "repeats"."""
    found = np.zeros(frame.height, dtype=bool)
    for family in families:
        long = frame.select(pl.col(family).list.len().fill_null(0) > 1).to_series()
        if not long.any():
            continue
        items = frame.select(family).with_row_index("m").filter(long).explode(family)
        keys = items.select("m", key=item_key(family, pl.col(family)))
        found[keys.filter(keys.is_duplicated())["m"].unique().to_numpy()] = True
    return pl.Series("repeats", found)
