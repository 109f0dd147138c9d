"""What the values of a column look like: the share of its distinct values that have each shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import polars as pl

from carnet.contract import Recognised
from carnet.stages.map import gazetteer, shapes

SAMPLED = 20_000  # rows read of a sheet, spread evenly over all of it
FEW = 200  # a column with fewer sampled values than this is sampled again without its blanks
DISTINCT = 1_000  # distinct values looked at in one column, spread evenly over those sampled
AT_ONCE = 50_000  # values measured at once


@dataclass(frozen=True, slots=True)
class Profile:
    """The shapes of one column's values.

    Attributes:
        filled: share of the sampled rows that have a value; 0 for an empty column.
        values: the distinct values looked at, trimmed; counts: how often each was sampled.
        distinct: distinct values a filled row, 1 where no value repeats.
        shares: shape -> share of the distinct values that have it, 0 to 1.
        words: mean number of words; length: mean number of characters.
    """

    filled: float = 0.0
    values: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    distinct: float = 0.0
    rows: int = 0
    shares: Mapping[str, float] = field(default_factory=dict)
    words: float = 0.0
    length: float = 0.0

    def share(self, *names: str) -> float:
        """The largest share among the shapes."""
        return max((self.shares.get(name, 0.0) for name in names), default=0.0)


def sample(recognised: Recognised) -> pl.DataFrame:
    """Contact rows of the sheet, evenly over the whole file, as its cell columns."""
    sheet = recognised.sheet
    step = max(1, -(-sheet.rows // SAMPLED))
    rows = sheet.scan().gather_every(step).collect(engine="streaming")
    return rows.filter(is_contact(recognised)).select(sheet.columns())


def is_contact(recognised: Recognised) -> pl.Expr:
    """Whether each row of the sheet is a contact."""
    row = pl.col("row")
    return (row > recognised.header_row) & ~row.is_in(list(recognised.left_out))


def _scarce(recognised: Recognised, rows: pl.DataFrame) -> dict[str, pl.Series]:
    """All values of the columns that the sample nearly missed, where it is not the whole sheet."""
    sheet = recognised.sheet
    missed = [name for name in rows.columns if rows[name].count() < FEW]
    if sheet.rows <= SAMPLED or not missed:
        return {}
    counts = sheet.scan().filter(is_contact(recognised)).select(pl.col(missed).count()).collect()
    filled = [name for name in missed if counts[name][0] > rows[name].count()]
    return {name: _spread(recognised, name) for name in filled}


def _spread(recognised: Recognised, name: str) -> pl.Series:
    """The values of one column, blanks left out, evenly over the whole file."""
    kept = recognised.sheet.scan().filter(is_contact(recognised) & pl.col(name).is_not_null())
    values = kept.select(name).collect()[name]
    return values.gather_every(-(-values.len() // SAMPLED))


def profiles(recognised: Recognised) -> list[Profile]:
    """One profile a column of the sheet."""
    rows = sample(recognised)
    scarce = _scarce(recognised, rows)
    columns = _counted([scarce.get(name, rows[name]) for name in recognised.sheet.columns()])
    looked = [_evenly(counted) for counted in columns]
    measured = _measured(looked)
    return [
        _profile(counted, values, shares, rows.height) if values.height else Profile()
        for counted, values, shares in zip(columns, looked, measured, strict=True)
    ]


def _counted(columns: Sequence[pl.Series]) -> list[pl.DataFrame]:
    """The distinct values of each column, trimmed, blanks left out: raw, len."""
    found = [pl.DataFrame(schema={"raw": pl.String, "len": pl.UInt32})] * len(columns)
    for start, end in _together([len(column) for column in columns]):
        told = pl.DataFrame({"at": _numbers(start, columns[start:end]), "raw": pl.concat(columns[start:end])})
        filled = told.lazy().with_columns(pl.col("raw").str.strip_chars()).filter(pl.col("raw") != "")
        counted = filled.group_by("at", "raw", maintain_order=True).len().collect()
        for frame in counted.partition_by("at", maintain_order=True):
            found[frame["at"][0]] = pl.DataFrame([frame["raw"], frame["len"]])
    return found


def _together(sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Columns looked at in one go, as ranges: a question to Polars takes as long as many values do."""
    starts, held = [0], 0
    for at, size in enumerate(sizes):
        if held and held + size > AT_ONCE:
            starts.append(at)
            held = 0
        held += size
    return list(zip(starts, [*starts[1:], len(sizes)], strict=True))


