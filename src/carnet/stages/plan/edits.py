"""What a bulk workbook changes of contacts that the book has: just the cells that a person edited.

Elsewhere a file's values are put beside what the book holds; here each cell stands for one value of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from carnet.contract import CARD
from carnet.stages.assemble.items import LISTS, distinct_items
from carnet.stages.assemble.surviving import CHOSEN
from carnet.stages.plan.lists import LABELS

TOKEN = "#"  # before a card's id, in place of the card's number in a file

# An edited cell of a card's list: which entry of the book it stood for (the line-th of its label), and
# whether that is emptied.
PLACE = pl.Schema(
    {
        "cell": pl.UInt32, "card": pl.Int64, "family": pl.String, "label": pl.String, "line": pl.UInt32,
        "emptied": pl.Boolean,
    }
)  # fmt: skip
STATED = pl.Schema({"book_id": pl.Int64, "field": pl.String, "value": pl.String})


@dataclass(frozen=True, slots=True)
class Edits:
    """The edits.

    Attributes:
        contacts: book ids of those of whom exported rows are read: nothing but edits changes them.
        stated: STATED: single values ("custom.<name>" too); null empties.
        places: PLACE rows; items: family -> cell and item, what each cell says now.
        emptied: card Int64, column ("organization" or "role").
    """

    contacts: pl.Series = field(default_factory=lambda: pl.Series(dtype=pl.Int64))
    stated: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=STATED))
    places: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=PLACE))
    items: dict[str, pl.DataFrame] = field(default_factory=dict)
    emptied: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(schema={"card": pl.Int64, "column": pl.String})
    )

    def of(self, contacts: pl.DataFrame) -> pl.DataFrame:
        """The single values by the contacts' numbers, as CHOSEN.

        Args:
            contacts: contact, book_id.
        """
        known = contacts.select("contact", "book_id").drop_nulls()
        return self.stated.join(known, on="book_id", maintain_order="left").select(CHOSEN.names())

    def changed_cards(self, theirs: pl.DataFrame, linked: pl.DataFrame) -> pl.DataFrame:
        """The book's cards that are edited, as they will be.

        Args:
            theirs: the book's cards, with id and CARD.
            linked: card (TOKEN and id), organization, organization_contact, role: what rows say now.
        """
        said = linked.select(
            id=pl.col("card").str.strip_prefix(TOKEN).cast(pl.Int64),
            new_organization="organization", new_contact="organization_contact", new_role="role",
        )  # fmt: skip
        asked = pl.concat([self.places["card"], self.emptied["card"], said["id"]]).unique()
        cards = theirs.filter(pl.col("id").is_in(asked.implode()))
        if not cards.height:
            return cards.with_columns(pl.lit(None, pl.UInt32).alias("organization_contact"))
        for family in LISTS:
            cards = self._with_items(cards, family)
        joined = cards.join(said.unique("id", keep="first"), on="id", how="left", maintain_order="left")
        role, organization = (
            pl.col("id").is_in(self.emptied.filter(pl.col("column") == name)["card"].implode())
            for name in ("role", "organization")
        )
        return joined.with_columns(
            organization=pl.when(~organization).then(pl.coalesce("new_organization", "organization")),
            organization_contact="new_contact",
            role=pl.when(~role).then(pl.coalesce("new_role", "role")),
        ).select(cards.columns)

    def _with_items(self, cards: pl.DataFrame, family: str) -> pl.DataFrame:
        """Cards with one list as it will be: what a cell says takes the place of what it stood for."""
        places = self.places.filter(pl.col("family") == family)
        places = places.filter(pl.col("card").is_in(cards["id"].implode()))
        if not places.height:
            return cards
        item = CARD[family].inner  # type: ignore[attr-defined]
        said = self.items.get(family, pl.DataFrame(schema={"cell": pl.UInt32, "item": item}))
        new = places.join(said, on="cell", maintain_order="left")
        known = places.filter(pl.col("emptied") | pl.col("cell").is_in(new["cell"].implode()))
        label = pl.col(family).struct.field(LABELS[family]) if family in LABELS else pl.lit(None, pl.String)
        held = (
            cards.select(card="id", item=family)
            .explode("item")
            .drop_nulls("item")
            .rename({"item": family})
            .with_columns(label=label, order=pl.int_range(pl.len(), dtype=pl.Int64).over("card"))
            .with_columns(line=pl.int_range(pl.len(), dtype=pl.UInt32).over("card", "label"))
        )
        spot = ["card", "label", "line"]
        ordered = new.join(
            held.select(*spot, "order"), on=spot, how="left", nulls_equal=True, maintain_order="left"
        )
        fresh = ordered.select("card", pl.col("order").fill_null(1 << 30), item="item")
        stays = held.join(known, on=spot, how="anti", nulls_equal=True, maintain_order="left").select(
            "card", "order", item=family
        )
        lists = (
            pl.concat([stays, fresh])
            .sort("card", "order", maintain_order=True)
            .group_by("card", maintain_order=True)
            .agg("item")
        )
        again = cards.join(lists, left_on="id", right_on="card", how="left", maintain_order="left")
        written = again.with_columns(pl.col("item").alias(family)).drop("item")
        return written.with_columns(distinct_items(written, family))


NO_EDITS = Edits()
