"""Addresses, numbers and emails that contacts can share, each in a comparable form."""

from __future__ import annotations

import polars as pl

from carnet.stages.evidence.addresses import address_parts
from carnet.stages.evidence.words import listed, over_distinct, plain, squeezed
from carnet.stages.normalise.emails import email_key

VALUES = pl.Schema(
    {
        "contact": pl.UInt32(),
        "sort": pl.String(),  # address, box, phone or email
        "key": pl.String(),
        "said": pl.String(),  # as written
        "home": pl.Boolean(),  # the label or the host says that it is the person's own
        "personal": pl.Boolean(),  # home, or on a card without an organization
        "office": pl.Boolean(),  # an address such as info@
        "postal": pl.String(),  # of an address held by its city, where its postal code is known too
        "french": pl.Boolean(),  # of a place where French is spoken
    }
)
_FRENCH = ("FR", "BE", "LU", "MC", "GP", "MQ", "GF", "RE", "PM", "NC", "PF")
_QUEBEC = ("qc", "quebec", "pq")
_UNIT = (
    r"\b(?:unit|suite|ste|apt|apartment|appartement|appt|app|flat|level|lvl|floor|fl|shop|lot|room|bureau|etage)"
    r"\s+(\d+[a-z]?|[a-z])\b"
)
_FARM = r"^(?:lieudit|ferme|moulin|domaine|chateau|mas)."
_DIGITS = 7  # of the shortest phone number that is one household's


def shared_values(cards: pl.DataFrame) -> pl.DataFrame:
    """VALUES of all cards, each once a contact.

    Args:
        cards: contact, organization_contact, then contract.CARD.
    """
    alone = pl.col("organization").is_null() & pl.col("organization_contact").is_null()
    held = cards.with_columns(alone=alone).select("contact", "alone", "emails", "phones", "addresses")
    found = pl.concat([_addresses(held), _phones(held), _emails(held)], how="diagonal")
    absent = [pl.lit(None, kind).alias(name) for name, kind in VALUES.items() if name not in found.columns]
    whole = found.with_columns(absent).with_columns(
        personal=pl.col("home") | pl.col("alone"), office=pl.col("office").fill_null(False)
    )
    return whole.group_by("contact", "sort", "key").agg(
        pl.col("said").min(), pl.col("home", "personal", "office").any(), pl.col("postal").max(),
        pl.col("french").fill_null(False).any(),
    ).select(VALUES.names()).cast(VALUES).sort("contact", "sort", "key")  # fmt: skip


def _items(held: pl.DataFrame, column: str) -> pl.DataFrame:
    return held.select("contact", "alone", item=column).explode("item").drop_nulls("item")


def _phones(held: pl.DataFrame) -> pl.DataFrame:
    items = _items(held, "phones").unnest("item").filter(pl.col("label").fill_null("") != "Fax")
    number = pl.col("number").str.replace_all(r"[^0-9+]", "")
    return items.filter(number.str.len_chars() >= _DIGITS).select(
        "contact", "alone", sort=pl.lit("phone"), said="number",
        key=pl.concat_str(number, pl.lit("x"), pl.col("extension").fill_null("")),
        home=pl.col("label").is_in(["Home", "Mobile"]).fill_null(False),
    )  # fmt: skip


def _emails(held: pl.DataFrame) -> pl.DataFrame:
    items = _items(held, "emails").with_columns(key=email_key(pl.col("item")))
    parts = pl.col("key").str.split_exact("@", 1).struct
    local = parts.field("field_0").str.replace_all(r"[^a-z0-9]", "")
    return items.select(
        "contact", "alone", "key", sort=pl.lit("email"), said="item",
        home=parts.field("field_1").is_in(sorted(listed("free_mail"))).fill_null(False),
        office=local.is_in(sorted(listed("shared_mailboxes"))),
    )  # fmt: skip


def _addresses(held: pl.DataFrame) -> pl.DataFrame:
    """Each address under its postal code, and under its city for those who write no code."""
    items = _items(held, "addresses").unnest("item").drop_nulls("line")
    items = items.join(_lines(items["line"]), on="line", how="left", maintain_order="left").drop_nulls(
        "place"
    )
    region = over_distinct(items["region"], squeezed)
    items = items.with_columns(
        city=over_distinct(items["city"], squeezed),
        code=over_distinct(items["postal_code"], squeezed).str.replace(r"^(\d{5})\d{4}$", "$1"),
        french=pl.col("country").is_in(_FRENCH).fill_null(False) | region.is_in(_QUEBEC).fill_null(False),
        home=(pl.col("label") == "Home").fill_null(False),
        said=pl.concat_str("line", "city", separator=", ", ignore_nulls=True),
    )
    by_code = items.drop_nulls("code").with_columns(locality="code", code=pl.lit(None, pl.String))
    by_city = items.drop_nulls("city").with_columns(locality=pl.concat_str(pl.lit("city "), "city"))
    return _whole_buildings_aside(pl.concat([by_code, by_city])).select(
        "contact", "alone", "sort", "said", "home", "french", postal="code",
        key=pl.concat_str("place", pl.lit("|"), pl.col("unit").fill_null(""), pl.lit("|"), "locality"),
    )  # fmt: skip


def _lines(lines: pl.Series) -> pl.DataFrame:
    """line, sort, place, unit of each distinct line; place is null where it names no single house."""
    distinct = lines.unique().to_frame("line").with_columns(address_parts(pl.col("line")))
    told = distinct.with_columns(
        unit=pl.coalesce(
            pl.col("line").str.extract(r"^\s*(\w{1,4})\s*/\s*\d", 1).str.to_lowercase(),
            plain(pl.col("line")).str.extract(_UNIT, 1),
            pl.col("line").str.extract(r"#\s*(\w{1,5})\b", 1).str.to_lowercase(),
        )
    )
    lone = pl.col("number").is_null() & pl.col("street").str.contains(_FARM)
    place = pl.concat_str("number", pl.lit(" "), "street")
    return told.select(
        "line", "unit",
        sort=pl.when(pl.col("street") == "box").then(pl.lit("box")).otherwise(pl.lit("address")),
        place=pl.when(lone).then("street").otherwise(place),
    )  # fmt: skip


def _whole_buildings_aside(items: pl.DataFrame) -> pl.DataFrame:
    """Without addresses that name no unit of a house where several are known."""
    units = pl.col("unit").n_unique().over("place", "locality") - pl.col("unit").is_null().any().over(
        "place", "locality"
    ).cast(pl.UInt32)
    return items.filter(pl.col("unit").is_not_null() | (units < 2))
