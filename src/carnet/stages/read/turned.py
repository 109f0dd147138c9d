"""Sheets whose contacts stand across, or in blocks of lines that name each value, put upright.

A table has one contact a row. Here it has one a column, the names of the fields in the first, or its rows are
pairs of a name and a value ("Name: Ann Lee", "Email: ann@example.com") that begin anew with each contact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from carnet.catalog.headers import fold
from carnet.catalog.known import known_headers
from carnet.contract import Sheet
from carnet.stages.read.cells import Sink
from carnet.stages.read.notes import Note, note
from carnet.stages.read.parts import Parts

_LOOKED_AT = 400  # rows: a contact has no more fields
_FEWEST = 3  # names of fields
_MOST = 0.6  # share of the contacts whom a value must reach
# An email address, or digits as of a telephone.
_REACH = r"\S@\S+\.\S|^[^0-9A-Za-z]*(?:[0-9][^0-9A-Za-z]*){7,15}(?:[^0-9].{0,12})?$"
_KNOWN = 1 / 3  # share of them that the catalogue has

Pair = tuple[int, str, str]  # row, name of the field, value
Record = tuple[int, list[tuple[str, str]]]  # row, and the name and value of each field


def turned(sheet: Sheet, folder: Path, stem: str) -> tuple[Sheet, list[Note]]:
    """The sheet with one contact a row, and how it was read; as it is where it is a table or none.

    Args:
        folder, stem: where its cells go and how the files' names begin.
    """
    if sheet.width < 2 or sheet.rows < _FEWEST:
        return sheet, []
    head = sheet.head(_LOOKED_AT)
    labels = list(map(_label, head["c0"]))
    if not _are_fields(list(filter(None, labels))) or _are_fields(_cells(head.row(0))):
        return sheet, []
    if (
        sheet.width > 2
        and sheet.rows < _LOOKED_AT
        and len(set(labels)) == len(labels)
        and _stand_across(head)
    ):
        return _written(sheet, list(_transposed(head, labels)), "sheet.turned", folder, stem)
    if _repeat(labels) and _are_pairs(head, labels):
        pairs = sheet.scan().select("row", "c0", "c1").collect().iter_rows()
        told = [(row, _label(label), value or "") for row, label, value in pairs]
        return _written(sheet, list(_records(told)), "sheet.pairs", folder, stem)
    return sheet, []


def _label(text: str | None) -> str:
    """The name of a field as its cell has it, without the colon."""
    return (text or "").strip().rstrip(" :")


def _are_fields(texts: Sequence[str]) -> bool:
    """Whether texts name fields of contacts."""
    distinct = {fold(text) for text in texts}
    known = len(distinct & known_headers())
    return len(distinct) >= _FEWEST and known >= 2 and known >= _KNOWN * len(distinct)


def _cells(row: Sequence[object]) -> list[str]:
    return [str(cell) for cell in row[1:] if cell]


def _repeat(labels: Sequence[str]) -> bool:
    """Whether the names of the fields begin anew, most of them, and the first has one with it at least."""
    counts = Counter(map(fold, filter(None, labels)))
    return (
        bool(labels[0]) and bool(labels[1]) and fold(labels[0]) != fold(labels[1])
        and counts[fold(labels[0])] > 1
        and sum(count > 1 for count in counts.values()) >= len(counts) / 2
    )  # fmt: skip


def _stand_across(head: pl.DataFrame) -> bool:
    """Whether most columns but the first have an email or a telephone number in the same row."""
    others = head.drop("row", "c0")
    reached = others.select(pl.sum_horizontal(pl.all().str.contains(_REACH).fill_null(False))).to_series()
    return bool((reached >= max(2, _MOST * others.width)).any())


def _are_pairs(head: pl.DataFrame, labels: Sequence[str]) -> bool:
    """Whether nothing stands beside the values, and they reach most of the contacts."""
    beside = head.drop("row", "c0", "c1")
    contacts = sum(fold(label) == fold(labels[0]) for label in labels)
    reached = head["c1"].str.contains(_REACH).sum()
    return reached >= _MOST * contacts and all(beside[name].is_null().all() for name in beside.columns)


def _transposed(head: pl.DataFrame, labels: Sequence[str]) -> Iterator[Record]:
    """Column by column, numbered as the columns are: A is 1."""
    for number, column in enumerate(head.drop("row", "c0").iter_columns(), start=2):
        if column.null_count() < len(column):
            yield number, list(zip(labels, column.fill_null(""), strict=True))


def _records(pairs: Sequence[Pair]) -> Iterator[Record]:
    """The pairs of each contact, numbered as its last row; a row without a name goes on with the one before.

    A contact begins with a name that the one before has: the first of all, or any behind an empty row.
    """
    first, before = fold(pairs[0][1]), pairs[0][0]
    block: list[tuple[str, str]] = []
    seen: set[str] = set()
    for row, label, value in pairs:
        name = fold(label)
        if label and name in seen and (name == first or row > before + 1):
            yield before, block
            block, seen = [], set()
        if label or not block:
            block.append((label, value))
            seen.add(name)
        else:
            block[-1] = (block[-1][0], f"{block[-1][1]}\n{value}".strip())
        before = row
    yield before, block


def _written(
    sheet: Sheet, records: Sequence[Record], code: str, folder: Path, stem: str
) -> tuple[Sheet, list[Note]]:
    """A table of the records below their names; a name that a record has twice makes two columns."""
    columns: dict[tuple[str, int], int] = {}
    headers: list[str] = []
    sink = Sink(Parts(folder, stem))
    cells: list[tuple[int, int, str]] = []
    for number, record in records:
        counted: Counter[str] = Counter()
        for label, value in record:
            key = (fold(label), counted[fold(label)])
            counted[fold(label)] += 1
            if key not in columns:
                columns[key] = len(headers)
                headers.append(label if key[1] == 0 else f"{label} {key[1] + 1}")
            cells.append((number, columns[key], value))
    for place, header in enumerate(headers):
        sink.cell(1, place, header)
    for cell in cells:
        sink.cell(*cell)
    sink.finish()
    for path in sheet.parts:
        path.unlink()
    parts = sink.parts
    upright = replace(sheet, parts=parts.finish(), width=parts.width, rows=parts.rows, hidden=())
    return upright, [note(code, value=sheet.name, detail=str(len(records)), sheet=sheet.name)]
