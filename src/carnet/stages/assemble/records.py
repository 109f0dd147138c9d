"""Mentions become contacts, contact cards and memberships."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.contract import CARD
from carnet.frames import page_out, paged
from carnet.stages.assemble.items import LISTS, distinct_items, overlaid
from carnet.stages.assemble.mention_frames import RECORD_SET
from carnet.stages.assemble.mentions import Mentions
from carnet.stages.assemble.rows import full_name
from carnet.stages.assemble.surviving import NOTHING_CHOSEN, let_stand, trust, with_chosen
from carnet.stages.normalise.comparable import exact, folded
from carnet.stages.normalise.emails import email_key

NOTES = ("description", "accounting.basic_notes", "accounting.tax_notes")  # grow by lines, never replaced


@dataclass(slots=True)
class Records:
    """What an import's files say, before the book is asked.

    Contact numbers are 0 ... n-1.

    contacts: contact UInt32, kind, implied Boolean (only named by a link), strict Boolean (the link must
        find it), name, the record columns that occur, custom List(CUSTOM).
    cards: contact UInt32, organization_contact UInt32, card (as the rows number it), then CARD; the first of
        a contact is the primary.
    members: group UInt32, member UInt32.
    strangers: members that the files name but do not hold: group UInt32, value, sheet, row, and the
        group's name.
    keys: contact UInt32, kind (contact_key, source_key, source_row), value.
    sources: contact UInt32, sheet UInt16, row UInt32.
    shared: contact, kind, then the record columns and custom as each mention has them, of contacts with
        several mentions.
    stands: surviving.STANDS: what stands where the mentions of a contact differ.
    chosen: surviving.CHOSEN: what a person lets stand.
    numbers: the contact of each row of mentions.frame, which keeps just the columns of _KEPT.
    several: one truth a contact: it has several mentions, or repeats a value in one.
    """

    contacts: pl.DataFrame
    cards: pl.DataFrame
    members: pl.DataFrame
    strangers: pl.DataFrame
    keys: pl.DataFrame
    sources: pl.DataFrame
    shared: pl.DataFrame
    stands: pl.DataFrame
    chosen: pl.DataFrame
    mentions: Mentions
    numbers: npt.NDArray[np.int64]
    several: npt.NDArray[np.bool_]
    findings: list[pl.DataFrame]


# What later stages still ask of mentions: where they stand, whose they are, what named them.
_KEPT = (
    "sheet", "position", "row", "mention", "kind", "own", "name", "organization", "client_identifier",
    "cards",
)  # fmt: skip


_KEYS = ("source_row", "contact_key", "key")
_STRANGER = pl.Schema(
    {"group": pl.UInt32, "value": pl.String, "sheet": pl.UInt16, "row": pl.UInt32, "name": pl.String}
)


def assemble_records(
    mentions: Mentions, numbers: npt.NDArray[np.int64], chosen: pl.DataFrame = NOTHING_CHOSEN
) -> Records:
    """The contacts of an import.

    Args:
        mentions: all of them; of their frame the records keep just the columns that later stages ask for.
        numbers: the contact of each mention, 0 ... n-1, as identify() or the person tells.
        chosen: surviving.CHOSEN.
    """
    count = int(numbers.max()) + 1 if len(numbers) else 0
    frame = mentions.frame.with_columns(contact=pl.Series(numbers.astype(np.uint32), dtype=pl.UInt32))
    several = np.bincount(numbers, minlength=count) > 1
    shared = _all(mentions, frame, several[numbers])
    several[numbers[frame["repeats"].fill_null(False).to_numpy()]] = True
    several[chosen["contact"].to_numpy()] = True
    keys = _keys(frame)
    contacts, stands = _contacts(mentions, frame, shared, chosen)
    names = pl.concat([contacts.select("contact", "kind", "name"), shared.select("contact", "kind", "name")])
    members, strangers = _members(mentions, frame, contacts, names)
    cards = paged(_linked(_cards(mentions, frame), names, keys))
    return Records(
        contacts=contacts,
        cards=cards,
        members=members,
        strangers=strangers,
        keys=keys,
        sources=frame.select("contact", "sheet", "row").unique(maintain_order=True),
        shared=shared.drop("implied", "strict", "trust"),
        stands=stands,
        chosen=chosen,
        mentions=replace(mentions, frame=frame.select(_KEPT), wide=[]),
        numbers=numbers,
        several=several,
        findings=[],
    )


def _all(mentions: Mentions, frame: pl.DataFrame, chosen: npt.NDArray[np.bool_]) -> pl.DataFrame:
    """All single values of some mentions: contact, kind, implied, strict, name, ..., custom."""
    narrow = ["contact", "kind", "implied", "strict", "name"]
    narrow += [name for name in frame.columns if name in RECORD_SET and name != "name"]
    wide = [name for name in mentions.columns() if name in RECORD_SET]
    told = frame.select(narrow).filter(chosen)
    told = told.drop(name for name in narrow if name in RECORD_SET - {"name"} and _never(frame[name]))
    told = told.with_columns(trust(frame).filter(chosen))
    page_out()
    return told.hstack(mentions.read([*wide, "custom"], chosen))


def _never(values: pl.Series) -> bool:
    return values.null_count() == len(values)


def _contacts(
    mentions: Mentions, frame: pl.DataFrame, shared: pl.DataFrame, chosen: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One row a contact, of its only mention or of what stands of several; and STANDS."""
    firsts = _all(mentions, frame, frame["contact"].is_first_distinct().to_numpy()).drop("trust")
    singles = [name for name in shared.columns if name in RECORD_SET]
    merged = shared.group_by("contact", maintain_order=True).agg(
        pl.col("kind").first(),
        pl.col("implied", "strict").all(),
        *(pl.col(name).drop_nulls().first() for name in singles if name not in NOTES),
        *(_lines(name) for name in singles if name in NOTES),
        pl.col("custom").list.explode(keep_nulls=False, empty_as_null=False).drop_nulls(),
    )
    custom = pl.col("custom").list.unique(maintain_order=True)
    several = merged.with_columns(custom=pl.when(custom.list.len() > 0).then(custom))
    single = [name for name in singles if name not in NOTES]
    several, stands = let_stand(several, shared, single, chosen)
    several = _called_by_parts(several)
    whole = overlaid(firsts, several.select(firsts.columns), several["contact"].to_numpy())
    return paged(with_chosen(whole, chosen)), stands


