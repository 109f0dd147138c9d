"""A single value as a person types it, in the form that the book keeps."""

from __future__ import annotations

import polars as pl

from carnet import catalog
from carnet.book.values import CUSTOM_PREFIX
from carnet.contract import CarnetError
from carnet.stages.normalise.single import normalise_single
from carnet.stages.normalise.text import normalise_note


def field_of(column: str, kind: str = "") -> catalog.Field | None:
    """The catalogue's entry of a record column; None for a custom field, and where there is none.

    Args:
        kind: of the contact; without it any kind that has the column.
    """
    for name in (f"{kind}.{column}", column, *(f"{prefix}.{column}" for prefix in _PREFIXES)):
        if name in catalog.FIELDS:
            return catalog.FIELDS[name]
    return None


_PREFIXES = ("person", "organization", "client_group")


def given(column: str, text: str | None, *, kind: str = "", country: str | None = None) -> str | None:
    """What is kept of a typed value; None where nothing was typed.

    Args:
        column: a record column or "custom.<name>".
        kind: of the contact. country: ISO 3166-1 alpha-2 of the contact or of the firm.

    Raises:
        CarnetError: contact.field; or the rule by which the text cannot be read as a value of the field.
    """
    raw = pl.Series([text], dtype=pl.String)
    if column.startswith(CUSTOM_PREFIX):
        result = normalise_note(raw)
    else:
        field = field_of(column, kind)
        if field is None or column not in catalog.RECORD_COLUMNS:
            raise CarnetError("contact.field", value=column)
        result = normalise_single(raw, field, country=country or None)
    value, code = result["value"].item(), result["code"].item()
    if value is None and code:
        told = {name: result[name].item() or "" for name in ("suggestion", "detail")}
        raise CarnetError(code, value=text or "", **told)
    return str(value) if value is not None else None
