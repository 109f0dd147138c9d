"""Frames as the texts that the book's tables hold, and back; whole columns at a time."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable

import polars as pl

from carnet import catalog
from carnet.contract import CARD, CUSTOM

PLAIN = tuple(name for name in catalog.RECORD_COLUMNS if not name.startswith("accounting."))
OPEN = tuple(
    name
    for name in catalog.RECORD_COLUMNS
    if name.startswith("accounting.") and name not in catalog.SECRET_COLUMNS
)
SECRET = tuple(name for name in catalog.RECORD_COLUMNS if name in catalog.SECRET_COLUMNS)
LISTS = tuple(name for name, dtype in CARD.items() if isinstance(dtype, pl.List))


def storable(text: pl.Expr) -> pl.Expr:
    """A text that both engines keep: PostgreSQL has no U+0000, so it becomes its visible symbol."""
    return text.str.replace_all("\x00", "\u2400", literal=True)


def folded(text: pl.Expr) -> pl.Expr:
    """A name as it is searched: without accents and case."""
    return text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()


def json_object(names: Iterable[str]) -> pl.Expr:
    """A JSON object of those String columns that are not null in the row."""
    members = [
        pl.when(pl.col(name).is_not_null()).then(
            pl.struct(name).struct.json_encode().str.slice(1).str.strip_suffix("}")
        )
        for name in names
    ]
    if not members:
        return pl.lit("{}")
    joined = pl.concat_str(members, separator=",", ignore_nulls=True)
    return pl.concat_str(pl.lit("{"), joined, pl.lit("}"))


def json_list(name: str) -> pl.Expr:
    """A list column as JSON; null is the empty list."""
    encoded = pl.struct(pl.col(name).alias("v")).struct.json_encode()
    text = encoded.str.strip_prefix('{"v":').str.strip_suffix("}")
    return pl.when(pl.col(name).list.len() > 0).then(text).otherwise(pl.lit("[]"))


def read_list(name: str, dtype: pl.DataType | type[pl.DataType]) -> pl.Expr:
    """What json_list wrote; the empty list is null."""
    text = pl.col(name)
    return pl.when(text != "[]").then(text).str.json_decode(dtype)


def read_object(name: str, names: Iterable[str]) -> pl.Expr:
    """What json_object wrote, as a struct of Strings."""
    return pl.col(name).str.json_decode(pl.Struct(dict.fromkeys(names, pl.String)))


def read_cards(frame: pl.DataFrame) -> pl.DataFrame:
    """The list columns of cards, decoded."""
    return frame.with_columns(read_list(name, CARD[name]) for name in LISTS)


def read_custom() -> pl.Expr:
    """The custom fields, decoded."""
    return read_list("custom", pl.List(CUSTOM))


def digests(kinds: pl.Series, values: pl.Series) -> pl.Series:
    """The CRC-32 of each key's kind and value; see models.Lookup."""
    joined = pl.select(pl.concat_str(kinds, values, separator="\x1f")).to_series()
    return pl.Series([zlib.crc32(text.encode()) for text in joined], dtype=pl.Int64)


def writable(text: str) -> str:
    """A single text that both engines keep: bytes of a file's name that are no UTF-8 become U+FFFD."""
    whole = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return whole.replace("\x00", "\u2400")


def compact(value: object) -> str:
    """JSON without spaces, letters as they are."""
    return writable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
