"""Whose the cells of a row are: each column's, row by row."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.assemble.column import Column
from carnet.stages.assemble.columns import Block
from carnet.stages.assemble.rows.emails import placed
from carnet.stages.assemble.rows.facts import NAME_TARGETS
from carnet.stages.assemble.rows.finding import RowsFinding
from carnet.stages.assemble.rows.kinds import GROUP, ORGANIZATION, PERSON, SPOUSE
from carnet.stages.assemble.some_rows import true_where
from carnet.stages.normalise.comparable import folded

rule(
    "field.not_for_kind",
    Severity.INFO,
    en="“%(value)s” belongs to a person, and this row is an organization. It is set aside.",
    fr="« %(value)s » concerne une personne, or cette ligne est une organisation. La valeur est mise de "
    "côté.",
)

_PERSON_ONLY = {
    "first_name", "middle_name", "last_name", "preferred_name", "salutation", "suffix", "birth_date",
    "role", "role_too", "belongs_to", "accounting.social_security_number",
    "accounting.social_insurance_number",
}  # fmt: skip
# What only a person has: it stays a person's where a row has an organization and its person.
_OF_COMPANION = {
    "person.full_name",
    "person.birth_date",
    "person.email",
    "phone.mobile",
    "phone.home",
    "social.linkedin",
    "person.website",
}
_OF_FIRST_OF_COUPLE = _OF_COMPANION - {"phone.home"} | {
    "phone.work", "accounting.social_security_number", "accounting.social_insurance_number",
    "accounting.tax_file_number", "accounting.ird_number", "accounting.unique_taxpayer_reference",
}  # fmt: skip


def owners(column: Column, facts: pl.DataFrame) -> pl.Series:
    """The mention that each cell of a column belongs to; null where the row has none that can have it."""
    found = facts.select(_owner(column).alias("owner")).to_series()
    if column.target == "emails" and not column.slot:
        return _owners_named_in_emails(column, found, facts)
    return found


def misplaced(column: Column, owner: pl.Series, facts: pl.DataFrame) -> RowsFinding | None:
    """Values that the row's kind of contact cannot have.

    Args:
        column: any.
        owner: of owners.
        facts: of facts_of; a row that names nobody is told as that.
    """
    if column.target not in _PERSON_ONLY - NAME_TARGETS:
        return None
    rows = owner.is_null() & column.values.is_not_null() & facts["own"].is_not_null()
    if not rows.any():
        return None
    texts = column.values.cast(pl.String, strict=False)
    return RowsFinding("field.not_for_kind", rows, texts, column.indexes[0])


def _owner(column: Column) -> pl.Expr:
    if column.slot == SPOUSE:
        return pl.when(pl.col("has_spouse")).then(pl.lit(SPOUSE)).otherwise(pl.col("own"))
    if column.slot:
        return _owner_at_client(column)
    if column.target in {"groups", "members", "primary_contact"}:
        return pl.when(pl.col("own").is_not_null()).then(pl.lit(GROUP))
    if column.target == "belongs_to":
        return _owner_of_link()
    if column.target in {"org_name", "any_name"}:
        return pl.col("own")
    if column.target in NAME_TARGETS | _PERSON_ONLY:
        named = pl.when(pl.col("has_person")).then(pl.lit(PERSON))
        whole = column.target in {"full_name", "first_name", "last_name"}
        return named.otherwise(pl.col("own")) if whole else named
    return _owner_of_details(column)


def _owner_at_client(column: Column) -> pl.Expr:
    """Of columns of a person at the client: that person, else the client where it can have the value."""
    own, target = pl.col("own"), column.target
    return (
        pl.when(pl.col(f"has_{column.slot}"))
        .then(pl.lit(column.slot))
        .when(pl.lit(target in NAME_TARGETS) | (own == ORGANIZATION) & pl.lit(target in _PERSON_ONLY))
        .then(None)
        .otherwise(own)
    )


def _owner_of_link() -> pl.Expr:
    """Of the organization that is named: the person of the row, else the organization."""
    own = pl.col("own")
    return (
        pl.when(own == PERSON)
        .then(pl.lit(PERSON))
        .when(pl.col("has_person") & ~pl.col("couple"))
        .then(pl.lit(PERSON))
        .when(own == ORGANIZATION)
        .then(pl.lit(ORGANIZATION))
    )


def _owner_of_details(column: Column) -> pl.Expr:
    """Of everything else: the row's own contact, but what is personal is the person's beside it."""
    companion = pl.col("own").is_in([ORGANIZATION, GROUP]) & pl.col("has_person")
    of_first = pl.lit(column.field in _OF_FIRST_OF_COUPLE)
    of_companion = pl.lit(column.field in _OF_COMPANION or column.field.startswith("address.home"))
    if column.target == "client_identifier":
        of_first = pl.col("named_back")
    personal = pl.when(pl.col("couple")).then(of_first).otherwise(of_companion)
    return pl.when(companion & personal).then(pl.lit(PERSON)).otherwise(pl.col("own"))


def _owners_named_in_emails(column: Column, found: pl.Series, facts: pl.DataFrame) -> pl.Series:
    """The owners of a couple's emails: an address that bears one's first name alone is that one's."""
    lone = (column.values.list.len() == 1).fill_null(False)
    asked = facts["couple"] & facts["has_spouse"] & lone
    if not asked.any():
        return found
    named = facts.with_columns(local=column.values.list.first().str.extract(r"^([^@]*)@", 1))
    one = true_where(named, asked, _bears(pl.col("local"), "person"))
    two = true_where(named, asked, _bears(pl.col("local"), "spouse"))
    told = pl.when(pl.lit(two & ~one)).then(pl.lit(SPOUSE)).when(pl.lit(one & ~two)).then(pl.lit(PERSON))
    return found.to_frame("owner").select(told.otherwise("owner").alias("owner")).to_series()


def take_spouses_emails(block: Block, facts: pl.DataFrame) -> None:
    """Take a couple's emails that stand in one cell apart: those that bear the second one's first name."""
    for column in [c for c in block.columns if c.target == "emails" and not c.slot]:
        rows = facts["couple"] & facts["has_spouse"] & (column.values.list.len() > 1).fill_null(False)
        if not rows.any():
            continue
        cells = facts.select("person", "spouse", emails=column.values).with_row_index("i").filter(rows)
        each = cells.explode("emails").with_columns(local=pl.col("emails").str.extract(r"^([^@]*)@", 1))
        of_spouse = (_bears(pl.col("local"), "spouse") & ~_bears(pl.col("local"), "person")).fill_null(False)
        theirs = each.filter(of_spouse)
        if theirs.height:
            kept = column.values.zip_with(~rows, placed(each.filter(~of_spouse), facts.height))
            block.put_in_place(
                column,
                replace(column, values=kept),
                replace(column, values=placed(theirs, facts.height), slot=SPOUSE),
            )


def _bears(local: pl.Expr, mention: str) -> pl.Expr:
    """Whether what stands before the @ begins with the first name, or has it as a word."""
    first = folded(pl.col(mention).struct.field("first_name"))
    words = folded(local.str.replace_all(r"[^\p{L}]+", " ")).str.split(" ")
    return (first.str.len_chars() > 2) & (
        words.list.contains(first) | words.list.first().str.starts_with(first)
    )
