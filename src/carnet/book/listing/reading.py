"""Contacts of the book as rows of the listing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import polars as pl
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from carnet.ahead import ahead
from carnet.book import texts
from carnet.book.engines import SLICE, Cursor
from carnet.book.listing.folding import sort_key, spellings
from carnet.book.queries import id_ranges
from carnet.book.rows import rows
from carnet.contract import ADDRESS, CARD
from carnet.stages.normalise.searched import searched

if TYPE_CHECKING:
    from carnet.book.firm_book import FirmBook

CHOSEN = ("kind", "contact_type", "client_owner", "client_manager", "city", "country")  # few distinct values
_LISTED: dict[str, pl.DataType | type[pl.DataType]] = {
    "id": pl.Int64, "key": pl.String, "kind": pl.Categorical(), "name": pl.String, "order": pl.String,
    "first_name": pl.String, "last_name": pl.String, "client_identifier": pl.String,
    "contact_type": pl.Categorical(), "client_owner": pl.Categorical(),
    "client_manager": pl.Categorical(),
    "email": pl.String, "phone": pl.String, "organization": pl.String,
    "city": pl.Categorical(), "country": pl.Categorical(),
    "archived": pl.Boolean, "modified": pl.Datetime("us"), "origin": pl.Int64,
    "no_email": pl.Boolean, "no_phone": pl.Boolean, "no_address": pl.Boolean, "text": pl.String,
}  # fmt: skip
LISTED = pl.Schema(_LISTED)
# The text that is searched: " <name and its spellings> \x1e <further names> <values, each ended by \x1f> ..."
NAME_END, VALUE_END = "\x1e", "\x1f"
_FURTHER = ("preferred_name", "accounting.legal_name", "accounting.trading_name")
_FROM_DETAILS = ("client_manager", *_FURTHER)
_CONTACT = pl.Schema(
    {
        "id": pl.Int64, "key": pl.String, "kind": pl.String, "name": pl.String, "first_name": pl.String,
        "last_name": pl.String, "client_identifier": pl.String, "contact_type": pl.String,
        "client_owner": pl.String, "details": pl.String, "archived": pl.Boolean, "modified": pl.String,
        "origin": pl.Int64,
    }
)  # fmt: skip
_LISTS = ("emails", "phones", "addresses")
_CARD = pl.Schema({"contact": pl.Int64, "organization": pl.String, **dict.fromkeys(_LISTS, pl.String)})
_CALLING_CODE = rf"^\+(?:{'|'.join(map(str, sorted(COUNTRY_CODE_TO_REGION_CODE, reverse=True)))})"


def by_range(book: FirmBook, cursor: Cursor) -> Iterator[tuple[int, pl.DataFrame]]:
    """All contacts, some thousand at a time: the last id, and LISTED rows."""
    return ahead(_listed_slice, _ranges(book, cursor))


def by_id(book: FirmBook, cursor: Cursor, ids: pl.Series) -> pl.DataFrame:
    """LISTED rows of those of the ids that are contacts of the firm."""
    where = f"IN {book.engine.numbers}"
    parts = (
        _read(book, cursor, where, [book.engine.array(ids[start : start + SLICE])])
        for start in range(0, len(ids), SLICE)
    )
    return pl.concat([pl.DataFrame(schema=LISTED), *ahead(lambda raw: _listed(*raw), parts)])


def _ranges(book: FirmBook, cursor: Cursor) -> Iterator[tuple[int, tuple[pl.DataFrame, pl.DataFrame]]]:
    for low, high in id_ranges(book, cursor):
        yield high, _read(book, cursor, "BETWEEN %s AND %s", [low, high])


def _listed_slice(part: tuple[int, tuple[pl.DataFrame, pl.DataFrame]]) -> tuple[int, pl.DataFrame]:
    return part[0], _listed(*part[1])


def _read(
    book: FirmBook, cursor: Cursor, where: str, params: Sequence[object]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Contacts and cards as the tables have them."""
    contacts = f"""
        SELECT id, key, kind, name, first_name, last_name, client_identifier, contact_type, client_owner,
            details, archived, CAST(modified AS text), origin_id
        FROM book_contact WHERE id {where} AND +firm_id = %s ORDER BY id"""
    cards = f"""
        SELECT d.contact_id, d.organization_name, d.emails, d.phones, d.addresses
        FROM book_card d JOIN book_contact c ON c.id = d.contact_id
        WHERE d.contact_id {where} AND +c.firm_id = %s
        ORDER BY d.contact_id, d."primary" DESC, d.position, d.id"""
    return (
        rows(cursor, contacts, [*params, book.firm], _CONTACT),
        rows(cursor, cards, [*params, book.firm], _CARD),
    )


