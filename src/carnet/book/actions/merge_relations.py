"""What leads to a contact that goes on in another leads to the other: cards, groups, keys, suspicions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from carnet.book import cards, queries, texts, writing
from carnet.book.actions.rename import rename_primary
from carnet.book.actions.stamp import stamp
from carnet.book.former import former_keys
from carnet.book.models import Contact, Duplicate, Member

if TYPE_CHECKING:
    from carnet.book.actions.merge_contacts import Merging

_THROUGH_THE_CONTACT = (
    "name",
    "identifier",
)  # keys that need no row while the contact's own values make them


def move(work: Merging) -> tuple[list[tuple[int, int, int | None]], int]:
    """The memberships of the contact that goes (group, member, origin), and how many cards of others
    moved."""
    name = Contact.objects.using(work.book.using).values_list("name", flat=True).get(pk=work.kept.pk)
    links = move_cards(work, name)
    members = _members(work)
    groups = pl.Series([group for group, member, _ in members if member == work.gone.pk], dtype=pl.Int64)
    work.write(rename_primary(work.book, work.cursor, groups, work.gone.name, name, work.now))
    _move_members(work, members)
    return members, links


def move_cards(work: Merging, name: str) -> int:
    """Cards at the organization that goes are at the kept one, under the name that stands; how many."""
    before = cards.read(work.book, work.cursor, "organization_id", work.both)
    gone = pl.col("organization_id") == work.gone.pk
    renamed = gone | (pl.col("organization_name") == work.kept.name)
    after = before.with_columns(
        organization_id=pl.lit(work.kept.pk, pl.Int64),
        organization_name=pl.when(renamed).then(pl.lit(name)).otherwise("organization_name"),
    )
    changes = cards.journaled(before, after)
    moved = after.filter(pl.col("id").is_in(changes["card"].implode()))
    work.book.engine.update(
        work.cursor, "book_card", moved.select("id", "organization_id", "organization_name")
    )
    stamp(work.book, work.cursor, changes["contact"], work.now)
    return work.write(changes)


def _members(work: Merging) -> list[tuple[int, int, int | None]]:
    found = Member.objects.using(work.book.using)
    both = found.filter(member=work.gone) | found.filter(group=work.gone)
    return list(both.order_by("group", "member").values_list("group_id", "member_id", "origin_id"))


def _move_members(work: Merging, members: list[tuple[int, int, int | None]]) -> None:
    found = Member.objects.using(work.book.using)
    found.filter(member=work.gone).delete()
    found.filter(group=work.gone).delete()
    ours = {work.gone.pk: work.kept.pk}
    for group, member, _ in members:
        pair = {"group_id": ours.get(group, group), "member_id": ours.get(member, member)}
        if pair["group_id"] != pair["member_id"] and not found.filter(**pair).exists():
            found.create(**pair, origin=work.batch)
    groups = pl.Series([ours.get(group, group) for group, _, _ in members], dtype=pl.Int64)
    stamp(work.book, work.cursor, groups, work.now)


def move_keys(work: Merging) -> None:
    """The kept contact is found under the keys of both; those that it had not carry the merge."""
    ids = pl.Series([work.kept.pk], dtype=pl.Int64)
    theirs = writing.stored_lookups(work.book.shelf, work.cursor, pl.Series([work.gone.pk], dtype=pl.Int64))
    copied = theirs.filter(~pl.col("retired")).select("kind", "value", contact=pl.lit(work.kept.pk, pl.Int64))
    was = former_keys(work.book, work.cursor, queries.contents(work.book, work.cursor, ids))
    own = pl.concat(
        [
            was.filter(pl.col("kind").is_in(_THROUGH_THE_CONTACT)),
            pl.DataFrame({"contact": [work.kept.pk], "kind": ["contact_key"], "value": [work.gone.key]}),
        ]
    )
    wanted = pl.concat([_stored(work, copied), writing.lookup_rows(work.book, own)])
    there = writing.stored_lookups(work.book, work.cursor, ids)
    key = ["contact_id", "kind", "value"]
    fresh = wanted.unique(key, maintain_order=True).join(there, on=key, how="anti", maintain_order="left")
    carried = fresh.with_columns(origin_id=pl.lit(work.batch.pk, pl.Int64), retired=pl.lit(False))
    work.book.engine.insert(work.cursor, "book_lookup", carried)


def _stored(work: Merging, lookups: pl.DataFrame) -> pl.DataFrame:
    """Keys whose values are as the table has them, as its rows."""
    digests = texts.lookup_digests(lookups["kind"], lookups["value"])
    return lookups.select(
        pl.lit(work.book.firm).alias("firm_id"),
        digests.alias("digest"),
        "kind",
        "value",
        contact_id="contact",
    )


def move_pairs(work: Merging) -> None:
    """The pair itself is settled; suspicions and decisions about the contact that goes are the kept one's."""
    found = Duplicate.objects.using(work.book.using).filter(firm_id=work.book.firm)
    decided = {"decided_by": work.user, "decided_at": work.now}
    low, high = sorted((work.kept.pk, work.gone.pk))
    found.filter(first=low, second=high).update(state="merged", closed_by=work.batch, **decided)
    about = found.exclude(first=low, second=high).exclude(state="merged")
    for pair in about.filter(first=work.gone) | about.filter(second=work.gone):
        other = pair.second_id if pair.first_id == work.gone.pk else pair.first_id
        first, second = sorted((work.kept.pk, other))
        said = {"state": pair.state, "decided_by": pair.decided_by, "decided_at": pair.decided_at}
        there = found.filter(first=first, second=second)
        if not there.exists():
            Duplicate.objects.using(work.book.using).create(
                firm_id=work.book.firm, first_id=first, second_id=second, origin=work.batch,
                probability=pair.probability, evidence=pair.evidence, **said,
            )  # fmt: skip
        elif pair.state == "separate":
            there.filter(state="open").update(closed_by=work.batch, **said)
