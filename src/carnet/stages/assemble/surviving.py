"""Which value stands in a field of a contact of which several rows of the files say something."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from carnet.contract import CUSTOM
from carnet.stages.normalise.comparable import folded
from carnet.stages.survivorship import SAID, completeness, survivors

# What a person lets stand: contact, field (a record column or "custom.<name>"), value (null: nothing).
CHOSEN = pl.Schema({"contact": pl.UInt32, "field": pl.String, "value": pl.String})
NOTHING_CHOSEN = pl.DataFrame(schema=CHOSEN)
# contact, field; value: what stands; others: what else was said; reason: of survivorship.REASONS.
STANDS = pl.Schema([*CHOSEN.items(), ("others", pl.List(pl.String)), ("reason", pl.String())])

_OF_FIELD = "custom."
_BESIDE = "; "  # between the values of one custom field in one row
_NAMES = ("name", "first_name", "middle_name", "last_name")
_TOLD = pl.Schema({name: SAID[name] for name in ("contact", "field", "value", "source", "trust")})


def trust(mentions: pl.DataFrame) -> pl.Series:
    """How far each mention is trusted: a row of the contact's own before one that only names it, a tool that
    is known before another source."""
    own, known = pl.col("own").cast(pl.Int64), (pl.col("provider") != "other").cast(pl.Int64)
    return mentions.select((2 * own + known).alias("trust")).to_series()


def let_stand(
    merged: pl.DataFrame, shared: pl.DataFrame, columns: Sequence[str], chosen: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Contacts with the values that stand.

    Args:
        merged: contact, the columns (the first value of each), custom (all of them); a row a contact.
        shared: contact, the columns and custom as each mention has them, and trust.
        columns: those in which one value stands.
        chosen: CHOSEN rows.

    Returns:
        The contacts, and STANDS rows of the fields in which the mentions differ.
    """
    custom = _custom_rows(shared)
    told = pl.concat([*_said(merged, shared, columns), _custom_said(custom)])
    if not told.height:
        return merged, pl.DataFrame(schema=STANDS)
    values = told.with_columns(completeness=completeness(), moment=pl.lit(None, pl.String))
    mine = chosen.cast({"contact": pl.Int64})
    found = survivors(values.select(SAID.names()).cast(SAID), chosen=mine)
    stands = found.filter(~pl.col("reason").is_in(["only", "equal"])).cast({"contact": pl.UInt32})
    for (field,), part in stands.partition_by("field", as_dict=True).items():
        if str(field) in columns:
            merged = with_values(merged, str(field), part)
    merged = _with_custom(merged, custom, stands.filter(pl.col("field").str.starts_with(_OF_FIELD)))
    return merged, _with_others(stands, told)


def with_values(contacts: pl.DataFrame, column: str, values: pl.DataFrame) -> pl.DataFrame:
    """Contacts with other values in a column for some of them: contact, value."""
    told = contacts.select("contact").join(
        values.select("contact", "value", told=pl.lit(True)), on="contact", how="left", maintain_order="left"
    )
    return contacts.with_columns(pl.when(told["told"]).then(told["value"]).otherwise(column).alias(column))


def with_chosen(contacts: pl.DataFrame, chosen: pl.DataFrame) -> pl.DataFrame:
    """Contacts with what a person lets stand, CHOSEN rows."""
    for (field,), part in chosen.partition_by("field", as_dict=True, maintain_order=True).items():
        column = str(field)
        if column.startswith(_OF_FIELD):
            continue
        if column not in contacts.columns:
            contacts = contacts.with_columns(pl.lit(None, pl.String).alias(column))
        contacts = with_values(contacts, column, part)
    named = chosen.filter(pl.col("field").str.starts_with(_OF_FIELD))
    if not named.height:
        return contacts
    fresh = named.select("contact", "value", name=pl.col("field").str.strip_prefix(_OF_FIELD))
    held = contacts.filter(pl.col("contact").is_in(fresh["contact"].implode()))
    rows = held.select("contact", "custom").explode("custom").drop_nulls("custom").unnest("custom")
    kept = rows.join(fresh, on=["contact", "name"], how="anti", maintain_order="left")
    return _with_lists(contacts, pl.concat([kept, fresh.drop_nulls("value").select(kept.columns)]), held)


