"""What an import changes in the book, field by field, decided before anything is written."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet import catalog
from carnet.contract import CARD, CUSTOM, Contents, Mode
from carnet.findings import Severity, rule
from carnet.stages.assemble.items import LISTS, distinct_items, item_key, joined_lists
from carnet.stages.assemble.records import NOTES, Records
from carnet.stages.match.exact import Matches
from carnet.stages.match.outvoted import named_as_in_book, without_outvoted
from carnet.stages.normalise.comparable import exact, folded
from carnet.stages.normalise.emails import email_key

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
    records: Records, contacts: pl.DataFrame, matches: Matches, members_known: pl.DataFrame, mode: Mode,
    cleared: pl.DataFrame,
) -> Changes:  # fmt: skip
    """The change set of an import.

    Args:
        records: the import's contacts.
        contacts: the same contacts after validation.
        matches: the book's contacts that they are.
        members_known: group Int64, member Int64 of the book.
        mode: what may be done.
        cleared: contact UInt32, column String: fields that the person asked to empty.
    """
    ids = contacts.select("contact").join(matches.pairs, on="contact", how="left", maintain_order="left")
    paired = contacts.with_columns(ids["book_id"]).with_columns(
        action=_action(mode), review=pl.col("contact").is_in(matches.review["contact"].implode())
    )
    paired = without_outvoted(paired, matches.contents)
    old = _old(paired, matches.contents)
    merged, changes = _fields(records, paired, old, mode, cleared)
    cards, kept_items, old_items = _cards(records, merged, matches.contents, mode)
    members = _members(records, merged, members_known)
    touched = pl.concat([changes["contact"], cards["contact"], members["group"].alias("contact")]).unique()
    decided = (
        pl.when(pl.col("contact").is_in(touched.implode())).then(pl.lit("update")).otherwise(pl.lit("skip"))
    )
    merged = merged.with_columns(
        action=pl.when(pl.col("action") == "match").then(decided).otherwise("action")
    )
    return Changes(merged, cards, members, changes, kept_items, old_items, old)


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


def _fields(
    records: Records, paired: pl.DataFrame, old: pl.DataFrame, mode: Mode, cleared: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Single values as they will be, and what that changes."""
    columns = [name for name in catalog.RECORD_COLUMNS if name in paired.columns or name in old.columns]
    absent = [pl.lit(None, pl.String).alias(name) for name in columns if name not in paired.columns]
    frame = paired.with_columns(absent)
    changes = [_NO_CHANGE]
    if not old.height:
        return frame, changes[0]
    theirs = old.select("contact", *(pl.col(c).alias(f"old:{c}") for c in columns if c in old.columns))
    joined = frame.join(theirs, on="contact", how="left", maintain_order="left")
    joined = joined.with_columns(
        pl.lit(None, pl.String).alias(f"old:{c}") for c in columns if c not in old.columns
    )
    for column in columns:
        if column in NOTES and mode is not Mode.FILL:
            joined = _with_added_lines(joined, column)
        value, before = pl.col(column), pl.col(f"old:{column}")
        new = _new_value(column, value, before, mode)
        emptied = cleared.filter(pl.col("column") == column)["contact"]
        if len(emptied):
            new = (
                pl.when(value.is_null() & pl.col("contact").is_in(emptied.implode()))
                .then(None)
                .otherwise(new)
            )
        matched = pl.col("book_id").is_not_null()
        joined = joined.with_columns(pl.when(matched).then(new).otherwise(value).alias(column))
        joined = _with_own_choice(joined, column, records)
        changed = joined.filter(matched & (pl.col("action") == "match") & pl.col(column).ne_missing(before))
        if changed.height:
            changes.append(
                changed.select("contact", "book_id", field=pl.lit(column), old=f"old:{column}", new=column)
            )
    custom, custom_changes = _custom(paired, old, mode)
    joined = joined.drop("custom").join(custom, on="contact", how="left", maintain_order="left")
    return joined.select(*frame.columns), pl.concat([*changes, custom_changes])


