"""Words beside telephone numbers and emails that but name people of their row: "555-0102 (John)"."""

from __future__ import annotations

import polars as pl

from carnet.stages.assemble.columns.reading import Reading
from carnet.stages.assemble.some_rows import only
from carnet.stages.normalise.comparable import folded
from carnet.stages.normalise.labels import only_labels
from carnet.stages.normalise.names import read_names

_NAMING = {"contact.name", "person.full_name", "person.first_name"}
_EXTRA = {"phone.extra_text", "email.extra_text"}


def without_named(reading: Reading, result: pl.DataFrame) -> pl.DataFrame:
    """What a normaliser of numbers or emails gives, without findings on words that only tell whose they are.

    Args:
        reading: the sheet.
        result: with rest, code, suggestion and detail, one a contact row.
    """
    rows = result["code"].is_in(list(_EXTRA)).fill_null(False)
    naming = [c.index for c in reading.mapped.columns if c.field in _NAMING]
    if not rows.any() or not naming:
        return result
    told = pl.DataFrame([_of_people(reading.raw(index).filter(rows)).alias(str(index)) for index in naming])
    names = folded(pl.concat_str(pl.all(), separator=" ", ignore_nulls=True)).str.split(" ")
    said = result.filter(rows).select(
        said=folded(pl.col("rest").str.replace_all(r"['’]s\b", "")).str.split(" ")
    )
    beside = told.select(names=names).hstack(said)
    left = beside.select(
        named=(pl.col("said").list.set_intersection("names").list.len() > 0),
        left=pl.col("said").list.set_difference("names").list.join(" "),
    )
    whose = left["named"] & only_labels(left["left"])
    plain = pl.Series([False]).new_from_index(0, result.height).scatter(rows.arg_true(), whose)
    return result.with_columns(
        pl.when(~pl.lit(plain)).then(name).alias(name) for name in ("code", "suggestion", "detail")
    )


def _of_people(texts: pl.Series) -> pl.Series:
    """The names that are people's, or may be a part of one's."""
    kinds = read_names(texts)["kind"]
    return only(texts, (kinds != "organization").fill_null(~texts.str.contains("[&/]")))