def _numbers(start: int, columns: Sequence[pl.Series]) -> pl.Series:
    """Of each value the number of its column."""
    return pl.Series(np.arange(start, start + len(columns)).repeat([len(column) for column in columns]))


def _evenly(counted: pl.DataFrame) -> pl.DataFrame:
    """Some of the distinct values, where there are many."""
    step = -(-counted.height // DISTINCT)
    return counted.gather_every(step) if step > 1 else counted


def _measured(looked: Sequence[pl.DataFrame]) -> list[dict[str, float]]:
    """The measures of the values of each column; many columns at once, each distinct value once."""
    found: list[dict[str, float]] = [{} for _ in looked]
    for start, end in _together([frame.height for frame in looked]):
        raw = [frame["raw"] for frame in looked[start:end]]
        if not any(map(len, raw)):
            continue
        values = pl.DataFrame({"at": _numbers(start, raw), "raw": pl.concat(raw).str.slice(0, 400)})
        distinct = values.select("raw").unique().with_columns(plain=_plain())
        shapes_of = distinct.select("raw", *_measures())
        means = values.join(shapes_of, on="raw").group_by("at").agg(pl.exclude("raw").mean())
        for row in means.iter_rows(named=True):
            found[row.pop("at")] = row
    return found


def _profile(counted: pl.DataFrame, looked: pl.DataFrame, measured: dict[str, float], rows: int) -> Profile:
    filled = int(counted["len"].sum())
    words, length = measured.pop("_words"), measured.pop("_length")
    return Profile(
        filled=filled / max(rows, 1),
        values=tuple(looked["raw"]),
        counts=tuple(looked["len"]),
        distinct=counted.height / filled,
        rows=filled,
        shares=measured,
        words=words,
        length=length,
    )


def _measures() -> Iterator[pl.Expr]:
    """Whether each shape is that of "raw" or of "plain", and how long it is."""
    raw, bare = pl.col("raw"), pl.col("plain")
    shaped = {name: raw.str.contains(_quickly_made(shape)) for name, shape in shapes.RAW.items()}
    shaped |= {name: bare.str.contains(_quickly_made(shape)) for name, shape in shapes.PLAIN.items()}
    shaped |= {name: bare.is_in(_series(name)) for name in (*shapes.LISTED, "country", "region")}
    shaped["date"] = shaped["date"] | shaped["dotted_date"]
    shaped["first_name"] = bare.str.extract(r"^([^ -]*)").is_in(_series("first_name"))
    shaped["first_name_in"] = _has_first_name(bare)
    shaped["phone_digits"] = raw.str.count_matches(r"\d").is_between(7, 15)
    yield from (shape.alias(name) for name, shape in shaped.items())
    yield (raw.str.count_matches(r"\s+") + 1).alias("_words")
    yield raw.str.len_chars().alias("_length")


def _quickly_made(shape: str) -> str:
    """A shape with the digits 0 to 9 alone: those of all alphabets take several times as long to prepare."""
    return shape.replace(r"\d", "[0-9]")


@cache
def _series(name: str) -> pl.Series:
    """A list of the gazetteer as Polars compares with it."""
    if name in {"country", "region"}:
        return pl.Series(
            sorted(gazetteer.countries() if name == "country" else gazetteer.regions())
        ).implode()
    return pl.Series(sorted(gazetteer.listed(name))).implode()


def _plain() -> pl.Expr:
    folded = pl.col("raw").str.to_lowercase().str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    return folded.str.replace_all(r"\.", "").str.replace_all("’", "'").str.replace_all(r"\s+", " ")


def _has_first_name(text: pl.Expr) -> pl.Expr:
    """Whether one of the first three words is a common first name."""
    parts = text.str.replace_all(r"[,&]", " ").str.split(" ").list.head(3)
    return parts.list.eval(pl.element().is_in(_series("first_name"))).list.any()


def examples(values: Sequence[str], count: int = 3) -> str:
    """A few of the values, for a sentence."""
    return ", ".join(values[:count])
