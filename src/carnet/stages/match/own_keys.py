"""The keys that follow from contacts' own values; matching and the book make them here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

import polars as pl

from carnet import catalog
from carnet.catalog import FieldType
from carnet.stages.assemble.identity import name_key
from carnet.stages.normalise.comparable import exact
from carnet.stages.normalise.emails import email_key
from carnet.stages.normalise.registration import registration_key

OWN_KINDS = ("name", "identifier", "registration", "email")
REGISTRATIONS = tuple(
    catalog.short_name(field.id) for field in catalog.FIELDS.values() if field.type is FieldType.REGISTRATION
)
KEY_COLUMNS = ("first_name", "last_name", "client_identifier")
_NONE: Mapping[str, Collection[str]] = MappingProxyType({})


def own_keys(
    contacts: pl.DataFrame, cards: pl.DataFrame, invalid: Mapping[str, Collection[str]] = _NONE
) -> pl.DataFrame:
    """Every key of OWN_KINDS that the values make.

    Args:
        contacts: one row a contact: contact (any integers), kind, name, and those record columns that occur.
        cards: contact and emails, as in contract.CARD.
        invalid: for each registration column the numbers whose check digits are wrong: they prove nothing.

    Returns:
        contact, kind, value; each once.
    """
    whole = with_key_columns(contacts)
    emails = cards.select("contact", "emails").explode("emails").drop_nulls()
    emails = emails.select("contact", kind=pl.lit("email"), value=email_key(pl.col("emails")))
    tables = [
        whole.select("contact", kind=pl.lit("name"), value=name_key()),
        whole.select("contact", kind=pl.lit("identifier"), value=identifier_key()),
        emails.unique(maintain_order=True),
    ]
    for column in REGISTRATIONS:
        if column in whole.columns and whole[column].null_count() < whole.height:
            valid = whole.filter(~pl.col(column).is_in(list(invalid.get(column, ()))))
            value = pl.concat_str(pl.lit(f"{column}:"), registration_key(pl.col(column)))
            tables.append(valid.select("contact", kind=pl.lit("registration"), value=value))
    return pl.concat(table.drop_nulls() for table in tables)


def identifier_key() -> pl.Expr:
    """The comparable client identifier of a contact."""
    return exact(pl.col("client_identifier"))


def with_key_columns(contacts: pl.DataFrame) -> pl.DataFrame:
    """Contacts with the columns that name_key and identifier_key read, empty where they are absent."""
    absent = [name for name in KEY_COLUMNS if name not in contacts.columns]
    return contacts.with_columns(pl.lit(None, pl.String).alias(name) for name in absent)
