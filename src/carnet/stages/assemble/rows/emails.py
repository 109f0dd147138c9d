"""Whose the emails are in rows of several contacts: what stands before the @ may name the person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.stages.assemble.column import Column
from carnet.stages.assemble.columns import Block
from carnet.stages.assemble.rows.kinds import ORGANIZATION, PERSON, contact_slots
from carnet.stages.assemble.shelf import at_once
from carnet.stages.assemble.some_rows import only, true_where
from carnet.stages.normalise.comparable import folded

_SAYS_FIRM = r"(?i)compan|business|organi[sz]|office|billing|general|soci[eé]t|entreprise|bureau|factur"
_SAYS_PERSON = r"(?i)contact|person|owner|individual|home|priv|perso"
# What nobody in particular reads.
_SHARED = [
    "info", "infos", "office", "contact", "admin", "administration", "hello", "bonjour", "mail", "email",
    "reception", "accueil", "enquiries", "inquiries", "sales", "ventes", "support", "service", "services",
    "secretariat", "direction", "bureau", "accounts", "accounting", "comptabilite", "compta", "billing",
    "facturation", "ap", "ar", "hr", "rh", "team", "equipe", "general", "payroll", "paie",
]  # fmt: skip


def local_part(email: pl.Expr) -> pl.Expr:
    """What stands before the @, its letters alone, folded: "Élodie.Brulé2@example.com" is "elodiebrule"."""
    return _letters(email.str.extract(r"^([^@]*)@", 1))


def _letters(text: pl.Expr) -> pl.Expr:
    return folded(text.str.replace_all(r"[^\p{L}]+", " ")).str.replace_all(" ", "", literal=True)


def names_person(local: pl.Expr, first: pl.Expr, last: pl.Expr) -> pl.Expr:
    """Whether a local part is written as people's are: annlee, leeann, alee, leea and jpdupont; or ann.

    Args:
        local: of local_part.
        first, last: the person's names.
    """
    initials = _letters(first.str.replace_all(r"(\p{L})[\p{L}'’]*", "${1}"))
    given, family = _letters(first), _letters(last)
    initial = given.str.head(1)
    pairs = ((given, family), (family, given), (initials, family), (family, initials), (initial, family))
    whole = [pl.concat_str(pair) for pair in pairs]
    long = (given.str.len_chars() > 0) & (family.str.len_chars() > 1)
    return pl.any_horizontal(local == way for way in whole) & long | (
        (local == given) & (given.str.len_chars() > 2)
    )


def take_emails_of_people(block: Block, facts: pl.DataFrame) -> None:
    """Take the emails of organizations' rows apart that are one person's there; info@ is all theirs.

    Args:
        block: its columns of emails may become several.
        facts: what is decided of the block.
    """
    people = [PERSON, *contact_slots(facts)]
    rows = facts.select(
        (pl.col("own") == ORGANIZATION) & ~pl.col("couple")
        & pl.any_horizontal(pl.col(f"has_{person}") for person in people)
    ).to_series().fill_null(False)  # fmt: skip
    for column in [c for c in block.columns if c.target == "emails" and not c.slot and c.indexes]:
        header = " ".join(block.mapped.recognised.headers[index] for index in column.indexes)
        held = rows & column.values.is_not_null()
        if held.any() and not re.search(_SAYS_FIRM, header):
            each = _owners(column, facts, held, people)
            _take(block, column, held, each, shared=not re.search(_SAYS_PERSON, header))


def _owners(column: Column, facts: pl.DataFrame, rows: pl.Series, people: Sequence[str]) -> pl.DataFrame:
    """Each email of the rows: i (the row), emails, local and owner (the one person whom it names)."""
    told = [pl.col(f"has_{person}") for person in people]
    told += [
        pl.col(person).struct.field(part).alias(f"{part}:{person}")
        for person in people
        for part in ("first_name", "last_name")
    ]
    cells = facts.select(*told, emails=column.values).with_row_index("i").filter(rows)
    each = cells.explode("emails").with_columns(local=local_part(pl.col("emails")))
    hits = np.concatenate([_named(each, some) for some in at_once(people, each.height)])
    one = pl.Series(hits.sum(axis=0) == 1)
    owner = pl.Series([*people], dtype=pl.String)[hits.argmax(axis=0)]
    return each.select("i", "emails", "local", owner=only(owner, one))


def _named(each: pl.DataFrame, people: Sequence[str]) -> npt.NDArray[np.bool_]:
    """For each person whether emails name them: a row a person, a column an email."""
    asked = pl.DataFrame(
        {
            "local": pl.concat([each["local"]] * len(people)),
            **{
                part: pl.concat([each[f"{part}{person}"] for person in people])
                for part in ("has_", "first_name:", "last_name:")
            },
        }
    )
    named = names_person(pl.col("local"), pl.col("first_name:"), pl.col("last_name:"))
    return true_where(asked, asked["has_"], named).to_numpy().reshape(len(people), each.height)


def _take(block: Block, column: Column, rows: pl.Series, each: pl.DataFrame, *, shared: bool) -> None:
    parts = [
        replace(
            column,
            values=placed(theirs, block.height),
            slot="" if owner == PERSON else owner,
            field="person.email",
        )
        for (owner,), theirs in each.drop_nulls("owner").partition_by("owner", as_dict=True).items()
    ]
    others = each.filter(pl.col("owner").is_null())
    if shared and column.field == "person.email":
        of_all = pl.col("local").is_in(_SHARED)
        parts.append(
            replace(column, values=placed(others.filter(of_all), block.height), field="organization.email")
        )
        others = others.filter(~of_all)
    kept = column.values.zip_with(~rows, placed(others, block.height))
    block.put_in_place(
        column, *(p for p in (replace(column, values=kept), *parts) if p.values.null_count() < block.height)
    )


def placed(emails: pl.DataFrame, height: int) -> pl.Series:
    """The emails of each row, null elsewhere.

    Args:
        emails: i, emails; one row an email.
        height: the number of rows.
    """
    lists = emails.group_by("i", maintain_order=True).agg("emails")
    places = pl.DataFrame({"i": pl.arange(height, eager=True, dtype=pl.UInt32)})
    return places.join(lists, on="i", how="left", maintain_order="left")["emails"]
