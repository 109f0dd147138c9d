"""All mentions of contacts in an import, one row each, ready to be told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.ahead import ahead
from carnet.contract import Disposition
from carnet.frames import paged
from carnet.providers.layout import Layout, layout_of
from carnet.stages.assemble.clients import with_clients
from carnet.stages.assemble.column import KeptColumn
from carnet.stages.assemble.columns import SheetColumns
from carnet.stages.assemble.mention_frames import LIST_TYPES, mention_frame
from carnet.stages.assemble.rows import (
    GROUP,
    ORGANIZATION,
    PERSON,
    SPOUSE,
    BlockMentions,
    Told,
    find_mentions,
)
from carnet.stages.assemble.shelf import Kept, Shelf
from carnet.stages.normalise.comparable import exact

KEYS = (
    "key", "owner_key", "owner_code", "owner_name", "owner_kind", "contact_key", "source_row", "card"
)  # fmt: skip
_LINKS = ("organization", "household", "second")
_TEXTS = (
    "first_name", "last_name", "client_identifier", "birth_date", *_LINKS, "role_too", *KEYS,
)  # fmt: skip
_NARROW = pl.Schema(
    {
        "sheet": pl.UInt16, "position": pl.UInt32, "row": pl.UInt32, "mention": pl.String,
        "kind": pl.String, "own": pl.Boolean, "implied": pl.Boolean, "cards": pl.Boolean,
        "strict": pl.Boolean, "provider": pl.String, "layout": pl.String, "reached": pl.Boolean,
        "with_role": pl.Boolean, "repeats": pl.Boolean, "name": pl.String, "client": pl.UInt32,
        **dict.fromkeys(_TEXTS, pl.String),
    }
)  # fmt: skip
_WIDE = {**LIST_TYPES, "members": pl.List(pl.String)}


@dataclass(frozen=True, slots=True)
class Claim:
    """Cells of a block that belong to one kind of mention.

    Attributes:
        sheet: position among the import's sheets; first: which of its contact rows is the block's first.
        rows: one truth a row of the block.
    """

    sheet: int
    first: int
    column: KeptColumn
    mention: str
    rows: pl.Series


@dataclass(frozen=True, slots=True)
class Mark:
    """Cells whose place the names of their rows decided.

    Attributes:
        rows: of the sheet's contact rows.
        place: a value of Disposition.
    """

    indexes: tuple[int, ...]
    rows: npt.NDArray[np.int64]
    place: int


@dataclass(slots=True)
class SheetMentions:
    """What settling the cells of a sheet needs to know besides its mentions.

    Attributes:
        nameless: one truth a contact row: it makes no contact.
        findings: on names and kinds.
    """

    source: SheetColumns
    nameless: npt.NDArray[np.bool_]
    claims: list[Claim]
    marks: list[Mark]
    findings: list[pl.DataFrame]


@dataclass(slots=True)
class Mentions:
    """Every mention of a contact in an import.

    Attributes:
        frame: one row a mention: sheet UInt16, position (of the row among the sheet's contact rows) UInt32,
            row UInt32, mention, kind, own Boolean (the row's own contact), implied Boolean (only named
            by a link), name, household (of a couple), second (a further organization of a person) and
            role_too (its role), the KEYS, cards Boolean (rows are cards), client UInt32 (equal where a
            client's contact is the client), strict Boolean (the organization must exist), reached and
            with_role Boolean (it has something that a card holds), repeats Boolean (a list holds a value
            twice), and of the record columns those that tell contacts apart.
        wide: the record columns and CARD's, put away part after part, in the order of frame; the
            mentions that are only named by a link come last and have none.
        lookup: (sheet, mention) -> for each contact row the mention's row in frame, -1 where none.
        sheets: the sheets they come from.
    """

    frame: pl.DataFrame
    wide: list[Kept]
    lookup: dict[tuple[int, str], npt.NDArray[np.int64]]
    sheets: list[SheetMentions]

    def columns(self) -> list[str]:
        """The columns that were put away."""
        return list(dict.fromkeys(name for part in self.wide for name in part.columns))

    def read(self, columns: Sequence[str], chosen: npt.NDArray[np.bool_]) -> pl.DataFrame:
        """Columns that were put away, for some rows of frame.

        Args:
            columns: their names; CARD's and custom are there always, others where they occur.
            chosen: one truth a row of frame.
        """
        parts = [pl.DataFrame(schema={name: _WIDE.get(name, pl.String) for name in columns})]
        start = 0
        for part in self.wide:
            rows = chosen[start : start + part.height]
            start += part.height
            count = int(rows.sum())
            if count:
                read = part.copied(columns) if set(columns) & set(part.columns) else _nothing(part.height)
                parts.append(read if count == part.height else read.filter(rows))
        parts.append(_nothing(int(chosen[start:].sum())))
        whole = pl.concat(parts, how="diagonal")
        parts.clear()  # one column after the other becomes one piece, so that none but it is there twice
        return pl.DataFrame([whole.drop_in_place(name).rechunk() for name in columns])


def _nothing(height: int) -> pl.DataFrame:
    """Rows without anything."""
    return pl.DataFrame({"with_role": pl.Series([None], dtype=pl.Boolean).new_from_index(0, height)})


def gather(columns: Sequence[SheetColumns]) -> Mentions:
    """The mentions of all sheets, with the organizations that are only named by a link."""
    parts: dict[tuple[int, str], list[tuple[pl.DataFrame, Kept]]] = {}
    sheets = []
    for index, source in enumerate(columns):
        sheets.append(_read_sheet(source, index, parts))
    order = sorted(parts, key=lambda place: (place[0], *_order(place[1])))
    narrow = [frame for place in order for frame, _ in parts[place]]
    lookup, start = {}, 0
    for place in order:
        positions = np.concatenate([frame["position"].to_numpy() for frame, _ in parts[place]])
        lookup[place] = np.full(len(columns[place[0]].ledger.rows.numbers), -1, dtype=np.int64)
        lookup[place][positions[::-1]] = np.arange(start, start + len(positions))[::-1]  # the first stands
        start += len(positions)
    wide = [kept for place in order for _, kept in parts[place]]
    whole = pl.concat(narrow, how="diagonal") if narrow else pl.DataFrame(schema=_NARROW)
    whole = whole.with_columns(
        pl.lit(None, dtype).alias(name) for name, dtype in _NARROW.items() if name not in whole.columns
    )
    whole, notes = with_clients(whole)
    for (index,), found in notes.partition_by("sheet", as_dict=True).items():
        sheets[int(str(index))].findings.append(found)
    return Mentions(paged(_with_implied(whole)), wide, lookup, sheets)


def _order(mention: str) -> tuple[int, str]:
    """Organizations come first, groups last; further people in between."""
    ranks = {ORGANIZATION: 0, PERSON: 1, SPOUSE: 2, GROUP: 4}
    return ranks.get(mention, 3), mention


def _read_sheet(
    source: SheetColumns, index: int, parts: dict[tuple[int, str], list[tuple[pl.DataFrame, Kept]]]
) -> SheetMentions:
    """The mentions of a sheet, added to parts, and whose its cells are."""
    layout = layout_of(source.mapped.recognised)
    told = Told()
    sheet = SheetMentions(source, np.zeros(len(source.ledger.rows.numbers), dtype=bool), [], [], [])
    if source.mapped.recognised.kind == "work":  # it names no contact; see stages.work
        return sheet

    def blocks() -> Iterator[BlockMentions]:
        for block in source.blocks():  # one after the other: each is told what those before it said
            kept = {id(column): at for column, at in zip(block.columns, block.kept, strict=True)}
            found = find_mentions(block, index, told)
            _note_cells(sheet, found, kept, index)
            yield found

    for frames in ahead(lambda found: _put_away(found, index, layout, source.shelf), blocks()):
        for mention, frame in frames.items():
            parts.setdefault((index, mention), []).append(frame)
    return sheet


def _put_away(
    found: BlockMentions, index: int, layout: Layout | None, shelf: Shelf
) -> dict[str, tuple[pl.DataFrame, Kept]]:
    """By mention what tells the contacts of a block apart, and where the rest lies."""
    frames = {}
    for mention in (ORGANIZATION, PERSON, SPOUSE, *found.contacts, GROUP):
        frame = mention_frame(found, index, mention, layout)
        if frame is not None:
            narrow = frame.select(name for name in _NARROW if name in frame.columns)
            frames[mention] = narrow, shelf.keep(frame.drop(_NARROW, strict=False))
    return frames


def _note_cells(sheet: SheetMentions, found: BlockMentions, kept: dict[int, Kept], index: int) -> None:
    """Whose the cells of a block are; kept tells where the columns lie that were not taken apart."""
    first = found.source.first
    nameless = found.facts["own"].is_null().to_numpy()
    sheet.nameless[first : first + len(nameless)] = nameless
    sheet.findings += found.findings
    for share in found.shares:
        if share.column.indexes:
            at = kept.get(id(share.column)) or sheet.source.shelf.keep(share.column.values.to_frame("v"))
            sheet.claims.append(Claim(index, first, share.column.put_away(at), share.mention, share.rows))
    for marked, place in (
        (found.conflicting, Disposition.SET_ASIDE), (found.redundant, Disposition.MERGED)
    ):  # fmt: skip
        for column, rows in marked:
            places = first + np.flatnonzero(rows.fill_null(False).to_numpy())
            sheet.marks.append(Mark(column.indexes, places, place))


def _with_implied(frame: pl.DataFrame) -> pl.DataFrame:
    """One mention more for each organization that is only named by a link."""
    place = ("sheet", "position", "row", "provider", "strict")
    people = frame.filter(pl.col("kind") == "person")
    named = [people.select(*place, name=link).drop_nulls("name") for link in _LINKS]
    named[0] = people.select(*place, name="organization", client_identifier="owner_code").drop_nulls("name")
    links = pl.concat(named, how="diagonal").with_columns(match=exact(pl.col("name")))
    if not links.height:
        return frame
    organizations = frame.filter(pl.col("kind") == "organization")
    called = [organizations.select(match=exact(pl.col(name))) for name in ("name", "contact_key")]
    known = pl.concat(called).drop_nulls().unique()
    new = (
        links.join(known, on="match", how="anti", maintain_order="left")
        .with_columns(strict=pl.col("strict").all().over("match"))
        .unique("match", keep="first", maintain_order=True)
        .drop("match")
        .with_columns(
            mention=pl.lit("implied"), kind=pl.lit("organization"), own=pl.lit(False), implied=pl.lit(True),
            cards=pl.lit(False),
        )
    )  # fmt: skip
    return pl.concat([frame, new], how="diagonal")
