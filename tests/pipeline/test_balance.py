"""Every cell of a file ends in one place, and no text of it is lost."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from tests.support.desk import Desk, table
from tests.support.generated import few
from tests.support.tables import tables

# What a csv reader takes for the end of a line, or cannot hold, is the reader's own test.
any_text = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\x00\x1c\x1d\x1e\x1f"),
    min_size=1,
    max_size=12,
)


def filled(text: str, header_row: int) -> int:
    """Cells below the header that hold more than blanks, counted by Python's own reader."""
    rows = list(csv.reader(io.StringIO(text)))
    return sum(bool(cell.strip()) for row in rows[header_row:] for cell in row)


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_of(item)


@few(4)
@given(rows=tables(most_columns=8))
@example(rows=[["Client Name", "Email"], ["", ""], ["Oak Mill LLC", ""]])
@example(rows=[["Client Name", "Client ID", "Client Code"], ["Oak Mill LLC", "7", "8"]])
@example(rows=[["Name", "Notes"], ["Oak", "a\nb"], ["Oak", "b"], ["Oak", "a\nb", "c", "d"]])
def test_the_cells_read_are_the_filled_cells_and_each_has_one_place(
    desks: Callable[[], Desk], rows: list[list[str]]
) -> None:
    desk = desks()
    text = table(rows)
    desk.take_text(text)
    cells = desk.told["cells"]
    assert cells["read"] == filled(text, desk.told["files"][0]["sheets"][0]["header_row"])
    assert cells["read"] == cells["stored"] + cells["merged"] + cells["set_aside"] + cells["refused"]


@few(4)
@given(texts=st.lists(any_text, min_size=1, max_size=6))
@example(
    texts=["=1+1", "\ufeff", "\u2028", "'=x", "0012", "a\x1fb", "🧾\u200d👩🏽", "e\u0301", '"', "\\", " x "]
)
def test_any_text_of_a_column_that_fits_no_field_is_kept_as_it_stands(
    desks: Callable[[], Desk], texts: list[str]
) -> None:
    desk = desks()
    names = [f"Mill number {n} LLC" for n in range(len(texts))]
    desk.take_text(table([["Company Name", "Zorblax"], *map(list, zip(names, texts, strict=True))]))
    path, _ = desk.export("jsonl", "book.jsonl")
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    kept = {line["name"]: [one["value"] for one in line.get("set_aside", [])] for line in lines}
    assert kept == {name: [text] if text.strip() else [] for name, text in zip(names, texts, strict=True)}


def test_what_is_counted_as_stored_stands_in_the_book(desk: Desk) -> None:
    rows = [
        ["Client ID", "Company Name", "Email", "Notes", "Legal Name", "Contact Type"],
        ["001", "Oak Mill LLC", "oak@example.com", "first", "Oak Mill Limited", "Client"],
        ["002", "Elm Mill LLC", "elm@example.com", "", "", "Prospect"],
        ["001", "Oak Mill LLC", "tax@example.com", "second", "Oak Mill Ltd", "Client"],
    ]
    plan = desk.take_text(table(rows))
    ledger = plan.sheets[0].ledger
    path, _ = desk.export("jsonl", "book.jsonl")
    book = path.read_text(encoding="utf-8")
    stored = [
        cell for row, fates in zip(rows[1:], ledger[1:], strict=True)
        for cell, fate in zip(row, fates, strict=True) if fate == 1
    ]  # fmt: skip
    assert len(stored) == plan.balance.stored == 12
    held = [text for line in book.splitlines() for text in texts_of(json.loads(line))]
    assert set(stored) <= {line for text in held for line in text.split("\n")}
    assert [one["value"] for one in json.loads(book.split("\n")[0])["set_aside"]] == ["Oak Mill Ltd"]
