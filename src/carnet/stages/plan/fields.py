"""Single values of contacts as they will be, and what that changes in the book."""

from __future__ import annotations

import polars as pl

from carnet import catalog
from carnet.choices import Policy
from carnet.contract import CUSTOM
from carnet.stages.assemble.records import NOTES, Records
from carnet.stages.assemble.surviving import with_chosen
from carnet.stages.normalise.comparable import folded
from carnet.stages.normalise.names import household
from carnet.stages.plan.edits import NO_EDITS, Edits
from carnet.stages.plan.names import dropped_middle_names, with_composed_names
from carnet.stages.policy import NAME_PARTS, Policies

_NO_CHANGE = pl.DataFrame(
    schema={"contact": pl.UInt32, "book_id": pl.Int64, "field": pl.String, "old": pl.String, "new": pl.String}
)
_MATCHED = pl.col("book_id").is_not_null()


def decide_fields(
    records: Records, paired: pl.DataFrame, old: pl.DataFrame, policies: Policies, cleared: pl.DataFrame,
    edits: Edits = NO_EDITS,
) -> tuple[pl.DataFrame, pl.DataFrame]:  # fmt: skip
    """The contacts with their values as they will be, and Changes.changes.

    Args:
        paired: the import's contacts with action and book_id.
        old: the matched ones as the book has them.
        cleared: contact, field: fields that the person asked to empty.
        edits: of the contacts of a bulk workbook nothing else counts.
    """
    stated = edits.of(paired.filter(pl.col("action") == "match"))
    columns = [name for name in catalog.RECORD_COLUMNS if name in paired.columns or name in old.columns]
    absent = [pl.lit(None, pl.String).alias(name) for name in columns if name not in paired.columns]
    frame = paired.with_columns(absent)
    if not old.height:
        return frame, _NO_CHANGE
    theirs = old.select("contact", *(pl.col(c).alias(f"old:{c}") for c in columns if c in old.columns))
    cleared = pl.concat([cleared, dropped_middle_names(records, paired, old)])
    joined = frame.join(theirs, on="contact", how="left", maintain_order="left")
    joined = joined.with_columns(
        pl.lit(None, pl.String).alias(f"old:{c}") for c in columns if c not in old.columns
    )
    for column in columns:
        joined = _with_new_values(joined, column, policies, cleared)
        joined = _with_own_choice(joined, column, records)
    joined = _edited(joined, columns, stated, edits)
    joined = with_chosen(joined, records.chosen.filter(pl.col("field").is_in(columns)))
    called = pl.concat([stated, records.chosen]).filter(pl.col("field") == "name")["contact"]
    joined = with_composed_names(joined, called)
    changed = _MATCHED & (pl.col("action") == "match")
    changes = [
        joined.filter(changed & pl.col(column).ne_missing(pl.col(f"old:{column}"))).select(
            "contact", "book_id", field=pl.lit(column), old=f"old:{column}", new=column
        )
        for column in columns
    ]
    custom, custom_changes = _custom(records, paired, old, policies, cleared, stated, edits)
    joined = joined.drop("custom").join(custom, on="contact", how="left", maintain_order="left")
    return joined.select(*frame.columns), pl.concat([_NO_CHANGE, *changes, custom_changes])


def _with_new_values(
    joined: pl.DataFrame, column: str, policies: Policies, cleared: pl.DataFrame
) -> pl.DataFrame:
    """Values of matched contacts by the policy of their kind; an empty cell changes nothing unless the person
    asked that it does and the book's value need not stand."""
    value, before, kind = pl.col(column), pl.col(f"old:{column}"), pl.col("kind")
    added = column in NOTES and None in policies.by_kind(column).values()
    if added:
        joined = joined.with_columns(_with_added_lines(joined, column))
    emptied = cleared.filter(pl.col("field") == column)["contact"]
    by_policy: dict[Policy | None, list[str]] = {}
    for one, policy in policies.by_kind(column).items():
        by_policy.setdefault(policy, []).append(one)
    new = before
    for policy, kinds in by_policy.items():
        own = pl.col("lines") if added and policy is None else value
        told = _new_value(column, own, before, policy)
        if len(emptied) and policy in {None, Policy.OVERWRITE}:
            told = (
                pl.when(value.is_null() & pl.col("contact").is_in(emptied.implode()))
                .then(None)
                .otherwise(told)
            )
        new = told if len(by_policy) == 1 else pl.when(kind.is_in(kinds)).then(told).otherwise(new)
    return joined.with_columns(pl.when(_MATCHED).then(new).otherwise(value).alias(column)).drop(
        "lines", strict=False
    )