def _custom(paired: pl.DataFrame, old: pl.DataFrame, mode: Mode) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Custom fields as they will be: by name, the file's value over the book's (fill: the other way)."""

    def values(frame: pl.DataFrame, rank: int) -> pl.DataFrame:
        long = frame.select("contact", "custom").filter(pl.col("custom").list.len() > 0).explode("custom")
        field = pl.col("custom").struct.field
        return long.select(
            "contact", name=field("name"), value=field("value"), rank=pl.lit(rank, pl.UInt8)
        ).unique(["contact", "name"], keep="first", maintain_order=True)

    matched = paired.filter(pl.col("action") == "match").select("contact", "book_id")
    ours, theirs = values(paired, 1 if mode is Mode.FILL else 0), values(old, 0 if mode is Mode.FILL else 1)
    best = (
        pl.concat([theirs, ours])
        .sort("rank", maintain_order=True)
        .unique(["contact", "name"], keep="first", maintain_order=True)
    )
    changed = (
        best.join(matched, on="contact")
        .join(theirs.select("contact", "name", old="value"), on=["contact", "name"], how="left")
        .filter(pl.col("value").ne_missing(pl.col("old")))
        .select("contact", "book_id", field=pl.concat_str(pl.lit("custom."), "name"), old="old", new="value")
    )
    grouped = best.group_by("contact", maintain_order=True).agg(custom=pl.struct("name", "value"))
    return grouped.cast({"custom": pl.List(CUSTOM)}), changed


_NO_CHANGE = pl.DataFrame(
    schema={"contact": pl.UInt32, "book_id": pl.Int64, "field": pl.String, "old": pl.String, "new": pl.String}
)


def _with_own_choice(joined: pl.DataFrame, column: str, records: Records) -> pl.DataFrame:
    """Where the rows of one contact differ and one of them says what the book has, that stands."""
    before = pl.col(f"old:{column}")
    if column in NOTES or column not in records.shared.columns:
        return joined
    changed = joined.filter(
        pl.lit(pl.Series(records.several)) & pl.col("book_id").is_not_null() & (pl.col(column) != before)
    )
    if not changed.height:
        return joined
    said = records.shared.select(column, "contact").drop_nulls()
    kept = changed.select("contact", before.alias(column)).join(said, on=["contact", column], how="semi")
    stands = pl.col("contact").is_in(kept["contact"].implode())
    return joined.with_columns(pl.when(stands).then(before).otherwise(column).alias(column))


def _with_added_lines(joined: pl.DataFrame, column: str) -> pl.DataFrame:
    """Notes with what the book holds first, then those lines that it does not hold."""
    more = joined.filter(pl.col(column) != pl.col(f"old:{column}"))
    if not more.height:
        return joined

    def lines(name: str) -> pl.DataFrame:
        return more.select("contact", line=pl.col(name).str.split("\n")).explode("line")

    held = lines(f"old:{column}").filter(pl.col("line") != "")
    added = (
        lines(column)
        .join(held, on=["contact", "line"], how="anti", maintain_order="left")
        .group_by("contact")
        .agg(added=pl.col("line").str.join("\n").str.strip_chars("\n").replace("", None))
    )
    whole = (
        more.select("contact", f"old:{column}")
        .join(added, on="contact", how="left")
        .select("contact", whole=pl.concat_str(f"old:{column}", "added", separator="\n", ignore_nulls=True))
    )
    return joined.join(whole, on="contact", how="left", maintain_order="left").with_columns(
        pl.coalesce("whole", column).alias(column)
    ).drop("whole")  # fmt: skip


def _new_value(column: str, value: pl.Expr, before: pl.Expr, mode: Mode) -> pl.Expr:
    """An empty cell changes nothing; a name in another spelling only is no change."""
    if mode is Mode.FILL:
        return pl.coalesce(before, value)
    if column == "name":
        same = folded(value) == folded(before)
        return pl.when(same.fill_null(False)).then(before).otherwise(pl.coalesce(value, before))
    return pl.coalesce(value, before)


# --------------------------------------------------------------------------------------------- cards


def items_of(cards: pl.DataFrame, *further: str) -> pl.DataFrame:
    """Every value of cards: contact, family, key, after the further columns that are asked for.

    Organizations and roles count as values too, under the families "organization" and "role".
    """
    owner = [*further, "contact"]
    found = [
        cards.select(*owner, family)
        .filter(pl.col(family).is_not_null())
        .explode(family)
        .select(*owner, family=pl.lit(family), key=item_key(family, pl.col(family)))
        for family in LISTS
    ]
    found += [
        cards.filter(pl.col(name).is_not_null()).select(
            *owner, family=pl.lit(name), key=exact(pl.col(name)).hash()
        )
        for name in ("organization", "role")
    ]
    return pl.concat(found)


def custom_items(contacts: pl.DataFrame) -> pl.DataFrame:
    """Every custom value of contacts: contact, family, key."""
    long = contacts.select("contact", "custom").filter(pl.col("custom").list.len() > 0).explode("custom")
    return long.select("contact", family=pl.lit("custom"), key=item_key("custom", pl.col("custom")))


def _cards(
    records: Records, merged: pl.DataFrame, contents: Contents, mode: Mode
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Cards to write; all items that contacts will have; the items they have in the book."""
    state = merged.select("contact", "action", "book_id")
    dropped = merged.filter(pl.col("action").is_in(["drop", "refuse"]) & pl.col("book_id").is_null())[
        "contact"
    ]
    numbers = records.cards["contact"]
    cards = named_as_in_book(records.cards, merged, contents).with_columns(
        state["action"].gather(numbers), state["book_id"].gather(numbers)
    )
    lost = cards["organization_contact"].is_in(dropped.implode()).fill_null(False)
    if lost.any():
        records.several[cards.filter(lost)["contact"].to_numpy()] = True  # their cells must be compared
        cards = cards.with_columns(
            pl.when(~lost).then(name).alias(name) for name in ("organization", "organization_contact")
        )
    fresh = cards["action"] == "create"
    new = (cards if fresh.all() else cards.filter(fresh)).with_columns(
        primary=pl.col("contact").is_first_distinct(), book_card=pl.lit(None, pl.Int64)
    )
    columns = ["contact", "book_card", "organization_contact", "primary", *CARD.names()]
    matched = cards.filter(pl.col("action") == "match")
    theirs = contents.cards.join(
        state.filter(pl.col("book_id").is_not_null()).select(number="contact", contact="book_id"),
        on="contact",
    ).with_columns(book_id="contact", contact="number")
    held = contents.contacts.select(book_id="id", custom="custom").join(
        state.drop_nulls("book_id"), on="book_id"
    )
    old_items = pl.concat([items_of(theirs), custom_items(held)])
    written = new.select(columns)
    if matched.height:
        changed = _changed_cards(matched, theirs, old_items, mode).select(columns)
        written = pl.concat([written, changed]).sort("contact", maintain_order=True)
    compared = pl.Series(records.several) | merged["book_id"].is_not_null()
    chosen = pl.col("contact").is_in(compared.arg_true().cast(pl.UInt32).implode())
    of_cards, of_contacts = items_of(written.filter(chosen)), custom_items(merged.filter(chosen))
    return written, pl.concat([of_cards, old_items, of_contacts]).unique(), old_items


