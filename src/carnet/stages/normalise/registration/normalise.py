"""A column of registration numbers: type, printed form, check digits."""

from __future__ import annotations

import polars as pl

from carnet.stages.normalise.distinct import per_distinct_row
from carnet.stages.normalise.registration import deciding, untyped
from carnet.stages.normalise.registration.numbers import BY_COUNTRY, OF_FIELD, TYPES, NumberType


def normalise_registration(
    values: pl.Series, field_id: str | None, countries: pl.Series, holders: pl.Series | None = None
) -> pl.DataFrame:
    """Registration numbers in their printed form, with their check digits checked.

    Args:
        values: n texts.
        field_id: "accounting.business_number" ..., or None where the number itself tells its type.
        countries: n ISO 3166-1 alpha-2 codes of the contacts; null where unknown.
        holders: for a column that holds several types: n kinds of contact, "person", "organization" or
            null; the number then tells its type, and the field is only the likeliest one. None for a
            column of one field.

    Returns:
        n rows: value (printed form; as written where it is doubtful; null where it is not stored), field
        (the id of the field it belongs to), code, suggestion, detail, valid (Boolean: the check digits
        hold, so that two equal numbers are one contact).

    Source: the issuers' rules, see ``checks``. Fields without a known rule hold any text.
    """
    rows = pl.DataFrame({"raw": values.cast(pl.String), "country": countries.cast(pl.String)})
    holder = pl.lit(None, pl.String) if holders is None else holders.cast(pl.String)
    rows = rows.with_columns(holder=holder)
    mixed = field_id is None or holders is not None
    return per_distinct_row(rows, lambda distinct: _decide(distinct, field_id, mixed))


def _decide(rows: pl.DataFrame, field_id: str | None, mixed: bool) -> pl.DataFrame:
    rows = deciding.prepared(rows)
    pieces = [deciding.odd(rows.filter("odd"), field_id)]
    plain = rows.filter(~pl.col("odd"))
    if mixed:
        plain, told = untyped.by_number(plain, field_id)
        pieces += told
    if field_id is not None:
        pieces += _of_field(plain, field_id)
    return deciding.in_order(pieces)


def _of_field(rows: pl.DataFrame, field_id: str) -> list[pl.DataFrame]:
    name = field_id.removeprefix("accounting.")
    if name == "vat_number":
        rows = rows.with_columns(key=_with_prefix())
    return [
        deciding.any_text(group, field_id) if kind is None else deciding.checked(group, kind, field_id)
        for kind, group in _by_type(rows, name)
    ]


def _with_prefix() -> pl.Expr:
    """A VAT number of a member state with its prefix, also where only the contact's country tells it.

    Belgian numbers of nine digits, as they were until 2007, have the zero that was put in front of all.
    """
    own = pl.col("country").replace({"GR": "EL"})
    bare = pl.col("key").str.contains(r"^(?:\d|[A-Z]\d{7,8}[A-Z0-9]?$)")
    bare &= pl.col("country").is_in(TYPES["euvat"].countries)
    whole = pl.when(bare).then(pl.concat_str(own, "key")).otherwise("key")
    return whole.str.replace(r"^BE(\d{9})$", "BE0${1}")


def _by_type(rows: pl.DataFrame, name: str) -> list[tuple[NumberType | None, pl.DataFrame]]:
    """The rows of a field by the type that each number is to be checked as."""
    kinds = [TYPES[key] for key in OF_FIELD.get(name, ())]
    if not kinds:
        return [(None, rows)]
    if name not in BY_COUNTRY:
        return [(kinds[0], rows)]
    for index, kind in enumerate(kinds):
        rows = deciding.with_truth(rows, kind, pl.col("key"), f"right_{index}")
    chosen = pl.coalesce(_fits(kind, index) for index, kind in enumerate(kinds))
    marked = rows.with_columns(kind=chosen)
    groups: list[tuple[NumberType | None, pl.DataFrame]] = [(None, marked.filter(pl.col("kind").is_null()))]
    groups += [(kind, marked.filter(pl.col("kind") == index)) for index, kind in enumerate(kinds)]
    return groups


def _fits(kind: NumberType, index: int) -> pl.Expr:
    """The index where a number is to be checked as this type: its country's, or it can be nothing else."""
    unknown = pl.col("country").is_null()
    shaped = pl.col("key").str.contains(f"^(?:{kind.shape})$")
    right = pl.col(f"right_{index}")
    told = (unknown & (right | (shaped & pl.lit(kind.sure)))) | (right & pl.lit(kind.sure))
    return pl.when(pl.col("country").is_in(kind.countries) | told).then(pl.lit(index, pl.Int32))
