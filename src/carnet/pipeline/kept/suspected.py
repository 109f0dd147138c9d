"""Pairs of contacts that may be one, gathered into clusters, each side named as a decision names it."""

from __future__ import annotations

import numpy as np
import polars as pl

from carnet.choices import Party
from carnet.contract import Plan
from carnet.stages.match.evidence.cluster import components

PAIR = pl.Schema(
    {
        "cluster": pl.UInt32,  # the surest is 0
        "contact": pl.UInt32,
        "other": pl.UInt32,
        "book_id": pl.Int64,
        "probability": pl.Float64,
        "evidence": pl.String,
        "one": pl.String,  # text_of(Party) of contact
        "two": pl.String,  # text_of(Party) of the other side
        "text": pl.String,  # both names
    }
)


def text_of(party: Party) -> str:
    """A party as one text."""
    if party.key:
        return party.key
    kind, name, file, sheet, row = party[1:]
    return f"{kind}|{file}|{row}|{len(sheet)}|{sheet}{name}"


def party_of(text: str) -> Party:
    """The party that text_of() wrote."""
    if "|" not in text:
        return Party(key=text)
    kind, file, row, length, rest = text.split("|", 4)
    return Party("", kind, rest[int(length) :], int(file), rest[: int(length)], int(row))


_TEXT = pl.concat_str(
    pl.concat_str("kind", "file", "row", pl.col("sheet").str.len_chars(), separator="|"),
    pl.lit("|"), "sheet", "name",
)  # fmt: skip


def _parties(plan: Plan) -> pl.DataFrame:
    """What choices.Party says of each contact of the plan: contact, kind, name, file, sheet, row."""
    places = pl.DataFrame(
        [(number, *sheet.place) for number, sheet in enumerate(plan.sheets)],
        schema={"number": pl.UInt16, "file": pl.Int64, "place": pl.String},
        orient="row",
    )
    first = plan.sources.unique("contact", keep="first", maintain_order=True)
    told = first.join(places, left_on="sheet", right_on="number", maintain_order="left")
    named = told.join(plan.contacts.select("contact", "kind", "name"), on="contact", maintain_order="left")
    return named.select("contact", "kind", "name", "file", sheet="place", row=pl.col("row").cast(pl.Int64))


def pairs(plan: Plan) -> pl.DataFrame:
    """PAIR rows of the plan's suspects: cluster after cluster, the surest pair first."""
    suspects = plan.suspects
    if not suspects.height:
        return PAIR.to_frame()
    named = _named(plan, suspects)
    cluster = _clusters(plan, suspects)
    surest = named.with_columns(cluster=cluster).with_columns(
        best=pl.col("probability").max().over("cluster")
    )
    ordered = surest.sort(
        "best", "cluster", "probability", descending=[True, False, True], maintain_order=True
    )
    return ordered.with_columns(cluster=pl.col("cluster").rle_id()).select(PAIR.names()).cast(PAIR)


def _clusters(plan: Plan, suspects: pl.DataFrame) -> pl.Series:
    """The cluster of each pair."""
    ids = suspects["book_id"].drop_nulls().unique().sort()
    books = plan.contacts.height + ids.search_sorted(suspects["book_id"].fill_null(0)).cast(pl.Int64)
    others = (
        suspects.select(pl.coalesce(pl.col("other").cast(pl.Int64), pl.lit(books))).to_series().to_numpy()
    )
    left = suspects["contact"].to_numpy().astype(np.int64)
    label = components(plan.contacts.height + len(ids), left, others)
    return pl.Series(label[left])


def _named(plan: Plan, suspects: pl.DataFrame) -> pl.DataFrame:
    ours = _parties(plan).select("contact", "name", party=_TEXT)
    theirs = plan.known.contacts.select(book_id="id", book_key="key", book_name="name")
    told = suspects.join(ours, on="contact", how="left", maintain_order="left").join(
        ours.select(other="contact", other_party="party", other_name="name"),
        on="other", how="left", maintain_order="left",
    ).join(theirs, on="book_id", how="left", maintain_order="left")  # fmt: skip
    return told.with_columns(
        one="party",
        two=pl.coalesce("book_key", "other_party"),
        text=pl.concat_str("name", pl.coalesce("book_name", "other_name"), separator=" ", ignore_nulls=True),
    )
