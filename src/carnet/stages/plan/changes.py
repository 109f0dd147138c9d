"""The change set of an import."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.contract import Contents, Mode
from carnet.findings import Severity, rule
from carnet.stages.assemble.records import Records
from carnet.stages.match.exact import Matches
from carnet.stages.match.outvoted import without_outvoted
from carnet.stages.plan.cards import decide_cards
from carnet.stages.plan.clearing import emptied_fields
from carnet.stages.plan.edits import NO_EDITS, Edits
from carnet.stages.plan.fields import decide_fields
from carnet.stages.plan.replaced import NOTHING_REPLACED
from carnet.stages.plan.said_before import without_items, without_values
from carnet.stages.policy import Policies

rule(
    "mode.exists",
    Severity.INFO,
    en="“%(value)s” is in the book already. With the mode create only new contacts are taken.",
    fr="« %(value)s » est déjà dans le carnet. Avec le mode create, seuls les nouveaux contacts sont pris.",
)
rule(
    "mode.no_match",
    Severity.INFO,
    en="“%(value)s” is not in the book. With the mode update only contacts of the book are changed.",
    fr="« %(value)s » n'est pas dans le carnet. Avec le mode update, seuls les contacts du carnet sont "
    "modifiés.",
)
rule(
    "link.unknown",
    Severity.ERROR,
    en="No organization is called “%(value)s”, so the person was stored without it. Did you mean "
    "“%(suggestion)s”? The name must be written as in the list of organizations.",
    fr="Aucune organisation ne s'appelle « %(value)s » ; la personne a été enregistrée sans elle. "
    "Vouliez-vous dire « %(suggestion)s » ? Le nom doit être écrit comme dans la liste des organisations.",
)
rule(
    "link.unknown_nothing_near",
    Severity.ERROR,
    en="No organization is called “%(value)s”, so the person was stored without it. Add the organization, or "
    "write its name as in the list of organizations.",
    fr="Aucune organisation ne s'appelle « %(value)s » ; la personne a été enregistrée sans elle. Ajoutez "
    "l'organisation ou écrivez son nom comme dans la liste des organisations.",
)
rule(
    "duplicate.possible",
    Severity.WARNING,
    en="“%(value)s” has the same name as a contact of the book, and nothing else says whether it is the same "
    "one. It is added as a contact of its own; compare the two.",
    fr="« %(value)s » porte le même nom qu'un contact du carnet, et rien d'autre n'indique s'il s'agit du "
    "même. Il est ajouté séparément ; comparez les deux.",
)
rule(
    "identifier.in_book",
    Severity.ERROR,
    en="The client identifier “%(value)s” is already that of “%(detail)s” in the book. Each client needs its "
    "own; it was not stored here. Correct one of the two.",
    fr="L'identifiant du client « %(value)s » est déjà celui de « %(detail)s » dans le carnet. Chaque client "
    "doit avoir le sien ; il n'a pas été enregistré ici. Corrigez l'un des deux.",
)
rule(
    "identifier.other_kind",
    Severity.ERROR,
    en="The client identifier “%(value)s” belongs to another kind of contact in the book, “%(detail)s”. It "
    "was not stored here. Correct one of the two.",
    fr="L'identifiant du client « %(value)s » appartient à un contact d'un autre genre dans le carnet, "
    "« %(detail)s ». Il n'a pas été enregistré ici. Corrigez l'un des deux.",
)


@dataclass(slots=True)
class Changes:
    """The change set, with what the ledger needs to know of the book.

    Frames are numbered as Records is (before contacts that are not taken drop out).

    contacts: contact (0 ... n-1, in order), action (create, update, skip, refuse, drop), review, kind,
        book_id, the record columns as they will be, custom.
    cards: contact, book_card, organization_contact, primary, then CARD: cards to write.
    members: group, member: links that the book does not have.
    changes: contact, book_id, field, old, new.
    final_items: contact UInt32, family String, key UInt64: every item that a contact will have whose
        cells must be compared (one of several mentions, or one that the book has).
    old_items: the same, what it has in the book.
    old: contact UInt32, then the record columns as they stand in the book, of matched contacts.
    """

    contacts: pl.DataFrame
    cards: pl.DataFrame
    members: pl.DataFrame
    changes: pl.DataFrame
    final_items: pl.DataFrame
    old_items: pl.DataFrame
    old: pl.DataFrame


def plan_changes(
    records: Records, contacts: pl.DataFrame, matches: Matches, members_known: pl.DataFrame,
    policies: Policies, cells: pl.DataFrame, again: pl.DataFrame, gone: pl.Series, edits: Edits = NO_EDITS,
    replaced: pl.DataFrame = NOTHING_REPLACED,
) -> Changes:  # fmt: skip
    """The change set of an import.

    Args:
        records: the import's contacts.
        contacts: the same contacts after validation.
        matches: the book's contacts that they are.
        members_known: group Int64, member Int64 of the book.
        policies: which value stands.
        cells: clearing.EMPTY_CELLS where the person asked that empty cells empty.
        again: said_before.SAID_BEFORE.
        gone: contacts that a person deleted, which stay away.
        edits: what a bulk workbook changes.
        replaced: replaced.REPLACED.
    """
    ids = contacts.select("contact").join(matches.pairs, on="contact", how="left", maintain_order="left")
    paired = contacts.with_columns(ids["book_id"]).with_columns(
        action=pl.when(pl.col("contact").is_in(gone.implode()))
        .then(pl.lit("refuse"))
        .otherwise(_action(policies.mode)),
        review=pl.col("contact").is_in(matches.review["contact"].implode()),
    )
    paired = without_outvoted(paired, matches.contents)
    old = _old(paired, matches.contents)
    cards = without_items(records.cards, paired, matches.contents, again)
    paired = without_values(paired, old, again)
    merged, changes = decide_fields(records, paired, old, policies, emptied_fields(cells), edits)
    said = replace(records, cards=cards)
    decided_cards = decide_cards(said, merged, matches.contents, policies, cells, edits, replaced)
    merged = _without_unlinked(records, merged, decided_cards.written)
    members = _members(records, merged, members_known)
    written = decided_cards.written["contact"]
    touched = pl.concat([changes["contact"], written, members["group"].alias("contact")]).unique()
    decided = (
        pl.when(pl.col("contact").is_in(touched.implode())).then(pl.lit("update")).otherwise(pl.lit("skip"))
    )
    merged = merged.with_columns(
        action=pl.when(pl.col("action") == "match").then(decided).otherwise("action")
    )
    return Changes(
        merged, decided_cards.written, members, changes, decided_cards.final_items, decided_cards.old_items,
        old,
    )  # fmt: skip


def _action(mode: Mode) -> pl.Expr:
    known = pl.col("book_id").is_not_null()
    missing = pl.lit("refuse" if mode is Mode.UPDATE else "create")
    found = (
        pl.when(pl.col("implied")).then(pl.lit("skip")).otherwise(pl.lit("refuse"))
        if mode is Mode.CREATE
        else pl.lit("match")
    )
    return (
        pl.when(known)
        .then(found)
        .when(pl.col("implied") & pl.col("strict").fill_null(False))
        .then(pl.lit("drop"))
        .when(pl.col("implied") & pl.lit(mode is Mode.UPDATE))
        .then(pl.lit("drop"))
        .otherwise(missing)
    )


def _old(paired: pl.DataFrame, contents: Contents) -> pl.DataFrame:
    """The matched contacts as the book has them."""
    known = paired.filter(pl.col("book_id").is_not_null()).select("contact", "book_id")
    return known.join(contents.contacts, left_on="book_id", right_on="id", how="left", maintain_order="left")


def _without_unlinked(records: Records, merged: pl.DataFrame, written: pl.DataFrame) -> pl.DataFrame:
    """Organizations that only a link names are not made where no link to them is taken."""
    linked = pl.concat([written["organization_contact"], records.members["member"]]).drop_nulls().unique()
    lone = pl.col("implied") & (pl.col("action") == "create") & ~pl.col("contact").is_in(linked.implode())
    return merged.with_columns(action=pl.when(lone).then(pl.lit("drop")).otherwise("action"))


def _members(records: Records, merged: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Memberships that the book does not have."""
    taken = merged.filter(pl.col("action").is_in(["create", "match", "skip"])).select("contact", "book_id")
    links = records.members.join(taken.select(group="contact", group_id="book_id"), on="group").join(
        taken.select(member="contact", member_id="book_id"), on="member"
    )
    if known.height:
        links = links.join(
            known.select(group_id="group", member_id="member"), on=["group_id", "member_id"], how="anti"
        )
    return links.select("group", "member")


def taken_numbers(contacts: pl.DataFrame) -> npt.NDArray[np.int64]:
    """The plan's number of each of an import's contacts, -1 for those that are not taken."""
    taken = contacts["action"].is_in(["create", "update", "skip"]).to_numpy()
    numbers = np.full(len(taken), -1, dtype=np.int64)
    numbers[taken] = np.arange(int(taken.sum()))
    return numbers