def _called_by_parts(several: pl.DataFrame) -> pl.DataFrame:
    """People of several rows called by the parts that stand, whichever row each is from."""
    if not {"first_name", "middle_name", "last_name"} <= set(several.columns):
        return several
    person = pl.col("kind") == "person"
    return several.with_columns(name=pl.coalesce(pl.when(person).then(full_name()), "name"))


def _lines(name: str) -> pl.Expr:
    return pl.col(name).drop_nulls().unique(maintain_order=True).str.join("\n").replace("", None)


def _cards(mentions: Mentions, frame: pl.DataFrame) -> pl.DataFrame:
    person = pl.col("kind") == "person"
    linked_or_role = pl.col("organization").is_not_null() | pl.col("with_role")
    told = frame.select(
        (pl.col("reached") | (linked_or_role & (pl.col("kind") != "organization"))).fill_null(False)
    ).to_series()
    narrow = frame.lazy().with_columns(organization=pl.when(person).then("organization")).filter(told)
    own = ["contact", "cards", "card", "organization"]
    cards = narrow.select(own).collect().hstack(mentions.read(["role", *LISTS], told.to_numpy()))
    for link, role in (("household", pl.lit(None, pl.String)), ("second", pl.col("role_too"))):
        linked = frame.lazy().filter(pl.col(link).is_not_null() & person)
        further = linked.select("contact", "cards", organization=link, role=role).collect()
        cards = pl.concat([cards, further], how="diagonal") if further.height else cards
    return _grouped(cards)


