"""Addresses, numbers and emails that contacts can share, each in a comparable form."""

from __future__ import annotations

import polars as pl

from carnet.stages.match.evidence.addresses import address_parts
from carnet.stages.match.evidence.words import listed, over_distinct, plain, squeezed
from carnet.stages.normalise.emails import email_key

VALUES = pl.Schema(
    {
        "contact": pl.UInt32(),
        "sort": pl.String(),  # address, box, phone or email
        "key": pl.UInt64(),  # of sort and value, in a comparable form
        "said": pl.String(),  # as written
        "home": pl.Boolean(),  # the label or the host says that it is the person's own
        "personal": pl.Boolean(),  # home, or on a card without an organization
        "office": pl.Boolean(),  # an address such as info@
        "postal": pl.String(),  # of an address held by its city, where its postal code is known too
    }
)
_FRENCH = ("FR", "BE", "LU", "MC", "GP", "MQ", "GF", "RE", "PM", "NC", "PF")
_QUEBEC = ("qc", "quebec", "pq")
_UNIT = (
    r"\b(?:unit|suite|ste|apt|apartment|appartement|appt|app|flat|level|lvl|floor|fl|shop|lot|room|bureau|etage)"
    r"\s+(\d+[a-z]?|[a-z])\b"
)
_FARM = r"^(?:lieudit|ferme|moulin|domaine|chateau|mas)."
_START = r"\d+[a-z]?[\s,]+[a-z]{2}"  # the number of a house and the beginning of its street
_DIGITS = 7  # of the shortest phone number that is one household's


def shared_values(cards: pl.DataFrame) -> pl.DataFrame:
    """VALUES of all cards that several of them hold, each once a contact.

    Args:
        cards: contact, organization_contact, then contract.CARD.
    """
    alone = pl.col("organization").is_null() & pl.col("organization_contact").is_null()
    held = cards.with_columns(alone=alone).select("contact", "alone", "emails", "phones", "addresses")
    found = pl.concat([_addresses(held), _phones(held), _emails(held)], how="diagonal")
    absent = [pl.lit(None, kind).alias(name) for name, kind in VALUES.items() if name not in found.columns]
    whole = found.with_columns(absent).with_columns(
        personal=pl.col("home") | pl.col("alone"), office=pl.col("office").fill_null(False)
    ).select(VALUES.names()).cast(VALUES)  # fmt: skip
    again = whole.select(pl.struct("contact", "key").hash().is_duplicated()).to_series()
    once = whole.filter(again).group_by("contact", "sort", "key").agg(
        pl.col("said").min(), pl.col("home", "personal", "office").any(), pl.col("postal").max()
    )  # fmt: skip
    return pl.concat([whole.filter(~again), once])


def places(cards: pl.DataFrame) -> pl.DataFrame:
    """contact, french: those who have an address, and whether French is spoken at one of them.

    Args:
        cards: contact, then contract.CARD.
    """
    items = cards.select("contact", item="addresses").explode("item").drop_nulls().unnest("item")
    french = pl.col("country").is_in(_FRENCH) | over_distinct(items["region"], squeezed).is_in(_QUEBEC)
    told = items.with_columns(french=french.fill_null(False)).drop_nulls("line")
    return told.group_by("contact").agg(pl.col("french").any()).sort("contact")


def _items(held: pl.DataFrame, column: str) -> pl.DataFrame:
    return held.select("contact", "alone", item=column).explode("item").drop_nulls("item")


def _repeated(items: pl.DataFrame, sort: pl.Expr, *parts: pl.Expr | str) -> pl.DataFrame:
    """The items of which several have the parts alike, with sort, and key made of both."""
    keyed = items.with_columns(sort=sort).with_columns(key=pl.struct("sort", *parts).hash())
    return keyed.filter(pl.col("key").is_duplicated())


def _phones(held: pl.DataFrame) -> pl.DataFrame:
    items = _items(held, "phones").unnest("item").filter(pl.col("label").fill_null("") != "Fax")
    items = items.with_columns(digits=pl.col("number").str.replace_all(r"[^0-9+]", ""))
    long = items.filter(pl.col("digits").str.len_bytes() >= _DIGITS)
    return _repeated(long, pl.lit("phone"), "digits", pl.col("extension").fill_null("")).select(
        "contact", "alone", "sort", "key", said="number",
        home=pl.col("label").is_in(["Home", "Mobile"]).fill_null(False),
    )  # fmt: skip


def _emails(held: pl.DataFrame) -> pl.DataFrame:
    items = _items(held, "emails").with_columns(email=email_key(pl.col("item")))
    parts = pl.col("email").str.split_exact("@", 1).struct
    local = parts.field("field_0").str.replace_all(r"[^a-z0-9]", "")
    return _repeated(items, pl.lit("email"), "email").select(
        "contact", "alone", "sort", "key", said="item",
        home=parts.field("field_1").is_in(sorted(listed("free_mail"))).fill_null(False),
        office=local.is_in(sorted(listed("shared_mailboxes"))),
    )  # fmt: skip


def _addresses(held: pl.DataFrame) -> pl.DataFrame:
    """Each address under its postal code, and under its city where somebody writes no code."""
    items = _neighbours(_items(held, "addresses").unnest("item").drop_nulls("line"))
    items = items.join(_lines(items["line"]), on="line", how="left", maintain_order="left")
    items = items.drop_nulls("place").with_columns(
        home=(pl.col("label") == "Home").fill_null(False),
        said=pl.concat_str("line", "city", separator=", ", ignore_nulls=True),
    )
    by_code = items.drop_nulls("code").with_columns(locality="code", code=pl.lit(None, pl.String))
    uncoded = items.filter(pl.col("code").is_null()).select("place", "town").unique()
    by_city = items.join(uncoded, on=["place", "town"], how="semi", maintain_order="left")
    by_city = by_city.with_columns(locality=pl.concat_str(pl.lit("city "), "town"))
    told = _whole_buildings_aside(pl.concat([by_code, by_city]))
    return _repeated(told, pl.col("sort"), "place", pl.col("unit").fill_null(""), "locality").select(
        "contact", "alone", "sort", "key", "said", "home", postal="code"
    )


def _neighbours(items: pl.DataFrame) -> pl.DataFrame:
    """Addresses with town and code that may be another's too: the costly reading is left to these."""
    items = items.with_columns(
        town=over_distinct(items["city"], squeezed),
        code=over_distinct(items["postal_code"], squeezed).str.replace(r"^(\d{5})\d{4}$", "$1"),
        starts=pl.col("line").str.to_lowercase().str.extract_all(_START),
    ).with_row_index("n")
    starts = items.select("n", "town", "code", "starts").explode("starts", empty_as_null=True)
    starts = starts.with_columns(pl.col("starts").str.replace_all(r"[\s,]+", ""))
    alike = [
        pl.struct("starts", name).is_duplicated() & pl.col(name).is_not_null() for name in ("town", "code")
    ]
    kept = starts.filter(pl.col("starts").is_null() | alike[0] | alike[1]).select("n").unique()
    return items.join(kept, on="n", how="semi", maintain_order="left").drop("starts", "n")


def _lines(lines: pl.Series) -> pl.DataFrame:
    """line, sort, place, unit of each distinct line; place is null where it names no single house."""
    distinct = address_parts(lines.unique())
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
