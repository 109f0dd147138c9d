"""The mentions of one kind in a block of rows, a row each, with everything that they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import polars as pl

from carnet import catalog
from carnet.contract import CARD, CUSTOM
from carnet.providers.layout import Layout
from carnet.stages.assemble.column import joined_texts
from carnet.stages.assemble.items import LISTS, joined_lists, repeats
from carnet.stages.assemble.rows import (
    CONTACT,
    GROUP,
    NAME_PARTS,
    ORGANIZATION,
    PERSON,
    SPOUSE,
    BlockMentions,
    Share,
    full_name,
)
from carnet.stages.assemble.some_rows import only
from carnet.stages.normalise.comparable import exact

RECORD_SET = frozenset(catalog.RECORD_COLUMNS)
LIST_TYPES = {name: CARD[name] for name in LISTS} | {"custom": pl.List(CUSTOM)}
_OF_ROWS = frozenset(
    {"own", "person", "household", "organization_name", "any_text", "belongs_to", "belongs_to_too",
     "org_name", "person_text", "is_contact", "couple"}
)  # fmt: skip
_KIND_OF = {ORGANIZATION: "organization", GROUP: "client_group"}


def mention_frame(
    sheet: BlockMentions, index: int, mention: str, layout: Layout | None
) -> pl.DataFrame | None:
    """All that the mentions of one kind say; None where the block has none.

    Args:
        sheet: the block.
        index: position of its sheet among the import's sheets.
        mention: "organization", "person", "spouse", "contact" ... or "client_group".
        layout: of the sheet, where it is a provider's.
    """
    facts = sheet.facts
    present = facts.select(_present(mention).fill_null(False)).to_series()
    base = pl.DataFrame(
        {
            "position": np.arange(sheet.source.first, sheet.source.first + facts.height, dtype=np.uint32),
            "row": sheet.source.numbers,
        }
    ).filter(present)
    if not base.height:
        return None
    asked = {mention, *_OF_ROWS}
    chosen = facts.select(name for name in facts.columns if name in asked).filter(present)
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
        if name in base.columns and name not in {"name", "groups", "organization", "household", "second"}
        and series.dtype == pl.String
    ]  # fmt: skip
    frame = base.with_columns(kept)
    if mention not in _KIND_OF:  # a part of the name may stand in a column of its own
        frame = frame.with_columns(name=pl.coalesce(full_name(), "name"))
    if mention == GROUP and "groups" in frame.columns:
        named = pl.when(pl.col("groups").is_not_null()).then("groups").otherwise(pl.concat_list("name"))
        frame = frame.with_columns(groups=named).explode("groups").with_columns(name="groups").drop("groups")
        frame = frame.filter(pl.col("name").is_not_null())
    frame = _completed(frame)
    if mention == PERSON:  # nothing but an address: it stands in the name's place
        reached = {"emails": pl.col("emails").list.first(),
                   "phones": pl.col("phones").list.first().struct.field("number")}  # fmt: skip
        frame = frame.with_columns(
            name=pl.coalesce("name", *(first for name, first in reached.items() if name in frame.columns))
        )
    return frame.drop(name for name in frame.columns if frame[name].null_count() == frame.height)


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
    full = named.select(full_name()).to_series()
    household = facts["household"]
    return [*named.get_columns(), full.alias("name"), *_links(facts, mention, household)]


def _links(facts: pl.DataFrame, mention: str, household: pl.Series) -> list[pl.Series]:
    """The organizations of a person: the first of the row, the household, and a second one of the row."""
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
    own_org = own_org.fill_null(False)
    beside = ~own_org | facts["couple"]  # of a couple a firm may be named besides
    told = told.zip_with(beside, none)
    organization = of_row.zip_with(own_org & told.is_null(), told)
    apart = household.is_not_null() & (organization != household).fill_null(True)
    return [
        organization.alias("organization"),
        household.zip_with(apart, none).alias("household"),
        facts["belongs_to_too"].zip_with(beside, none).alias("second"),
    ]


def _same_name(facts: pl.DataFrame) -> pl.Series:
    return facts.select(
        pl.any_horizontal(
            exact(pl.col("org_name")) == exact(pl.col(name)) for name in ("person_text", "any_text")
        ).fill_null(False)
        | (pl.col("org_name") == pl.col("person").struct.field("last_name")).fill_null(False)
        | pl.col("is_contact")
    ).to_series()


def _values(shares: Sequence[Share], mention: str, present: pl.Series) -> dict[str, pl.Series]:
    """The mention's values by target, from all columns that share in it."""
    by_target: dict[str, list[pl.Series]] = defaultdict(list)
    for share in shares:
        if share.mention == mention and share.column.values.dtype != pl.Struct:
            values = share.column.values
            if not share.rows.all():
                values = only(values, share.rows)
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
    if target == "description":
        return joined_texts(parts, "\n")
    frame = pl.DataFrame([part.alias(str(i)) for i, part in enumerate(parts)])
    return frame.select(pl.coalesce(pl.all())).to_series()


def _completed(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with its lists typed, null where empty, and what is asked of them before they are read."""
    told = [name for name in LIST_TYPES if name in frame.columns]
    frame = frame.with_columns(
        pl.when(pl.col(name).list.len() > 0).then(name).cast(LIST_TYPES[name]).alias(name) for name in told
    )
    lists = [pl.col(name).is_not_null() for name in LISTS if name in told]
    return frame.with_columns(
        repeats(frame, told),
        reached=pl.any_horizontal(pl.lit(False), *lists),
        with_role=pl.col("role").is_not_null() if "role" in frame.columns else pl.lit(False),
    )
