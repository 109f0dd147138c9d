"""Let contacts be found by what they are now, and no more by what they were."""

from __future__ import annotations

import polars as pl

from carnet.book import clues, former, writing
from carnet.book.engines import SLICE, Cursor
from carnet.book.firm_book import FirmBook
from carnet.stages.match.own_keys import OWN_KINDS, own_keys

# Names and identifiers are found through the contact itself; a registration number is a key only where an
# import found its check digits right.
_MADE_HERE = ("email",)


def refresh_lookups(book: FirmBook, cursor: Cursor, contacts: pl.Series) -> None:
    """After contacts changed: retire keys that are true no more, revive and add those that are.

    What was true of a contact before a merge stays a key of it.

    Args:
        contacts: ids of the firm's contacts.
    """
    wanted = contacts.unique().sort()
    for start in range(0, len(wanted), SLICE):
        _refresh(book, cursor, wanted[start : start + SLICE])


def _refresh(book: FirmBook, cursor: Cursor, contacts: pl.Series) -> None:
    held = book.contents(contacts)
    owners = held.contacts.rename({"id": "contact"})
    keys = [own_keys(owners, held.cards), former.former_keys(book, cursor, held)]
    present = writing.lookup_rows(book, pl.concat(keys).unique(maintain_order=True))
    stored = writing.stored_lookups(book, cursor, contacts).filter(pl.col("kind").is_in(OWN_KINDS))
    key = ["contact_id", "kind", "value"]
    true = stored.join(present.select(*key, true=pl.lit(True)), on=key, how="left", maintain_order="left")
    true = true.with_columns(pl.col("true").fill_null(False))
    turned = true.filter(pl.col("true") == pl.col("retired")).select("id", retired=~pl.col("true"))
    book.engine.update(cursor, "book_lookup", turned)
    fresh = present.filter(pl.col("kind").is_in(_MADE_HERE)).join(stored, on=key, how="anti")
    book.engine.insert(cursor, "book_lookup", fresh.with_columns(pl.lit(False).alias("retired")))
    clues.refresh(book, cursor, held)
