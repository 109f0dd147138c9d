"""Secret values of whole columns: sealed contacts, and lookups that do not tell the number."""

from __future__ import annotations

import re

import polars as pl

from carnet.book import texts
from carnet.book.crypto import Keyring

_SECRET = rf"^(?:{'|'.join(map(re.escape, texts.SECRET))}):"  # registration numbers of secret columns


def sealed(keys: Keyring, contact_keys: pl.Series, secrets: pl.Series) -> pl.Series:
    """The JSON texts of contacts' secret values, encrypted; null stays null."""
    if secrets.null_count() == len(secrets):
        return pl.repeat(None, len(secrets), dtype=pl.Binary, eager=True).alias("sealed")
    pairs = zip(contact_keys, secrets, strict=True)
    texts_ = [None if text is None else keys.seal(text.encode(), key) for key, text in pairs]
    return pl.Series("sealed", texts_, dtype=pl.Binary)


def opened(keys: Keyring, contact_keys: pl.Series, column: pl.Series) -> pl.Series:
    """What sealed() encrypted, as JSON texts."""
    if column.null_count() == len(column):
        return pl.repeat(None, len(column), dtype=pl.String, eager=True).alias("sealed")
    pairs = zip(contact_keys, column, strict=True)
    texts_ = [None if body is None else keys.open(body, key).decode() for key, body in pairs]
    return pl.Series("sealed", texts_, dtype=pl.String)


def lookup_values(keys: Keyring, lookups: pl.DataFrame) -> pl.DataFrame:
    """Lookups as they are stored: of a secret registration number only a keyed digest."""
    numbers = lookups["kind"] == "registration"
    if not numbers.any():
        return lookups
    secret = numbers & lookups["value"].str.contains(_SECRET)
    if not secret.any():
        return lookups
    field = pl.col("value").str.extract(r"^([^:]+):", 1)
    marked = lookups.with_columns(secret=secret, field=field)
    plain = marked.filter("secret")["value"].unique()
    digest = pl.col("value").replace_strict(plain, [keys.digest(text) for text in plain], default=None)
    hidden = pl.concat_str("field", pl.lit("#"), digest)
    return marked.with_columns(value=pl.when("secret").then(hidden).otherwise("value")).drop(
        "secret", "field"
    )
