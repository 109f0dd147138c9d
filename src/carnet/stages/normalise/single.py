"""Fields with one value: the normaliser that the type of each calls for."""

from __future__ import annotations

import polars as pl

from carnet import catalog
from carnet.catalog import FieldType
from carnet.stages.normalise import choices, dates, hours, money, recurrence, registration, text, year_end

_NAMES = frozenset(
    {"person.first_name", "person.middle_name", "person.last_name", "person.preferred_name", "person.role",
     "person.salutation", "person.suffix", "person.belongs_to", "organization.name", "client_group.name"}
)  # fmt: skip


def normalise_single(
    raw: pl.Series,
    field: catalog.Field,
    *,
    order: str | None = None,
    country: str | None = None,
    countries: pl.Series | None = None,
) -> pl.DataFrame:
    """The values of a field that has one value a contact, in their standard form.

    Args:
        raw: n texts.
        field: of any type but those that stand on cards.
        order: of day and month in dates: "dmy", "mdy" or "ymd"; None where nothing tells.
        country: ISO 3166-1 alpha-2, where it may tell the order.
        countries: the same of each row, for registration numbers; that of all rows where nobody gives it.

    Returns:
        n rows: value, code, suggestion, detail; registration numbers with what else their normaliser gives.
    """
    match field.type:
        case FieldType.NOTE:
            return text.normalise_note(raw)
        case FieldType.DATE:
            return dates.normalise_dates(raw, order, country)
        case FieldType.DATE_AHEAD:
            return dates.normalise_dates(raw, order, country, ahead=True)
        case FieldType.HOURS:
            return hours.normalise_hours(raw)
        case FieldType.RECURRENCE:
            return recurrence.normalise_recurrence(raw)
        case FieldType.DAY:
            return year_end.normalise_day(raw)
        case FieldType.MONTH:
            return year_end.normalise_month(raw)
        case FieldType.MONEY:
            return money.normalise_money(raw)
        case FieldType.CHOICE:
            return choices.normalise_choice(raw, field)
        case FieldType.IDENTIFIER:
            return text.normalise_identifier(raw)
        case FieldType.REGISTRATION:
            each = pl.Series([country], dtype=pl.String).new_from_index(0, len(raw))
            return registration.normalise_registration(
                raw, field.id, each if countries is None else countries
            )
        case _ if field.id in _NAMES:
            return text.normalise_name(raw)
        case _ if field.id in choices.WORDED:
            return choices.normalise_choice(raw, field)
        case _:
            return text.normalise_text(raw)
