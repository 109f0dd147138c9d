"""What the stages hand on to each other: sheets, mappings, records, plans and the balance.

Nothing here reads a file, asks a database or talks to a person.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.choices import Followed, Place
from carnet.language import Text
from carnet.terms import CarnetError, Disposition, Duplicates, Kind, Mode, Options

__all__ = [
    "ADDRESS",
    "BOOK_WORK",
    "CARD",
    "CARD_STEPS",
    "CORRECTION",
    "CUSTOM",
    "DECIDED",
    "DELETED",
    "EARLIER_CELLS",
    "EARLIER_LINKS",
    "EARLIER_LISTS",
    "KEY_KINDS",
    "LOOKUP",
    "PHONE",
    "SAFE",
    "SOCIAL",
    "SOURCE_CELLS",
    "SPECIALS",
    "SURVIVED",
    "SUSPECTS",
    "WORK",
    "WORK_CHANGES",
    "WORK_VALUES",
    "Balance",
    "Book",
    "CarnetError",
    "ColumnMapping",
    "Contents",
    "Corrected",
    "Disposition",
    "Duplicates",
    "Habits",
    "Kind",
    "Mapped",
    "Mode",
    "Options",
    "Plan",
    "PlanSheet",
    "Recognised",
    "Sheet",
    "SourceFile",
]


# ---------------------------------------------------------------------------------------- read


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a person corrected of a sheet.

    ``parts`` are those of the file's own text, one for each of the sheet's. ``cells`` is an Arrow IPC file
    of CORRECTION, in the order of rows.
    """

    parts: tuple[Path, ...]
    cells: Path

    def read(self) -> pl.DataFrame:
        """The corrections."""
        return pl.read_ipc(self.cells)


# row: the spreadsheet's; column: the position; was: the file's text, now: the person's; null where empty.
CORRECTION = pl.Schema({"row": pl.UInt32, "column": pl.UInt16, "was": pl.String, "now": pl.String})


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Sheet:
    """One sheet of text cells, as the reader left it on disk.

    ``parts`` are Arrow IPC files, in order. Each holds ``row`` (UInt32: the row as the person's
    spreadsheet counts it, the first is 1; for a vCard file the line of its BEGIN) and the String
    columns ``c0`` ... ``c{width-1}``: the cell's text exactly as the file holds it, null where
    the cell is empty or blank. Rows without any cell are left out. Where a person corrected cells,
    ``parts`` hold what is to be taken and ``corrected`` what the file holds. ``hidden`` are the positions of
    columns that a workbook does not show.
    """

    file: str
    name: str
    format: str  # csv, tsv, xlsx, xlsm, xls, xlsb, ods, vcf, jsonl; html and xml for tables saved as .xls
    parts: tuple[Path, ...]
    width: int
    rows: int
    encoding: str | None = None
    delimiter: str | None = None
    header: tuple[str, ...] | None = None  # given by the format itself (vCard), else None
    corrected: Corrected | None = None
    hidden: tuple[int, ...] = ()

    def scan(self) -> pl.LazyFrame:
        """The rows, part after part, not yet in memory; those of a small sheet are read once."""
        if self.rows * self.width > _SMALL:
            return pl.scan_ipc(list(self.parts))
        if self not in _SMALL_SHEETS:
            _SMALL_SHEETS[self] = pl.scan_ipc(list(self.parts)).collect()
        return _SMALL_SHEETS[self].lazy()

    def digest(self) -> str:
        """Equal for two sheets that hold the same, as far as the same reader left them on disk."""
        found = hashlib.blake2b(self.name.encode(), digest_size=16)
        for path in self.as_read().parts:
            with path.open("rb") as part:
                found.update(hashlib.file_digest(part, "blake2b").digest())
        return found.hexdigest()

    def as_read(self) -> Sheet:
        """The sheet as the file holds it, without corrections."""
        return replace(self, parts=self.corrected.parts, corrected=None) if self.corrected else self

    def head(self, rows: int) -> pl.DataFrame:
        """The first rows."""
        return self.scan().head(rows).collect()

    def columns(self) -> list[str]:
        """The names of the cell columns."""
        return [f"c{index}" for index in range(self.width)]


