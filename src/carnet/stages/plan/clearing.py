"""What empty cells empty in the book, where the person asked for that.

A cell that holds a text which is no value, such as a date that does not exist, is not empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from carnet import catalog
from carnet.choices import Policy
from carnet.contract import ADDRESS, CARD, ColumnMapping, Mapped
from carnet.stages.assemble.columns import blank_cells
from carnet.stages.assemble.columns.groups import data_columns
from carnet.stages.assemble.records import Records
from carnet.stages.normalise.comparable import exact
from carnet.stages.plan.lists import labelled_items, without
from carnet.stages.policy import Policies

# Of matched contacts, by the organization of their card: whether all cells of a field are empty; everywhere:
# at all organizations; named: any row names one.
EMPTY_CELLS = pl.Schema(
    {"contact": pl.UInt32, "at": pl.String, "field": pl.String, "empty": pl.Boolean,
     "everywhere": pl.Boolean, "named": pl.Boolean}
)  # fmt: skip
_PARTS = tuple(field.name for field in ADDRESS.fields if field.name != "label")
_YEAR_END = tuple(f"accounting.financial_year_end_{part}" for part in ("day", "month"))
_PLACE = ["family", "label", "part"]
_FAMILIES = {"email": "emails", "website": "websites", "role": "role", "belongs_to": "organization",
             "phone": "phones", "address": "addresses", "social": "social"}  # fmt: skip


def empty_cells(records: Records, mapped: Sequence[Mapped], contacts: pl.Series) -> pl.DataFrame:
    """EMPTY_CELLS rows of some contacts.

    Args:
        records: the import's contacts.
        mapped: the sheets that they come from.
        contacts: their numbers.
    """
    mentions = records.mentions.frame.select(
        "sheet", "row", "mention", "own", at=exact(pl.col("organization")),
        contact=pl.Series(records.numbers, dtype=pl.UInt32),
    ).filter(pl.col("contact").is_in(contacts.implode()))  # fmt: skip
    told = [pl.DataFrame(schema={name: EMPTY_CELLS[name] for name in ("contact", "at", "field", "empty")})]
    for (index,), mine in mentions.group_by("sheet", maintain_order=True):
        told += _of_sheet(mapped[int(str(index))], mine)
    cells = pl.concat(told).group_by("contact", "at", "field").agg(pl.col("empty").all())
    return cells.with_columns(
        everywhere=pl.col("empty").all().over("contact", "field"),
        named=pl.col("at").is_not_null().any().over("contact"),
    ).cast(EMPTY_CELLS)


def _of_sheet(sheet: Mapped, mentions: pl.DataFrame) -> Iterator[pl.DataFrame]:
    places = _places(sheet)
    if not places:
        return
    blank = blank_cells(sheet, {str(number): indexes for number, indexes in enumerate(places.values())})
    rows = mentions.lazy().join(blank, on="row").collect()
    for number, (slot, field) in enumerate(places):
        own = pl.col("mention") == slot if slot else pl.col("own")
        yield rows.filter(own).select("contact", "at", field=pl.lit(field), empty=str(number))


def _places(sheet: Mapped) -> dict[tuple[str, str], list[int]]:
    """The columns of each field of each contact of a row; where labels tell the field, none is empty."""
    found: dict[tuple[str, str], list[int]] = {}
    for column in data_columns(sheet.columns):
        for field in _fields(column) if column.field and column.label_column is None else ():
            found.setdefault((column.slot, field), []).append(column.index)
    return found


def _fields(column: ColumnMapping) -> tuple[str, ...]:
    """The fields that a column's cells fill, without their kind."""
    field = catalog.short_name(column.field or "")
    if column.special == "year_end":
        return _YEAR_END
    if field.startswith("address.") and field.count(".") == 1:
        return tuple(f"{field}.{part}" for part in _PARTS)
    return (field,)


def emptied_fields(cells: pl.DataFrame) -> pl.DataFrame:
    """Single values that are emptied: contact, field. A contact is always called somehow."""
    gone = cells.filter(pl.col("everywhere") & (pl.col("field") != "name"))
    return gone.select("contact", "field").unique(maintain_order=True)