def _changed_cards(
    matched: pl.DataFrame, theirs: pl.DataFrame, old_items: pl.DataFrame, mode: Mode
) -> pl.DataFrame:
    """Cards of matched contacts that bring something new, merged with the book's card they belong to."""
    ours = matched.with_row_index("card_number")
    news = items_of(ours, "card_number").join(old_items, on=["contact", "family", "key"], how="anti")
    if mode is Mode.FILL:
        filled = old_items.select("contact", "family").unique()
        news = news.join(filled, on=["contact", "family"], how="anti")
    ours = ours.filter(pl.col("card_number").is_in(news["card_number"].implode()))
    if not ours.height:
        return ours.with_columns(book_card=pl.lit(None, pl.Int64), primary=pl.lit(False))
    if mode is Mode.FILL:
        ours = _only_new(ours, news)
    paired = _paired_cards(ours, theirs)
    return _united(paired, theirs)


def _only_new(ours: pl.DataFrame, news: pl.DataFrame) -> pl.DataFrame:
    """Cards without the families of which the contact has something already."""
    for family in (*LISTS, "role"):
        chosen = news.filter(pl.col("family") == family)["card_number"].implode()
        ours = ours.with_columns(pl.when(pl.col("card_number").is_in(chosen)).then(family).alias(family))
    return ours


def _paired_cards(ours: pl.DataFrame, theirs: pl.DataFrame) -> pl.DataFrame:
    """The book's card that each card belongs to: of the same organization, with a shared email first."""
    by_org = ours.select("card_number", "contact", match=exact(pl.col("organization")).fill_null("")).join(
        theirs.select("contact", book_card="id", match=exact(pl.col("organization")).fill_null("")),
        on=["contact", "match"],
    )
    ours_mail = (
        ours.explode("emails")
        .select("card_number", "contact", email=email_key(pl.col("emails")))
        .drop_nulls()
    )
    their_mail = (
        theirs.explode("emails")
        .select(book_card="id", contact="contact", email=email_key(pl.col("emails")))
        .drop_nulls()
    )
    shared = ours_mail.join(their_mail, on=["contact", "email"]).select(
        "card_number", "book_card", shared=pl.lit(True)
    )
    best = (
        by_org.join(shared.unique(), on=["card_number", "book_card"], how="left", maintain_order="left")
        .with_columns(pl.col("shared").fill_null(False))
        .sort("card_number", pl.col("shared"), descending=[False, True], maintain_order=True)
        .unique("card_number", keep="first", maintain_order=True)
    )
    return ours.join(
        best.select("card_number", "book_card"), on="card_number", how="left", maintain_order="left"
    )


def _united(paired: pl.DataFrame, theirs: pl.DataFrame) -> pl.DataFrame:
    """Cards as they will be: the book's values first, then the new ones."""
    base = theirs.select(
        book_card="id", old_primary="primary", **{f"old:{name}": pl.col(name) for name in CARD.names()}
    )
    has_primary = theirs.filter("primary")["contact"].unique()
    joined = paired.join(base, on="book_card", how="left", maintain_order="left")
    united = joined.with_columns(
        *(joined_lists([joined[f"old:{name}"], joined[name]]).alias(name) for name in LISTS),
        role=pl.coalesce("role", "old:role"),
        organization=pl.coalesce("old:organization", "organization"),
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