_SMALL = 100_000  # cells
_SMALL_SHEETS: WeakKeyDictionary[Sheet, pl.DataFrame] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that a person gave, with the sheets found in it.

    ``notes`` are findings about the file as a whole (a hidden sheet, a sheet left out), as pairs of
    a rule's code and its placeholder values. ``position`` is that among the files given; the lists in a zip
    share the zip's, and ``member`` tells them apart: the path inside it.
    """

    path: str
    format: str
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    delimiter: str | None = None
    notes: tuple[tuple[str, dict[str, str | int]], ...] = ()
    position: int = 0
    member: str = ""

    def places(self) -> list[Place]:
        """The place of each sheet."""
        inside = f"{self.member}/" if self.member else ""
        return [Place(self.position, inside + sheet.name) for sheet in self.sheets]


# ----------------------------------------------------------------------------------- recognise


@dataclass(frozen=True, slots=True)
class Recognised:
    """Who made a sheet, and which of its rows are contacts.

    Attributes:
        header_row: spreadsheet row of the header (the last one where there are several); 0 when the
            format names its columns itself.
        headers: one text a column, "" where there is none.
        left_out: spreadsheet rows that are no contacts, with why: "title", "header", "total",
            "footer"; their cells are set aside. Rows of a bulk workbook that are as in the book, or of which
            nothing is taken, are left out too (LEFT_OUT_PLACES).
        kind: what a row is where the sheet says so ("person", "organization", "client_group"),
            "contact" where each row decides, "work" where rows are work items, "none" where the sheet is no
            list (a cover page, an instructions sheet, a list of findings): every cell of it is set aside.
    """

    sheet: Sheet
    provider: str
    layout: str
    confidence: float
    reason: Text
    header_row: int
    headers: tuple[str, ...]
    left_out: dict[int, str] = field(default_factory=dict)
    kind: str = "contact"


# Why rows of a bulk workbook are left out of what is read: they are contacts nevertheless.
KNOWN_ROWS = frozenset({"unchanged", "delete", "not deleted", "refused"})


# ----------------------------------------------------------------------------------------- map


SAFE = 0.65  # confidence from which a column is mapped without asking

SPECIALS: Mapping[str, str] = {
    "year_end": "day and month of the year end in one cell; field is ..._year_end_month",
    "key": "the provider's own key of this contact (UUID): joins rows and files, is no identifier",
    "owner_key": "the key of the client that this contact belongs to (ClientUUID)",
    "owner_code": "the identifier of the client that this contact belongs to (Client Code)",
    "owner_name": "the name of the client that this contact belongs to",
    "several": "organizations, of which a cell may hold more than one",
    "labelled": "one of several columns of notes: its header stands in front of each value",
    "sub_key": "appended to the client identifier with a full stop; 000 and empty are none",
    "kind": "the cell tells person from organization (field may be accounting.entity_type or None)",
    "primary_copy": "a copy of another column's value; no further value",
    "tax": "a registration number whose type the value and country tell; field may be None",
    "relation": "a related person whose label column tells how (spouse, partner ...)",
    "groups": "labels or categories in one cell; those that begin with * are the provider's own",
    "im": "an instant-messenger handle: Skype where it looks like one",
    "inactive": "only a word that says so counts: then the contact's type is Inactive, whatever others say",
    "type_flag": "Yes or No to a type of contact that the header names: Is Customer, Fournisseur",
    "title": "a form of address (Mr, Dr) or, where it is none, the role",
    "skip_default": "known default values of the provider (Unspecified, Normal, 0/0/00) are no data",
    "year": "year of a date in three columns",
    "month": "month of a date in three columns",
    "day": "day of a date in three columns",
    "area_code": "put in front of the phone of the same slot and block",
    "extension": "the extension of the phone of the same slot and block",
    "contact_key": "the key of a contact in a book (Karbon ID, Carnet key)",
    "source_row": "reference that a workbook of corrections carries: import/sheet/row",
    "card": "number of the contact card: rows of one contact with one number are one card",
    "name_line": 'a line of a name that stands in several: "c/o ..." and "DBA ..." are no part of it',
    "customer": "a customer's name in QuickBooks: Parent:Child, a currency behind it, (deleted)",
    "bulk_state": "what a bulk workbook's row carries along, so that edited cells are known",
    "row_mark": "what tells of a row that Carnet wrote whether anybody edited it since",
    "action": "what is to become of the contact of a bulk workbook's row",
    "remark": "a column that Carnet itself added (what to correct, suggestion): is no data",
}


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Where one column goes.

    Attributes:
        index: the column's position, 0-based; header: its text.
        field: a field id of the catalogue, "custom.<name>", or None for a column set aside.
        slot: which contact of the row it belongs to: "" is the row's own contact, "spouse" a second
            person, "contact" a person at the row's organization, "contact 2" ... further ones.
        block: which one of a repeated group of columns (Address 2 - City is block 2); parts of one
            address share field prefix, slot and block. 0 where nothing repeats.
        label_column: the column whose text says which label this row's value has
            (Google's "Phone 1 - Label"), or None.
        labels: this column is itself such a label column.
        special: how the provider's cell is to be read, where the field alone does not tell; one of
            SPECIALS.
        confidence: 0 to 1. reason: why, for the person.
    """

    index: int
    header: str
    field: str | None
    confidence: float
    reason: Text
    slot: str = ""
    block: int = 0
    label_column: int | None = None
    labels: bool = False
    special: str = ""

    @property
    def in_doubt(self) -> bool:
        """Set aside because it is not certain what it is, and not as something that no contact has."""
        return self.field is None and not self.labels and not self.special and self.confidence < SAFE


