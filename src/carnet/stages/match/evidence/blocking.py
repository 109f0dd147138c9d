"""Which pairs are worth a look: records that share a key, the rarest keys first, in bounded number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

ALL_BELOW = 700  # records; fewer are all held against each other, which takes about a second
# Pairs for each record, and at least, beyond which the commonest keys are left out: where a person waits
# for an import, and where duplicates are searched for their own sake.
WAITED_FOR = (0.7, 60_000)
THOROUGH = (12, 3_000_000)
_AT_ONCE = 100_000  # keys that are counted together: a question to Polars takes as long as some thousand

LEFT_OUT = pl.Schema({"key": pl.String, "values": pl.Int64, "records": pl.Int64, "pairs": pl.Int64})


@dataclass(frozen=True, slots=True)
class Blocked:
    """Candidate pairs.

    pairs: l UInt32, r UInt32 (l < r), each once. On Spark, when they are many, a table of Spark's.
    left_out: LEFT_OUT: a row each key of which too many records share some values: how many values, how many
        records share the commonest, how many pairs these would have been; the most pairs first.
    """

    pairs: Any
    left_out: pl.DataFrame


def candidate_pairs(table: pl.DataFrame, kind: str, *, exhaustive: bool = True) -> Blocked:
    """Pairs of records of one kind that share a key.

    Args:
        table: records.TABLE, rows of that kind only; what keyed() gives of it is enough.
        exhaustive: take many pairs, of a small table all; else as many as an import can wait for.
    """
    nothing = pl.DataFrame(schema=LEFT_OUT)
    if exhaustive and table.height <= ALL_BELOW:
        ids = table.select("unique_id")
        pairs = ids.rename({"unique_id": "l"}).join(ids.rename({"unique_id": "r"}), how="cross")
        return Blocked(pairs.filter(pl.col("l") < pl.col("r")), nothing)
    made = list(block_keys(table, kind))
    step = max(1, _AT_ONCE // table.height) if table.height else len(made)
    shared = [_shared(pl.concat(made[at : at + step]).collect()) for at in range(0, len(made), step)]
    keys, sizes = (pl.concat(frames) for frames in zip(*shared, strict=True))
    sizes = sizes.with_columns(pairs=pl.col("records") * (pl.col("records") - 1) // 2).sort("records", "key")
    budget = most_pairs(table.height, THOROUGH if exhaustive else WAITED_FOR)
    sizes = sizes.with_columns(taken=pl.col("pairs").cum_sum() <= budget)
    left_out = sizes.filter(~pl.col("taken")).group_by(key="tag").agg(
        pl.len().alias("values"), pl.col("records").max(), pl.col("pairs").sum()
    )  # fmt: skip
    return Blocked(_pairs(keys, sizes.filter("taken")), in_order(left_out))


def _shared(keys: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of keys that several records have, which few are, and how many records have each of these."""
    sizes = keys.lazy().group_by("key").agg(records=pl.len().cast(pl.Int64), tag=pl.col("tag").first())
    several = sizes.filter(pl.col("records") > 1).collect()
    return keys.join(several, on="key", how="semi") if several.height else keys.clear(), several


def in_order(left_out: pl.DataFrame) -> pl.DataFrame:
    """LEFT_OUT rows as they are told."""
    return left_out.cast(LEFT_OUT).sort("pairs", "key", descending=[True, False])


def most_pairs(records: int, limit: tuple[float, int]) -> int:
    """How many pairs of so many records are compared: WAITED_FOR or THOROUGH."""
    each, least = limit
    return max(least, int(each * records))


