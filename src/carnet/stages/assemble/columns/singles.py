"""Columns with one value a row: texts, notes, choices, amounts, identifiers, kinds, custom fields."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import polars as pl

from carnet import catalog
from carnet.catalog import FieldType
from carnet.catalog.contact_types import TYPES, types_of
from carnet.contract import CUSTOM, ColumnMapping
from carnet.stages.assemble.columns.numbers import note_invalid
from carnet.stages.assemble.columns.reading import Reading
from carnet.stages.assemble.columns.several import NEXT
from carnet.stages.assemble.items import lone_items
from carnet.stages.assemble.some_rows import only
from carnet.stages.normalise import choices, companies, dates, inactive, kinds, text, titles, type_flags
from carnet.stages.normalise.single import normalise_single

_COMPANIES = {"organization.name", "person.belongs_to"}
_TARGETS = {"organization.name": "org_name"}
# Where the values of a row's first and second card go.
_ON_CARDS = {"person.belongs_to": ("belongs_to", "belongs_to"), "person.role": ("role", "role_too")}
# Defaults of Outlook in its languages: they say nothing about the contact.
_DEFAULTS = frozenset(
    {"unspecified", "normal", "keine angabe", "niedrig", "non spécifié", "normale", "false", "faux", "0/0/00"}
)


def read_single(reading: Reading, group: list[ColumnMapping], field: catalog.Field) -> None:
    """One value of a row, put in its form by the type of the field."""
    gone = _read_inactive(reading, [c for c in group if c.special == "inactive"], field)
    said = []
    for column in (c for c in group if c.special not in {"inactive", "type_flag"}):
        raw = reading.raw(column.index)
        if field.id in _COMPANIES:
            raw = _without_none(reading, column, raw)
        result = _normalise(reading, raw, field)
        reading.find(column.index, raw, result)
        values = result["value"]
        either = (result["code"] == dates.NO_YEAR_EITHER).fill_null(False)
        reading.add([column], "description", f"{column.header}: " + only(raw, either), field.id)
        if gone is not None:
            values = values.set(gone, None)
        if column.special == "labelled":
            values = f"{column.header.strip()}: " + values
        if column.special == "skip_default":
            values = values.set(values.str.to_lowercase().is_in(list(_DEFAULTS)).fill_null(False), None)
        if field.id in {"person.preferred_name", "person.salutation"}:
            values = _greetings(reading, column, raw, values)
        if column.special == "several":
            values, people = companies.several_companies(values, NEXT)
            reading.add([column], "description", f"{column.header}: " + people, field.id)
        if field.id in _ON_CARDS:
            for target, own in zip(_ON_CARDS[field.id], _on_cards(reading, column, values), strict=False):
                reading.add([column], target, own, field.id)
        else:
            target = _TARGETS.get(field.id, catalog.short_name(field.id))
            reading.add([column], target, values, field.id)
            said.append(values)
    _read_type_flags(reading, [c for c in group if c.special == "type_flag"], field, said, gone)


def _without_none(reading: Reading, column: ColumnMapping, raw: pl.Series) -> pl.Series:
    """The names of companies without what says that there is none, which is set aside."""
    read = companies.no_companies(raw)
    reading.find(column.index, raw, read)
    reading.set_aside(column.index, raw.is_not_null() & read["value"].is_null())
    return read["value"]


def _read_type_flags(
    reading: Reading, group: list[ColumnMapping], field: catalog.Field, said: list[pl.Series],
    gone: pl.Series | None,
) -> None:  # fmt: skip
    """What columns of Yes and No say of the contact's type, where nothing else said it.

    Args:
        said: the types that other columns gave; gone: as _read_inactive gives it.
    """
    order = list(TYPES)
    for column in sorted(group, key=lambda c: order.index(types_of(c.header)[0])):
        raw = reading.raw(column.index)
        result = type_flags.read_type_flags(raw, column.header)
        reading.find(column.index, raw, result)
        told = result.select(
            own=pl.when(~pl.lit(gone)).then("value") if gone is not None else pl.col("value"),
            before=pl.coalesce(*said, pl.lit(None, pl.String)),
        )
        twice = pl.all_horizontal(pl.all().is_not_null())
        alike = pl.col("own").str.to_lowercase() == pl.col("before").str.to_lowercase()
        rows = told.select(same=twice & alike, other=twice & ~alike, new=pl.col("before").is_null())
        reading.merge(column.index, rows["same"])
        reading.set_aside(column.index, rows["other"])
        code = pl.when(pl.lit(rows["other"])).then(pl.lit("contact.type_further"))
        reading.find(column.index, raw, told.select(code=code, suggestion="own", detail="before"))
        said.append(only(told["own"], rows["new"]))
        reading.add([column], catalog.short_name(field.id), said[-1], field.id)


def _on_cards(reading: Reading, column: ColumnMapping, values: pl.Series) -> list[pl.Series]:
    """A column's values for the row's first card and its second; what is left goes to the notes.

    Address books keep several organizations of a person, in one cell or in several columns. Notes have them
    under the column's header.
    """
    taken = pl.Series([0], dtype=pl.Int64).new_from_index(0, len(values))
    for other in _before(reading, column):
        taken += reading.raw(other.index).str.split(NEXT).list.len().fill_null(0).cast(pl.Int64)
    if not (values.str.contains(NEXT, literal=True).any() or (taken > 0).any()):
        return [values]
    pieces, cards = pl.DataFrame({"piece": values.str.split(NEXT), "taken": taken}), (0, 1)
    piece, at = pl.col("piece"), pl.col("taken")
    chosen = pieces.select(
        *(
            pl.when(at <= card).then(piece.list.get(card - at, null_on_oob=True)).alias(f"{card}")
            for card in cards
        ),
        beside=piece.list.slice((len(cards) - at).clip(0)).list.join(", ").replace("", None),
    )
    reading.add([column], "description", f"{column.header}: " + chosen["beside"])
    return [chosen[f"{card}"] for card in cards]


def _before(reading: Reading, column: ColumnMapping) -> list[ColumnMapping]:
    """The columns whose values are those of the cards before; a role goes with its organization."""
    same = {
        field: [c for c in reading.mapped.columns if (c.field, c.slot) == (field, column.slot)]
        for field in ("person.belongs_to", column.field)
    }
    own, organizations = same[column.field], same["person.belongs_to"]
    place = next(n for n, other in enumerate(own) if other.index == column.index)
    return (organizations if len(own) == len(organizations) else own)[:place]


def _read_inactive(reading: Reading, group: list[ColumnMapping], field: catalog.Field) -> pl.Series | None:
    """Who is no client any more: one truth a row, which the other columns do not overrule; None if nobody."""
    gone = None
    for column in group:
        raw = reading.raw(column.index)
        result = inactive.inactive(raw, column.header)
        reading.find(column.index, raw, result)
        reading.add([column], catalog.short_name(field.id), result["value"], field.id)
        told = result["value"].is_not_null()
        gone = told if gone is None else gone | told
    return gone


def _greetings(reading: Reading, column: ColumnMapping, raw: pl.Series, values: pl.Series) -> pl.Series:
    """What a person is called, or the title: under either header a title alone is the title.

    "Dear John" under "Salutation" says what the person is called.
    """
    read = titles.read_greetings(values)
    reading.find(column.index, raw, read)
    title = titles.are_titles(read["value"])
    if column.field == "person.salutation":
        called = read["code"].is_not_null() & ~title
        name = read["value"].set(~called, None)
        reading.add([column], "preferred_name", name, "person.preferred_name")
        if column.special == "title":
            reading.add([column], "role", read["value"].set(called | title, None), "person.role")
            return read["value"].set(~title, None)
        return read["value"].set(called, None)
    name = read["value"].set(~title, None)
    reading.add([column], "salutation", name, "person.salutation")
    return read["value"].set(title, None)


def _normalise(reading: Reading, raw: pl.Series, field: catalog.Field) -> pl.DataFrame:
    result = normalise_single(
        raw, field, order=reading.order, country=reading.country, countries=reading.countries
    )
    if field.type is FieldType.REGISTRATION:
        note_invalid(reading, result)
    recognised = reading.mapped.recognised
    if field.type is FieldType.CHOICE and recognised.provider != "karbon" and recognised.kind != "work":
        return choices.of_another_list(result)
    return result


def read_key(reading: Reading, column: ColumnMapping) -> None:
    """A key of the file's own, or of another row."""
    reading.add([column], column.special, reading.text(column.index), column.field or "")


