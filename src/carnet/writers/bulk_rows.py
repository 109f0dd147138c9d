"""The rows of a bulk workbook: contacts' cards as cells, with the place that each row has in the book."""

from __future__ import annotations

from functools import cache

import polars as pl

from carnet.catalog import FIELDS, RECORD_COLUMNS, fold
from carnet.contract import Contents
from carnet.language import Language
from carnet.writers.flat import CARD, PLACE, placed, references
from carnet.writers.headers import CUSTOM, header
from carnet.writers.karbon import columns_of, unsplit_name
from carnet.writers.workbook import MAX_CELL

KINDS = ("organization", "person", "client_group")
ALWAYS = ("contact_type", "client_owner", "client_manager")  # beside those that the import file has
_OWN = {"key", "kind", CARD, *PLACE}


def bulk_rows(contents: Contents, others: pl.DataFrame, language: Language) -> pl.DataFrame:
    """One row a row of the workbook, of all kinds: key, kind, PLACE, and the columns that occur.

    A text that is too long for a cell is left out; its cell is empty.

    Args:
        contents: the contacts.
        others: id, key, kind, name of further contacts that these refer to.
    """
    known = contents.contacts.select("id", "key", "kind", "name")
    named = pl.concat([known, others.select(known.columns)])
    called = references(named, KINDS, alone=False)
    rows = placed(contents, language, called, called).drop(CARD)
    people = pl.col("kind") == "person"
    whole = pl.when(~people).then("name").otherwise(unsplit_name(rows)).alias("name")
    fits = [
        pl.when(pl.col(name).str.len_chars() <= MAX_CELL // 2).then(name).alias(name)
        for name in cell_columns(rows)
        if name != "name"
    ]
    return rows.with_columns(whole, *fits)


def referred(contents: Contents) -> pl.Series:
    """The ids of contacts that those of the contents refer to and that are not among them."""
    named = pl.concat([contents.cards["organization_contact"], contents.members["member"]]).drop_nulls()
    return named.filter(~named.is_in(contents.contacts["id"].implode())).unique().sort()


def cell_columns(rows: pl.DataFrame) -> list[str]:
    """The columns of rows that are cells."""
    return [name for name in rows.columns if name not in _OWN]


def tab_columns(rows: pl.DataFrame, kind: str) -> list[str]:
    """The columns of a kind's tab, in order: the import file's, and further ones that hold a value."""
    named = columns_of(rows, kind, ALWAYS)
    return sorted(named, key=lambda name: name != "name" or kind == "person")


def column_of(kind: str, text: str, language: Language) -> str:
    """The column of rows that a header of a tab means."""
    known = _headers(kind, language).get(fold(text))
    if known is not None:
        return known
    return text if text.startswith(CUSTOM) else CUSTOM + text


@cache
def fields() -> tuple[str, ...]:
    """The columns of rows that are fields of the catalogue."""
    return (*RECORD_COLUMNS, "email", "website", "belongs_to", "role", "members", *FIELDS)


@cache
def _headers(kind: str, language: Language) -> dict[str, str]:
    """Folded header -> column, of the fields."""
    found: dict[str, str] = {}
    for column in fields():
        text = fold(header(kind, column, language))
        found.setdefault(text, column)
    return found


def language_of(kind: str, headers: list[str]) -> Language:
    """The language of a tab's headers."""
    folded = [fold(text) for text in headers]
    known = {language: sum(text in _headers(kind, language) for text in folded) for language in Language}
    return max(known, key=lambda language: known[language])
