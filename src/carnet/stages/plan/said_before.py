"""What rows of a workbook of corrections still say as they said it when they were imported: nothing new.

What the book has since then, by a merge or by hand, stands.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from carnet.contract import CUSTOM, Contents
from carnet.stages.assemble.items import LISTS
from carnet.stages.assemble.mentions import Claim
from carnet.stages.assemble.records import Records
from carnet.stages.assemble.rows import PERSON
from carnet.stages.policy import NAME_PARTS

# Cells that hold what they held; taken: what they say was stored then, or the contact had it.
UNCHANGED = pl.Schema({"sheet": pl.UInt16, "row": pl.UInt32, "column": pl.UInt16, "taken": pl.Boolean})
# What contacts say with such cells alone: a record column, a family of a card's items, "custom.<name>".
SAID_BEFORE = pl.Schema({"contact": pl.UInt32, "field": pl.String, "taken": pl.Boolean})
_NAMES = frozenset({"org_name", "any_name", "full_name", *NAME_PARTS})


def said_before(records: Records, unchanged: pl.DataFrame) -> pl.DataFrame:
    """SAID_BEFORE rows of an import's contacts.

    Args:
        records: the import's contacts.
        unchanged: UNCHANGED rows.
    """
    found = [pl.DataFrame(schema={**SAID_BEFORE, "same": pl.Boolean})]
    cells = unchanged.partition_by("sheet", "column", as_dict=True)
    for sheet in records.mentions.sheets if cells else ():
        found += [_claimed(records, claim, cells) for claim in sheet.claims]
    told = pl.concat(found).group_by("contact", "field").agg(pl.col("same", "taken").all())
    return told.filter("same").select(SAID_BEFORE.names())


def _claimed(records: Records, claim: Claim, cells: dict[tuple[object, ...], pl.DataFrame]) -> pl.DataFrame:
    """What the cells of a claim say, and whether all of them said it before."""
    source = records.mentions.sheets[claim.sheet].source
    rows = claim.first + np.flatnonzero(claim.rows.to_numpy())
    mention = records.mentions.lookup[claim.sheet, claim.mention][rows]
    rows, mention = rows[mention >= 0], mention[mention >= 0]
    numbers = source.ledger.rows.numbers.gather(rows)
    columns = source.mapped.columns
    labels = {columns[index].label_column for index in claim.column.indexes} - {None}
    told = pl.DataFrame({"row": numbers, "same": True, "taken": True})
    for index in (*claim.column.indexes, *labels):
        held = cells.get((claim.sheet, index), pl.DataFrame(schema=UNCHANGED))
        own = told["row"].is_in(held["row"].implode())
        taken = told["row"].is_in(held.filter("taken")["row"].implode())
        told = told.with_columns(same=pl.col("same") & own, taken=pl.col("taken") & taken)
    contact = pl.Series(records.numbers[mention], dtype=pl.UInt32)
    return told.select(contact.alias("contact"), pl.lit(_field(claim)).alias("field"), "taken", "same")


def _field(claim: Claim) -> str:
    column = claim.column
    if column.target == "org_name" and claim.mention == PERSON:
        return "belongs_to"
    if column.target in _NAMES:
        return "name"
    return column.field if column.target == "custom" else column.target


def without_values(paired: pl.DataFrame, old: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Contacts of the book without the single values that they said before, where these were taken or the
    book has another.

    Args:
        paired: contact, action, the record columns, custom.
        old: the contacts of the book as it has them.
        told: SAID_BEFORE rows.
    """
    matched = paired.filter(pl.col("action") == "match")["contact"]
    told = told.filter(pl.col("contact").is_in(matched.implode()))
    for (field,), mine in told.partition_by("field", as_dict=True).items():
        names = ("name", *NAME_PARTS) if field == "name" else (str(field),)
        for column in set(names) & set(paired.columns):
            has = pl.col(column).is_not_null() if column in old.columns else pl.lit(False)
            held = old.filter(has)["contact"]
            gone = mine.filter(pl.col("taken") | pl.col("contact").is_in(held.implode()))["contact"]
            said = pl.when(~pl.col("contact").is_in(gone.implode())).then(column)
            paired = paired.with_columns(said.alias(column))
    return _without_custom(paired, old, told)


def _without_custom(paired: pl.DataFrame, old: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    custom = told.filter(pl.col("field").str.starts_with("custom."))
    if not custom.height:
        return paired
    name = pl.col("item").struct.field("name")
    held = old.select("contact", item="custom").explode("item").select("contact", name=name)
    own = custom.select("contact", "taken", name=pl.col("field").str.strip_prefix("custom."))
    gone = pl.concat(
        [own.filter("taken"), own.join(held, on=["contact", "name"], how="semi")]
    ).select("contact", "name")  # fmt: skip
    items = paired.select("contact", item="custom").explode("item").drop_nulls().with_columns(name=name)
    kept = items.join(gone, on=["contact", "name"], how="anti", maintain_order="left")
    lists = kept.group_by("contact", maintain_order=True).agg(custom="item")
    return (
        paired.drop("custom")
        .join(lists.cast({"custom": pl.List(CUSTOM)}), on="contact", how="left", maintain_order="left")
        .select(paired.columns)
    )


def without_items(
    cards: pl.DataFrame, paired: pl.DataFrame, contents: Contents, told: pl.DataFrame
) -> pl.DataFrame:
    """Cards of contacts of the book without what they said before, and at organizations as the book calls
    them; a card that says nothing else goes.

    Args:
        cards: as Records.cards; paired, told: as in without_values.
        contents: of the book.
    """
    if not told.height:
        return cards
    matched = paired.filter(pl.col("action") == "match").select("contact", "book_id")
    mine = told.join(matched, on="contact", maintain_order="left")
    roles = contents.cards.filter(pl.col("role").is_not_null())["contact"]
    role = (pl.col("field") == "role") & pl.col("book_id").is_in(roles.implode())
    mine = mine.with_columns(taken=pl.col("taken") | role)
    known = contents.contacts.select(book_id="id", stands="name")
    names = mine.filter(pl.col("field") == "name").join(known, on="book_id").select(
        "stands", organization_contact="contact"
    )  # fmt: skip
    cards = cards.join(names, on="organization_contact", how="left", maintain_order="left")
    cards = cards.with_columns(organization=pl.coalesce("stands", "organization")).drop("stands")
    empty = pl.col("contact").is_in(_said(mine, "belongs_to").implode()) | (pl.col("organization").is_null())
    for family in (*LISTS, "role"):
        again = pl.col("contact").is_in(_said(mine, family).implode())
        cards = cards.with_columns(pl.when(~again).then(family).alias(family))
        empty &= pl.col(family).is_null()
    return cards.filter(~(empty & pl.col("contact").is_in(mine["contact"].implode())))


def _said(told: pl.DataFrame, field: str) -> pl.Series:
    """The contacts of which what a field says was taken before."""
    return told.filter((pl.col("field") == field) & pl.col("taken"))["contact"]
