"""Contacts as rows of a table: one row a card, and further rows for what a cell cannot hold twice.

Columns are called by the fields' ids without their kind: "first_name", "email", "phone.office",
"address.physical" or "address.physical.city", "accounting.legal_name", "custom.<name>".
"""

from __future__ import annotations

import polars as pl

from carnet.catalog import FIELDS, RECORD_COLUMNS
from carnet.contract import Contents
from carnet.language import Language
from carnet.writers.choices import worded
from carnet.writers.countries import named

KEY, CARD = "key", "card"
PLACE = ("id", "card_id", "n")  # of a row: the contact's id, the card's, and which row of the card it is
PARTS = ("line", "city", "region", "postal_code", "country")
IDENTITY = ("name", "first_name", "middle_name", "last_name", "suffix", "client_identifier")
_MEMBERS_IN_A_CELL = 16_000  # characters; Excel's cell holds 32,767, the last name may cross the line
_LONG = {"c": pl.UInt32, "column": pl.String, "n": pl.UInt32, "value": pl.String}


def flat(contents: Contents, language: Language) -> pl.DataFrame:
    """The rows of all contacts of the contents, in their order.

    Returns:
        kind, key, card (number within the contact, "1" is the primary one), the identity columns
        on each row, everything else once; only columns that occur.
    """
    organizations = references(contents.contacts, ("organization",))
    members = references(contents.contacts, ("organization", "person", "client_group"))
    return placed(contents, language, organizations, members).drop(PLACE)


def placed(
    contents: Contents, language: Language, organizations: pl.DataFrame, members: pl.DataFrame
) -> pl.DataFrame:
    """The rows of flat with PLACE.

    Args:
        organizations, members: id and reference: how each is called where another contact refers to it.
    """
    cards = _cards(contents, organizations)
    values = pl.concat([*_card_values(cards, language), _members(contents, cards, members), _custom(cards)])
    wide = _spread(values)
    single = [name for name in RECORD_COLUMNS if name in cards.columns and name not in IDENTITY]
    once = pl.when(pl.col("n") == 0)
    first = pl.when((pl.col("n") == 0) & (pl.col(CARD) == 1))
    places = cards.select("c", n=pl.lit(0, pl.UInt32))
    rows = pl.concat([places, wide.select("c", "n")]).unique().sort("c", "n")
    return (
        rows.join(cards.drop("emails", "phones", "addresses", "websites", "social", "custom"), on="c")
        .join(wide, on=["c", "n"], how="left")
        .sort("c", "n")
        .with_columns(
            *(once.then(pl.col(name)) for name in ("belongs_to", "role")),
            *(first.then(worded(pl.col(name), FIELDS.get(name), language)).alias(name) for name in single),
        )
        .with_columns(pl.col(CARD).cast(pl.String))
        .drop("c")
    )


def references(contacts: pl.DataFrame, kinds: tuple[str, ...], *, alone: bool = True) -> pl.DataFrame:
    """How a contact is called where another one refers to it.

    Args:
        contacts: id, key, kind, name.
        alone: the name must be no other contact's.

    Returns:
        id, reference: the name; the key where the name is another contact's too, is blank, or
        would be read as several names.
    """
    folded = pl.col("name").str.strip_chars().str.to_lowercase()
    unclear = (
        (folded.is_duplicated() & alone)
        | pl.col("name").str.contains(r"[;\r\n]")
        | (pl.col("name") != pl.col("name").str.strip_chars())
        | (folded == "")
    )
    return contacts.filter(pl.col("kind").is_in(kinds)).select(
        "id", reference=pl.when(unclear & pl.col("key").is_not_null()).then("key").otherwise("name")
    )


def _cards(contents: Contents, organizations: pl.DataFrame) -> pl.DataFrame:
    """One row a card with its contact's columns; a contact without a card has an empty one."""
    known = [name for name in RECORD_COLUMNS if name in contents.contacts.columns]
    contacts = contents.contacts.select("id", KEY, "kind", *known, "custom")
    cards = contents.cards.select(
        pl.col("contact").alias("id"), pl.col("id").alias("card_id"),
        "organization_contact", "organization", "role", "emails", "phones", "addresses", "websites", "social",
    )  # fmt: skip
    owners = organizations.rename({"id": "organization_contact"})
    return (
        contacts.join(cards, on="id", how="left", maintain_order="left_right")
        .with_row_index("c")
        .join(owners, on="organization_contact", how="left", maintain_order="left")
        .with_columns(
            pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over("id").alias(CARD),
            belongs_to=pl.coalesce("reference", "organization"),
        )
        .drop("organization_contact", "organization", "reference")
    )