def _pairs(keys: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    members = keys.join(blocks.select("key"), on="key", how="semi").select("unique_id", "key")
    found = (
        members.lazy().join(members.lazy(), on="key").filter(pl.col("unique_id") < pl.col("unique_id_right"))
    )
    return found.select(l="unique_id", r="unique_id_right").unique().collect(engine="streaming")


def keyed(table: pl.DataFrame, kind: str) -> pl.DataFrame:
    """The columns of a table that block_keys reads."""
    read = {name for _, parts in keys_of(kind) for part in parts for name in part.meta.root_names()}
    return table.select("unique_id", *sorted(read))


def block_keys(table: pl.DataFrame, kind: str) -> Iterator[pl.LazyFrame]:
    """unique_id, key Int64, tag Enum: every key of every record; a record without a part has not the key."""
    keys = keys_of(kind)
    tags = pl.Enum([tag for tag, _ in keys])
    empty = {name for name in table.columns if table[name].null_count() == table.height}
    for tag, parts in keys:
        if not any(_of_one(part, empty) for part in parts):
            yield _key(table, pl.lit(tag, tags), parts)


def _of_one(part: pl.Expr, columns: Collection[str]) -> bool:
    """Whether a part is made of one column alone, which is among those."""
    made_of = set(part.meta.root_names())
    return len(made_of) == 1 and made_of <= set(columns)


def keys_of(kind: str) -> list[tuple[str, list[pl.Expr]]]:
    """What records of a kind are sought by: a name and the parts of each key."""
    return _person() if kind == "person" else _organization()


def _key(table: pl.DataFrame, tag: pl.Expr, parts: Sequence[pl.Expr]) -> pl.LazyFrame:
    named = table.lazy().select("unique_id", *(part.alias(str(i)) for i, part in enumerate(parts)))
    kinds = named.collect_schema()
    listed = [name for name, kind in kinds.items() if isinstance(kind, pl.List)]
    for name in listed:
        named = named.explode(name)
    key = pl.struct(tag.cast(pl.String).alias("tag"), *kinds.names()[1:]).hash().reinterpret(signed=True)
    keys = named.drop_nulls().select("unique_id", key=key, tag=tag)
    return keys.unique(["unique_id", "key"]) if listed else keys


def _in_either_order(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Both as one text, the same whichever comes first; the one that there is, "" where there is none."""
    last = pl.when(one.is_not_null() & other.is_not_null()).then(pl.max_horizontal(one, other))
    return pl.concat_str(pl.min_horizontal(one, other), last, separator=" ", ignore_nulls=True)


def _person() -> list[tuple[str, list[pl.Expr]]]:
    col = pl.col
    pair = _in_either_order(col("sound_given"), col("sound_family"))
    names = _in_either_order(col("given"), col("family"))
    year = col("birth").str.slice(0, 4)
    either = pl.concat_list("sound_given", "sound_family").list.drop_nulls()
    day = _in_either_order(col("birth").str.slice(4, 2), col("birth").str.slice(6, 2))
    return [
        *_common(),
        ("names", [names]),
        ("sounds", [pair]),
        ("sounds, year", [pair, year]),
        ("sounds, postal code", [pair, col("postal")]),
        ("sounds, city", [pair, col("city")]),
        ("birth", [year, day]),
        ("birth, one name", [year, day, either]),
        ("one name, year", [either, year]),
        ("one name, day", [either, col("birth").str.slice(4)]),
        ("one name, postal code", [either, col("postal")]),
        ("one name, street", [either, col("street")]),
        ("one name, city", [either, col("city")]),
        ("familiar form, family", [col("nick"), col("family")]),
        ("birth, postal code", [col("birth"), col("postal")]),
        ("given, year, city", [col("given"), year, col("city")]),
    ]


def _organization() -> list[tuple[str, list[pl.Expr]]]:
    col = pl.col
    return [
        *_common(),
        ("name", [col("names")]),
        ("words", [col("bag")]),
        ("distinctive words", [col("distinctive")]),
        ("a word", [col("words")]),
        ("beginning", [col("core").str.slice(0, 6)]),
        ("beginning, postal code", [col("core").str.slice(0, 3), col("postal")]),
        ("a word, city", [col("words"), col("city")]),
        ("a word, postal code", [col("words"), col("postal")]),
        ("host", [col("domains")]),
        ("initials", [pl.coalesce("acronym", "core")]),
        ("end", [col("core").str.slice(-6)]),
    ]


def _common() -> list[tuple[str, list[pl.Expr]]]:
    col = pl.col
    return [
        ("email", [col("emails")]),
        ("email before the @", [col("locals")]),
        ("phone", [col("phones")]),
        ("registration", [col("registrations")]),
        ("identifier", [col("ids")]),
        ("address", [col("street"), col("number")]),
        ("street, postal code", [col("street"), col("postal")]),
        ("number, postal code", [col("number"), col("postal")]),
        ("premise", [col("premise"), col("postal")]),
    ]
