"""Every field in one table: a column for each, one row a card, as a spreadsheet opens it.

A card with a second email (or a second phone of one label ...) takes a further row with the same
number of the card. Semicolons separate where the language is French, as Excel expects there.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from carnet.catalog import FIELDS
from carnet.contract import Contents
from carnet.language import Language, Text
from carnet.writers.address_book import SET_ASIDE
from carnet.writers.csv_file import write_csv
from carnet.writers.flat import flat
from carnet.writers.headers import KIND, header
from carnet.writers.notes import LEFT_OUT, Note, archived, named_only, note, outside

KINDS = {
    "organization": Text("Organization", "Organisation"),
    "person": Text("Person", "Personne"),
    "client_group": Text("Client Group", "Groupe de clients"),
}
_SLICE = 100_000  # rows neutralised at a time


def write(contents: Contents, path: Path, language: Language) -> list[Note]:
    """Write all three kinds of contact into one table."""
    rows = flat(contents, language)
    columns = ["card", "key", *(name for name in _ordered(rows) if rows[name].null_count() < rows.height)]
    headers = [KIND(language), *(_header(name, language) for name in columns)]
    words = {kind: text(language) for kind, text in KINDS.items()}
    table = rows.select(pl.col("kind").replace(words), *columns)
    parts = (table.slice(start, _SLICE) for start in range(0, table.height, _SLICE))
    write_csv(path, headers, parts, separator=";" if language is Language.FR else ",")
    notes = outside(contents) + named_only(contents) + archived(contents.contacts)
    return notes + note(LEFT_OUT.code, SET_ASIDE(language), contents.set_aside.height)


def _ordered(rows: pl.DataFrame) -> list[str]:
    """The columns that occur, in the catalogue's order, custom fields last."""
    short = [name.partition(".")[2] for name in FIELDS]
    known = [name for pair in zip(FIELDS, short, strict=True) for name in pair if name in rows.columns]
    custom = [name for name in rows.columns if name.startswith("custom.")]
    return list(dict.fromkeys([*known, *custom]))


def _header(name: str, language: Language) -> str:
    if name == "name":
        return FIELDS["contact.name"].label(language)
    kinds = ("organization", "person", "client_group")
    kind = next((kind for kind in kinds if f"{kind}.{name}" in FIELDS), "organization")
    return header(kind, name, language)
