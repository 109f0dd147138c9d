"""Rows of Carnet's own files whose contact a person deleted since: it does not come back unasked."""

from __future__ import annotations

import polars as pl

from carnet.contract import LOOKUP, Book
from carnet.findings import Severity, rule
from carnet.stages.assemble.records import Records
from carnet.stages.normalise.comparable import exact

rule(
    "contact.deleted_since",
    Severity.WARNING,
    en="“%(value)s” was deleted from the book on %(detail)s, so what this row says of it is not taken. To "
    "have it back, restore it in the history and import this file again; to add it as a new contact, empty "
    "the cell in which Carnet keeps the row's reference or key.",
    fr="«\u00a0%(value)s\u00a0» a été supprimé du carnet le %(detail)s\u00a0; ce que cette ligne en dit "
    "n'est pas pris. Pour le retrouver, rétablissez-le dans l'historique et importez ce fichier de "
    "nouveau\u00a0; pour l'ajouter comme nouveau contact, videz la cellule où Carnet garde la référence ou "
    "la clé de la ligne.",
)
SCHEMA = pl.Schema({"contact": pl.UInt32, "name": pl.String, "day": pl.String})


def deleted_since(records: Records, pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """The contacts that the book had and a person deleted, as Carnet's references in the files tell.

    Args:
        records: the import's contacts.
        pairs: contact, book_id: those that the book has.
        book: the firm's.

    Returns:
        SCHEMA rows, one a contact.
    """
    own = pl.col("kind").is_in(["source_row", "contact_key"]) & ~pl.col("contact").is_in(
        pairs["contact"].implode()
    )
    lookups = records.keys.filter(own)
    if not lookups.height:
        return pl.DataFrame(schema=SCHEMA)
    gone = book.deleted(lookups.select(LOOKUP.names()).cast(LOOKUP))
    frame = records.mentions.frame.select("own", contact=pl.Series(records.numbers, dtype=pl.UInt32))
    owners = frame.filter("own")["contact"].unique()
    named = records.contacts.select("contact", "kind", called="name")
    found = lookups.select("contact", "value").join(gone, on="value").join(named, on=["contact", "kind"])
    same = exact(pl.col("name")) == exact(pl.col("called"))
    ordered = found.filter(same | pl.col("contact").is_in(owners.implode())).sort(~same, maintain_order=True)
    return ordered.unique("contact", keep="first").sort("contact").select(SCHEMA.names()).cast(SCHEMA)