def emptied_cards(
    theirs: pl.DataFrame, said: pl.DataFrame, contacts: pl.DataFrame, cells: pl.DataFrame, policies: Policies
) -> pl.DataFrame:
    """The book's cards of which something is emptied, as they will be, with organization_contact null.

    Args:
        theirs: the book's cards; said: the files'; both with contact and contract.CARD's columns.
        contacts: contact, kind: those whose cards are taken.
        cells: EMPTY_CELLS rows.
        policies: which value stands.
    """
    emptied = _within_reach(theirs, cells.filter(pl.col("field").is_in(_card_fields()["field"].implode())))
    emptied = emptied.join(contacts.select("contact", "kind"), on="contact", maintain_order="left")
    emptied = emptied.join(_card_fields(), on="field", maintain_order="left").with_columns(
        label=pl.when((pl.col("kind") == "organization") & (pl.col("label") == "work"))
        .then(pl.lit("office"))
        .otherwise("label")
    )
    emptied = policies.of_items(emptied).filter(
        pl.col("policy").is_null() | (pl.col("policy") == Policy.OVERWRITE.value)
    )
    emptied = _unsaid(emptied, said)
    role = emptied.filter(pl.col("family") == "organization").with_columns(family=pl.lit("role"))
    emptied = pl.concat([emptied, _unsaid(role, said)])  # a role goes with its organization
    cards = theirs.filter(pl.col("id").is_in(emptied["id"].implode()))
    gone = labelled_items(cards, "id").join(
        emptied.filter(pl.col("part").is_null()), on=["id", "family", "label"], how="semi", nulls_equal=True
    )
    fewer = _without_parts(without(cards, gone, "id"), emptied.drop_nulls("part"))
    changed = cards.select(CARD.names()).hash_rows() != fewer.select(CARD.names()).hash_rows()
    return fewer.filter(changed).with_columns(organization_contact=pl.lit(None, pl.UInt32))


def _card_fields() -> pl.DataFrame:
    """What the fields of cards are in them: field, family, label, part."""
    rows = []
    for name in dict.fromkeys(map(catalog.short_name, catalog.FIELDS)):
        first, label, part = (*name.split("."), None, None)[:3]
        if first in _FAMILIES and (label or first in {"email", "website", "role", "belongs_to"}):
            rows.append((name, _FAMILIES[first], label, part))
    return pl.DataFrame(rows, schema=dict.fromkeys(["field", *_PLACE], pl.String), orient="row")


def _within_reach(theirs: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """The fields that rows empty, by card: those of the same organization; cards of none, and all cards where
    no row names an organization, where every row empties them.

    Returns:
        id, contact, at, everywhere, field.
    """
    of_contact = cells.select("contact", "field", "everywhere", "named").unique(maintain_order=True)
    cards = theirs.select("id", "contact", at=exact(pl.col("organization")))
    place = ["contact", "at", "field"]
    told = cards.join(of_contact, on="contact", maintain_order="left").join(
        cells.select(*place, "empty"), on=place, how="left", nulls_equal=True, maintain_order="left"
    )
    whole = pl.col("everywhere") & (pl.col("at").is_null() | ~pl.col("named"))
    return told.filter(pl.coalesce("empty", whole)).select("id", "contact", "at", "everywhere", "field")


def _unsaid(emptied: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Without what another cell gives: a mobile number under "Phone" is one."""
    parts = said.select("contact", at=exact(pl.col("organization")), item="addresses").explode("item")
    long = parts.drop_nulls("item").unnest("item").with_columns(family=pl.lit("addresses"))
    owner = ["contact", "at", "family", "label"]
    streets = long.unpivot(_PARTS, index=owner, variable_name="part").drop_nulls("value").drop("value")
    cards = said.with_columns(at=exact(pl.col("organization")))
    others = labelled_items(cards, "at").select(
        "contact", "at", "family", "label", part=pl.lit(None, pl.String)
    )
    held = pl.concat([others, streets])
    at_all = pl.col("everywhere")
    found = [
        emptied.filter(chosen).join(held, on=on, how="anti", nulls_equal=True, maintain_order="left")
        for chosen, on in ((at_all, ["contact", *_PLACE]), (~at_all, ["contact", "at", *_PLACE]))
    ]
    return pl.concat(found)


def _without_parts(cards: pl.DataFrame, emptied: pl.DataFrame) -> pl.DataFrame:
    """Cards whose addresses lack some parts; one without any goes.

    Args:
        emptied: id, label, part.
    """
    if not emptied.height:
        return cards
    gone = emptied.group_by("id", "label").agg(gone="part")
    long = cards.select("id", "addresses").explode("addresses").drop_nulls().unnest("addresses")
    told = long.join(gone, on=["id", "label"], how="left", maintain_order="left").with_columns(
        pl.when(~pl.col("gone").list.contains(part).fill_null(False)).then(part).alias(part)
        for part in _PARTS
    )
    kept = told.filter(pl.any_horizontal(pl.col(part).is_not_null() for part in _PARTS))
    lists = kept.group_by("id", maintain_order=True).agg(rest=pl.struct(f.name for f in ADDRESS.fields))
    joined = cards.join(lists, on="id", how="left", maintain_order="left")
    return joined.with_columns(addresses="rest").select(cards.columns)
