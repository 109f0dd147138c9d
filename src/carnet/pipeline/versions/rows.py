"""By what a row of a sheet is known again in another version of it, wherever it stands there.

Columns go by their headers, so that they may stand in another order; of equal ones the second is another.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from carnet.catalog import fold, short_name
from carnet.contract import Mapped, Recognised
from carnet.pipeline.current import listed

_NAMES = ("full_name", "name", "first_name", "middle_name", "last_name", "legal_name")
_BETWEEN = "\x1f"  # between the texts of a key


def names_of(recognised: Recognised) -> dict[str, int]:
    """The columns of a sheet by name, with their positions; those without a header are left out."""
    found: dict[str, int] = {}
    for index, header in enumerate(recognised.headers[: recognised.sheet.width]):
        name = fold(header)
        if name:
            same = sum(one == name or one.startswith(f"{name} #") for one in found)
            found[f"{name} #{same + 1}" if same else name] = index
    return found


def identities(mapped: Mapped) -> list[tuple[str, ...]]:
    """The columns of which each set tells the rows of a sheet apart, the surest first."""
    named = {index: name for name, index in names_of(mapped.recognised).items()}
    fields: dict[str, list[str]] = {}
    for column in mapped.columns:
        if column.index in named and not column.slot:
            name = column.special if column.special == "key" else short_name(column.field or "")
            fields.setdefault(name, []).append(named[column.index])
    called = [column for name in _NAMES for column in fields.get(name, ())]
    emails = fields.get("email", [])[:1]
    phones = [columns[0] for name, columns in sorted(fields.items()) if name.startswith("phone.")][:1]
    sets = [
        fields.get("key", [])[:1],
        fields.get("client_identifier", [])[:1],
        [*called, *emails] if called and emails else [],
        [*called, *phones] if called and phones else [],
        emails,
        called,
    ]
    return list(dict.fromkeys(tuple(columns) for columns in sets if columns))


def keyed(recognised: Recognised, columns: Sequence[str]) -> pl.DataFrame:
    """The rows that have a key of their own in some columns, which nobody else in the sheet has: row, key;
    case and spacing do not count. None where a column is missing."""
    named = names_of(recognised)
    if not all(name in named for name in columns):
        return pl.DataFrame(schema={"row": pl.UInt32, "key": pl.String})
    texts = [
        pl.col(f"c{named[name]}").str.strip_chars().str.to_lowercase().str.replace_all(r"\s+", " ")
        for name in columns
    ]
    told = pl.any_horizontal(text.is_not_null() for text in texts)
    key = pl.concat_str([text.fill_null("") for text in texts], separator=_BETWEEN)
    rows = recognised.sheet.as_read().scan().filter(listed(recognised)).select("row", told=told, key=key)
    return rows.filter("told").filter(pl.col("key").is_unique()).select("row", "key").collect()
