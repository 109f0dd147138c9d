"""vCard 3.0, which Outlook, Google and Apple all read: UTF-8, folded, one card a contact.

Sources: RFC 2426 (3.0), RFC 2425 5.8.1 (folding); X-ABLabel and X-ABShowAs as Apple and Google write
them. Values that vCard has no property for stand in the note with their label in front.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from carnet.contract import Contents
from carnet.language import Language
from carnet.writers.address_book import AddressBook, address_book, moved, notes_text
from carnet.writers.headers import header
from carnet.writers.notes import Note

PHONES = {
    "office": "WORK,VOICE,MAIN", "work": "WORK,VOICE", "mobile": "CELL,VOICE", "home": "HOME,VOICE",
    "fax": "WORK,FAX", "other": "OTHER,VOICE",
}  # fmt: skip
ADDRESSES = {"physical": "WORK", "home": "HOME"}
_ORDER = pl.Enum(
    ("begin", "name", "org", "title", "birthday", "email", "phone", "address", "url", "social", "groups",
     "note", "end")
)  # fmt: skip
_EOL = "\r\n"
# Characters to a folded line by the widest character in it: at most 75 octets with the blank in front.
_FOLDS = (("", 74), (r"[\x{80}-\x{7FF}]", 37), (r"[\x{800}-\x{FFFF}]", 24), (r"[\x{10000}-\x{10FFFF}]", 18))


def write(contents: Contents, path: Path, language: Language) -> list[Note]:
    """Write one vCard for each person and organization."""
    book, notes = address_book(contents, language)
    with path.open("wb") as file:
        for part in book.slices():
            for text in _cards(part, language):
                file.write(text.encode())
                file.write(_EOL.encode())
    return notes + moved(book.extras)


def _cards(book: AddressBook, language: Language) -> pl.Series:
    """The text of each contact's card."""
    lines = [*_contact_lines(book, language), *_card_lines(book, language)]
    order = book.contacts.select("id").with_row_index("contact")
    return (
        pl.concat([frame.select("id", pl.col("place").cast(_ORDER), "line") for frame in lines])
        .join(order, on="id")
        .sort("contact", "place", maintain_order=True)
        .with_columns(_folded(pl.col("line")))
        .group_by("contact", maintain_order=True)
        .agg(pl.col("line").str.join(_EOL))["line"]
    )


def _contact_lines(book: AddressBook, language: Language) -> list[pl.DataFrame]:
    organization = pl.col("kind") == "organization"
    own = book.contacts.with_columns(notes=notes_text(book, language)["notes"])
    parts = ["last_name", "first_name", "middle_name", "salutation", "suffix"]
    unnamed = ~organization & pl.all_horizontal(pl.col(*parts[:3]).is_null())
    names = [pl.when(unnamed & (part == "first_name")).then("name").otherwise(part) for part in parts]
    head = pl.concat_str(
        pl.lit(f"BEGIN:VCARD{_EOL}VERSION:3.0{_EOL}UID:"),
        escaped(pl.col("key").fill_null(pl.col("id").cast(pl.String))),
    )
    groups = pl.col("groups").list.eval(escaped(pl.element())).list.join(",")
    company = pl.when(organization).then("name").otherwise("organization")
    return [
        own.select("id", place=pl.lit("begin"), line=head),
        own.select("id", place=pl.lit("name"), line=_structured("N:", names)),
        _line(own, "name", pl.lit("FN:") + escaped(pl.col("name"))),
        _line(own, "name", pl.lit("NICKNAME:") + escaped(pl.col("preferred_name"))),
        _line(own, "org", pl.lit("ORG:") + escaped(company)),
        _line(own.filter(organization), "org", pl.lit("X-ABShowAs:COMPANY")),
        _line(own, "title", pl.lit("TITLE:") + escaped(pl.col("role"))),
        _line(own, "birthday", pl.lit("BDAY:") + escaped(pl.col("birth_date"))),
        _line(own, "groups", pl.lit("CATEGORIES:") + groups),
        _line(own, "note", pl.lit("NOTE:") + escaped(pl.col("notes"))),
        own.select("id", place=pl.lit("end"), line=pl.lit("END:VCARD")),
    ]


def _card_lines(book: AddressBook, language: Language) -> list[pl.DataFrame]:
    value = escaped(pl.col("value"))
    kinds = pl.col("label").replace(PHONES)
    profile = pl.lit("X-SOCIALPROFILE;TYPE=") + pl.col("network").str.replace("_", "-") + ":" + value
    first = pl.when(pl.col("n") == 0).then(pl.lit(",PREF")).otherwise(pl.lit(""))
    return [
        _line(book.emails, "email", pl.lit("EMAIL;TYPE=INTERNET") + first + ":" + value),
        _line(book.phones, "phone", pl.lit("TEL;TYPE=") + kinds + ":" + value),
        _addresses(book, language),
        _line(book.websites, "url", pl.lit("URL:") + value),
        _line(book.social, "social", profile),
    ]


def _addresses(book: AddressBook, language: Language) -> pl.DataFrame:
    """ADR lines; a label that vCard does not know is given as Apple and Google give it."""
    typed = pl.col("label").replace_strict(ADDRESSES, default=None)
    words = {name: header("person", f"address.{name}", language) for name in ("mailing", "legal")}
    parts = ["box", "box", "line", "city", "region", "postal_code", "country"]
    rows = book.addresses.with_columns(box=pl.lit(None, pl.String))
    item = pl.lit("item") + (pl.col("n") + 1).cast(pl.String) + "."
    value = _structured("", [pl.col(part) for part in parts])
    label = pl.lit(_EOL) + item + "X-ABLabel:" + escaped(pl.col("label").replace(words))
    line = pl.coalesce(pl.lit("ADR;TYPE=") + typed + ":" + value, item + "ADR:" + value + label)
    return _line(rows, "address", line)


def _line(frame: pl.DataFrame, place: str, line: pl.Expr) -> pl.DataFrame:
    return frame.select("id", place=pl.lit(place), line=line).drop_nulls("line")


def _structured(name: str, parts: list[pl.Expr]) -> pl.Expr:
    """A property whose parts are separated by semicolons, empty ones kept."""
    values = [escaped(part).fill_null("") for part in parts]
    return pl.lit(name) + pl.concat_str(values, separator=";")


def escaped(text: pl.Expr) -> pl.Expr:
    """A text value: backslash, comma, semicolon and line breaks as RFC 2426 wants them."""
    return (
        text.str.replace_all("\\", "\\\\", literal=True)
        .str.replace_all(r"([,;])", r"\$1")
        .str.replace_all(r"\r\n|\r|\n", r"\n")
    )


def _folded(lines: pl.Expr) -> pl.Expr:
    """Lines of at most 75 octets, continued after a line break and a blank."""
    folded = lines
    for widest, size in _FOLDS:
        cut = lines.str.replace_all(f"([^\r\n]{{{size}}})", f"${{1}}{_EOL} ").str.strip_suffix(f"{_EOL} ")
        folded = pl.when(lines.str.contains(widest)).then(cut).otherwise(folded)
    return pl.when(lines.str.len_bytes() <= 75).then(lines).otherwise(folded)
