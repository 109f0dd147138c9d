"""Names that stand in parts already: couples hidden in the columns of first and last names."""

from __future__ import annotations

from functools import cache

import polars as pl

from carnet.stages.normalise.names import legal_forms, vocabulary
from carnet.stages.normalise.names.neighbours import plain
from carnet.stages.normalise.names.organizations import INSTITUTION
from carnet.stages.normalise.names.reading import PARTS, SCHEMA, read_names
from carnet.stages.normalise.names.remarks import MARKED, unmarked
from carnet.stages.normalise.no_data import is_no_name
from carnet.stages.normalise.text import clean

_AND = r"(?i)\s*(?:[&+/]|\s(?:and|et|und|or|ou|y|(?-i:e|en|og|och|és))\s)\s*"


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
    rows = _cleaned(first, last)
    pairs = rows.with_columns(*_halves("first"), *_halves("last")).with_row_index("row")
    two = pairs.filter(pl.col("first_b").is_not_null() & pl.col("last_a").is_not_null())
    mixed = pairs.filter(pl.col("first_b").is_null() & pl.col("last_b").is_not_null())
    found = pl.concat([_of_two(two), _of_mixed(mixed)])
    return pairs.select("row").join(found, on="row", how="left", maintain_order="left").select(SCHEMA.names())


_TITLES = (
    "mr", "mrs", "ms", "miss", "mx", "mme", "mlle", "madame", "monsieur", "dr", "dre", "prof", "rev", "hon",
    "sir", "dame", "herr", "frau", "sra", "maitre", "attn", "attention",
)  # fmt: skip
# A title in front of a first name, a suffix behind a last one, a nickname or remark in either.
_TITLE = rf"(?i)^(?:{'|'.join(_TITLES)}|maître|(?-i:Me)|attn:|attention:|c/o)\.?(?:\s|$)|^m\.? (?:et|&|ou) "
_SUFFIX = (
    r"(?i)[,\s](?:jr|sr|jnr|snr|ii|iii|f?cpa|c[gm]a|md|phd|esq|jd|mba|ll[bm]|dds|dmd|(?-i:CA|KC|QC|PE))\.?$"
    r"|\s(?:née|nee|aka)\s"
)
_REMARK = r"[(\[\"“”«,;]"
_MORE = f"{_TITLE}|{_REMARK}"
_BODY = rf"(?i)\s(?:{'|'.join(sorted(legal_forms.STRONG))})\.?$|{INSTITUTION}"


def whole_names(first: pl.Series, last: pl.Series) -> pl.DataFrame:
    """Names in columns of first and last names that are more than these, or an organization's, read whole.

    Args:
        first, last: n texts each: "Dr. John" | "Smith Jr.", "The Smith Family" | "Trust", null | "Roe, Jo".

    Returns:
        n rows: text (the whole name) and read_names' columns; every column null for a first and a last name.
        Organizations are told by a legal form only, and never "Grace" | "Trust", who may be called so.
    """
    rows = (
        _cleaned(first, last)
        .with_columns(
            whole=pl.concat_str("first", "last", separator=" ", ignore_nulls=True).replace("", None),
            lone=pl.col("first").is_null() != pl.col("last").is_null(),
        )
        .with_row_index("row")
    )
    odd = _found(rows["first"], _MORE, MARKED)
    odd |= _found(rows["last"], _MORE, MARKED, _SUFFIX)
    whole = pl.col("whole").str.contains(_BODY) | (pl.col("lone") & pl.col("whole").str.contains(r"\S[ ,]"))
    chosen = rows.with_columns(odd=odd | rows["lone"]).filter(odd | whole.fill_null(False))
    bodies = _bodies(chosen)
    people = _people(chosen.filter("odd").join(bodies.select("row"), on="row", how="anti"))
    found = pl.concat([bodies, people])
    return rows.select("row").join(found, on="row", how="left", maintain_order="left").drop("row")


# One plain word, which only a title alone can be more than.
_PLAIN = r"^[A-Z][a-z'’-]*$"
_ALONE = ["Me", *map(str.capitalize, _TITLES)]


def _found(texts: pl.Series, *patterns: str) -> pl.Series:
    """Whether one of the patterns of what is more than a name is in each text; both columns share most."""
    found = (~texts.str.contains(_PLAIN) | texts.is_in(_ALONE)).fill_null(False)
    at = found.arg_true()
    for pattern in patterns if len(at) else ():
        more = texts.gather(at).str.contains(pattern)
        found, at = found.scatter(at, more), at.filter(~more)
    return found


def _bodies(rows: pl.DataFrame) -> pl.DataFrame:
    read = rows.select("row", text="whole").hstack(read_names(rows["whole"]))
    alone = ~pl.col("last").str.contains(" ", literal=True)
    called = rows.select(is_given_name(pl.col("first")) & alone).to_series()
    firm = (pl.col("kind") == "organization") & (pl.col("confidence") >= 0.95)
    return read.filter(firm & ~pl.lit(called.fill_null(False)))


def _people(rows: pl.DataFrame) -> pl.DataFrame:
    """Those in one of the columns as they stand, others with their last name in front."""
    last, first = pl.col("last").str.replace_all(",", " "), unmarked(pl.col("first"))
    mark = pl.col("first").str.head(pl.col("first").str.len_chars() - first.str.len_chars())
    written = rows.select(
        pl.when("lone").then("whole").otherwise(pl.format("{}{}, {}", mark, last, first))
    ).to_series()
    read = rows.select("row", "lone", text="whole").hstack(read_names(written))
    named = pl.all_horizontal(pl.col("first_name", "last_name").is_not_null())
    sure = (pl.col("confidence") >= 0.8) & ~is_given_name(pl.col("last_name"))
    person = (pl.col("kind") == "person") & named & (~pl.col("lone") | sure)
    couple = pl.col("kind") == "couple"
    told = read.filter((person | couple).fill_null(False)).drop("lone")
    return told.with_columns(household=pl.when(couple).then("text"))


def _cleaned(first: pl.Series, last: pl.Series) -> pl.DataFrame:
    """The two columns, null where a cell says that there is no name."""
    rows = pl.DataFrame({"first": first.cast(pl.String), "last": last.cast(pl.String)})
    rows = rows.with_columns(clean(pl.col("first", "last")))
    return rows.with_columns(
        pl.when(~is_no_name(pl.col(name))).then(name).alias(name) for name in rows.columns
    )


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
