"""AccountingDetail of people and organizations, written from their values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import polars as pl

from carnet.catalog import SECRET_COLUMNS
from carnet.karbon import losses
from carnet.karbon.held import Held
from carnet.karbon.losses import Loss
from carnet.karbon.shapes.names import (
    DETAILS,
    GST,
    GST_COUNTRIES,
    NO_PLACE,
    NOTES,
    REGISTRATIONS,
    SALES_TAX,
    Detail,
    Form,
    Limit,
    registration_type,
    tax_country,
)
from carnet.stages.normalise.countries import normalise_countries

SALUTATIONS = ("Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Rev")
_MULTIPLE = "; "


class UnfitError(ValueError):
    """A value that is not of the form that a property takes."""


def accounting(held: Held, lost: list[Loss]) -> dict[str, Any]:
    """The properties that hold something; what does not fit is added to what is lost."""
    found: dict[str, Any] = {}
    left_out = SALES_TAX if held.country in GST_COUNTRIES else GST
    for detail in DETAILS:
        text = said(held, detail.column)
        if text is None or detail.name in left_out:
            continue
        try:
            found[detail.name] = written(detail, text)
        except UnfitError:
            code = losses.NO_CHOICE if detail.choices else losses.NO_VALUE
            expected = ", ".join(detail.choices) or detail.form.value
            lost.append(Loss(code.code, detail.name, text, expected))
    if title := salutation(held.values.get("salutation")):
        found["Salutation"] = title
    if numbers := list(_registrations(held, lost)):
        found["RegistrationNumbers"] = numbers
    if notes := [{"Body": body, "Type": type_} for type_, body in _notes(held)]:
        found["Notes"] = notes
    lost += [
        Loss(losses.NO_PLACE.code, column, held.values[column])
        for column in NO_PLACE
        if column in held.values
    ]
    return found


def said(held: Held, column: str) -> str | None:
    """A value of a contact; several of a custom field are one text."""
    if column.startswith("custom."):
        return _MULTIPLE.join(held.custom.get(column.removeprefix("custom."), ())) or None
    return held.values.get(column)


def written(detail: Detail, text: str) -> Any:
    """A text as the property has it.

    Raises:
        UnfitError: it is not of the property's form.
    """
    match detail.form:
        case Form.INTEGER:
            return _whole(text)
        case Form.MONTH:
            return _whole(text) - 1
        case Form.DECIMAL:
            return _number(text)
        case Form.DATE:
            return moment(text)
        case Form.FLAG:
            if text.lower() not in {"true", "false"}:
                raise UnfitError(text)
            return text.lower() == "true"
        case Form.LIST:
            return text.split(_MULTIPLE)
        case Form.NAMED:
            return {"Name": text}
        case Form.CHOICE:
            return _choice(detail, text)
        case Form.TEXT:
            return text


def _choice(detail: Detail, text: str) -> str:
    if detail.name == "TaxCountryCode" and text not in detail.choices:
        code = normalise_countries(pl.Series([text]))["value"].item()
        text = tax_country(code or text)
    if text not in detail.choices:
        raise UnfitError(text)
    return text


def moment(text: str) -> str:
    """A day as the API writes it.

    Raises:
        UnfitError: it is no whole date.
    """
    try:
        return f"{date.fromisoformat(text).isoformat()}T00:00:00Z"
    except ValueError:
        raise UnfitError(text) from None


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise UnfitError(text) from None


def _number(text: str) -> int | float:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise UnfitError(text) from None
    return int(value) if value == value.to_integral_value() else float(value)


def plain_number(value: int | float) -> str:
    """A JSON number as the book writes amounts."""
    return json.dumps(value) if isinstance(value, int) else format(Decimal(repr(value)), "f")


def salutation(text: str | None) -> str | None:
    """The title that AccountingDetail knows, for one that is written with or without a full stop."""
    return next((title for title in SALUTATIONS if (text or "").rstrip(".") == title), None)


def _registrations(held: Held, lost: list[Loss]) -> Iterator[dict[str, str]]:
    for column in dict.fromkeys(REGISTRATIONS.values()):
        number = held.values.get(column)
        if number is None:
            continue
        if len(number) > Limit.REGISTRATION:
            shown = "" if column in SECRET_COLUMNS else number
            lost.append(Loss(losses.TOO_LONG.code, column, shown, str(Limit.REGISTRATION)))
            continue
        yield {"RegistrationNumber": number, "Type": registration_type(column, held.country)}


def _notes(held: Held) -> Iterator[tuple[str, str]]:
    for type_, column in NOTES.items():
        if text := said(held, column):
            yield type_, text