@dataclass(frozen=True, slots=True)
class Habits:
    """How a firm's lists were read before, where all agree; None where they do not, or tell nothing.

    Attributes:
        country, order: as in Mapped.
    """

    country: str | None = None
    order: str | None = None


@dataclass(frozen=True, slots=True)
class Mapped:
    """A recognised sheet with a place for each of its columns.

    Attributes:
        country: ISO 3166-1 alpha-2 that the person gave, else the one that the sheet's values tell; None
            where neither does.
        order: of day and month in its dates: "dmy", "mdy" or "ymd"; None where nothing tells yet.
    """

    recognised: Recognised
    columns: tuple[ColumnMapping, ...]
    country: str | None = None
    order: str | None = None


# ------------------------------------------------------------------------------------- records

PHONE = pl.Struct({"label": pl.String, "number": pl.String, "extension": pl.String})
ADDRESS = pl.Struct(
    {
        "label": pl.String,
        "line": pl.String,
        "city": pl.String,
        "region": pl.String,
        "postal_code": pl.String,
        "country": pl.String,
    }
)
SOCIAL = pl.Struct({"network": pl.String, "value": pl.String})
CUSTOM = pl.Struct({"name": pl.String, "value": pl.String})

# What a card holds besides its owner.
CARD = pl.Schema(
    {
        "organization": pl.String(),  # the organization's name
        "role": pl.String(),
        "emails": pl.List(pl.String),
        "phones": pl.List(PHONE),
        "addresses": pl.List(ADDRESS),
        "websites": pl.List(pl.String),
        "social": pl.List(SOCIAL),
    }
)


@dataclass(frozen=True, slots=True)
class Balance:
    """The cells of a run: read = stored + merged + set_aside + refused, always."""

    read: int = 0
    stored: int = 0
    merged: int = 0
    set_aside: int = 0
    refused: int = 0

    def __post_init__(self) -> None:
        if self.read != self.stored + self.merged + self.set_aside + self.refused:
            raise AssertionError(f"cells went missing: {self}")

    def __add__(self, other: Balance) -> Balance:
        return Balance(
            self.read + other.read,
            self.stored + other.stored,
            self.merged + other.merged,
            self.set_aside + other.set_aside,
            self.refused + other.refused,
        )


# ---------------------------------------------------------------------------------------- plan


# Cells of rows of earlier imports. taken: what it says was stored, or the contact had it.
SOURCE_CELLS = pl.Schema(
    {"reference": pl.String, "column": pl.UInt16, "header": pl.String, "text": pl.String, "taken": pl.Boolean}
)

