"""Emails, telephone numbers, websites and social networks."""

from __future__ import annotations

import polars as pl

from carnet import catalog
from carnet.contract import PHONE, SOCIAL, ColumnMapping
from carnet.stages.assemble.columns.beside_numbers import without_named
from carnet.stages.assemble.columns.reading import Reading
from carnet.stages.assemble.columns.several import NEXT
from carnet.stages.assemble.items import lone_items, without_empty
from carnet.stages.assemble.some_rows import only
from carnet.stages.normalise import emails, labels, phones, websites

_NAMED = r'^\s*"?([^"<>@;]*\p{L}[^"<>@;]*?)"?\s*<[^<>@\s]+@[^<>@\s]+>\s*$'  # "Ann Roe <ann@example.com>"
_NETWORKS = {
    "facebook": "facebook", "linkedin": "linkedin", "google": "google_plus", "twitter": "twitter",
    "skype": "skype",
}  # fmt: skip
_NETWORK = rf"\b({'|'.join(_NETWORKS)})"
_MAX_PHONE = 20  # characters; Karbon's limit of one phone number


def read_emails(reading: Reading, group: list[ColumnMapping], field: catalog.Field) -> None:
    """Email addresses, several in a cell."""
    for column in group:
        raw = reading.raw(column.index)
        if column.special == "primary_copy":  # it may say which of the others comes first: "E-Mail 2"
            raw = only(raw, raw.str.contains("@", literal=True))
        result = _with_numbers_taken(reading, column, emails.normalise_emails(raw))
        reading.find(column.index, raw, without_named(reading, result))
        reading.add([column], "emails", without_empty(result["values"]), field.id)
        reading.add([column], "said_beside", only(raw, result["rest"].is_not_null()), field.id)
        if column.slot == "":
            reading.add([column], "email_name", raw.str.extract(_NAMED), field.id)


_MAY_CALL = r"\d(?:[ ().-]*\d){6}"


def _with_numbers_taken(reading: Reading, column: ColumnMapping, result: pl.DataFrame) -> pl.DataFrame:
    """What is told of emails, the telephone numbers beside them in the cells taken for those."""
    beside = only(result["rest"], (result["values"].list.len() > 0) & result["rest"].str.contains(_MAY_CALL))
    if not beside.count():
        return result
    found = phones.normalise_phones(beside, reading.countries, "office")
    known = pl.element().struct.field("number").str.starts_with("+").all()
    sure = found["values"].list.eval(known).list.first().fill_null(False) & (found["values"].list.len() > 0)
    reading.add(
        [column], "phones", without_empty(only(found["values"].cast(pl.List(PHONE)), sure)), "phone.office"
    )
    told = result.with_columns(rest=found["rest"].zip_with(sure, result["rest"]))
    plain = pl.lit(sure & found["rest"].is_null())
    return told.with_columns(
        pl.when(~plain).then(name).alias(name) for name in ("code", "suggestion", "detail")
    )


def read_phones(reading: Reading, group: list[ColumnMapping], field: catalog.Field) -> None:
    """Telephone numbers, area code and extension from columns of their own."""
    label = field.id.removeprefix("phone.")
    helpers = [c for c in group if c.special in {"area_code", "extension"}]
    for column in (c for c in group if c not in helpers):
        raw = reading.raw(column.index)
        number = raw
        for code in (c for c in helpers if c.special == "area_code"):
            number = reading.text(code.index).fill_null("") + number
        for extension in (c for c in helpers if c.special == "extension"):
            number = number + (" ext. " + reading.text(extension.index)).fill_null("")
        result = phones.normalise_phones(number, reading.countries, label)
        values = result["values"].cast(pl.List(PHONE))
        if column.label_column is not None:
            values = _relabelled(values, _labels_of(reading.raw(column.label_column)))
        reading.find(column.index, raw, without_named(reading, result))
        reading.add([column, *helpers], "said_beside", only(raw, result["rest"].is_not_null()), field.id)
        reading.add([column, *helpers], "description", _long_phones(values))
        fitting = pl.element().filter(pl.element().struct.field("number").str.len_chars() <= _MAX_PHONE)
        values = values.list.eval(fitting)
        reading.add([column, *helpers], "phones", without_empty(values), field.id)


