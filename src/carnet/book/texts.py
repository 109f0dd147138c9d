"""Frames as the texts that the book's tables hold, and back; whole columns at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet import catalog
from carnet.contract import CARD, CUSTOM

COLUMNS = ("name", "client_identifier", "first_name", "last_name", "contact_type", "client_owner")
DETAILS = tuple(
    name for name in catalog.RECORD_COLUMNS if name not in COLUMNS and name not in catalog.SECRET_COLUMNS
)
SECRET = tuple(name for name in catalog.RECORD_COLUMNS if name in catalog.SECRET_COLUMNS)
_BASE = 0x9E3779B97F4A7C15  # any odd number
_INVERSE = pow(_BASE, -1, 2**64)
_AT_ONCE = 4_000  # texts whose sums stay in the processor's cache
LISTS = tuple(name for name, dtype in CARD.items() if isinstance(dtype, pl.List))


def storable(text: pl.Expr) -> pl.Expr:
    """A text that both engines keep: PostgreSQL has no U+0000, so it becomes its visible symbol."""
    return text.str.replace_all("\x00", "\u2400", literal=True)


def stored_custom() -> pl.Expr:
    """The custom fields as JSON, with names and values that both engines keep."""
    parts = (storable(pl.element().struct.field(name)).alias(name) for name in ("name", "value"))
    return _json_list(pl.col("custom").list.eval(pl.struct(parts)))


def json_objects(frame: pl.DataFrame, names: Sequence[str]) -> pl.Series:
    """A JSON object a row, of those String columns that are not null in it; null where none is."""
    if not names:
        return pl.repeat(None, frame.height, dtype=pl.String, eager=True)
    plain = frame.select(_json_object(map(_quoted, names))).to_series()
    odd = _misquoted(plain, frame.select(pl.sum_horizontal(pl.col(names).is_not_null())).to_series())
    if not len(odd):
        return plain
    few = frame.select(names)[odd].select(storable(pl.all()))
    escaped = few.select(_json_object(map(_escaped, names))).to_series()
    return plain.scatter(odd, escaped)


def _json_object(members: Iterable[pl.Expr]) -> pl.Expr:
    joined = pl.concat_str(list(members), separator=",", ignore_nulls=True)
    return pl.when(joined != "").then(pl.concat_str(pl.lit("{"), joined, pl.lit("}")))


def _quoted(name: str) -> pl.Expr:
    return pl.concat_str(pl.lit(f'{json.dumps(name)}:"'), name, pl.lit('"'))


def _escaped(name: str) -> pl.Expr:
    value = pl.struct(pl.col(name).alias("v")).struct.json_encode().str.slice(5).str.strip_suffix("}")
    return pl.concat_str(pl.lit(f"{json.dumps(name)}:"), pl.when(pl.col(name).is_not_null()).then(value))


def _misquoted(objects: pl.Series, members: pl.Series) -> pl.Series:
    """Where a value has a character that JSON escapes; rare, so that it is looked for once a row."""
    quotes = objects.str.count_matches('"', literal=True) != 4 * members
    return (quotes | objects.str.contains(r"[\\\x00-\x1f]")).fill_null(False).arg_true()


def json_list(name: str) -> pl.Expr:
    """A list column as JSON; the empty list is null."""
    return _json_list(pl.col(name))


def _json_list(items: pl.Expr) -> pl.Expr:
    encoded = pl.struct(items.alias("v")).struct.json_encode()
    return pl.when(items.list.len() > 0).then(encoded.str.strip_prefix('{"v":').str.strip_suffix("}"))


def read_list(name: str, dtype: pl.DataType | type[pl.DataType]) -> pl.Expr:
    """What json_list wrote."""
    return pl.col(name).str.json_decode(dtype)


def read_object(name: str, names: Iterable[str]) -> pl.Expr:
    """What json_objects wrote, as a struct of Strings."""
    return pl.col(name).str.json_decode(pl.Struct(dict.fromkeys(names, pl.String)))


def read_cards(frame: pl.DataFrame) -> pl.DataFrame:
    """The list columns of cards, decoded."""
    return frame.with_columns(read_list(name, CARD[name]) for name in LISTS)


def read_custom() -> pl.Expr:
    """The custom fields, decoded."""
    return read_list("custom", pl.List(CUSTOM))


def digests(values: pl.Series) -> pl.Series:
    """A number for each text, equal for equal texts, the same on every machine; null stays null.

    A polynomial of the UTF-8 bytes modulo 2^64, mixed (splitmix64's last steps). Whoever wants to can make
    two texts meet, so the texts are compared wherever digests are equal.
    """
    found = np.empty(len(values), dtype=np.uint64)
    for start in range(0, len(values), _AT_ONCE):
        found[start : start + _AT_ONCE] = _polynomials(values[start : start + _AT_ONCE])
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        found = (found ^ (found >> np.uint64(shift))) * np.uint64(factor)
    numbers = pl.Series(values.name, (found ^ (found >> np.uint64(31))).view(np.int64))
    return pl.select(pl.when(values.is_not_null()).then(numbers)).to_series()


def _polynomials(values: pl.Series) -> npt.NDArray[np.uint64]:
    """Of each text the difference of two running sums, brought back to the text's beginning."""
    lengths = values.str.len_bytes().fill_null(0).to_numpy().astype(np.int64)
    body = np.frombuffer(values.str.join("").item().encode(), dtype=np.uint8)
    sums = np.zeros(len(body) + 1, dtype=np.uint64)
    room = 1 << len(body).bit_length()  # so that few tables are made
    np.multiply(np.add(body, 1, dtype=np.uint64), _powers(_BASE, room)[: len(body)], out=sums[1:])
    np.cumsum(sums, out=sums)
    ends = lengths.cumsum()
    starts = ends - lengths
    polynomials: npt.NDArray[np.uint64] = (sums[ends] - sums[starts]) * _powers(_INVERSE, room)[starts]
    return polynomials


def lookup_digests(kinds: pl.Series, values: pl.Series) -> pl.Series:
    """The digests of keys; see models.Lookup."""
    return digests(pl.select(pl.concat_str(kinds, pl.lit("\x1f"), values)).to_series())


@lru_cache(maxsize=8)
def _powers(base: int, count: int) -> npt.NDArray[np.uint64]:
    """base to the power of 0 ... count-1, modulo 2^64."""
    factors = np.full(count, base, dtype=np.uint64)
    factors[:1] = 1
    return np.multiply.accumulate(factors)


def writable(text: str) -> str:
    """A single text that both engines keep: bytes of a file's name that are no UTF-8 become U+FFFD."""
    whole = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return whole.replace("\x00", "\u2400")


def compact(value: object) -> str:
    """JSON without spaces, letters as they are."""
    return writable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