# Sheets of earlier imports that stand, the newest first. list: the book's number of the sheet; batch: of its
# import, whose sheets are all of one batch; rows: how many it had; digest: Sheet.digest(); headers: in order.
EARLIER_LISTS = pl.Schema(
    [
        ("list", pl.Int64()), ("batch", pl.Int64()), ("file", pl.String()), ("name", pl.String()),
        ("provider", pl.String()), ("rows", pl.Int64()), ("digest", pl.String()),
        ("headers", pl.List(pl.String)),
    ]
)  # fmt: skip
# Rows of one of them, and the contacts (ids of the book) that came from each.
EARLIER_LINKS = pl.Schema({"contact": pl.Int64, "row": pl.UInt32})
# Cells that contacts came from, with their texts.
EARLIER_CELLS = pl.Schema({"contact": pl.Int64, "list": pl.Int64, "row": pl.UInt32, "text": pl.String})
# What became of contacts' cards, in order, as JSON. batch: the entry of the history, null where a person did
# it to this one contact; made: the contact itself was made then, and old and new are null; merged: with what
# another contact had.
CARD_STEPS = pl.Schema(
    {
        "contact": pl.Int64, "batch": pl.Int64, "made": pl.Boolean, "merged": pl.Boolean, "old": pl.String,
        "new": pl.String,
    }
)  # fmt: skip

# Keys under which a contact is found again. `kind` is one of KEY_KINDS. `value` is already in its
# comparable form. Values of secret registration numbers are sealed by the book before they are stored.
LOOKUP = pl.Schema({"contact": pl.UInt32, "kind": pl.String, "value": pl.String})
KEY_KINDS = (
    "source_row",  # "<import>/<sheet>/<row>" of an earlier import: found through the contact's sources
    "contact_key",  # the book's own key of the contact
    "source_key",  # "<provider>/<key>"
    "identifier",  # client identifier
    "registration",  # "<field>:<number>", valid numbers only
    "name_email",  # "<kind>:<name>:<email>"
    "name_phone",  # "<kind>:<name>:<E.164>"
    "name",  # "<kind>:<name>"
    "email",
    "phone",
    "clue",  # what names sound like, phones, addresses ... (match.evidence.clues): never in a plan
    "also",  # "<kind of key>=<value>": of a contact that was made one with this one
    "fingerprint",  # of everything the contact was made of: finds the same row of the same file again
)


# Pairs of contacts of a plan that may be one: `contact` is new; the other is one of the plan's too, or one
# of the book. `evidence` is a JSON list of {comparison, agrees, weight}.
SUSPECTS = pl.Schema(
    {
        "contact": pl.UInt32,
        "other": pl.UInt32,
        "book_id": pl.Int64,
        "probability": pl.Float64,
        "evidence": pl.String,
    }
)


# Pairs that a person decided on: `decision` is the place among the choices; contact and other are the plan's,
# one where two of the files are the same; probability and evidence as the person saw them.
DECIDED = pl.Schema(
    {
        "decision": pl.UInt32,
        "contact": pl.UInt32,
        "other": pl.UInt32,
        "book_id": pl.Int64,
        "same": pl.Boolean,
        "probability": pl.Float64,
        "evidence": pl.String,
        "name": pl.String,
        "other_name": pl.String,
    }
)


# Where rows of one contact in the files differ: `field` is a record column or "custom.<name>"; the value that
# stands, what else the rows say, and why (a key of survivorship.REASONS).
SURVIVED = pl.Schema(
    [
        ("contact", pl.UInt32()),
        ("field", pl.String()),
        ("value", pl.String()),
        ("others", pl.List(pl.String)),
        ("reason", pl.String()),
    ]
)


