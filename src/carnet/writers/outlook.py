"""Outlook's CSV: the 92 columns of the desktop program, in English or French.

Outlook holds three emails, one web page and one address of each kind; what is more than that, and
what Outlook has no column for, stands in the notes with its label in front.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from carnet.contract import Contents
from carnet.findings import Severity, rule
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
from carnet.writers.notes import Note, counted
from carnet.writers.outlook_headers import COLUMNS

YEARLESS = rule(
    "export.year_1604",
    Severity.INFO,
    en="Outlook keeps no birthday without a year. These are written with the year 1604, as Apple and "
    "Exchange do; Carnet reads it as no year. Birthdays: %(count)s.",
    fr="Outlook ne garde pas de date de naissance sans année. Celles-ci sont écrites avec l'année 1604, "
    "comme le font Apple et Exchange ; Carnet la lit comme une absence d'année. Dates de naissance : "
    "%(count)s.",
)
_NO_YEAR = 1604
EMAILS = ("E-mail Address", "E-mail 2 Address", "E-mail 3 Address")
PHONES = {
    "office": ("Company Main Phone",),
    "work": ("Business Phone", "Business Phone 2"),
    "mobile": ("Mobile Phone",),
    "home": ("Home Phone", "Home Phone 2"),
    "fax": ("Business Fax", "Home Fax", "Other Fax"),
    "other": ("Other Phone",),
}
ADDRESSES = {"physical": "Business", "home": "Home", "mailing": "Other"}
PARTS = {
    "line": "Street", "city": "City", "region": "State", "postal_code": "Postal Code",
    "country": "Country/Region",
}  # fmt: skip


def write(contents: Contents, path: Path, language: Language) -> list[Note]:
    """Write one row for each person and organization; semicolons where the language is French."""
    book, notes = address_book(contents, language)
    cells, further = _slots(book, language)
    noted = book.with_extras(*further)
    names = [column(language) for column in COLUMNS.values()]
    separator = ";" if language is Language.FR else ","
    write_csv(path, names, _tables(noted, cells, language), separator=separator)
    yearless = book.contacts.filter(pl.col("birth_date").str.starts_with("--")).height
    return notes + counted(YEARLESS.code, yearless) + read_as_others(book) + moved(noted.extras)


def _tables(book: AddressBook, cells: pl.DataFrame, language: Language) -> Iterator[pl.DataFrame]:
    for part in book.slices():
        mine = cells.join(part.contacts.select("id"), on="id", how="semi")
        wide = mine.pivot(on="column", index="id", values="value", aggregate_function="first")
        table = part.contacts.with_columns(**_own(part, language)).join(
            wide, on="id", how="left", maintain_order="left"
        )
        yield table.select(
            (pl.col(name) if name in table.columns else pl.lit(None, pl.String)).alias(name)
            for name in COLUMNS
        )


def _own(book: AddressBook, language: Language) -> dict[str, pl.Expr | pl.Series]:
    """The columns that hold one value of a contact."""
    organization = pl.col("kind") == "organization"
    unnamed = ~organization & pl.all_horizontal(pl.col("first_name", "middle_name", "last_name").is_null())
    return {
        "Title": pl.col("salutation"),
        "First Name": pl.when(unnamed).then("name").otherwise("first_name"),
        "Middle Name": pl.col("middle_name"),
        "Last Name": pl.col("last_name"),
        "Suffix": pl.col("suffix"),
        "Company": pl.when(organization).then("name").otherwise("organization"),
        "Job Title": pl.col("role"),
        "Birthday": pl.col("birth_date").str.replace("^--", f"{_NO_YEAR}-"),
        "Categories": pl.col("groups").list.join(";"),
        "Notes": notes_text(book, language)["notes"],
    }


def _slots(book: AddressBook, language: Language) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Cells (id, column, value) for what Outlook has columns for, and the rest (id, label, value)."""
    emails = book.emails.with_columns(
        column=pl.col("n").replace_strict(dict(enumerate(EMAILS)), default=None)
    )
    pages = book.websites.with_columns(column=pl.when(pl.col("n") == 0).then(pl.lit("Web Page")))
    phones = _phones(book)
    addresses = book.addresses.with_columns(
        n=pl.int_range(pl.len()).over("id", "label"),
        place=pl.col("label").replace_strict(ADDRESSES, default=None),
    )
    held = (pl.col("n") == 0) & pl.col("place").is_not_null()
    cells = [
        *(frame.filter(pl.col("column").is_not_null()) for frame in (emails, pages, phones)),
        *_kinds_of_email(book, emails),
        *_address_cells(addresses.filter(held)),
    ]
    without = pl.col("column").is_null()
    nicknames = book.contacts.select("id", value="preferred_name").drop_nulls()
    rest = [
        _labelled(nicknames, pl.lit("preferred_name"), language),
        _labelled(emails.filter(without), pl.lit("email"), language),
        _labelled(phones.filter(without), "phone." + pl.col("label"), language),
        _labelled(
            addresses.filter(~held).with_columns(value=address_text()), "address." + pl.col("label"), language
        ),
        _labelled(pages.filter(without), pl.lit("website"), language),
        _labelled(book.social, "social." + pl.col("network"), language),
    ]
    return pl.concat([frame.select("id", "column", "value") for frame in cells]), rest


def _labelled(frame: pl.DataFrame, name: pl.Expr, language: Language) -> pl.DataFrame:
    """The frame with the label that a person reads for the field called ``name``."""
    named = frame.with_columns(label=name)
    words = {text: header("person", text, language) for text in named["label"].unique() if text}
    return named.with_columns(pl.col("label").replace(words))


def _phones(book: AddressBook) -> pl.DataFrame:
    """Phones with the column of each, null where Outlook has none left."""
    rows = [(label, n, name) for label, names in PHONES.items() for n, name in enumerate(names)]
    slots = pl.DataFrame(rows, schema={"label": pl.String, "n": pl.Int64, "column": pl.String}, orient="row")
    numbered = book.phones.with_columns(n=pl.int_range(pl.len()).over("id", "label"))
    return numbered.join(slots, on=["label", "n"], how="left", maintain_order="left")


def _kinds_of_email(book: AddressBook, emails: pl.DataFrame) -> list[pl.DataFrame]:
    """What Outlook wants beside each email: its type and the name to show."""
    held = emails.filter(pl.col("column").is_not_null()).join(book.contacts.select("id", "name"), on="id")
    place = pl.col("column").str.strip_suffix("Address")
    return [
        held.with_columns(column=place + "Type", value=pl.lit("SMTP")),
        held.with_columns(column=place + "Display Name", value="name"),
    ]


def _address_cells(addresses: pl.DataFrame) -> list[pl.DataFrame]:
    return [
        addresses.filter(pl.col(part).is_not_null()).select(
            "id", column=pl.col("place") + f" {name}", value=part
        )
        for part, name in PARTS.items()
    ]
