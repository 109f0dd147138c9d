"""The keys that follow from a contact's own values, in the form that matching gives them."""

from __future__ import annotations

import polars as pl

from carnet import catalog
from carnet.catalog import FieldType
from carnet.contract import Contents
from carnet.stages.assemble.identity import name_key
from carnet.stages.normalise.comparable import exact
from carnet.stages.normalise.emails import email_key
from carnet.stages.normalise.registration import registration_key

OWN_KINDS = ("name", "identifier", "registration", "email")
_KEYS = pl.Schema({"contact": pl.Int64, "kind": pl.String, "value": pl.String})
REGISTRATIONS = tuple(
    catalog.short_name(field.id) for field in catalog.FIELDS.values() if field.type is FieldType.REGISTRATION
)


def own_keys(contents: Contents) -> pl.DataFrame:
    """contact Int64, kind, value: every key of OWN_KINDS that the contacts' present values make."""
    needed = ("first_name", "last_name", "client_identifier")
    absent = [pl.lit(None, pl.String).alias(name) for name in needed if name not in contents.contacts.columns]
    contacts = contents.contacts.with_columns(absent).rename({"id": "contact"})
    emails = contents.cards.select("contact", "emails").explode("emails")
    tables = [
        contacts.select("contact", kind=pl.lit("name"), value=name_key()),
        contacts.select("contact", kind=pl.lit("identifier"), value=exact(pl.col("client_identifier"))),
        emails.select("contact", kind=pl.lit("email"), value=email_key(pl.col("emails"))),
    ]
    for column in REGISTRATIONS:
        if column in contacts.columns:
            value = pl.concat_str(pl.lit(f"{column}:"), registration_key(pl.col(column)))
            tables.append(contacts.select("contact", kind=pl.lit("registration"), value=value))
    return pl.concat(table.drop_nulls().cast(_KEYS) for table in tables).unique(maintain_order=True)