# What a work item holds: catalog.WORK_FIELDS without the client, in their order; texts, dates in ISO 8601.
WORK_VALUES = (
    "title", "type", "status", "assignee", "start_date", "due_date", "repeats", "budget_hours",
    "budget_amount", "description",
)  # fmt: skip
# Work items of a plan: `client` is the plan's number of the client, null where only the book has it, whose id
# is `client_book`; `key` is "<provider>/<the program's own key>"; the values are those after the import.
WORK = pl.Schema(
    {
        "item": pl.UInt32, "action": pl.String, "book_id": pl.Int64, "client": pl.UInt32,
        "client_book": pl.Int64, "client_name": pl.String, "sheet": pl.UInt16, "row": pl.UInt32,
        "key": pl.String, **dict.fromkeys(WORK_VALUES, pl.String),
    }
)  # fmt: skip
WORK_CHANGES = pl.Schema(
    {"item": pl.UInt32, "book_id": pl.Int64, "field": pl.String, "old": pl.String, "new": pl.String}
)
BOOK_WORK = pl.Schema(
    {"id": pl.Int64, "client": pl.Int64, "key": pl.String, **dict.fromkeys(WORK_VALUES, pl.String)}
)


# value: of a lookup; kind, name: of the contact; day: when it was deleted, ISO.
DELETED = pl.Schema({"value": pl.String, "kind": pl.String, "name": pl.String, "day": pl.String})


@dataclass(slots=True)
class Contents:
    """Contacts of a book, or some of them, as frames.

    contacts: id Int64, key String, kind String, archived Boolean, then those of
        catalog.RECORD_COLUMNS that occur as String ("name" always), and custom List(CUSTOM).
    cards: id Int64, contact Int64, organization_contact Int64 (null where the card's organization is
        none of the book), primary Boolean, then CARD. Ordered: the primary card of a contact first.
    members: group Int64, member Int64.
    set_aside: contact Int64, file String, sheet String, row UInt32, column String, value String.
    """

    contacts: pl.DataFrame
    cards: pl.DataFrame
    members: pl.DataFrame
    set_aside: pl.DataFrame

    @classmethod
    def none(cls) -> Contents:
        """No contacts."""
        own = {"id": pl.Int64, "key": pl.String, "kind": pl.String, "archived": pl.Boolean}
        card = {"id": pl.Int64, "contact": pl.Int64, "organization_contact": pl.Int64, "primary": pl.Boolean}
        cell = {"contact": pl.Int64, "file": pl.String, "sheet": pl.String, "row": pl.UInt32}
        return cls(
            contacts=pl.DataFrame(schema={**own, "name": pl.String, "custom": pl.List(CUSTOM)}),
            cards=pl.DataFrame(schema={**card, **CARD}),
            members=pl.DataFrame(schema={"group": pl.Int64, "member": pl.Int64}),
            set_aside=pl.DataFrame(schema={**cell, "column": pl.String, "value": pl.String}),
        )


class Book(Protocol):
    """What planning asks of a firm's book; reading only."""

    @property
    def revision(self) -> int:
        """Grows with each change of the book."""

    def find(self, lookups: pl.DataFrame) -> pl.DataFrame:
        """The contacts that have any of the keys.

        Args:
            lookups: LOOKUP rows; contact is the caller's own number.

        Returns:
            LOOKUP's columns and book_id Int64: a row for each key and contact that has it.
        """

    @property
    def stamp(self) -> str:
        """A secret of the firm by which it knows rows again that were exported from its book."""

    @property
    def size(self) -> int:
        """How many contacts it has."""

    def contents(self, ids: pl.Series | None = None) -> Contents:
        """Contacts (all, or those of the ids) with cards and members; set_aside is empty."""

    def decided(self) -> pl.DataFrame:
        """Contacts that a person holds apart: a Int64, b Int64, of each pair one row."""

    def imported(self, digests: Sequence[str]) -> Mapping[str, str]:
        """Sheet.digest() -> "<import>/<sheet>" of those sheets that were imported before, the last time."""

    def cells_of(self, references: pl.Series) -> pl.DataFrame:
        """The cells of rows of earlier imports as the files held them, or as they were corrected then.

        Args:
            references: see catalog.reference; some may name no row of the book.

        Returns:
            SOURCE_CELLS rows of the cells that were not empty.
        """

    def deleted(self, lookups: pl.DataFrame) -> pl.DataFrame:
        """The contacts that a person deleted, by what Carnet's own files say of them.

        Args:
            lookups: LOOKUP rows of the kinds source_row and contact_key.

        Returns:
            DELETED rows.
        """

    def earlier_lists(self) -> pl.DataFrame:
        """The sheets of earlier imports that were not undone, EARLIER_LISTS rows."""

    def earlier_links(self, number: int) -> pl.DataFrame:
        """Which contacts came from which rows of one of them, EARLIER_LINKS rows."""

    def earlier_rows(self, number: int, rows: pl.Series) -> pl.DataFrame:
        """Rows of one of them: row UInt32, then the texts c0 ... as they were taken, corrections made."""

    def earlier_cells(self, contacts: pl.Series) -> pl.DataFrame:
        """The cells of all those sheets that contacts came from, EARLIER_CELLS rows."""

    def card_steps(self, contacts: pl.Series) -> pl.DataFrame:
        """How contacts' cards came to be what they are, CARD_STEPS rows."""

    def work_of(self, clients: pl.Series) -> pl.DataFrame:
        """The work items for contacts of some ids, BOOK_WORK rows."""

    def colleagues(self) -> Sequence[str]:
        """The colleagues that the book's clients name as their owners."""

    def habits(self) -> Habits:
        """How the firm's lists were read before."""

    def remembered(self, shape: str) -> Mapping[str, str]:
        """Header -> field id that a person chose for files of this shape; empty where none."""


