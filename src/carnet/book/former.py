"""What contacts were before merges that stand: the contacts merged into them, and their own values then.

Nothing here is kept by itself: it is read from the shelf and from the journal, so that an undone merge
leaves no trace in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from carnet import catalog
from carnet.book import journal, values
from carnet.book.engines import Cursor
from carnet.book.heirs import heirs
from carnet.book.queries import SET_ASIDE
from carnet.contract import Contents
from carnet.stages.assemble.records import NOTES
from carnet.stages.match.own_keys import own_keys

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

MARKS = ("card", "merged", "archived", "deleted", "group")  # fields of the journal that are no single values
_BY_MERGE = f"""
    j.contact_id IN {{numbers}} AND j.old IS NOT NULL AND j.field NOT IN {MARKS}
    AND j.origin_id IN (
        SELECT m.batch_id FROM book_merge m JOIN book_import i ON i.id = m.batch_id
        WHERE i.firm_id = %s AND i.undone IS NULL)"""


@dataclass(frozen=True, slots=True)
class Former:
    """What contacts were.

    Attributes:
        gone: contents of the contacts that were merged away.
        heirs: heirs.HEIR rows of them.
        before: contact, field, old: values that merges changed.
    """

    gone: Contents
    heirs: pl.DataFrame
    before: pl.DataFrame


def former(book: FirmBook, cursor: Cursor, ids: pl.Series) -> Former | None:
    """What those contacts were; None where no merge stands that concerns them."""
    every = heirs(book, cursor)
    if not every.height:
        return None
    mine = every.filter(pl.col("heir").is_in(ids.implode()))
    asked = book.engine.array(pl.concat([ids.alias("gone"), mine["gone"]]).unique())
    changes = journal.read(book, cursor, _BY_MERGE.format(numbers=book.engine.numbers), [asked, book.firm])
    named = changes.join(every, left_on="contact", right_on="gone", how="left", maintain_order="left")
    before = named.select(pl.coalesce("heir", "contact").alias("contact"), "field", "old", "change").filter(
        pl.col("contact").is_in(ids.implode())
    )
    if not mine.height and not before.height:
        return None
    return Former(book.shelf.contents(mine["gone"]), mine, before.sort("change").drop("change"))


def outvoted(book: FirmBook, cursor: Cursor, contacts: pl.DataFrame) -> pl.DataFrame:
    """The single values that merges did not let stand, as contract.Contents.set_aside without a file.

    The name of each contact that was merged away is always among them, so that it shows whose it was.

    Args:
        contacts: as in contract.Contents.
    """
    was = former(book, cursor, contacts["id"])
    if was is None:
        return pl.DataFrame(schema=SET_ASIDE)
    theirs = values.values_of(was.gone.contacts, _fields(was.gone.contacts))
    said = theirs.join(was.heirs, left_on="id", right_on="gone").select(
        id="heir", field="field", value="value"
    )
    names = said.filter(pl.col("field") == "name")
    lost = pl.concat([said, was.before.select(id="contact", field="field", value="old")])
    present = values.values_of(contacts, lost["field"].unique()).rename({"value": "now"})
    told = lost.unique(maintain_order=True).join(
        present, on=["id", "field"], how="left", maintain_order="left"
    )
    missing = pl.col("value").str.split("\n").list.set_difference(pl.col("now").str.split("\n"))
    stands = (
        pl.when(pl.col("field").is_in(NOTES))
        .then(missing.list.drop_nulls().list.len() == 0)
        .otherwise(pl.col("value") == pl.col("now"))
    )
    shown = told.filter(~stands.fill_null(False)).select(names.columns)
    return pl.concat([names, shown]).unique(maintain_order=True).select(
        pl.col("id").alias("contact"),
        *(pl.lit(None, SET_ASIDE[name]).alias(name) for name in ("file", "sheet", "row")),
        pl.col("field").alias("column"),
        "value",
    ).select(SET_ASIDE.names())  # fmt: skip


def _fields(contacts: pl.DataFrame) -> list[str]:
    return [*catalog.RECORD_COLUMNS, *values.custom_values(contacts)["field"].unique()]


def former_keys(book: FirmBook, cursor: Cursor, held: Contents) -> pl.DataFrame:
    """The keys that contacts' former values make: contact, kind, value; see own_keys.

    Args:
        held: the contacts as they are.
    """
    was = former(book, cursor, held.contacts["id"])
    if was is None:
        return pl.DataFrame(schema={"contact": pl.Int64, "kind": pl.String, "value": pl.String})
    gone = own_keys(was.gone.contacts.rename({"id": "contact"}), was.gone.cards)
    heir = gone.join(was.heirs, left_on="contact", right_on="gone").select(
        contact="heir", kind="kind", value="value"
    )
    changed = held.contacts.filter(pl.col("id").is_in(was.before["contact"].implode()))
    first = was.before.unique(["contact", "field"], keep="first", maintain_order=True)
    then = values.overlaid(changed, first.select(id="contact", field="field", value="old"))
    own = own_keys(then.rename({"id": "contact"}), held.cards.clear())
    return pl.concat([heir, own]).unique(maintain_order=True)
