"""The words that every part of Carnet uses, free of any library so that a door opens quickly."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """The three kinds of contact. A kind never changes after creation."""

    ORGANIZATION = "organization"
    PERSON = "person"
    CLIENT_GROUP = "client_group"


class CarnetError(Exception):
    """A file or an argument that cannot be used: exit status 2, and nothing changed.

    Attributes:
        code: the code of a declared rule (see carnet.findings).
        values: what the rule's placeholders stand for (file, sheet, value, detail ...).
    """

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def place_of(fault: BaseException) -> str:
    """Where a fault of ours arose: type, file and line. Its own text is left out: it could hold a contact's
    data."""
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__}, {Path(frame.filename).name}:{frame.lineno}"


@dataclass(frozen=True, slots=True)
class Options:
    """What a person fixed because the guess was wrong; None and () mean: find out.

    Attributes:
        sheets: names, or 1-based positions as text; other sheets are left out and named.
        encoding, delimiter: of the text files.
        provider: the provider's name; header_row: the header's spreadsheet row, 1-based.
        date_order: "dmy", "mdy" or "ymd".
        country: ISO 3166-1 alpha-2, for phones and numbers that do not say their country.
        mapping: header as written -> field id, "custom.<name>" or "" (set aside), by the person.
        columns: the same by the column's position, from 0; wins over its header.
        hidden: sheets that are read even where the workbook hides them.
    """

    sheets: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    provider: str | None = None
    header_row: int | None = None
    date_order: str | None = None
    country: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[int, str] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()


class Mode(StrEnum):
    """What an import may do to the book."""

    UPSERT = "upsert"
    CREATE = "create"
    UPDATE = "update"
    FILL = "fill"


class Duplicates(StrEnum):
    """What becomes of two contacts that may be the same."""

    REVIEW = "review"
    MERGE = "merge"
    SEPARATE = "separate"


class Disposition:
    """Where a source cell ended. One byte a cell in the ledger."""

    EMPTY = 0
    STORED = 1
    MERGED = 2
    SET_ASIDE = 3
    REFUSED = 4
    PENDING = 255