@dataclass(slots=True)
class PlanSheet:
    """A source sheet as the plan keeps it: the raw rows stay on disk, the ledger says where each went.

    ledger: UInt8 array of rows x width (order of Sheet.scan()), values of Disposition; when the plan
    is made none is PENDING. place: the sheet's in a person's choices.
    """

    mapped: Mapped
    ledger: npt.NDArray[np.uint8]
    place: Place = Place(0, "")  # noqa: RUF009  (a tuple)


@dataclass(slots=True)
class Plan:
    """The change set, as data. What is applied is this and nothing else.

    Frames (contact numbers are local to the plan, 0 ... n-1, unless they are called book ids):

    contacts: contact UInt32, action String (create, update, skip, delete), review Boolean (may be a duplicate
        of a contact of the book), kind String, book_id Int64 (null for create), then those of
        catalog.RECORD_COLUMNS that occur as String (for update and skip: the value after the import;
        "name" always), and custom List(CUSTOM).
    cards: contact UInt32, book_card Int64 (null: a new card), organization_contact UInt32 (the plan's
        number of the card's organization, null if none), primary Boolean, then CARD.
        Only cards to be created or replaced are in it.
    members: group UInt32, member UInt32: links to be made.
    changes: contact UInt32, book_id Int64, field String, old String, new String: what an update
        changes on single-valued fields; a card's change carries field "card" with JSON texts.
    lookups: LOOKUP: keys to be stored for created and updated contacts.
    sources: contact UInt32, sheet UInt16, row UInt32: the rows that each contact came from.
    findings: findings.FINDINGS.
    suspects: SUSPECTS: pairs for a person to decide on.
    decided: DECIDED: pairs that the person decided on.
    survived: SURVIVED: which of several values stands, and why.
    work: WORK: items for clients, created, updated or skipped; work_changes: WORK_CHANGES of those updated.
    known: contacts of the book as they stand: those that suspects and decided name, and of those that are
        updated the cards.
    """

    revision: int
    mode: Mode
    contacts: pl.DataFrame
    cards: pl.DataFrame
    members: pl.DataFrame
    changes: pl.DataFrame
    lookups: pl.DataFrame
    sources: pl.DataFrame
    files: tuple[SourceFile, ...]
    sheets: tuple[PlanSheet, ...]
    findings: pl.DataFrame
    balance: Balance
    counts: dict[str, int]  # create, update, link, skip, review
    records: dict[str, int]  # organizations, people, client_groups, cards
    mappings: dict[str, dict[str, str]]  # shape -> header -> field, chosen by the person in this run
    suspects: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SUSPECTS))
    known: Contents = field(default_factory=Contents.none)
    recipe: Followed | None = None  # the saved one that the choices come from
    decided: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=DECIDED))
    survived: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SURVIVED))
    work: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=WORK))
    work_changes: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=WORK_CHANGES))