def _edited(joined: pl.DataFrame, columns: list[str], stated: pl.DataFrame, edits: Edits) -> pl.DataFrame:
    """Contacts of a bulk workbook as the book has them, with what was edited."""
    if not len(edits.contacts):
        return joined
    own = pl.col("book_id").is_in(edits.contacts.implode()).fill_null(False)
    joined = joined.with_columns(
        pl.when(own).then(f"old:{column}").otherwise(column).alias(column) for column in columns
    )
    return with_chosen(joined, stated.filter(pl.col("field").is_in(columns)))


def _new_value(column: str, value: pl.Expr, before: pl.Expr, policy: Policy | None) -> pl.Expr:
    """An empty cell changes nothing; a name in another spelling only is no change."""
    if policy is Policy.KEEP:
        return before
    if policy is Policy.FILL:
        return pl.coalesce(before, value)
    if column in NAME_PARTS and policy is None:
        return pl.when(folded(value) == folded(before)).then(before).otherwise(pl.coalesce(value, before))
    if column == "name" and policy is None:
        alike = folded(value) == folded(before)
        couples = [household(pl.when(~alike).then(name)) for name in (value, before)]
        same = alike | (couples[0] == couples[1])
        return pl.when(same.fill_null(False)).then(before).otherwise(pl.coalesce(value, before))
    return pl.coalesce(value, before)


def _custom(
    records: Records, paired: pl.DataFrame, old: pl.DataFrame, policies: Policies, cleared: pl.DataFrame,
    stated: pl.DataFrame, edits: Edits,
) -> tuple[pl.DataFrame, pl.DataFrame]:  # fmt: skip
    """Custom fields as they will be, by name, and what that changes."""

    def values(frame: pl.DataFrame) -> pl.DataFrame:
        long = frame.select("contact", "custom").filter(pl.col("custom").list.len() > 0).explode("custom")
        field = pl.col("custom").struct.field
        return long.select("contact", name=field("name"), value=field("value")).unique(
            ["contact", "name"], keep="first", maintain_order=True
        )

    matched = paired.filter(pl.col("action") == "match").select("contact", "book_id")
    ours, theirs = values(paired), values(old)
    edited = paired.filter(pl.col("book_id").is_in(edits.contacts.implode()))["contact"]
    ours = ours.filter(~pl.col("contact").is_in(edited.implode()))
    names = ours["name"].unique()
    told = [policies.of_column("", f"custom.{name}") for name in names]
    ours = ours.join(
        pl.DataFrame({"name": names, "policy": pl.Series(told, dtype=pl.String)}), on="name",
        how="left", maintain_order="left",
    )  # fmt: skip
    of_new = ~pl.col("contact").is_in(old["contact"].implode())
    ours = ours.filter(pl.col("policy").ne_missing(Policy.KEEP.value) | of_new)
    ours = ours.join(
        _said_as_book(records, theirs), on=["contact", "name"], how="anti", maintain_order="left"
    )
    rank = pl.when(pl.col("policy").eq_missing(Policy.FILL.value)).then(2).otherwise(0)
    ranked = [theirs.with_columns(rank=pl.lit(1)), ours.with_columns(rank=rank.cast(pl.Int32)).drop("policy")]
    best = (
        pl.concat(ranked)
        .sort("rank", maintain_order=True)
        .unique(["contact", "name"], keep="first", maintain_order=True)
    )
    emptied = _emptied_custom(cleared, values(paired), policies)
    emptied = emptied.filter(~pl.col("contact").is_in(edited.implode()))
    own = pl.concat([emptied, stated, records.chosen]).unique(
        ["contact", "field"], keep="last", maintain_order=True
    )
    chosen = own.filter(pl.col("field").str.starts_with("custom.")).select(
        "contact", "value", name=pl.col("field").str.strip_prefix("custom.")
    )
    best = pl.concat(
        [
            best.drop("rank").join(chosen, on=["contact", "name"], how="anti", maintain_order="left"),
            chosen.drop_nulls("value").select("contact", "name", "value"),
        ]
    )
    changed = (
        best.join(matched, on="contact")
        .join(theirs.select("contact", "name", old="value"), on=["contact", "name"], how="left")
        .filter(pl.col("value").ne_missing(pl.col("old")))
        .select("contact", "book_id", field=pl.concat_str(pl.lit("custom."), "name"), old="old", new="value")
    )
    emptied = (
        chosen.filter(pl.col("value").is_null())
        .join(theirs.select("contact", "name", old="value"), on=["contact", "name"])
        .join(matched, on="contact")
        .select("contact", "book_id", field=pl.concat_str(pl.lit("custom."), "name"), old="old", new="value")
    )
    changed = pl.concat([changed, emptied])
    grouped = best.group_by("contact", maintain_order=True).agg(custom=pl.struct("name", "value"))
    return grouped.cast({"custom": pl.List(CUSTOM)}), changed


