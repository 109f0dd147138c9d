"""Emails and phones as they are compared: those of one contact, and those that several share."""

from __future__ import annotations

import polars as pl

from carnet.frames import paged
from carnet.stages.match.evidence.words import listed
from carnet.stages.normalise.emails import email_key

_MOST = 8  # rows that give one address or number before it is held to be shared
_NAMES = 5  # different names among them


def with_reach(table: pl.DataFrame) -> pl.DataFrame:
    """The table with email, local, name_number, emails, locals, mailboxes, domains, phone(s), switchboards.

    An address or number is shared where it is of an office (info@) or where many different names give it.
    What stands before the @ of "ann.ray@" tells no more than the name does: it is not among the locals.
    """
    emails = _items(table, "emails").with_columns(item=email_key(pl.col("item")))
    emails = emails.with_columns(
        local=pl.col("item").str.extract(r"^([^@]+)@", 1).str.replace_all(r"[^a-z0-9]", ""),
        domain=pl.col("item").str.extract(r"@(.+)$", 1),
    )
    emails = emails.with_columns(number=_name_number(emails, table))
    office = pl.col("local").is_in(sorted(listed("shared_mailboxes")))
    emails = emails.with_columns(shared=office | _crowded(emails))
    phones = _items(table, "phones").with_columns(item=pl.col("item").str.replace_all(r"[^0-9+]", ""))
    phones = phones.with_columns(shared=_crowded(phones))
    own = emails.filter(~pl.col("shared"))
    domains = emails.select("unique_id", item="domain")
    telling = (pl.col("local").str.len_chars() > 3) & (pl.col("number").fill_null("0") != "")
    parts = {
        "emails": own,
        "locals": own.with_columns(item=pl.when(telling).then("local")),
        "mailboxes": emails.filter("shared"),
        "domains": pl.concat([domains.filter(own_host("item")), _sites(table)]),
        "phones": phones.filter(~pl.col("shared")),
        "switchboards": phones.filter("shared"),
    }
    reached = table.select("unique_id")
    for name, items in parts.items():
        reached = reached.join(_lists(items, name), on="unique_id", how="left", maintain_order="left")
    first = own.group_by("unique_id").agg(
        pl.col("local").first(), name_number=pl.col("number").first(), email=pl.col("item").first()
    )
    reached = reached.join(first, on="unique_id", how="left", maintain_order="left").with_columns(
        phone=pl.col("phones").list.first()
    )
    return table.drop("emails", "phones").hstack(paged(reached.drop("unique_id")).get_columns())


def _name_number(emails: pl.DataFrame, table: pl.DataFrame) -> pl.Series:
    """The digits of addresses whose letters are the person's own name, "" without; null for others."""
    names = table.select("unique_id", "given", "family")
    told = emails.join(names, on="unique_id", how="left", maintain_order="left")
    letters = pl.col("local").str.replace_all(r"[0-9]", "")
    given, family = pl.col("given"), pl.col("family")
    short, brief = given.str.slice(0, 1), family.str.slice(0, 1)
    pairs = ((given, family), (short, family), (given, brief))
    written = [given, family, *(one + other for pair in pairs for one, other in (pair, pair[::-1]))]
    own = pl.any_horizontal((letters == name).fill_null(False) for name in written)
    digits = pl.col("local").str.replace_all(r"[^0-9]", "")
    return told.select(pl.when(own).then(digits)).to_series()


def _items(table: pl.DataFrame, column: str) -> pl.DataFrame:
    named = pl.concat_str(pl.col("given", "family").fill_null(""), separator=" ")
    return (
        table.select("unique_id", item=column, by=pl.coalesce(pl.when(named != " ").then(named), "name"))
        .explode("item")
        .drop_nulls("item")
    )


def _crowded(items: pl.DataFrame) -> pl.Series:
    """Items that more than _MOST rows give under more than _NAMES names."""
    counted = items.group_by("item").agg(rows=pl.len(), names=pl.col("by").n_unique())
    many = counted.filter((pl.col("rows") > _MOST) & (pl.col("names") > _NAMES))["item"]
    return items.select(pl.col("item").is_in(many.implode())).to_series()


def _sites(table: pl.DataFrame) -> pl.DataFrame:
    return (
        table.select("unique_id", "websites").explode("websites").select("unique_id", item=site("websites"))
    )


def site(column: str) -> pl.Expr:
    """The host of a website."""
    return pl.col(column).str.to_lowercase().str.extract(r"^(?:https?://)?(?:www\.)?([^/:?#]+)", 1)


def own_host(column: str) -> pl.Expr:
    """Whether a host is not one where anybody has a mailbox."""
    return ~pl.col(column).is_in(sorted(listed("free_mail")))


def _lists(items: pl.DataFrame, name: str) -> pl.DataFrame:
    return (
        items.drop_nulls("item")
        .group_by("unique_id", maintain_order=True)
        .agg(pl.col("item").unique(maintain_order=True).alias(name))
    )