def _long_phones(values: pl.Series) -> pl.Series:
    """A number longer than a card holds goes to the description, as the import file advises."""
    number = pl.element().struct.field("number")
    long = values.list.eval(number.filter(number.str.len_chars() > _MAX_PHONE))
    return without_empty(long).list.join(", ")


def _labels_of(raw: pl.Series) -> pl.Series:
    """The label of each row's numbers; lists of labels where Google put several into a cell."""
    if not raw.str.contains(NEXT, literal=True).any():
        return labels.phone_labels(raw)
    pieces = pl.DataFrame({"piece": raw.str.split(NEXT)}).with_row_index("i").explode("piece")
    told = pieces.select("i", told=labels.phone_labels(pieces["piece"]))
    return told.group_by("i", maintain_order=True).agg("told")["told"]


def _relabelled(phones_of_rows: pl.Series, told: pl.Series) -> pl.Series:
    """The numbers under the label that their row's label cell tells, of several the last for what goes on.

    A label within the cell itself ("Mobile: ...") has been read already and stands where the label
    cell tells nothing.
    """
    frame = pl.DataFrame({"v": phones_of_rows, "told": told}).with_row_index("i")
    exploded = frame.explode("v").filter(pl.col("v").is_not_null())
    if told.dtype == pl.List:
        at = pl.min_horizontal(pl.int_range(pl.len()).over("i"), pl.col("told").list.len() - 1)
        exploded = exploded.with_columns(told=pl.col("told").list.get(at, null_on_oob=True))
    again = exploded.group_by("i", maintain_order=True).agg(
        pl.struct(
            label=pl.coalesce("told", pl.col("v").struct.field("label")),
            number=pl.col("v").struct.field("number"),
            extension=pl.col("v").struct.field("extension"),
        ).alias("v")
    )
    joined = frame.select("i").join(again, on="i", how="left", maintain_order="left")
    return joined["v"].cast(pl.List(PHONE))


def read_websites(reading: Reading, group: list[ColumnMapping], field: catalog.Field) -> None:
    """Websites; profiles in social networks among them are taken for those."""
    for column in group:
        raw = _without_profiles(reading, column, reading.raw(column.index), field)
        result = websites.normalise_websites(raw)
        reading.find(column.index, raw, result)
        reading.add([column], "websites", without_empty(result["values"]), field.id)
        social = result["social"].cast(pl.List(SOCIAL))
        reading.add([column], "social", without_empty(social), field.id)


def _without_profiles(
    reading: Reading, column: ColumnMapping, raw: pl.Series, field: catalog.Field
) -> pl.Series:
    """The rows that hold websites; a bare name whose label names a network is a profile there."""
    if column.label_column is None:
        return raw
    told = reading.raw(column.label_column).str.to_lowercase().str.extract(_NETWORK)
    told = only(told, ~raw.str.contains(r"[/\s]"))
    for name in told.unique().drop_nulls():
        _take_profiles(reading, column, only(raw, told == name), _NETWORKS[name], field)
    return only(raw, told.is_null())


def read_social(reading: Reading, group: list[ColumnMapping], field: catalog.Field) -> None:
    """Profiles in one social network."""
    for column in group:
        raw = reading.raw(column.index)
        if column.special == "im":
            raw = _skype_only(reading, column, raw)
        _take_profiles(reading, column, raw, field.id.removeprefix("social."), field)


def _take_profiles(
    reading: Reading, column: ColumnMapping, raw: pl.Series, network: str, field: catalog.Field
) -> None:
    result = websites.normalise_social(raw, network)
    reading.find(column.index, raw, result)
    values = lone_items(result.select(pl.lit(network).alias("network"), "value"))
    reading.add([column], "social", values.cast(pl.List(SOCIAL)), field.id)


def _skype_only(reading: Reading, column: ColumnMapping, raw: pl.Series) -> pl.Series:
    """Messenger handles of other networks than Skype are set aside, not stored as Skype's."""
    says = raw.str.to_lowercase().str.contains(r"^(?:skype:|live:)")
    if column.label_column is not None:
        label = reading.raw(column.label_column).str.to_lowercase()
        says = says | label.str.contains("skype").fill_null(False)
    return only(raw, says)
