"""The values of closed lists in the person's language."""

from __future__ import annotations

import polars as pl

from carnet.catalog import Field
from carnet.language import Language


def worded(values: pl.Expr, entry: Field | None, language: Language) -> pl.Expr:
    """A field's values as its list words them; other values stay as they are."""
    if entry is None or not entry.choices:
        return values
    return values.replace({value: label(language) for value, label in entry.choices.items()})
