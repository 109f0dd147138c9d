"""The contacts that a person's choices name, found again in the import's files and in the book."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.choices import Party, Place
from carnet.contract import LOOKUP, Book
from carnet.stages.assemble.mentions import Mentions
from carnet.stages.normalise.comparable import folded


def in_files(
    parties: Sequence[Party], mentions: Mentions, numbers: npt.NDArray[np.int64], places: Sequence[Place]
) -> pl.DataFrame:
    """A row a party: kind, name, key, sheet, row, and the mention that it is, null where it is none."""
    sheets = {place: index for index, place in enumerate(places)}
    asked = pl.DataFrame(
        {
            "party": range(len(parties)),
            "kind": [party.kind for party in parties],
            "name": [party.name for party in parties],
            "key": [party.key for party in parties],
            "sheet": [sheets.get(Place(party.file, party.sheet)) if party.row else None for party in parties],
            "row": [party.row or None for party in parties],
        },
        schema_overrides={"sheet": pl.UInt16, "row": pl.UInt32, "party": pl.UInt32},
    ).with_columns(match=folded(pl.col("name")))
    files = asked.filter(pl.col("key") == "")
    frame = mentions.frame.select("sheet", "row", "kind", "name").with_columns(contact=pl.Series(numbers))
    named = frame.lazy().with_row_index("mention").with_columns(match=folded(pl.col("name")))
    called = ["kind", "match"]
    named = named.join(files.lazy().select(called).unique(), on=called, how="semi", maintain_order="left")
    known = named.select("mention", "contact", *called, "sheet", "row").collect()
    in_row = frame.with_row_index("mention").join(
        files.filter(pl.col("row").is_not_null()).select("party", "match", "kind", "sheet", "row"),
        on=["kind", "sheet", "row"], maintain_order="left",
    ).join(known.select("contact", *called).unique(), on=["contact", *called], how="semi",
           maintain_order="left")  # fmt: skip
    anywhere = files.filter(pl.col("row").is_null()).join(known, on=called, maintain_order="left")
    lone = anywhere.filter(pl.col("contact").n_unique().over("party") == 1)
    found = pl.concat([part.select("party", "mention") for part in (in_row, lone)])
    first = found.unique("party", keep="first", maintain_order=True).cast({"mention": pl.Int64})
    return asked.join(first, on="party", how="left", maintain_order="left")


def in_book(parties: Sequence[Party], book: Book, told: pl.DataFrame) -> pl.DataFrame:
    """The parties with the contacts of the book that they name by key: book_id, and its kind and name."""
    keyed = told.filter(pl.col("key") != "").select("party", "key")
    asked = keyed.unique("key").select(contact="party", kind=pl.lit("contact_key"), value="key")
    held = pl.DataFrame(
        schema={"key": pl.String, "book_id": pl.Int64, "its_kind": pl.String, "its_name": pl.String}
    )
    if asked.height:
        found = book.find(asked.cast(LOOKUP)).select(key="value", book_id="book_id").unique("key")
        contacts = book.contents(found["book_id"].unique().sort()).contacts
        names = contacts.select(book_id="id", its_kind="kind", its_name="name")
        held = found.join(names, on="book_id")
    joined = told.join(held, on="key", how="left", maintain_order="left")
    return joined.with_columns(
        kind=pl.coalesce("its_kind", "kind"),
        name=pl.coalesce("its_name", pl.when(pl.col("name") != "").then("name"), "key"),
    )