def read_identifier(reading: Reading, group: list[ColumnMapping], field: catalog.Field) -> None:
    """Identifiers, with the number behind the client's where the file has it in a column of its own."""
    subs = [c for c in group if c.special == "sub_key"]
    for column in (c for c in group if c not in subs):
        values = text.normalise_identifier(reading.raw(column.index))["value"]
        for sub in subs:
            part = text.normalise_identifier(reading.raw(sub.index))["value"]
            none = part.is_null() | part.str.contains(r"^0+$")
            values = values.zip_with(none.fill_null(True), values + "." + part.fill_null(""))
        reading.add([column, *subs], catalog.short_name(field.id), values, field.id)


def read_kind(reading: Reading, column: ColumnMapping) -> None:
    """Cells that tell people from organizations, and the type of the organization where they name it."""
    raw = reading.raw(column.index)
    kind = kinds.normalise_kind(raw)
    reading.add([column], "kind", kind["value"], column.field or "")
    if column.field:
        field = catalog.field(column.field)
        letters = kinds.types_of_returns(raw)
        result = _normalise(reading, raw, field).with_columns(value=pl.coalesce(letters, "value"))
        known = result["value"].is_not_null()
        unknown = (~known & kind["value"].is_null()).fill_null(False)
        reading.find(column.index, raw, result.with_columns(code=pl.when(unknown).then("code")))
        reading.add([column], catalog.short_name(field.id), result["value"], field.id)


