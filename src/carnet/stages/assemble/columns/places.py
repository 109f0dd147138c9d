"""Addresses, whole or in parts, and the countries of rows."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from carnet import catalog
from carnet.catalog import FieldType
from carnet.contract import ADDRESS, PHONE, ColumnMapping, Habits
from carnet.findings import Severity, rule
from carnet.stages.assemble.column import joined_texts
from carnet.stages.assemble.columns.reading import Reading
from carnet.stages.assemble.columns.several import PARTS, countries_of, hold_several, paired
from carnet.stages.assemble.items import without_empty
from carnet.stages.assemble.some_rows import only
from carnet.stages.normalise import addressees, addresses, emails, labels, phones, text

rule(
    "country.as_before",
    Severity.INFO,
    en="Nothing in this list tells its country. It is read as one of “%(value)s”, like your lists before; "
    "choose another country if that is wrong.",
    fr="Rien dans cette liste ne dit son pays. Elle est lue comme une liste de « %(value)s », comme vos "
    "listes précédentes ; choisissez un autre pays si c'est faux.",
)
# What is read otherwise from one country to the other.
_OF_COUNTRIES = {FieldType.PHONE, FieldType.ADDRESS, FieldType.ADDRESS_PART, FieldType.REGISTRATION}
_MOST = 0.6  # share of the addresses that tell a country for one to be the file's


def read_address(reading: Reading, group: list[ColumnMapping], field: catalog.Field) -> None:
    """Addresses whole in one cell."""
    label = field.id.split(".")[1]
    for column in group:
        raw = reading.raw(column.index)
        bare = addressees.without_addressee(raw, _names(reading))
        given = addresses.in_order(only(raw, reading.of_a_book()))
        others = only(bare, given["country"].is_null())
        result = addresses.normalise_addresses(others, reading.country).update(given)
        frame = result.select(*PARTS).with_columns(label=pl.lit(label))
        values = _address_structs(reading, frame, column)
        in_parts = reading.parts.get((label, column.slot, column.block))
        if in_parts is not None:
            values = _without_copies(reading, column, raw, values, in_parts)
            result = result.with_columns(code=pl.when(pl.lit(in_parts == "")).then("code"))
        reading.find(column.index, raw, result)
        reading.add([column], "addresses", values, field.id)
        _beside_address(reading, column, result)


_NAMES = {"contact.name", "organization.name", "person.full_name"}


def _names(reading: Reading) -> list[pl.Series]:
    """The names of clients and of people at them, as the rows have them whole."""
    return [reading.raw(column.index) for column in reading.mapped.columns if column.field in _NAMES]


def _beside_address(reading: Reading, column: ColumnMapping, result: pl.DataFrame) -> None:
    """Emails and telephone numbers that stood in the address."""
    if result["email"].null_count() < result.height:
        found = emails.normalise_emails(result["email"])["values"]
        reading.add([column], "emails", without_empty(found))
    if result["phone"].null_count() < result.height:
        where = result.select(pl.col("country").fill_null(pl.lit(reading.country))).to_series()
        numbers = phones.normalise_phones(result["phone"], where, "work")["values"].cast(pl.List(PHONE))
        reading.add([column], "phones", without_empty(numbers), "phone.work")


def _without_copies(
    reading: Reading, column: ColumnMapping, raw: pl.Series, values: pl.Series, in_parts: pl.Series
) -> pl.Series:
    """A whole address beside the same one in parts is no second address."""
    words = pl.DataFrame({"whole": _word_lists(raw), "parts": _word_lists(in_parts)})
    more = words.select(pl.col("whole").list.set_difference("parts").list.len() > 0).to_series()
    beside = (in_parts != "") & raw.is_not_null()
    reading.merge(column.index, (beside & ~more).fill_null(False))
    reading.set_aside(column.index, (beside & more).fill_null(False))
    return only(values, ~beside.fill_null(False))


def _address_structs(reading: Reading, parts: pl.DataFrame, column: ColumnMapping) -> pl.Series:
    frame = parts
    if column.label_column is not None:
        told = labels.address_labels(reading.raw(column.label_column))
        frame = frame.with_columns(label=told.fill_null(parts["label"]))
    some = pl.any_horizontal(pl.col(name).is_not_null() for name in PARTS)
    return (
        frame.select(pl.when(some).then(pl.concat_list(pl.struct("label", *PARTS))))
        .to_series()
        .cast(pl.List(ADDRESS))
    )


def read_address_parts(reading: Reading, group: list[ColumnMapping], field: catalog.Field) -> None:
    """Addresses in parts, a column each."""
    label = field.id.split(".")[1]
    labelled = next((c for c in group if c.label_column is not None), group[0])
    texts: dict[str, list[pl.Series]] = {name: [] for name in PARTS}
    whole = joined_texts([reading.raw(column.index) for column in group], " ").str.strip_chars().fill_null("")
    reading.parts[(label, group[0].slot, group[0].block)] = whole
    lines = [column for column in group if (column.field or "").endswith(".line")]
    for column in group:
        part = (column.field or "").split(".")[2]
        values = _part(reading, column, part)
        if column in lines and len(lines) > 1:
            values = addressees.no_addressee(values, _names(reading))
            reading.merge(column.index, reading.raw(column.index).is_not_null() & values.is_null())
        texts[part].append(values)
    frame = pl.DataFrame({name: _joined(texts[name], reading.height) for name in PARTS}).with_columns(
        label=pl.lit(label)
    )
    frame = (
        frame.with_columns(line=_street(reading, frame)) if texts["city"] else _with_cities(reading, frame)
    )
    several = hold_several(frame)
    values = _address_structs(reading, frame, labelled)
    if several.any():
        own = labelled.label_column
        values = paired(frame, values, several, None if own is None else reading.raw(own))
    reading.add(group, "addresses", values, field.id)


def _street(reading: Reading, frame: pl.DataFrame) -> pl.Series:
    """The line without the city and postal code at its end, which the row has in cells of their own."""
    line = frame["line"]
    if line.null_count() == len(line):
        return line
    city, region, code = pl.col("city"), pl.col("region"), pl.col("postal_code")
    ends = (
        pl.concat_str(code, pl.lit(" "), city),
        pl.concat_str(city, pl.lit(" "), region, pl.lit(" "), code),
        pl.concat_str(city, pl.lit(", "), region, pl.lit(" "), code),
        pl.concat_str(city, pl.lit(" "), code),
    )
    street, others = pl.col("line"), pl.lit(~reading.of_a_book())
    for end in ends:
        repeated = pl.col("line").str.to_lowercase().str.ends_with(pl.lit(" ") + end.str.to_lowercase())
        rest = pl.col("line").str.head(-end.str.len_chars().cast(pl.Int64)).str.strip_chars_end(" ,-")
        street = pl.when(others & repeated.fill_null(False)).then(rest).otherwise(street)
    return frame.select(street).to_series()


def _with_cities(reading: Reading, frame: pl.DataFrame) -> pl.DataFrame:
    """The city out of the last lines of addresses that have no column for it."""
    whole = frame.select(
        pl.concat_str("line", "region", "postal_code", separator=", ", ignore_nulls=True).replace("", None)
    ).to_series()
    read = addresses.normalise_addresses(whole, reading.country).select(pl.all().name.suffix("_read"))
    joined = frame.hstack(read)
    told = pl.col("line").is_not_null() & pl.col("city_read").is_not_null()
    told &= (pl.col("city_read") != pl.col("region")).fill_null(True)  # a county of which nothing is known
    told &= pl.col("postal_code").is_null() | pl.col("postal_code_read").is_not_null()
    return joined.with_columns(
        line=pl.when(told).then("line_read").otherwise("line"),
        city=pl.when(told).then("city_read"),
        **{name: pl.coalesce(name, f"{name}_read") for name in ("region", "postal_code", "country")},
    ).select(frame.columns)


def _part(reading: Reading, column: ColumnMapping, part: str) -> pl.Series:
    raw = reading.raw(column.index)
    if part != "country":
        values = text.normalise_note(raw)["value"]
        if part != "line":
            return values
        return values.str.replace_all(r"[\s,]*\n[\s,]*", ", ").str.strip_chars_end(", ").replace("", None)
    result = countries_of(raw)
    reading.find(column.index, raw, result)
    unknown = raw.is_not_null() & result["value"].is_null()
    reading.set_aside(column.index, unknown)
    return result["value"]


def _joined(parts: Sequence[pl.Series], height: int) -> pl.Series:
    """Several columns of one address part, comma between."""
    if not parts:
        return pl.Series([None], dtype=pl.String).new_from_index(0, height)
    return parts[0] if len(parts) == 1 else joined_texts(parts, ", ")


def _word_lists(texts: pl.Series) -> pl.Series:
    return texts.fill_null("").str.to_lowercase().str.extract_all(r"[\p{L}\p{N}]+")


def tell_countries(reading: Reading, home: str) -> None:
    """Each row's country: of its own addresses where they tell, else the file's.

    Args:
        reading: its addresses are read.
        home: the country of the provider's files, "" where it has none.
    """
    found = pl.Series("country", [None], dtype=pl.String).new_from_index(0, reading.height)
    for column in reading.columns:
        if column.target == "addresses" and column.slot == "":
            told = column.values.list.first().struct.field("country")
            found = found.zip_with(found.is_not_null(), told)
    reading.country = reading.country or _dominant(found) or home or None
    guessed = pl.Series([reading.country], dtype=pl.String).new_from_index(0, reading.height)
    reading.countries = found.zip_with(found.is_not_null(), only(guessed, ~reading.of_a_book()))


def take_country(reading: Reading, kept: Sequence[ColumnMapping], habits: Habits) -> None:
    """The country of the firm's lists before, where nothing in the sheet tells its own.

    Args:
        reading: its countries are told.
        kept: the columns that are read.
        habits: how the firm's lists were read before.
    """
    if reading.country or not habits.country:
        return
    reading.country = habits.country
    reading.countries = reading.countries.fill_null(habits.country)
    fields = [catalog.ALL_FIELDS.get(column.field or "") for column in kept if reading.filled(column.index)]
    if any(field and field.type in _OF_COUNTRIES for field in fields):
        reading.say("country.as_before", habits.country)


def check_postal_codes(reading: Reading, group: Sequence[ColumnMapping]) -> None:
    """Say which postal codes of addresses in parts their country cannot have.

    Where only the file's country is known, a code of another may be right: then just those that a
    spreadsheet cut or a letter spoils are said.
    """
    index = next((c.index for c in group if (c.field or "").endswith(".postal_code")), None)
    read = next((c for c in reading.columns if c.target == "addresses" and index in c.indexes), None)
    if index is None or read is None:
        return
    own, raw = read.values.list.first().struct.field("country"), reading.raw(index)
    home = pl.lit(reading.country, pl.String)
    found = addresses.normalise_postal(raw, own.to_frame("own").select(pl.col("own").fill_null(home))["own"])
    sure = (pl.lit(own.is_not_null()) | pl.col("suggestion").is_not_null()) & ~pl.lit(_several(raw))
    reading.find(index, raw, found.with_columns(code=pl.when(sure).then("code")))


def _several(texts: pl.Series) -> pl.Series:
    """Cells with a value for each of several addresses."""
    return texts.str.contains(r" ::: |\n").fill_null(False)


def _dominant(countries: pl.Series) -> str | None:
    """The country that most of the addresses which tell theirs are in."""
    told = countries.drop_nulls()
    counted = told.value_counts(sort=True)
    return counted[told.name][0] if counted.height and counted["count"][0] >= _MOST * len(told) else None