def _listed(contacts: pl.DataFrame, cards: pl.DataFrame) -> pl.DataFrame:
    """LISTED rows, in the order of the contacts."""
    details = contacts.select(texts.read_object("details", _FROM_DETAILS)).unnest("details")
    whole = contacts.drop("details").hstack(details)
    for reached in (_emails(cards), _phones(cards), _addresses(cards), _organizations(cards)):
        whole = whole.join(reached, left_on="id", right_on="contact", how="left", maintain_order="left")
    return whole.with_columns(
        _search_text(whole),
        order=pl.select(sort_key(pl.lit(searched(whole["name"])))).to_series(),
        modified=moment("modified"),
        no_email=pl.col("email").is_null(),
        no_phone=pl.col("phone").is_null(),
        no_address=pl.col("city_line").is_null(),
    ).select(LISTED.names()).cast(dict.fromkeys(CHOSEN, pl.Categorical()))  # fmt: skip


def moment(column: str) -> pl.Expr:
    """A moment as both engines print it, in UTC without a zone."""
    plain = pl.col(column).str.replace(r"[+-]00(:?00)?$", "")
    return plain.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us")


def _items(cards: pl.DataFrame, name: str) -> pl.DataFrame:
    """contact, item: the entries of a list column, in the order of the cards."""
    given = cards.select("contact", item=pl.col(name)).drop_nulls()
    return given.with_columns(pl.col("item").str.json_decode(CARD[name])).explode("item").drop_nulls()


def _emails(cards: pl.DataFrame) -> pl.DataFrame:
    items = _items(cards, "emails")
    items = items.with_columns(said=searched(items["item"]) + VALUE_END)
    return items.group_by("contact").agg(
        email=pl.col("item").first(), email_text=pl.col("said").str.join(" ")
    )


def _phones(cards: pl.DataFrame) -> pl.DataFrame:
    """The numbers' digits with the country's calling code and without."""
    items = _items(cards, "phones").unnest("item").drop_nulls("number")
    digits = pl.col("number").str.replace_all(r"\D", "")
    national = pl.col("number").str.replace(_CALLING_CODE, "").str.replace_all(r"\D", "")
    said = pl.concat_str(digits, pl.lit(f"{VALUE_END} "), national, pl.lit(VALUE_END))
    items = items.with_columns(said=pl.when(pl.col("number").str.starts_with("+")).then(said).otherwise(
        pl.concat_str(digits, pl.lit(VALUE_END))
    ))  # fmt: skip
    return items.group_by("contact").agg(
        phone=pl.col("number").first(), phone_text=pl.col("said").str.join(" ")
    )


def _addresses(cards: pl.DataFrame) -> pl.DataFrame:
    parts = [field.name for field in ADDRESS.fields if field.name != "label"]
    items = _items(cards, "addresses").unnest("item")
    filled = items.filter(pl.any_horizontal(pl.col(parts).is_not_null()))
    return filled.group_by("contact").agg(
        pl.col("city", "country").drop_nulls().first(), city_line=pl.lit(True)
    )


def _organizations(cards: pl.DataFrame) -> pl.DataFrame:
    named = cards.select("contact", item="organization").drop_nulls()
    named = named.with_columns(said=searched(named["item"])).with_columns(said=spellings(pl.col("said")))
    return named.group_by("contact").agg(
        organization=pl.col("item").first(), organization_text=pl.col("said").str.join(" ")
    )


def _search_text(whole: pl.DataFrame) -> pl.Series:
    """All that a contact is found by, but for tax identifiers."""
    plain = whole.select(
        searched(whole[name]) for name in ("name", "first_name", "last_name", *_FURTHER, "client_identifier")
    )
    identifier = pl.col("client_identifier")
    parts = (
        pl.when(~pl.col("name").str.contains(pl.col(part), literal=True)).then(part).alias(part)
        for part in ("first_name", "last_name")
    )
    compact = pl.when(identifier.str.contains(r"[^\p{L}\p{N}]")).then(
        identifier.str.replace_all(r"[^\p{L}\p{N}]", "")
    )
    said = plain.select(
        spellings(pl.col("name")).alias("name"),
        pl.lit(NAME_END).alias("end"),
        *parts,
        *(spellings(pl.col(name)).alias(name) for name in _FURTHER),
        pl.concat_str(identifier, pl.lit(VALUE_END)).alias("identifier"),
        pl.concat_str(compact, pl.lit(VALUE_END)).alias("compact"),
    ).hstack(whole.select("email_text", "phone_text", "organization_text"))
    joined = pl.concat_str(said.columns, separator=" ", ignore_nulls=True)
    return said.select(text=pl.concat_str(pl.lit(" "), joined)).to_series()
