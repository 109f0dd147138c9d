"""All mentions of contacts in an import, one row each, ready to be told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet import catalog
from carnet.contract import CARD, CUSTOM
from carnet.providers.layout import Layout
from carnet.stages.assemble.rows import (
    CONTACT,
    GROUP,
    NAME_PARTS,
    ORGANIZATION,
    PERSON,
    SPOUSE,
    Share,
    SheetMentions,
)
from carnet.stages.normalise.comparable import exact

LISTS = ("emails", "phones", "addresses", "websites", "social")
KEYS = ("key", "owner_key", "owner_name", "contact_key", "source_row", "card")
_LIST_TYPES = {name: CARD[name] for name in LISTS} | {"custom": pl.List(CUSTOM)}
_KIND_OF = {ORGANIZATION: "organization", GROUP: "client_group"}


@dataclass(slots=True)
class Mentions:
    """Every mention of a contact in an import.

    Attributes:
        frame: one row a mention: sheet UInt16, position (of the row among the sheet's contact rows) UInt32,
            row UInt32, mention, kind, own Boolean (the row's own contact), implied Boolean (only named
            by a link), name, the record columns that occur, CARD's columns, household (a second
            organization of a person), the KEYS, cards Boolean (rows are cards), strict Boolean (the
            organization must exist).
        lookup: (sheet, mention) -> for each contact row the mention's row in frame, -1 where none.
        sheets: the sheets they come from.
    """

    frame: pl.DataFrame
    lookup: dict[tuple[int, str], npt.NDArray[np.int64]]
    sheets: Sequence[SheetMentions]


def gather(sheets: Sequence[SheetMentions], layouts: Sequence[Layout | None]) -> Mentions:
    """The mentions of all sheets as one frame, with the organizations that are only named by a link."""
    frames: list[pl.DataFrame] = []
    lookup: dict[tuple[int, str], npt.NDArray[np.int64]] = {}
    start = 0
    for index, (sheet, layout) in enumerate(zip(sheets, layouts, strict=True)):
        contacts = [name for name in sheet.facts.columns if name.startswith(CONTACT)]
        for mention in (ORGANIZATION, PERSON, SPOUSE, *contacts, GROUP):
            frame = _mention_frame(sheet, index, mention, layout)
            if frame.height:
                where = np.full(sheet.facts.height, -1, dtype=np.int64)
                first = ~frame["position"].is_duplicated() | frame["position"].is_first_distinct()
                where[frame["position"].to_numpy()[first.to_numpy()]] = start + np.flatnonzero(
                    first.to_numpy()
                )
                lookup[(index, mention)] = where
                frames.append(frame)
                start += frame.height
    whole = pl.concat(frames, how="diagonal") if frames else _empty()
    for sheet in sheets:
        sheet.facts = sheet.facts.select("own")  # the rest has become mentions
    whole = _with_owners(whole)
    return Mentions(_with_implied(whole), lookup, sheets)


def _empty() -> pl.DataFrame:
    columns: dict[str, type[pl.DataType] | pl.DataType] = {
        "sheet": pl.UInt16, "position": pl.UInt32, "row": pl.UInt32, "mention": pl.String,
        "kind": pl.String, "own": pl.Boolean, "implied": pl.Boolean, "name": pl.String,
        "household": pl.String, "organization": pl.String, "role": pl.String, "cards": pl.Boolean,
        "strict": pl.Boolean, "provider": pl.String, "layout": pl.String,
    }  # fmt: skip
    columns |= dict.fromkeys(KEYS, pl.String)
    return pl.DataFrame(schema={**columns, **_LIST_TYPES})


def _mention_frame(sheet: SheetMentions, index: int, mention: str, layout: Layout | None) -> pl.DataFrame:
    facts = sheet.facts
    present = facts.select(_present(mention).fill_null(False)).to_series()
    base = pl.DataFrame(
        {
            "position": pl.Series(range(facts.height), dtype=pl.UInt32),
            "row": sheet.source.ledger.rows.numbers,
        }
    ).filter(present)
    if not base.height:
        return _empty()
    chosen = facts.filter(present)
    recognised = sheet.source.mapped.recognised
    base = base.with_columns(
        sheet=pl.lit(index, pl.UInt16),
        mention=pl.lit(mention),
        kind=pl.lit(_KIND_OF.get(mention, "person")),
        own=(chosen["own"] == mention).fill_null(False),
        implied=pl.lit(False),
        cards=pl.lit(bool(layout and layout.rows_are_cards)),
        strict=pl.lit(bool(layout and layout.links_must_exist)),
        provider=pl.lit(recognised.provider),
        layout=pl.lit(f"{recognised.provider}/{recognised.layout}"),
    )
    base = base.with_columns(_names(chosen, mention))
    values = _values(sheet.shares, mention, present)
    kept = [series for name, series in values.items() if name not in base.columns]
    kept += [
        base[name].zip_with(base[name].is_not_null(), series).alias(name)
        for name, series in values.items()
        if name in base.columns and name not in {"name", "groups", "organization", "household"}
        and series.dtype == pl.String
    ]  # fmt: skip
    frame = base.with_columns(kept)
    if mention == GROUP and "groups" in frame.columns:
        named = pl.when(pl.col("groups").is_not_null()).then("groups").otherwise(pl.concat_list("name"))
        frame = frame.with_columns(groups=named).explode("groups").with_columns(name="groups").drop("groups")
        frame = frame.filter(pl.col("name").is_not_null())
    frame = _completed(frame)
    if mention == PERSON:  # nothing but an address: it stands in the name's place
        reached = (pl.col("emails").list.first(), pl.col("phones").list.first().struct.field("number"))
        frame = frame.with_columns(name=pl.coalesce("name", *reached))
    return frame


def _present(mention: str) -> pl.Expr:
    own = pl.col("own")
    return {
        ORGANIZATION: (own == ORGANIZATION) | (pl.col("household").is_not_null() & own.is_not_null()),
        GROUP: (own == GROUP) | (pl.col("has_groups") & own.is_not_null()),
    }.get(mention, pl.col(f"has_{mention}"))


def _names(facts: pl.DataFrame, mention: str) -> list[pl.Series]:
    if mention == ORGANIZATION:
        own = facts["own"] == ORGANIZATION
        return [facts["organization_name"].zip_with(own.fill_null(False), facts["household"]).alias("name")]
    if mention == GROUP:
        return [facts["any_text"].alias("name")]
    parts = facts[mention].struct.unnest()
    named = parts.select(*(name for name in NAME_PARTS if name in parts.columns))
    full = named.select(
        pl.concat_str("first_name", "middle_name", "last_name", separator=" ", ignore_nulls=True).replace(
            "", None
        )
    ).to_series()
    household = facts["household"]
    return [*named.get_columns(), full.alias("name"), *_links(facts, mention, household)]


def _links(facts: pl.DataFrame, mention: str, household: pl.Series) -> list[pl.Series]:
    """The organizations of a person: the one of the row, the household besides."""
    own_org = facts["own"] == ORGANIZATION
    none = pl.Series([None], dtype=pl.String).new_from_index(0, facts.height)
    of_row = facts["organization_name"].zip_with(own_org.fill_null(False), none)
    if mention == SPOUSE:
        return [household.alias("organization")]
    if mention.startswith(CONTACT):
        return [of_row.alias("organization")]
    told = facts["belongs_to"]
    company = facts["org_name"].zip_with(
        ((facts["own"] == PERSON) & ~_same_name(facts)).fill_null(False), none
    )
    told = told.zip_with(told.is_not_null(), company)
    organization = of_row.zip_with(own_org.fill_null(False), told)
    second = household.zip_with((~own_org & household.is_not_null()).fill_null(False), none)
    return [organization.alias("organization"), second.alias("household")]


def _same_name(facts: pl.DataFrame) -> pl.Series:
    return facts.select(
        (exact(pl.col("org_name")) == exact(pl.col("person_text"))).fill_null(False)
        | (pl.col("org_name") == pl.col("person").struct.field("last_name")).fill_null(False)
    ).to_series()


def _values(shares: Sequence[Share], mention: str, present: pl.Series) -> dict[str, pl.Series]:
    """The mention's values by target, from all columns that share in it."""
    by_target: dict[str, list[pl.Series]] = defaultdict(list)
    for share in shares:
        if share.mention == mention and share.column.values.dtype != pl.Struct:
            values = share.column.values
            if not share.rows.all():
                values = values.to_frame("v").select(pl.when(pl.lit(share.rows)).then("v")).to_series()
            by_target[share.column.target].append(values.filter(present) if not present.all() else values)
    found: dict[str, pl.Series] = {}
    for target, parts in by_target.items():
        if target in {"org_name", "belongs_to", "kind"}:
            continue
        found[target] = _combined(target, parts).alias(target)
    return found