def called(names: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """What links may call an organization by: match, organization_contact, name; its key before any name.

    Args:
        names: contact, kind, name: of contacts, then any other that they have in the files.
    """
    named = names.filter(pl.col("kind") == "organization").select("name", organization_contact="contact")
    keyed = keys.filter(pl.col("kind") == "contact_key").select("value", organization_contact="contact")
    by_key = keyed.join(named, on="organization_contact", maintain_order="left").select(
        "name", "organization_contact", match=exact(pl.col("value"))
    )
    by_name = named.with_columns(match=exact(pl.col("name")))
    return pl.concat([by_key, by_name]).unique("match", keep="first", maintain_order=True)


def _linked(cards: pl.DataFrame, names: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """Cards with the contact that their organization is, in the order of contacts."""
    links = cards.select("organization", match=exact(pl.col("organization"))).join(
        called(names, keys), on="match", how="left", maintain_order="left"
    )
    by_key = pl.col("match") != exact(pl.col("name"))
    organization = links.select(pl.when(by_key).then("name").otherwise("organization").alias("organization"))
    linked = cards.with_columns(links["organization_contact"], organization["organization"]).select(
        "contact", "organization_contact", "card", *CARD.names()
    )
    return linked if linked["contact"].is_sorted() else linked.rechunk().sort("contact", maintain_order=True)


def _grouped(cards: pl.DataFrame) -> pl.DataFrame:
    """Rows of one card together.

    Rows with a card number go by it. Elsewhere a contact has one card an organization, but where rows
    are cards, rows with other emails are other cards.
    """
    emails = pl.when("cards").then(pl.col("emails").list.join(" ").str.to_lowercase())
    keyed = cards.with_columns(
        group=pl.when(pl.col("card").is_not_null())
        .then(pl.struct("contact", "card", other=pl.lit(None, pl.String)).hash())
        .otherwise(pl.struct("contact", exact(pl.col("organization")), emails).hash())
    )
    keyed = _onto_first(keyed)
    lone = keyed.filter(~keyed["group"].is_duplicated())
    shared = keyed.filter(keyed["group"].is_duplicated())
    if shared.height:
        merged = shared.group_by("group", maintain_order=True).agg(
            pl.col("contact", "card").first(),
            pl.col("organization", "role").drop_nulls().first(),
            *(
                pl.col(name).list.explode(keep_nulls=False, empty_as_null=False).drop_nulls()
                for name in LISTS
            ),
            pl.col("n").min(),
        )
        lone = pl.concat([lone.select(merged.columns), merged]).sort("n")
    return lone.with_columns(distinct_items(lone, family) for family in LISTS)


def _onto_first(keyed: pl.DataFrame) -> pl.DataFrame:
    """Rows without an email join the first card of the same contact and organization; rows without an
    organization join the card that has the same email."""
    keyed = keyed.with_row_index("n")
    if not keyed["contact"].is_duplicated().any():
        return keyed
    place = ["contact", "match"]
    keyed = keyed.with_columns(match=exact(pl.col("organization")).fill_null(""))
    bare = pl.col("emails").is_null() & pl.col("card").is_null()
    keyed = keyed.with_columns(
        group=pl.when(bare).then(pl.col("group").first().over(place)).otherwise("group")
    )
    lone = keyed.filter(
        (pl.col("match") == "") & pl.col("card").is_null() & pl.col("contact").is_duplicated()
    )
    by_email = (
        keyed.filter(pl.col("match") != "")
        .explode("emails")
        .select("contact", email=email_key(pl.col("emails")), other="group")
        .drop_nulls()
        .unique(["contact", "email"], keep="first", maintain_order=True)
    )
    if lone.height and by_email.height:
        moved = (
            lone.select("n", "contact", email=email_key(pl.col("emails").list.first()))
            .join(by_email, on=["contact", "email"])
            .select("n", "other")
        )
        keyed = keyed.join(moved, on="n", how="left", maintain_order="left").with_columns(
            group=pl.coalesce("other", "group")
        )
    return keyed.drop("match", "other", strict=False)


def _members(
    mentions: Mentions, frame: pl.DataFrame, contacts: pl.DataFrame, names: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Memberships, and the members whom no row is."""
    grouped = frame["kind"] == "client_group"
    groups = frame.filter(grouped).hstack(mentions.read(["members"], grouped.to_numpy()))
    schema = pl.Schema({"group": pl.UInt32(), "member": pl.UInt32()})
    if not groups.height:
        return pl.DataFrame(schema=schema), pl.DataFrame(schema=_STRANGER)
    place = ["sheet", "position"]
    others = frame.lazy().filter(~pl.lit(grouped)).select(*place, "own", member="contact").collect()
    beside = groups.select(*place, "contact", is_row="own").join(others, on=place)
    # of a row with a group its own contact, of a row that is a group all whom it names
    of_row = beside.filter(pl.col("own") | pl.col("is_row")).select(group="contact", member="member")
    if _never(groups["members"]):
        return of_row.unique(maintain_order=True).cast(schema), pl.DataFrame(schema=_STRANGER)
    named = (
        groups.filter(pl.col("members").is_not_null())
        .explode("members")
        .select("sheet", "row", "name", group="contact", match=folded(pl.col("members")), value="members")
    )
    keyed = frame.filter(pl.col("contact_key").is_not_null() & (pl.col("kind") != "client_group")).select(
        match=folded(pl.col("contact_key")), member="contact"
    )
    named_contacts = contacts.filter(pl.col("kind") != "client_group")
    by_name = names.filter(pl.col("kind") != "client_group").select(
        match=folded(pl.col("name")), member="contact"
    )
    if {"first_name", "last_name"} <= set(contacts.columns):
        short = folded(pl.concat_str("first_name", "last_name", separator=" "))
        by_name = pl.concat([by_name, named_contacts.select(match=short, member="contact").drop_nulls()])
    numbered = frame.filter(pl.col("client_identifier").is_not_null() & (pl.col("kind") != "client_group"))
    by_number = numbered.select(match=folded(pl.col("client_identifier")), member="contact")
    known = pl.concat([keyed, by_name, by_number]).unique("match", keep="first", maintain_order=True)
    spelled = names.filter(pl.col("kind") != "client_group").select(
        exact=exact(pl.col("name")), alike="contact"
    )
    found = (
        named.with_columns(exact=exact(pl.col("value")))
        .join(known, on="match", how="left", maintain_order="left")
        .join(spelled.unique("exact", keep="first"), on="exact", how="left", maintain_order="left")
        .with_columns(member=pl.coalesce("alike", "member"))
    )
    strangers = found.filter(pl.col("member").is_null()).select(_STRANGER.names()).cast(_STRANGER)
    linked = pl.concat(
        [of_row.cast(schema), found.drop_nulls("member").select("group", "member").cast(schema)]
    )
    return linked.unique(maintain_order=True), strangers


def _keys(frame: pl.DataFrame) -> pl.DataFrame:
    """The keys of the rows' own contacts; that of another book finds the contact again, as a tool's does.

    A row of a workbook of corrections also tells who the people at its client are, whatever they are called.
    """
    values = (
        ("source_row", pl.col("source_row")),
        ("contact_key", pl.col("contact_key")),
        ("source_key", pl.concat_str("provider", "kind", "key", separator="/")),
        ("source_key", pl.concat_str(pl.lit("book"), "kind", "contact_key", separator="/")),
    )
    own = frame.select("contact", "sheet", "position", "kind", "provider", "own", *_KEYS).filter("own")
    tables = [own.select("contact", kind=pl.lit(kind), value=value).drop_nulls() for kind, value in values]
    beside = ~pl.col("own") & ~pl.col("implied") & (pl.col("kind") == "person")
    people = frame.select("contact", "sheet", "position", beside=beside).filter("beside")
    rows = own.select("sheet", "position", kind=pl.lit("source_row"), value="source_row").drop_nulls()
    tables.append(people.join(rows, on=["sheet", "position"]).select("contact", "kind", "value"))
    return pl.concat(tables).unique(maintain_order=True)
