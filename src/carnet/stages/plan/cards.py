"""The contact cards that an import writes, and what contacts hold before and after."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from carnet.contract import CARD, Contents
from carnet.frames import chosen
from carnet.stages.assemble.items import LISTS, distinct_items, item_key, joined_lists
from carnet.stages.assemble.records import Records
from carnet.stages.match.outvoted import named_as_in_book
from carnet.stages.normalise.comparable import exact
from carnet.stages.plan.clearing import emptied_cards
from carnet.stages.plan.edits import NO_EDITS, TOKEN, Edits
from carnet.stages.plan.lists import give_way, items_of, take
from carnet.stages.plan.local_numbers import local_items, local_numbers, with_whole
from carnet.stages.plan.pairing import pair_cards, pair_with_emptied
from carnet.stages.plan.replaced import NOTHING_REPLACED, with_replaced
from carnet.stages.policy import Policies

_COLUMNS = ["contact", "book_card", "organization_contact", "primary", *CARD.names()]


@dataclass(frozen=True, slots=True)
class Cards:
    """written: as Changes.cards; final_items, old_items: see Changes."""

    written: pl.DataFrame
    final_items: pl.DataFrame
    old_items: pl.DataFrame


def decide_cards(
    records: Records, merged: pl.DataFrame, contents: Contents, policies: Policies, cells: pl.DataFrame,
    edits: Edits = NO_EDITS, replaced: pl.DataFrame = NOTHING_REPLACED,
) -> Cards:  # fmt: skip
    """The cards of an import.

    Args:
        records: the import's contacts.
        merged: the same with action and book_id, single values as they will be.
        contents: of the contacts that the book has.
        cells: clearing.EMPTY_CELLS where empty cells empty.
        edits: what a bulk workbook changes of cards.
        replaced: replaced.REPLACED rows.
    """
    cards = _of_files(records, merged, contents)
    linked = cards["card"].str.starts_with(TOKEN).fill_null(False)
    edited, cards = cards.filter(linked), chosen(cards, ~linked)
    new = chosen(cards, cards["action"] == "create").with_columns(
        primary=pl.col("contact").is_first_distinct(), book_card=pl.lit(None, pl.Int64)
    )
    theirs = _of_book(merged, contents)
    written = new.select(_COLUMNS)
    matched = cards.filter(pl.col("action") == "match")
    taken = merged.filter(pl.col("action") == "match")
    theirs_taken = theirs.filter(pl.col("contact").is_in(taken["contact"].implode()))
    changed = edits.changed_cards(theirs_taken, edited)
    if cells.height:
        told = taken.filter(~pl.col("book_id").is_in(edits.contacts.implode()))
        changed = pl.concat([changed, emptied_cards(theirs_taken, matched, told, cells, policies)])
    changed = changed.with_columns(book_card="id").select(_COLUMNS)
    if changed.height:
        written = pl.concat([written, changed.cast(written.schema)])
    local = local_numbers(matched, theirs)
    if matched.height:
        matched, _ = with_whole(matched, local)
        there = _with_cards(theirs, changed)
        changed = _changed_cards(matched, there, policies, replaced)
        again = changed["book_card"].drop_nulls().implode()
        written = pl.concat([written.filter(~pl.col("book_card").is_in(again).fill_null(False)), changed])
    if changed.height:
        written = written.sort("contact", maintain_order=True)
    held = contents.contacts.select(book_id="id", custom="custom").join(
        merged.select("contact", "book_id").drop_nulls(), on="book_id"
    )
    compared = pl.Series(records.several) | merged["book_id"].is_not_null()
    asked = pl.col("contact").is_in(compared.arg_true().cast(pl.UInt32).implode())
    staying = theirs.filter(~pl.col("id").is_in(written["book_card"].implode()))
    final = [items_of(written.filter(asked)), items_of(staying), custom_items(merged.filter(asked))]
    known = local_items(local)
    return Cards(
        written,
        pl.concat([*final, known]).unique(),
        pl.concat([items_of(theirs), custom_items(held), known]),
    )


def _with_cards(theirs: pl.DataFrame, changed: pl.DataFrame) -> pl.DataFrame:
    """The book's cards, some of them as they will be."""
    if not changed.height:
        return theirs
    rest = theirs.filter(~pl.col("id").is_in(changed["book_card"].implode()))
    own = theirs.drop(CARD.names()).join(
        changed.select(*CARD.names(), id="book_card"), on="id", maintain_order="left"
    )
    return pl.concat([rest, own.select(rest.columns)])


def custom_items(contacts: pl.DataFrame) -> pl.DataFrame:
    """Every custom value of contacts: contact, family, key."""
    long = contacts.select("contact", "custom").filter(pl.col("custom").list.len() > 0).explode("custom")
    return long.select("contact", family=pl.lit("custom"), key=item_key("custom", pl.col("custom")))