def _combined(target: str, parts: list[pl.Series]) -> pl.Series:
    if len(parts) == 1:
        return parts[0]
    if isinstance(parts[0].dtype, pl.List):
        return joined_lists(parts)
    frame = pl.DataFrame([part.alias(str(i)) for i, part in enumerate(parts)])
    if target == "description":
        return frame.select(
            pl.concat_str(pl.all(), separator="\n", ignore_nulls=True).replace("", None)
        ).to_series()
    return frame.select(pl.coalesce(pl.all())).to_series()


def joined_lists(parts: Sequence[pl.Series]) -> pl.Series:
    """Several list columns as one, row by row, null where all are; many times faster than concat_list."""
    numbers = pl.Series("i", np.arange(len(parts[0]), dtype=np.uint32))
    long = pl.concat(
        pl.DataFrame({"i": numbers, "v": part}).filter(pl.col("v").list.len() > 0).explode("v")
        for part in parts
    )
    again = long.sort("i", maintain_order=True).group_by("i", maintain_order=True).agg("v")
    return numbers.to_frame().join(again, on="i", how="left", maintain_order="left")["v"]


def _completed(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with every column that the next steps rely on."""
    missing: list[pl.Expr] = [
        pl.lit(None, pl.String).alias(name)
        for name in ("household", "organization", "role", *KEYS)
        if name not in frame.columns
    ]
    missing += [
        pl.lit(None, kind).alias(name) for name, kind in _LIST_TYPES.items() if name not in frame.columns
    ]
    lists = [
        pl.when(pl.col(name).list.len() > 0).then(name).cast(kind).alias(name)
        for name, kind in _LIST_TYPES.items()
        if name in frame.columns
    ]
    return frame.with_columns(missing).with_columns(lists)


def _with_owners(frame: pl.DataFrame) -> pl.DataFrame:
    """Contacts that name their client by its key get the client's name as organization."""
    owners = frame.filter(pl.col("own") & pl.col("key").is_not_null() & (pl.col("kind") == "organization"))
    named = pl.coalesce("organization", "owner_name")
    if owners.height and frame["owner_key"].null_count() < frame.height:
        names = owners.select("provider", owner_key="key", owner="name").unique(["provider", "owner_key"])
        frame = frame.join(names, on=["provider", "owner_key"], how="left", maintain_order="left")
        named = pl.coalesce("organization", "owner", "owner_name")
    frame = frame.with_columns(
        organization=pl.when(pl.col("kind") == "person").then(named).otherwise("organization")
    )
    return frame.drop("owner", strict=False)


def _with_implied(frame: pl.DataFrame) -> pl.DataFrame:
    """One mention more for each organization that is only named by a link."""
    links = (
        frame.filter(pl.col("organization").is_not_null() & (pl.col("kind") == "person"))
        .select("sheet", "position", "row", "provider", "strict", name="organization")
        .with_columns(match=exact(pl.col("name")))
    )
    if not links.height:
        return frame
    organizations = frame.filter(pl.col("kind") == "organization")
    called = [organizations.select(match=exact(pl.col(name))) for name in ("name", "contact_key")]
    known = pl.concat(called).drop_nulls().unique()
    new = (
        links.join(known, on="match", how="anti", maintain_order="left")
        .with_columns(strict=pl.col("strict").all().over("match"))
        .unique("match", keep="first", maintain_order=True)
        .drop("match")
        .with_columns(
            mention=pl.lit("implied"), kind=pl.lit("organization"), own=pl.lit(False), implied=pl.lit(True),
            cards=pl.lit(False),
        )
    )  # fmt: skip
    return pl.concat([frame, new], how="diagonal")


RECORD_SET = frozenset(catalog.RECORD_COLUMNS)
