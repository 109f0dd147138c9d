"""Members of client groups whom the files do not hold: they are looked for in the book."""

from __future__ import annotations

import numpy as np
import polars as pl

from carnet.contract import LOOKUP, Book, Contents
from carnet.findings import FINDINGS, Severity, rule
from carnet.stages.assemble.records import Records
from carnet.stages.normalise.comparable import exact, folded

rule(
    "link.unknown_member",
    Severity.ERROR,
    en="No organization or person of this import or of the book is called “%(value)s”, so it is not made a "
    "member of “%(detail)s”. Write the name as it stands in the list.",
    fr="Aucune organisation ni personne de cette importation ou du carnet ne s'appelle « %(value)s » ; elle "
    "n'est donc pas membre de « %(detail)s ». Écrivez le nom comme il figure dans la liste.",
)
rule(
    "link.ambiguous_member",
    Severity.ERROR,
    en="Several contacts of the book are called “%(value)s” (%(detail)s), so none of them is made a member "
    "of the group. Write the client identifier or the key of the one that is meant.",
    fr="Plusieurs contacts du carnet s'appellent « %(value)s » (%(detail)s) ; aucun d'eux n'est donc membre "
    "du groupe. Écrivez l'identifiant du client ou la clé de celui dont il s'agit.",
)

_NAMED = 5  # candidates that a finding names
_RANKS = {"contact_key": 0, "identifier": 1, "name": 2}  # of several keys the surest counts


def find_members(records: Records, book: Book) -> pl.DataFrame:
    """The contacts of the book that members outside the files may be: value, kind (of key), book_id."""
    if not records.strangers.height:
        return pl.DataFrame(schema={"value": pl.String, "kind": pl.String, "book_id": pl.Int64})
    value = pl.col("value")
    spelled = {
        "contact_key": [value],
        "identifier": [exact(value)],
        "name": [
            pl.concat_str(pl.lit("organization:"), exact(value)),
            pl.concat_str(pl.lit("person:"), folded(value)),
        ],
    }
    named = records.strangers.select("value").unique(maintain_order=True).with_row_index("contact")
    keys = [
        named.select("contact", kind=pl.lit(kind), value=key).drop_nulls().cast(LOOKUP)
        for kind, forms in spelled.items()
        for key in forms
    ]
    found = book.find(pl.concat(keys)).select("contact", "kind", "book_id").unique(maintain_order=True)
    return found.join(named, on="contact", maintain_order="left").select("value", "kind", "book_id")


def link_members(
    records: Records, found: pl.DataFrame, pairs: pl.DataFrame, contents: Contents
) -> pl.DataFrame:
    """Make those that were found members; who may be several, or is nowhere, is told.

    Args:
        records: the import's contacts; members that no contact of the files is are added to them.
        found: from find_members().
        pairs: contact, book_id, key of the import's contacts.
        contents: of the book's contacts found, at least.

    Returns:
        The pairs with those of the contacts that were added.
    """
    if not records.strangers.height:
        return pairs
    known = contents.contacts.filter(pl.col("kind") != "client_group")
    candidates = found.join(known, left_on="book_id", right_on="id", suffix="_book", maintain_order="left")
    rank = pl.col("kind").replace_strict(_RANKS, return_dtype=pl.UInt8)
    candidates = candidates.filter(rank == rank.min().over("value"))
    single = candidates.filter(~pl.col("value").is_duplicated())
    pairs = _with_added(records, single, pairs)
    linked = records.strangers.join(single.select("value", "book_id"), on="value", maintain_order="left")
    links = linked.join(pairs, on="book_id", maintain_order="left").select("group", member="contact")
    records.members = pl.concat([records.members, links]).unique(maintain_order=True)
    _tell(records, candidates)
    return pairs


def _with_added(records: Records, single: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with one of each contact of the book that no contact of the files is yet."""
    fresh = single.join(pairs, on="book_id", how="anti", maintain_order="left").unique(
        "book_id", keep="first", maintain_order=True
    )
    added = fresh.with_row_index("contact", records.contacts.height).select(
        "contact", "book_id", "name", kind="kind_book", implied=pl.lit(True), strict=pl.lit(True)
    )
    records.contacts = pl.concat([records.contacts, added.drop("book_id")], how="diagonal")
    records.several = np.append(records.several, np.zeros(added.height, dtype=bool))
    return pl.concat([pairs, added.select("contact", "book_id", key=pl.lit("member"))])


def _tell(records: Records, candidates: pl.DataFrame) -> None:
    several = candidates.filter(pl.col("value").is_duplicated())
    told = [pl.col(name) for name in ("client_identifier", "key") if name in several.columns]
    one = pl.concat_str("name", pl.lit(" "), pl.coalesce(told))
    named = several.group_by("value", maintain_order=True).agg(
        one.head(_NAMED).str.join("; ").alias("detail")
    )
    strangers = records.strangers
    unknown = strangers.join(candidates, on="value", how="anti", maintain_order="left").rename(
        {"name": "detail"}
    )
    ambiguous = strangers.join(named, on="value", maintain_order="left")
    for told_of, code in ((unknown, "link.unknown_member"), (ambiguous, "link.ambiguous_member")):
        if told_of.height:
            records.findings.append(
                told_of.with_columns(
                    column=pl.lit(None, pl.UInt16), code=pl.lit(code), suggestion=pl.lit(None, pl.String)
                ).select(FINDINGS.names())
            )