def _of_files(records: Records, merged: pl.DataFrame, contents: Contents) -> pl.DataFrame:
    """The files' cards with what becomes of their contacts, without organizations that are not taken; where
    the contact is at one of that name in the book, the card is that."""
    dropped = merged.filter(pl.col("action").is_in(["drop", "refuse"]) & pl.col("book_id").is_null())[
        "contact"
    ]
    numbers = records.cards["contact"]
    cards = named_as_in_book(records.cards, merged, contents).with_columns(
        merged[name].gather(numbers) for name in ("action", "book_id", "kind")
    )
    lost = cards["organization_contact"].is_in(dropped.implode()).fill_null(False)
    if lost.any():
        records.several[cards.filter(lost)["contact"].to_numpy()] = True  # their cells must be compared
        at = contents.cards.select(book_id="contact", match=exact(pl.col("organization")), there=pl.lit(True))
        named = cards.select("book_id", match=exact(pl.col("organization")))
        there = named.join(at.unique(), on=["book_id", "match"], how="left", maintain_order="left")["there"]
        cards = cards.with_columns(
            organization=pl.when(~lost | there.fill_null(False)).then("organization"),
            organization_contact=pl.when(~lost).then("organization_contact"),
        )
    return cards


def _of_book(merged: pl.DataFrame, contents: Contents) -> pl.DataFrame:
    """The book's cards of matched contacts, under the contacts' numbers in the import and the names that
    organizations which are renamed will have, so that they are no others."""
    known = merged.filter(pl.col("book_id").is_not_null())
    cards = contents.cards.join(known.select(number="contact", contact="book_id"), on="contact")
    was = contents.contacts.select(book_id="id", was="name")
    renamed = known.join(was, on="book_id").filter(pl.col("name") != pl.col("was"))
    called = renamed.select(organization_contact="book_id", called="name")
    named = cards.join(called, on="organization_contact", how="left", maintain_order="left")
    return named.with_columns(
        book_id="contact", contact="number", organization=pl.coalesce("called", "organization")
    ).drop("called")


def _changed_cards(
    matched: pl.DataFrame, theirs: pl.DataFrame, policies: Policies, replaced: pl.DataFrame
) -> pl.DataFrame:
    """Cards of matched contacts that change or come, merged with the book's card that they belong to."""
    said = matched.with_row_index("card_number")
    taken = take(said, theirs, policies)
    theirs, renewed = with_replaced(theirs, taken.ours, replaced, policies)
    pairs = pair_cards(taken, said, theirs)
    theirs, touched = give_way(taken, pairs, theirs)
    theirs, completed = with_whole(theirs, local_numbers(theirs, taken.ours))
    touched = pl.concat([touched, renewed, theirs.filter(completed)["id"]]).unique()
    pairs = pl.concat([pairs, pair_with_emptied(taken, pairs, theirs)])
    held = items_of(theirs)
    news = items_of(taken.ours, "card_number").join(held, on=["contact", "family", "key"], how="anti")
    ours = taken.ours.filter(pl.col("card_number").is_in(news["card_number"].implode()))
    parts = [pl.DataFrame(schema=_schema(matched))]
    if ours.height:
        paired = ours.join(pairs, on="card_number", how="left", maintain_order="left")
        parts.append(_united(paired, theirs, taken.moving).select(_COLUMNS))
    written = parts[-1]["book_card"].drop_nulls()
    less = theirs.filter(
        pl.col("id").is_in(touched.implode()) & ~pl.col("id").is_in(written.implode())
    ).with_columns(book_card="id", organization_contact=pl.lit(None, pl.UInt32))
    return pl.concat([*parts, less.select(_COLUMNS)])


def _schema(matched: pl.DataFrame) -> dict[str, pl.DataType]:
    told: dict[str, pl.DataType] = {"book_card": pl.Int64(), "primary": pl.Boolean()}
    return {name: told.get(name) or matched.schema[name] for name in _COLUMNS}


def _united(paired: pl.DataFrame, theirs: pl.DataFrame, moving: pl.Series) -> pl.DataFrame:
    """Cards as they will be: the book's values first, then the new ones."""
    base = theirs.select(
        book_card="id", old_primary="primary", **{f"old:{name}": pl.col(name) for name in CARD.names()}
    )
    has_primary = theirs.filter("primary")["contact"].unique()
    joined = paired.join(base, on="book_card", how="left", maintain_order="left")
    moved = pl.col("card_number").is_in(moving.implode()) & (
        exact(pl.col("organization")) != exact(pl.col("old:organization"))
    ).fill_null(False)
    united = joined.with_columns(
        *(joined_lists([joined[f"old:{name}"], joined[name]]).alias(name) for name in LISTS),
        role=pl.when(moved).then("role").otherwise(pl.coalesce("role", "old:role")),
        organization=pl.when(moved)
        .then("organization")
        .otherwise(pl.coalesce("old:organization", "organization")),
        primary=pl.coalesce(
            "old_primary",
            ~pl.col("contact").is_in(has_primary.implode()) & pl.col("contact").is_first_distinct(),
        ),
    )
    joined_up = united.filter(pl.col("book_card").is_not_null())
    if joined_up["book_card"].is_duplicated().any():
        united = pl.concat(
            [
                united.filter(pl.col("book_card").is_null()),
                joined_up.group_by("book_card", maintain_order=True).agg(
                    pl.col(*LISTS).list.explode(keep_nulls=False, empty_as_null=False).drop_nulls(),
                    pl.all().exclude("book_card", *LISTS).drop_nulls().first(),
                ).select(united.columns),
            ]
        )  # fmt: skip
    filled = united.with_columns(
        pl.when(pl.col(name).list.len() > 0).then(name).alias(name) for name in LISTS
    )
    return filled.with_columns(distinct_items(filled, family) for family in LISTS)