def _said(merged: pl.DataFrame, shared: pl.DataFrame, columns: Sequence[str]) -> list[pl.DataFrame]:
    """What is said of the fields in which a contact's mentions differ, _TOLD rows."""
    numbers = merged.select("contact").with_row_index("at")
    at = shared.select("contact").join(numbers, on="contact", how="left", maintain_order="left")["at"]
    found = [pl.DataFrame(schema=_TOLD)]
    for column in columns:
        differs = (shared[column] != merged[column].gather(at)).fill_null(False)
        if differs.any():
            contacts = shared["contact"].filter(differs).unique()
            rows = shared.select("contact", "trust", column).with_row_index("source")
            rows = rows.filter(pl.col("contact").is_in(contacts.implode()) & pl.col(column).is_not_null())
            found.append(
                rows.select("contact", "source", "trust", field=pl.lit(column), value=column)
                .select(_TOLD.names())
                .cast(_TOLD)
            )
    return found


def _custom_rows(shared: pl.DataFrame) -> pl.DataFrame:
    """contact, trust, source, name, value of each custom field of each mention."""
    told = shared.select("contact", "trust", "custom").with_row_index("source")
    return told.filter(pl.col("custom").list.len() > 0).explode("custom").unnest("custom")


def _custom_said(rows: pl.DataFrame) -> pl.DataFrame:
    """The same as _said of custom fields; what a mention says under one name counts as one value."""
    values = rows.group_by("contact", "source", "trust", "name", maintain_order=True).agg(
        pl.col("value").str.join(_BESIDE)
    )
    differing = values.filter(pl.col("value").n_unique().over("contact", "name") > 1)
    return differing.with_columns(field=pl.lit(_OF_FIELD) + pl.col("name")).select(_TOLD.names()).cast(_TOLD)


def _with_custom(merged: pl.DataFrame, rows: pl.DataFrame, stands: pl.DataFrame) -> pl.DataFrame:
    """Of a custom field in which the mentions differ, what the one says that stands."""
    if not stands.height:
        return merged
    named = stands.select("contact", "source", name=pl.col("field").str.strip_prefix(_OF_FIELD))
    mine = rows.filter(pl.col("contact").is_in(stands["contact"].implode())).cast({"source": pl.Int64})
    same = mine.join(
        named.select("contact", "name"), on=["contact", "name"], how="anti", maintain_order="left"
    )
    chosen = mine.join(named, on=["contact", "name", "source"], how="semi", maintain_order="left")
    kept = pl.concat([same, chosen]).sort("contact", "source", maintain_order=True)
    return _with_lists(merged, kept, stands)


def _with_lists(contacts: pl.DataFrame, rows: pl.DataFrame, changed: pl.DataFrame) -> pl.DataFrame:
    """Contacts with other custom fields: contact, name, value rows in place of those of the changed."""
    lists = rows.group_by("contact", maintain_order=True).agg(
        fresh=pl.struct("name", "value").unique(maintain_order=True)
    )
    joined = contacts.join(
        lists.cast({"fresh": pl.List(CUSTOM)}), on="contact", how="left", maintain_order="left"
    )
    again = pl.col("contact").is_in(changed["contact"].unique().implode())
    return joined.with_columns(custom=pl.when(again).then("fresh").otherwise("custom")).drop("fresh")


def _with_others(stands: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """STANDS rows, where anything else was said; a name in another spelling only is nothing else."""
    place = ["contact", "field"]
    said = told.select(*place, other="value").cast({"contact": pl.UInt32}).unique(maintain_order=True)
    both = stands.join(said, on=place, maintain_order="left")
    name = pl.col("field").is_in(_NAMES)
    alike = (pl.col("other") == pl.col("value")) | (
        name & (folded(pl.col("other")) == folded(pl.col("value")))
    )
    others = both.filter(~alike).group_by(place, maintain_order=True).agg(others="other")
    return (
        stands.join(others, on=place, maintain_order="left")
        .with_columns(pl.col("reason").replace({"first": "order"}))
        .select(STANDS.names())
        .cast(STANDS)
    )