def _emptied_custom(cleared: pl.DataFrame, ours: pl.DataFrame, policies: Policies) -> pl.DataFrame:
    """The custom fields that empty cells empty, as CHOSEN."""
    told = cleared.filter(pl.col("field").str.starts_with("custom."))
    taken = [
        field for field in told["field"].unique() if policies.of_column("", field) in {None, Policy.OVERWRITE}
    ]
    said = ours.select("contact", field=pl.concat_str(pl.lit("custom."), "name"))
    gone = told.filter(pl.col("field").is_in(taken)).join(said, on=["contact", "field"], how="anti")
    return gone.select("contact", "field", value=pl.lit(None, pl.String))


def _said_as_book(records: Records, theirs: pl.DataFrame) -> pl.DataFrame:
    """Custom fields (contact, name) of which one of a contact's rows says what the book has: that stands."""
    long = records.shared.select("contact", "custom").explode("custom").drop_nulls("custom").unnest("custom")
    return theirs.join(long, on=["contact", "name", "value"], how="semi").select("contact", "name")


def _with_own_choice(joined: pl.DataFrame, column: str, records: Records) -> pl.DataFrame:
    """Where the rows of one contact differ and one of them says what the book has, that stands."""
    before = pl.col(f"old:{column}")
    if column in NOTES or column not in records.shared.columns:
        return joined
    changed = joined.filter(pl.lit(pl.Series(records.several)) & _MATCHED & (pl.col(column) != before))
    if not changed.height:
        return joined
    said = records.shared.select(column, "contact").drop_nulls()
    kept = changed.select("contact", before.alias(column)).join(said, on=["contact", column], how="semi")
    stands = pl.col("contact").is_in(kept["contact"].implode())
    return joined.with_columns(pl.when(stands).then(before).otherwise(column).alias(column))


def _with_added_lines(joined: pl.DataFrame, column: str) -> pl.Series:
    """Notes with what the book holds first, then those lines that it does not hold, as "lines"."""
    more = joined.filter(pl.col(column) != pl.col(f"old:{column}"))
    if not more.height:
        return joined[column].alias("lines")

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
        .select("contact", lines=pl.concat_str(f"old:{column}", "added", separator="\n", ignore_nulls=True))
    )
    told = joined.select("contact", column).join(whole, on="contact", how="left", maintain_order="left")
    return told.select(pl.coalesce("lines", column).alias("lines")).to_series()