@cache
def _by_label() -> Mapping[str, catalog.Field]:
    """The fields that an address book has no place for, by their labels."""
    return {
        label: entry
        for entry in catalog.FIELDS.values()
        if catalog.prefix_of(entry.id) in {"organization", "accounting"}
        and catalog.short_name(entry.id) in set(catalog.RECORD_COLUMNS) - {"name", "description"}
        and not entry.secret
        for label in (entry.label.en, entry.label.fr)
    }


def _read_as(reading: Reading, column: ColumnMapping, raw: pl.Series, field: catalog.Field) -> pl.Series:
    """The rows whose cell is a value of the field, which are read so; others stay what they are."""
    result = _normalise(reading, raw, field)
    known = result["value"].is_not_null()
    reading.find(column.index, raw, result.with_columns(code=pl.when(pl.lit(known)).then("code")))
    reading.add([column], catalog.short_name(field.id), result["value"], field.id)
    return known


def read_custom(reading: Reading, column: ColumnMapping) -> None:
    """Values of a custom field, named by the header or by a cell of the row; where the cell names a field of
    the catalogue as Carnet's own exports do, values of that field."""
    raw = reading.raw(column.index)
    value = text.normalise_note(raw)["value"]
    header = (column.field or "").removeprefix("custom.")
    name = pl.Series([header], dtype=pl.String).new_from_index(0, len(value))
    if column.label_column is not None:
        label = reading.text(column.label_column)
        name = label.str.strip_chars("* ").replace("", None).fill_null(name)
        for called in name.filter(value.is_not_null()).unique():
            if entry := _by_label().get(called):
                rows = (name == called) & value.is_not_null()
                value = value.set(_read_as(reading, column, only(raw, rows), entry), None)
    values = lone_items(pl.DataFrame({"name": name, "value": value}))
    reading.add([column], "custom", values.cast(pl.List(CUSTOM)), column.field or "")
