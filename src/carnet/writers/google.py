"""Google Contacts' CSV, in the shape that Google reads and writes since 2024.

Blocks of columns (E-mail 1, E-mail 2 ...) grow with the widest contact. Header words are English in
every language. A star before a label means the first choice; " ::: " joins several values of a cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from carnet.contract import Contents
from carnet.language import Language
from carnet.writers.address_book import (
    AddressBook,
    address_book,
    address_text,
    moved,
    notes_text,
    read_as_others,
)
from carnet.writers.csv_file import write_csv
from carnet.writers.headers import header
from carnet.writers.notes import FIELD, Note

HEAD = (
    "First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Middle Name",
    "Phonetic Last Name", "Name Prefix", "Name Suffix", "Nickname", "File As", "Organization Name",
    "Organization Title", "Organization Department", "Birthday", "Notes", "Photo", "Labels",
)  # fmt: skip
ADDRESS_PARTS = (
    "Label", "Formatted", "Street", "City", "PO Box", "Region", "Postal Code", "Country", "Extended Address",
)  # fmt: skip
PHONES = {
    "office": "Main", "work": "Work", "mobile": "Mobile", "home": "Home", "fax": "Work Fax", "other": "Other",
}  # fmt: skip
ADDRESSES = {"physical": "Work", "home": "Home", "mailing": "Other", "legal": "Legal"}
SYSTEM_LABEL = "* myContacts"
_BETWEEN = " ::: "
_MOST_BLOCKS = 60  # of a kind; what a contact has beyond them is joined in the last one


def write(contents: Contents, path: Path, language: Language) -> list[Note]:
    """Write one row for each person and organization."""
    book, notes = address_book(contents, language)
    further = pl.col("label") == header("person", "belongs_to", language)
    noted = replace(book, extras=book.extras.filter(further))
    blocks = _blocks(replace(book, extras=book.extras.filter(~further)))
    widths = {name: frame["n"].n_unique() for name, frame in blocks.items() if frame.height}
    write_csv(path, _headers(blocks, widths), _tables(noted, blocks, widths, language), bom=False)
    fields = book.extras.filter(~further & ~pl.col("own"))
    return notes + read_as_others(book) + moved(noted.extras) + moved(fields, FIELD.code)


def _headers(blocks: dict[str, pl.DataFrame], widths: dict[str, int]) -> list[str]:
    names = list(HEAD)
    for block, width in widths.items():
        names += [f"{block} {n + 1} - {part}" for n in range(width) for part in blocks[block].columns[2:]]
    return names


def _tables(
    book: AddressBook, blocks: dict[str, pl.DataFrame], widths: dict[str, int], language: Language
) -> Iterator[pl.DataFrame]:
    for part in book.slices():
        table = part.contacts.select("id", *_head(part, language))
        for block, width in widths.items():
            table = table.join(
                _wide(block, blocks[block], part.contacts.select("id"), width),
                on="id",
                how="left",
                maintain_order="left",
            )
        yield table.drop("id")


def _head(book: AddressBook, language: Language) -> list[pl.Expr | pl.Series]:
    """The fixed columns, in HEAD's order."""
    organization = pl.col("kind") == "organization"
    unnamed = ~organization & pl.all_horizontal(pl.col("first_name", "middle_name", "last_name").is_null())
    values: dict[str, pl.Expr | pl.Series] = {
        "First Name": pl.when(unnamed).then("name").otherwise("first_name"),
        "Middle Name": pl.col("middle_name"),
        "Last Name": pl.col("last_name"),
        "Name Prefix": pl.col("salutation"),
        "Name Suffix": pl.col("suffix"),
        "Nickname": pl.col("preferred_name"),
        "Organization Name": pl.when(organization).then("name").otherwise("organization"),
        "Organization Title": pl.col("role"),
        "Birthday": pl.col("birth_date").str.replace("^--", " --"),  # so Google writes one without a year
        "Notes": notes_text(book, language)["notes"],
        "Labels": pl.concat_str(
            pl.lit(SYSTEM_LABEL), pl.lit(_BETWEEN) + pl.col("groups").list.join(_BETWEEN), ignore_nulls=True
        ),
    }
    return [values.get(name, pl.lit(None, pl.String)).alias(name) for name in HEAD]


def _blocks(book: AddressBook) -> dict[str, pl.DataFrame]:
    """For each block: id, n, then its parts."""
    first = pl.when(pl.col("n") == 0).then(pl.lit("* ")).otherwise(pl.lit(""))
    extras = book.extras.with_columns(n=pl.int_range(pl.len(), dtype=pl.UInt32).over("id"))
    return {
        "E-mail": _block(book.emails, Label=first.str.strip_chars_end(), Value=pl.col("value")),
        "Phone": _block(book.phones, Label=pl.col("label").replace(PHONES), Value=pl.col("value")),
        "Address": _block(book.addresses, **_address()),
        "Website": pl.concat(
            [_block(book.websites, Label=pl.lit(""), Value=pl.col("value")), _profiles(book)]
        ),
        "Custom Field": _block(extras, Label=pl.col("label"), Value=pl.col("value")),
    }


def _address() -> dict[str, pl.Expr]:
    columns = {
        "Label": pl.col("label").replace(ADDRESSES), "Formatted": address_text(), "Street": pl.col("line"),
        "City": pl.col("city"), "Region": pl.col("region"), "Postal Code": pl.col("postal_code"),
        "Country": pl.col("country"),
    }  # fmt: skip
    return {name: columns.get(name, pl.lit(None, pl.String)) for name in ADDRESS_PARTS}


def _profiles(book: AddressBook) -> pl.DataFrame:
    """Social profiles, as websites after the contact's own."""
    used = book.websites.group_by("id").len()
    profiles = book.social.join(used, on="id", how="left", maintain_order="left")
    after = pl.col("n") + pl.col("len").fill_null(0)
    return _block(
        profiles.with_columns(n=after),
        Label=pl.col("network").replace({"google_plus": "Google+"}),
        Value=pl.col("value"),
    )


def _block(frame: pl.DataFrame, **parts: pl.Expr) -> pl.DataFrame:
    """The parts of a block, at most _MOST_BLOCKS a contact."""
    block = frame.select("id", pl.col("n").clip(upper_bound=_MOST_BLOCKS - 1).cast(pl.UInt32), **parts)
    if not block.select("id", "n").is_duplicated().any():
        return block
    joined = pl.col(*parts).fill_null("").str.join(_BETWEEN)
    return block.group_by("id", "n", maintain_order=True).agg(joined)


def _wide(block: str, values: pl.DataFrame, ids: pl.DataFrame, width: int) -> pl.DataFrame:
    """One row a contact: the parts of its first block, of its second and so on."""
    mine = values.join(ids, on="id", how="semi")
    parts = values.columns[2:]
    return mine.group_by("id").agg(
        pl.col(part).filter(pl.col("n") == n).first().alias(f"{block} {n} {part}")
        for n in range(width)
        for part in parts
    )