def _long(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of (c, column, value) numbered within their card and column."""
    return (
        frame.filter(pl.col("value").is_not_null() & (pl.col("value") != ""))
        .with_columns(n=pl.int_range(pl.len(), dtype=pl.UInt32).over("c", "column"))
        .select(_LONG.keys())
        .cast(_LONG)  # type: ignore[arg-type]
    )


def _card_values(cards: pl.DataFrame, language: Language) -> list[pl.DataFrame]:
    phones = _exploded(cards, "phones").unnest("phones")
    social = _exploded(cards, "social").unnest("social")
    return [
        _long(_exploded(cards, "emails").select("c", column=pl.lit("email"), value="emails")),
        _long(_exploded(cards, "websites").select("c", column=pl.lit("website"), value="websites")),
        _long(phones.select("c", column=pl.lit("phone.") + pl.col("label"), value=phone_text())),
        _long(social.select("c", column=pl.lit("social.") + pl.col("network"), value="value")),
        _addresses(_exploded(cards, "addresses").unnest("addresses"), language),
    ]


def _exploded(cards: pl.DataFrame, column: str) -> pl.DataFrame:
    return cards.select("c", column).explode(column).drop_nulls(column)


def phone_text() -> pl.Expr:
    """A phone of the columns number and extension: "+61255501234 ext. 12"."""
    return pl.concat_str("number", pl.lit(" ext. ") + pl.col("extension"), ignore_nulls=True)


def _addresses(addresses: pl.DataFrame, language: Language) -> pl.DataFrame:
    """Addresses whole where the commas tell each part, else in columns of their parts."""
    parts = addresses.select(
        "c",
        *PARTS[:4],
        named(pl.col("country"), language).alias("country"),
        column=pl.lit("address.") + pl.col("label"),
        n=pl.int_range(pl.len(), dtype=pl.UInt32).over("c", "label"),
        clear=_reads_back_whole(),
    )
    whole = parts.filter("clear").with_columns(value=pl.concat_str(PARTS, separator=", "))
    split = (
        parts.filter(~pl.col("clear"))
        .unpivot(PARTS, index=["c", "column", "n"], variable_name="part", value_name="value")
        .drop_nulls("value")
        .with_columns(column=pl.col("column") + "." + pl.col("part"))
    )
    return pl.concat([frame.select(_LONG.keys()).cast(_LONG) for frame in (whole, split)])  # type: ignore[arg-type]


def _reads_back_whole() -> pl.Expr:
    """Whether "line, city, region, code, country" can be read in one way only, by a person as well."""
    plain = [pl.col(part).str.contains(r"^[^,;\r\n]*[^,;\s]$").fill_null(False) for part in PARTS]
    without_digits = [~pl.col(part).str.contains(r"\d") for part in ("city", "region")]
    return pl.all_horizontal(
        *plain,
        *without_digits,
        pl.col("postal_code").str.contains(r"\d"),
        pl.col("country").str.len_chars() == 2,
    )


def _members(contents: Contents, cards: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """The names of each group's members, "; " between, as many to a cell as it holds."""
    groups = cards.filter(pl.col(CARD) == 1).select(pl.col("id").alias("group"), "c")
    return (
        contents.members.join(groups, on="group", maintain_order="left")
        .join(names, left_on="member", right_on="id", maintain_order="left")
        .with_columns(n=(pl.col("reference").str.len_chars() + 2).cum_sum().over("c") // _MEMBERS_IN_A_CELL)
        .group_by("c", "n", maintain_order=True)
        .agg(value=pl.col("reference").str.join("; "))
        .select("c", column=pl.lit("members"), n="n", value="value")
        .cast(_LONG)  # type: ignore[arg-type]
    )


def _custom(cards: pl.DataFrame) -> pl.DataFrame:
    fields = _exploded(cards.filter(pl.col(CARD) == 1), "custom").unnest("custom")
    return _long(fields.select("c", column=pl.lit("custom.") + pl.col("name"), value="value"))


def _spread(values: pl.DataFrame) -> pl.DataFrame:
    """A column for each field, a row for each card and repetition."""
    if values.is_empty():
        return values.select("c", "n")
    return values.pivot(on="column", index=["c", "n"], values="value", aggregate_function="first")
